"""Articles from the web, from a server on loopback that may do as it likes."""

from __future__ import annotations

import gzip
import threading
import zlib

import pytest

from helpers.articles import gathered as gather
from octavo.core.errors import OctavoError
from octavo.findings.wording import message_of
from octavo.importing import web
from octavo.importing.web import fetch

PNG = b"\x89PNG\r\n\x1a\n rest"
PAGE = b"<html><head><title>Kettle</title></head><body><p>One <img src='/p.png'>two.</p></body>"
FEED = (
    b"<rss version='2.0'><channel><item><title>Entry</title><link>http://x.example/e</link>"
    b"<description>Words &lt;img src='/p.png'&gt;</description></item></channel></rss>"
)


def _refused(address):
    with pytest.raises(OctavoError) as caught:
        list(gather([address]))
    assert caught.value.hint
    return caught.value


def test_a_page_with_its_pictures(server):
    server.answers["/kettle.html"] = (200, {"Content-Type": "text/html"}, PAGE)
    server.answers["/p.png"] = (200, {"Content-Type": "image/png"}, PNG)
    (found,) = gather([f"{server.base}/kettle.html?x=1"[:-4]])
    assert (found.name, found.data, found.path) == ("kettle.html", PAGE, None)
    assert found.source.title == "Kettle"
    assert found.source.address == f"{server.base}/kettle.html"
    assert found.source.images[0].data == PNG
    sent = server.seen[0][1]
    assert "Cookie" not in sent and "Authorization" not in sent
    assert sent["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("path", "kind", "body", "name", "words"),
    [
        ("/a", "text/plain; charset=windows-1252", b"caf\xe9 one", "a.txt", ("café", "one")),
        ("/a", "text/html; charset=koi8-r", "<p>Тихо</p>".encode("koi8-r"), "a.html", ("Тихо",)),
        ("/a.md", "text/plain", b"# One\n\ntwo", "a.md", ("One", "two")),
        ("/b.md", "text/markdown", b"*one*", "b.md", ("*one*",)),
        ("/a.txt", "application/octet-stream", b"one", "a.txt", ("one",)),
        ("/a.xml", "text/xml", b"<?xml version='1.0'?><html><p>one</p></html>", "a.html", ("one",)),
        ("/feed", "application/rss+xml", FEED, "entry.html", ("Words",)),
    ],
)
def test_the_type_says_which_reader(server, path, kind, body, name, words):
    server.answers[path] = (200, {"Content-Type": kind}, body)
    (found,) = gather([server.base + path])
    assert found.name == name
    assert found.source.words[: len(words)] == words


def test_a_copy_of_a_page_whose_encoding_the_server_said_reads_again(server, tmp_path):
    body = "<p>Тихо</p>".encode("koi8-r")
    server.answers["/a"] = (200, {"Content-Type": "text/html; charset=koi8-r"}, body)
    (found,) = gather([f"{server.base}/a"])
    (tmp_path / found.name).write_bytes(found.data)
    (again,) = gather([str(tmp_path / found.name)])
    assert again.source.words == found.source.words == ("Тихо",)


def test_a_feed_from_the_web_brings_its_pictures(server):
    server.answers["/feed"] = (200, {"Content-Type": "application/rss+xml"}, FEED)
    server.answers["/p.png"] = (200, {}, PNG)
    (found,) = gather([f"{server.base}/feed"])
    assert [image.data for image in found.source.images] == [PNG]


def test_redirects_are_followed(server):
    server.answers["/a"] = (301, {"Location": "/b"}, b"")
    server.answers["/b"] = (308, {"Location": f"{server.base}/c.txt"}, b"")
    server.answers["/c.txt"] = (200, {"Content-Type": "text/plain"}, b"one")
    (found,) = gather([f"{server.base}/a"])
    assert (found.name, found.source.address) == ("c.txt", f"{server.base}/c.txt")
    assert found.where == f"{server.base}/a"


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://x.example/a", "data:text/plain,x", "file:a", "gopher://x/",
     "http://user:pass@127.0.0.1/", "//user@127.0.0.1/"],
)  # fmt: skip
def test_redirects_elsewhere_are_refused(server, code, target):
    server.answers["/a"] = (code, {"Location": target}, b"")
    error = _refused(f"{server.base}/a")
    assert "it redirects to" in error.message
    assert len(server.seen) == 1


def test_redirects_without_end_are_refused(server):
    server.answers["/a"] = (302, {"Location": "/a"}, b"")
    server.answers.update({f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(50)})
    assert "redirects more than 5 times" in _refused(f"{server.base}/a").message
    assert "redirects more than 5 times" in _refused(f"{server.base}/0").message
    assert len(server.seen) < 16


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://x.example/a", "http://user:pw@x.example/", "http://", "http://[",
     "javascript://x", "http://x.example:99999/", "HTTPS://u@x.example/"],
)  # fmt: skip
def test_other_addresses_are_refused(address):
    assert _refused(address).exit_code == 2


def test_an_address_that_nobody_answers():
    assert "cannot be reached" in _refused("http://127.0.0.1:9/a").message


