"""Pictures on other machines: public ones alone, within limits, each once."""

from __future__ import annotations

import pytest

from helpers import exports
from octavo.core.cache import Store
from octavo.core.errors import OctavoError
from octavo.importing import far_pictures, public_web, web
from octavo.importing.article_pictures import nowhere
from octavo.importing.assemble_run import assemble
from octavo.importing.far_pictures import FarPictures
from octavo.importing.run_events import Request
from octavo.importing.web import UnfetchedError, fetch


@pytest.fixture
def asked(monkeypatch):
    """The addresses that are asked for, of a web on which every picture is the same."""
    seen = []

    def fetched(address, *, longest, public):
        assert public
        seen.append(address)
        if "silent" in address:
            refused = web._NoAnswer("cannot be reached (no route)", "Later.", answered=False)
            raise UnfetchedError(refused, address)
        if "gone" in address:
            raise UnfetchedError(web._NoAnswer("the server answers 404", "Look."), address)
        return web.Fetched(address=address, media_type="image/png", charset="", data=exports.PNG)

    monkeypatch.setattr(web, "fetch", fetched)
    return seen


def _far(store=None, **options):
    return FarPictures(kept=lambda address: None, store=store or far_pictures.NOTHING, **options)


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False), ("172.16.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("::1", False),
        ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False), ("64:ff9b::7f00:1", False), ("224.0.0.1", False), ("x", False),
    ],
)  # fmt: skip
def test_public_addresses(address, is_public):
    assert public_web.is_public(address) is is_public


def test_a_machine_that_is_not_public_is_not_asked():
    with pytest.raises(UnfetchedError) as caught:
        fetch("http://127.0.0.1:9/a.png", public=True)
    assert caught.value.reason == "its server has no public address"
    with pytest.raises(OctavoError):
        fetch("http://localhost:9/a.png", public=True)


def test_a_name_of_which_one_address_is_private_is_not_asked(monkeypatch):
    places = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(public_web.socket, "getaddrinfo", lambda *_, **__: places)
    with pytest.raises(public_web.NotPublicError):
        public_web.connect(("pictures.example", 80))


def test_a_redirect_is_checked_again(server, monkeypatch):
    monkeypatch.setattr(public_web, "is_public", lambda address: address == "127.0.0.1")
    port = server.base.rpartition(":")[2]
    server.answers["/a.png"] = (302, {"Location": f"http://127.0.0.2:{port}/b.png"}, b"")
    server.answers["/b.png"] = (200, {"Content-Type": "image/png"}, exports.PNG)
    with pytest.raises(UnfetchedError) as caught:
        fetch(f"{server.base}/a.png", public=True)
    assert caught.value.reason == "its server has no public address"
    assert fetch(f"{server.base}/b.png", public=True).data == exports.PNG


def test_each_picture_is_asked_for_once(tmp_path, asked):
    store = Store(folder=tmp_path)
    read = _far(store).brought(nowhere, "https://lamp.example/posts/")
    for address in ("https://lamp.example/a.png", "/a.png", "../a.png", "//lamp.example/a.png"):
        assert read(address) == exports.PNG
    assert asked == ["https://lamp.example/a.png"]
    # A run that was broken off is taken up again.
    again = _far(store).brought(nowhere, "")
    assert again("https://lamp.example/a.png") == exports.PNG
    assert len(asked) == 1


def test_what_does_not_come_is_said_and_not_asked_again(asked):
    read = _far().brought(nowhere, "")
    assert read("https://lamp.example/gone.png") == "the server answers 404"
    assert read("https://lamp.example/gone.png") == "the server answers 404"
    assert len(asked) == 1
    assert read("file:///etc/passwd") == "its address is of a kind that is not read"
    assert read("pictures/a.png") == "its file is not here"
    assert len(asked) == 1


def test_a_host_that_is_silent_is_left_in_peace(asked):
    read = _far().brought(nowhere, "")
    said = [read(f"https://silent.example/{number}.png") for number in range(5)]
    assert said[0] == "cannot be reached (no route)"
    assert said[-1] == "silent.example does not answer"
    assert len(asked) == far_pictures.MOST_SILENT


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [("MOST_PICTURES", 2, "has brought 2 pictures"), ("MOST_BYTES", 100, "MB of pictures"),
     ("MOST_SECONDS", 2.0, "for 2 seconds")],
)  # fmt: skip
def test_limits(asked, monkeypatch, limit, value, said):
    monkeypatch.setattr(far_pictures, limit, value)
    ticks = iter(range(99))
    read = _far(clock=lambda: float(next(ticks))).brought(nowhere, "")
    answers = [read(f"https://lamp.example/{number}.png") for number in range(4)]
    assert answers[0] == exports.PNG
    assert said in answers[-1]
    assert "run the same again" in answers[-1]


def _run(root, *arguments, **options):
    request = Request(root=root, arguments=tuple(map(str, arguments)), **options)
    *_, report = assemble(request)
    return report


def test_a_run_brings_far_pictures_only_if_asked_and_a_second_asks_for_none(tmp_path, asked):
    (tmp_path / "feed.json").write_text(exports.json_feed().replace(
        "<p>", "<p><img src='/p.png' alt='A lamp'>"), "utf-8")  # fmt: skip
    root = tmp_path / "b"
    report = _run(root, tmp_path / "feed.json")
    assert asked == []
    assert "image-left-out" in [each.code for each in report.findings]
    report = _run(root, tmp_path / "feed.json", fetch_images=True)
    assert asked == ["https://lamp.example/p.png"]
    assert "image-left-out" not in [each.code for each in report.findings]
    (picture,) = (root / "manuscript" / "images").iterdir()
    assert picture.read_bytes() == exports.PNG
    before = (root / "manuscript" / "lamp-oil.md").read_bytes()
    for path in sorted((root / "build").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    _run(root, tmp_path / "feed.json", fetch_images=True)
    _run(root, fetch_images=True)
    assert len(asked) == 1
    assert (root / "manuscript" / "lamp-oil.md").read_bytes() == before
