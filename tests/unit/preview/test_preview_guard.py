"""The door: each attack is refused, and would not be without the guard that this test names."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from octavo.preview.access import CHAPTER_POLICY, SHELL_POLICY, Guard, door

HOST = "127.0.0.1:8150"


def served(token: str = "") -> TestClient:
    async def answer(request):
        return PlainTextResponse("the book")

    async def chapter(request):
        return Response("<p/>", headers={"Content-Security-Policy": CHAPTER_POLICY})

    app = Starlette(
        routes=[
            Route("/", answer, methods=["GET", "POST"]),
            Route("/api/book", answer),
            Route("/chapter", chapter),
        ]
    )
    guard = Guard(app, door(["127.0.0.1", "localhost"], 8150, token))
    return TestClient(guard, base_url=f"http://{HOST}")


@pytest.mark.parametrize("host", [HOST, "localhost:8150", "LOCALHOST:8150"])
def test_our_own_names_are_let_in(host):
    assert served().get("/", headers={"Host": host}).text == "the book"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8150",
        "127.0.0.1",
        "127.0.0.1:8151",
        "127.0.0.1:8150.evil.example",
        "127.0.0.1:8150@evil.example",
        "[::1]:8150",
        "",
    ],
)
def test_another_host_is_refused(host):
    assert served().get("/", headers={"Host": host}).status_code == 403


def test_two_hosts_are_refused():
    headers = [("Host", HOST), ("Host", "evil.example")]
    assert served().get("/", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "https://127.0.0.1:8150", "http://127.0.0.1:9000", "null", ""],
)
def test_another_origin_is_refused(origin):
    headers = {"Host": HOST, "Origin": origin, "X-Octavo": "1"}
    assert served().get("/", headers=headers).status_code == 403
    assert served().post("/", headers=headers).status_code == 403


def test_our_own_origin_is_let_in():
    headers = {"Host": HOST, "Origin": f"http://{HOST}", "X-Octavo": "1"}
    assert served().post("/", headers=headers).text == "the book"
    other = {**headers, "Origin": "http://localhost:8150"}
    assert served().post("/", headers=other).status_code == 403


def test_a_post_needs_the_header_that_no_form_can_send():
    assert served().post("/").status_code == 403
    assert served().post("/", headers={"X-Octavo": "0"}).status_code == 403
    assert served().post("/", headers={"X-Octavo": "1"}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_sites_page_may_link_to_ours_and_embed_nothing(site):
    link = {
        "Sec-Fetch-Site": site,
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
    }
    assert served().get("/", headers=link).status_code == 200
    assert served().get("/api/book", headers=link).status_code == 403
    image = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
    assert served().get("/", headers=image).status_code == 403
    frame = {**link, "Sec-Fetch-Dest": "iframe"}
    assert served().get("/", headers=frame).status_code == 403


@pytest.mark.parametrize("path", ["/", "/?token=", "/?token=wrong", "/api/book?token=right"])
def test_without_the_token_nothing_is_shown(path):
    assert served("right").get(path).status_code == 401


def test_the_token_opens_the_door_for_this_browser():
    client = served("right")
    first = client.get("/?token=right")
    assert first.status_code == 200
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert client.get("/api/book").text == "the book"
    assert client.get("/api/book", headers={"Host": "evil.example"}).status_code == 403


@pytest.mark.parametrize("cookie", ["octavo-8150=wrong", "octavo-8150=", "octavo=right", "\x01=;"])
def test_a_wrong_cookie_opens_nothing(cookie):
    assert served("right").get("/api/book", headers={"Cookie": cookie}).status_code == 401


def test_every_answer_carries_the_headers_of_safety():
    for answer in (
        served().get("/"),
        served().get("/nothing"),
        served().get("/", headers={"Host": "x"}),
    ):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_chapter_has_its_own_policy_once():
    answer = served().get("/chapter")
    assert answer.headers.get_list("content-security-policy") == [CHAPTER_POLICY]


def test_the_policies_allow_no_script_to_chapters_and_nothing_remote():
    assert "allow-scripts" not in CHAPTER_POLICY
    assert "script-src" not in CHAPTER_POLICY
    assert "sandbox allow-same-origin" in CHAPTER_POLICY
    for policy in (CHAPTER_POLICY, SHELL_POLICY):
        assert policy.startswith("default-src 'none'")
        assert "http" not in policy
        assert "*" not in policy
        assert "unsafe" not in policy


def test_no_websocket():
    async def talk(websocket):
        await websocket.accept()

    app = Starlette(routes=[WebSocketRoute("/", talk)])
    client = TestClient(Guard(app, door(["127.0.0.1"], 8150)), base_url=f"http://{HOST}")
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        pass