@pytest.mark.parametrize("status", [403, 404, 500])
def test_other_answers(server, status):
    server.answers["/a"] = (status, {}, b"no")
    assert f"the server answers {status}" in _refused(f"{server.base}/a").message


@pytest.mark.parametrize("kind", ["video/mp4", "application/pdf", "image/png", "application/zip"])
def test_types_that_are_no_articles(server, kind):
    server.answers["/a.txt"] = (200, {"Content-Type": kind}, b"x")
    assert kind in _refused(f"{server.base}/a.txt").message


def test_an_answer_that_is_too_long(server, monkeypatch):
    def endless(request):
        request.send_response(200)
        request.send_header("Content-Type", "text/plain")
        request.end_headers()
        try:
            while True:
                request.wfile.write(b"x" * 100_000)
        except OSError:
            pass

    server.answers["/endless"] = endless
    server.answers["/said"] = (200, {"Content-Length": "10000000000"}, b"x")
    assert "longer than 20 MB" in _refused(f"{server.base}/endless").message
    assert "longer than 20 MB" in _refused(f"{server.base}/said").message


def test_lengths_that_lie(server):
    kind = {"Content-Type": "text/plain"}
    server.answers["/more"] = (200, {**kind, "Content-Length": "500"}, b"only this")
    server.answers["/less"] = (200, {**kind, "Content-Length": "3"}, b"onetwo")
    server.answers["/odd"] = (200, {**kind, "Content-Length": "x"}, b"one")
    server.answers["/chunks"] = (
        200, {**kind, "Content-Length": None, "Transfer-Encoding": "chunked"}, b"5\r\nab"
    )  # fmt: skip
    server.answers["/none"] = (200, {**kind, "Content-Length": None}, b"one")

    def close(path):
        status, headers, body = server.answers[path]
        server.answers[path] = (status, {**headers, "Connection": "close"}, body)

    for path in list(server.answers):
        close(path)
    assert "broke off" in _refused(f"{server.base}/more").message
    assert fetch(f"{server.base}/less").data == b"one"
    assert fetch(f"{server.base}/none").data == b"one"
    assert fetch(f"{server.base}/odd").data == b"one"
    assert _refused(f"{server.base}/chunks").message


def test_packed_answers(server):
    kind = {"Content-Type": "text/plain"}
    words = b"one two"
    packed = {"gzip": gzip.compress(words), "deflate": zlib.compress(words), "br": b"x"}
    for name, body in packed.items():
        server.answers[f"/{name}"] = (200, {**kind, "Content-Encoding": name}, body)
    bomb = gzip.compress(bytes(200_000_000), 9)
    server.answers["/bomb"] = (200, {**kind, "Content-Encoding": "gzip"}, bomb)
    server.answers["/cut"] = (200, {**kind, "Content-Encoding": "gzip"}, packed["gzip"][:-4])
    server.answers["/bad"] = (200, {**kind, "Content-Encoding": "gzip"}, b"not packed")
    assert fetch(f"{server.base}/gzip").data == fetch(f"{server.base}/deflate").data == words
    assert "packed as br" in _refused(f"{server.base}/br").message
    assert "longer than 20 MB" in _refused(f"{server.base}/bomb").message
    assert "broke off" in _refused(f"{server.base}/cut").message
    assert "cannot be read" in _refused(f"{server.base}/bad").message


def test_slow_servers(server, monkeypatch):
    monkeypatch.setattr(web, "PATIENCE", 0.6)
    monkeypatch.setattr(web, "SILENCE", 0.3)
    done = threading.Event()

    def drip(request):
        try:
            for byte in b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n" + b"X: y\r\n" * 90:
                if done.wait(0.05):
                    return
                request.wfile.write(bytes([byte]))
                request.wfile.flush()
        except OSError:
            pass

    def drip_body(request):
        request.send_response(200)
        request.send_header("Content-Type", "text/plain")
        request.end_headers()
        try:
            while not done.wait(0.05):
                request.wfile.write(b"x")
                request.wfile.flush()
        except OSError:
            pass

    server.answers.update({"/silent": lambda _: done.wait(5), "/drip": drip, "/body": drip_body})
    try:
        assert "silent for" in _refused(f"{server.base}/silent").message
        assert "no whole answer" in _refused(f"{server.base}/drip").message
        assert "no whole answer" in _refused(f"{server.base}/body").message
    finally:
        done.set()


def test_answers_that_are_no_http(server):
    server.answers["/x"] = lambda request: request.wfile.write(b"\x00\x01nonsense\r\n\r\n")
    server.answers["/heads"] = lambda request: request.wfile.write(
        b"HTTP/1.0 200 OK\r\n" + b"A: b\r\n" * 5000 + b"\r\n"
    )
    assert "cannot be read" in _refused(f"{server.base}/x").message
    assert "cannot be read" in _refused(f"{server.base}/heads").message


def test_a_missing_picture_is_said(server):
    server.answers["/a"] = (200, {"Content-Type": "text/html"}, PAGE)
    (found,) = gather([f"{server.base}/a"])
    (said,) = found.source.findings
    assert "the server answers 404" in message_of(said)
