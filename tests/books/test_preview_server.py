"""The preview as it is run: real files, a real server, a real process that sets the pages."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from helpers.preview_book import write_book
from helpers.processes import alive, children, until

#: Seconds that a busy machine may take for anything.
PATIENCE = 120


class Preview:
    """`octavo preview` on a book, and what it tells."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        self.process = subprocess.Popen(
            [sys.executable, "-m", "octavo", "preview", "--book", str(root), "--no-open", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "COLUMNS": "200"},
        )
        self.url = self.process.stdout.readline().strip()
        self.client = httpx.Client(base_url=self.url.partition("?")[0], timeout=PATIENCE)
        self.told: queue.Queue[tuple[str, dict]] = queue.Queue()

    def listen(self) -> None:
        """Begins to listen; returns when the first event is there."""
        threading.Thread(target=self._listen, daemon=True).start()
        assert self.wait("hello")["server"]

    def _listen(self) -> None:
        name = ""
        with (
            contextlib.suppress(httpx.HTTPError),
            self.client.stream("GET", "/events", timeout=None) as stream,
        ):
            for line in stream.iter_lines():
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    self.told.put((name, json.loads(line.removeprefix("data: "))))

    def wait(self, name: str, **wanted: object) -> dict:
        """The next event of this name with these values."""
        until = time.monotonic() + PATIENCE
        while True:
            found, data = self.told.get(timeout=max(0.1, until - time.monotonic()))
            if found == name and all(data.get(key) == value for key, value in wanted.items()):
                return data

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path)

    def post(self, path: str, data: dict, **headers: str) -> httpx.Response:
        return self.client.post(path, json=data, headers={"X-Octavo": "1", **headers})

    def facts(self) -> dict:
        return self.get("/api/book").json()

    def pages(self, name: str) -> list[dict]:
        """A chapter's pages once all of them are drawn."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            shown = self.get(f"/api/pages/{name}").json()
            drawn = all(page["image"] or page["blank"] for page in shown["pages"])
            if shown["pages"] and drawn and not shown["stale"]:
                return shown["pages"]
            time.sleep(0.1)
        raise AssertionError((shown, self.facts()["problems"]))

    def change(self, name: str, old: str, new: str) -> None:
        path = self.root / "manuscript" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def presses(self) -> list[int]:
        """The processes that set pages."""
        return [
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and self._is_press(entry)
        ]

    def _is_press(self, entry: Path) -> bool:
        try:
            command = (entry / "cmdline").read_bytes()
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            return False
        return b"\0pages" in command and parent == self.process.pid

    def end(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=PATIENCE)
        return code, self.process.stderr.read()


@pytest.fixture
def start(tmp_path):
    """Starts previews of the small book; ends them with the test."""
    running: list[Preview] = []

    def begin(*options: str, root: Path | None = None) -> Preview:
        running.append(Preview(root or write_book(tmp_path / "book"), *options))
        return running[-1]

    yield begin
    for item in running:
        item.process.kill()
        item.process.wait()


def test_from_the_address_to_the_last_page(start):
    preview = start()
    assert preview.url == f"http://127.0.0.1:{httpx.URL(preview.url).port}/"
    shell = preview.get("/")
    assert shell.headers["content-type"].startswith("text/html")
    assert "script-src 'self'" in shell.headers["content-security-policy"]
    assert preview.facts()["title"] == "Slack Tide"
    preview.listen()
    assert preview.post("/api/look", {"chapter": "one", "page": 0}).status_code == 204
    [page] = preview.pages("one")
    assert (page["side"], page["opener"], page["blank"]) == ("right", True, False)
    assert [block["line"] for block in page["blocks"]] == [1, 3, 5, 7, 9, 11]
    assert all(0 < block["top"] < block["bottom"] < 1 for block in page["blocks"])
    image = preview.get(page["image"])
    assert image.content.startswith(b"\x89PNG")
    assert "immutable" in image.headers["cache-control"]

    # A save: the text, then the page, which is another image now.
    preview.change("one.md", "at six", "at seven")
    told = preview.wait("text", chapter="one")
    assert told["line"] == 3
    assert "at seven" in preview.get("/chapter/one.xhtml").text
    assert preview.wait("pages", chapter="one", version=told["version"])["changed"] == [0]
    [now] = preview.pages("one")
    assert now["image"] != page["image"]
    assert now["changed"]

    # The whole book's numbers come by themselves.
    while preview.facts()["pages"]["total"] is None:
        time.sleep(0.2)
    facts = preview.facts()
    assert facts["pages"]["when"]
    one, two = facts["chapters"]
    assert (one["first"], one["pageCount"]) == ("1", 1)
    assert two["first"] == "3"
    assert preview.get("/api/go?page=3").json() == {"chapter": "two", "page": 1}
    assert preview.get("/api/go?page=99").status_code == 404
    blank, opener = preview.pages("two")
    assert (blank["blank"], blank["side"], blank["folio"]) == (True, "left", "2")
    assert (opener["opener"], opener["side"], opener["folio"]) == (True, "right", "3")

    began = time.monotonic()
    assert preview.end() == (0, "")
    assert time.monotonic() - began < PATIENCE / 10


def test_ten_fast_saves_end_on_the_last_text(start):
    preview = start()
    preview.facts()
    preview.listen()
    for number in range(10):
        preview.change("one.md", "The ferry goes", f"Take {number}. The ferry goes")
    until = time.monotonic() + PATIENCE
    while "Take 9. " not in preview.get("/chapter/one.xhtml").text:
        assert time.monotonic() < until
        time.sleep(0.05)
    assert preview.facts()["state"]["name"] != "error"


def test_a_killed_press_only_delays(start):
    preview = start()
    preview.listen()
    preview.post("/api/look", {"chapter": "one", "page": 0})
    [before] = preview.pages("one")
    [old] = preview.presses()
    preview.change("one.md", "at six", "at eight")
    preview.wait("text")
    os.kill(old, signal.SIGKILL)
    [after] = preview.pages("one")
    assert after["image"] != before["image"]
    [new] = preview.presses()
    assert new != old
    assert preview.facts()["problems"] == []


def test_the_press_ends_with_the_server(start):
    preview = start()
    preview.pages("one")
    presses = preview.presses()
    assert presses
    preview.process.kill()
    until = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{pid}").exists() for pid in presses):
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("sign", "code", "said"),
    [
        (signal.SIGTERM, 143, "Stopped. What was built before is untouched.\n"),
        (signal.SIGHUP, 129, "Stopped. What was built before is untouched.\n"),
        (signal.SIGINT, 0, ""),
        (signal.SIGKILL, -9, ""),
    ],
)
def test_a_preview_that_is_ended_leaves_nothing_behind(
    start, tmp_path, monkeypatch, sign, code, said
):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    preview = start()
    # The whole book is laid out by a process that has workers of its own, from the start on.
    assert until(lambda: len(children(preview.process.pid)) > 2)
    workers = children(preview.process.pid)
    preview.pages("one")
    assert list(scratch.iterdir())
    preview.process.send_signal(sign)
    assert preview.process.wait(timeout=PATIENCE) == code
    assert preview.process.stderr.read() == said
    assert until(lambda: not any(map(alive, workers)))
    if sign != signal.SIGKILL:
        assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    "path",
    [
        "/page/../desk.py",
        "/page/..%2fdesk.py",
        "/page/%2e%2e%2fdesk.py",
        "/page/%2e%2e/desk.py",
        "/page/..%5cdesk.py",
        "/page//etc/passwd",
        "/page/.hidden",
        "/chapter/..%2f..%2fbook.toml.xhtml",
        "/chapter/../manuscript/book.toml",
        "/asset/../../manuscript/book.toml",
        "/asset/%2e%2e/%2e%2e/manuscript/book.toml",
        "/asset//etc/passwd",
        "/asset/..%2f..%2fmanuscript%2fbook.toml",
        "/image/..%2f..%2fx.png",
        "/manuscript/book.toml",
        "/build/",
        "/style/../../manuscript/book.toml",
    ],
)
def test_nothing_else_is_served(shared, path):
    with socket.create_connection(("127.0.0.1", shared.client.base_url.port)) as line:
        # As it is written: a client of HTTP would take the dots out.
        port = shared.client.base_url.port
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        line.sendall(request.encode())
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.split(b" ", 2)[1] == b"404"
    assert b"schema = 1" not in answer
    assert b"root:" not in answer
    assert b"class Desk" not in answer


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One preview for tests that change nothing."""
    preview = Preview(write_book(tmp_path_factory.mktemp("shared") / "book"))
    yield preview
    preview.process.kill()
    preview.process.wait()


