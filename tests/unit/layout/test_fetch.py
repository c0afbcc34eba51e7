"""A document reaches its own assets and nothing else."""

from __future__ import annotations

import http.server
import io
import threading

import pikepdf
import pytest

from helpers.layout_samples import composition
from octavo.core.model import Asset
from octavo.layout.asset_fetcher import AssetFetcher
from octavo.layout.whole_book import lay_out


@pytest.fixture
def server():
    """A server on loopback that remembers what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    httpd = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}", asked
    httpd.shutdown()


@pytest.mark.parametrize(
    "body",
    [
        '<p><img src="{url}/a.png" alt=""/></p>',
        '<p style="background: url({url}/b.png)">x</p>',
        '<link rel="stylesheet" href="{url}/c.css"/><p>x</p>',
        '<a rel="attachment" href="{url}/d">x</a>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}/e.png"/></svg>',
        "<style>@import url({url}/f.css);</style><p>x</p>",
        "<style>@font-face {{ font-family: f; src: url({url}/f.ttf) }}</style><p>x</p>",
    ],
)
def test_nothing_is_asked_of_the_network(server, body):
    url, asked = server
    lay_out(composition(body.format(url=url)))
    assert asked == []


@pytest.mark.parametrize("rel", ['rel="attachment"', 'rel="nofollow attachment"'])
def test_no_local_file_is_attached(tmp_path, rel):
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret of this machine")
    laid = lay_out(composition(f'<a {rel} href="{secret.as_uri()}">x</a><p>y</p>'))
    with pikepdf.open(io.BytesIO(laid.pdf)) as document:
        streams = [item for item in document.objects if isinstance(item, pikepdf.Stream)]
        assert all(b"a secret of this machine" not in item.read_bytes() for item in streams)
        assert all(item.get("/Type") != "/EmbeddedFile" for item in streams)


def test_assets_are_served_from_memory():
    asset = Asset(name="images/a.svg", media_type="image/svg+xml", data=b"<svg/>")
    fetcher = AssetFetcher({asset.name: asset})
    assert fetcher.fetch("asset:images/a.svg").read() == b"<svg/>"
    for address in ("asset:images/b.svg", "file:///etc/passwd", "/etc/passwd"):
        with pytest.raises(ValueError, match="not an asset"):
            fetcher.fetch(address)


def test_a_line_that_overruns_is_found():
    word = "incomprehensibility" * 3
    css = "@page { size: 200pt 300pt; margin: 20pt } p { font-size: 12pt; hyphens: none }"
    laid = lay_out(composition(f"<p>short</p><p>{word}</p>", css))
    (overrun,) = laid.overruns
    assert overrun.page == 0
    assert overrun.text == word
    assert overrun.points > 50


def test_what_the_engine_says_is_kept_and_not_printed(capfd):
    laid = lay_out(composition("<p>x</p>", "p { no-such-property: 1 }"))
    assert any("no-such-property" in message for message in laid.log)
    assert capfd.readouterr() == ("", "")


def test_a_picture_of_sixteen_bits_of_grey_is_printed_grey():
    from PIL import Image

    target = io.BytesIO()
    Image.new("I;16", (4, 4), 0x8000).save(target, "PNG")
    deep = Asset(name="images/a.png", media_type="image/png", data=target.getvalue())
    answer = AssetFetcher({deep.name: deep}).fetch("asset:images/a.png")
    with Image.open(io.BytesIO(answer.read())) as image:
        assert (image.mode, image.getpixel((0, 0))) == ("L", 127)