def test_every_route_is_behind_the_door(shared):
    for path in ("/", "/api/book", "/events", "/chapter/one.xhtml", "/api/pages/one", "/page/x.js"):
        for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
            assert shared.client.get(path, headers=headers).status_code == 403
    for path in ("/api/look", "/api/open", "/api/full"):
        assert shared.client.post(path, json={}).status_code == 403
        assert shared.client.get(path, headers={"X-Octavo": "1"}).status_code == 405


def test_a_chapter_can_run_no_script(shared):
    answer = shared.get("/chapter/one.xhtml")
    assert answer.headers["content-type"].startswith("application/xhtml+xml")
    policy = answer.headers["content-security-policy"]
    assert "sandbox allow-same-origin" in policy
    assert "allow-scripts" not in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"chapter": 1}', b"x" * 100_000, b"\xff"])
def test_odd_bodies_are_refused_kindly(shared, data):
    headers = {"X-Octavo": "1"}
    assert shared.client.post("/api/look", content=data, headers=headers).status_code == 400


def test_files_are_not_opened_unless_asked_for(shared):
    answer = shared.post("/api/open", {"file": "manuscript/one.md", "line": 3})
    assert answer.status_code == 409
    assert "--edit" in answer.json()["message"]


def test_files_are_opened_in_the_editor(start, tmp_path, monkeypatch):
    said = tmp_path / "said"
    editor = tmp_path / "gedit"
    editor.write_text(f'#!/bin/sh\necho "$@" > {said}\n', "utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    preview = start("--edit")
    assert preview.facts()["editor"]
    assert preview.post("/api/open", {"file": "manuscript/one.md", "line": 3}).status_code == 204
    until = time.monotonic() + PATIENCE
    while not said.exists() or not said.read_text():
        assert time.monotonic() < until
        time.sleep(0.05)
    assert said.read_text() == f"+3 {preview.root}/manuscript/one.md\n"
    for name in ("../secret", "/etc/passwd", "manuscript", "manuscript/nothing.md"):
        assert preview.post("/api/open", {"file": name, "line": 1}).status_code == 409


def test_the_lan_needs_the_token(start):
    preview = start("--lan")
    address = httpx.URL(preview.url)
    token = address.params["token"]
    here = f"http://127.0.0.1:{address.port}"
    assert httpx.get(f"{here}/").status_code == 401
    assert httpx.get(f"{here}/api/book").status_code == 401
    assert httpx.get(f"{here}/?token={token}x").status_code == 401
    with httpx.Client(base_url=here, timeout=PATIENCE) as client:
        assert client.get(f"/?token={token}").status_code == 200
        assert client.get("/api/book").status_code == 200
        assert client.get("/api/book", headers={"Host": "evil.example"}).status_code == 403


def test_without_lan_only_this_machine_can_ask(shared):
    port = shared.client.base_url.port
    listening = {
        line.split()[1]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[3] == "0A" and line.split()[1].endswith(f":{port:04X}")
    }
    assert listening == {f"0100007F:{port:04X}"}


def test_a_port_that_is_taken(start):
    first = start()
    port = str(httpx.URL(first.url).port)
    second = start(root=first.root)
    assert httpx.URL(second.url).port != int(port)
    third = start("--port", port, root=first.root)
    assert third.process.wait(timeout=PATIENCE) == 1
    said = third.process.stderr.read()
    assert said.startswith(f"port {port} cannot be used")
    assert "--port" in said


def test_a_folder_without_a_book(start, tmp_path):
    preview = start(root=tmp_path)
    assert preview.process.wait(timeout=PATIENCE) == 2
    assert "octavo new DIR" in preview.process.stderr.read()


def test_a_chapter_to_begin_with(start):
    preview = start("two.md")
    assert preview.url.endswith("/#two")
