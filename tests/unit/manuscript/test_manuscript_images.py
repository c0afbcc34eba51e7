"""Images by what they hold, not by what they are called."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageFile

from octavo.core.model import Asset, ImageUse, Matter, Section
from octavo.findings.wording import message_of
from octavo.manuscript.book_images import read_cover, read_images

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'


def picture(kind: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (4, 6), (9, 9, 9)).save(data, kind)
    return data.getvalue()


@pytest.fixture
def read(tmp_path):
    """Reads files shown by one chapter, each on the line of its number."""

    def read(**files: bytes):
        folder = tmp_path / "manuscript"
        folder.mkdir()
        uses = []
        for line, (name, data) in enumerate(files.items(), 1):
            (folder / name).write_bytes(data)
            uses.append(ImageUse(path=f"manuscript/{name}", line=line))
        section = Section(
            id="c",
            kind="chapter",
            matter=Matter.BODY,
            title="T",
            title_text="T",
            images=tuple(uses),
            file="manuscript/c.md",
        )
        return read_images(tmp_path, [section])

    return read


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (picture("PNG"), "images/boat.png", "image/png"),
        (picture("JPEG"), "images/boat.jpg", "image/jpeg"),
        (picture("GIF"), "images/boat.gif", "image/gif"),
        (picture("WEBP"), "images/boat.webp", "image/webp"),
        (SVG % b"<g/>", "images/boat.svg", "image/svg+xml"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>" + SVG % b"", "images/boat.svg", "image/svg+xml"),
        (SVG % b'<use xlink:href="#a"/>', "images/boat.svg", "image/svg+xml"),
        (
            SVG % b'<a href="https://x.org"><g fill="url(#b)"/></a>',
            "images/boat.svg",
            "image/svg+xml",
        ),
    ],
)
def test_the_content_decides(read, data, name, media_type):
    assets, findings = read(**{"Boat.wrong": data})
    assert all(finding.severity == "warning" for finding in findings)
    asset = assets["manuscript/Boat.wrong"]
    assert (asset.name, asset.media_type, asset.data) == (name, media_type, data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"words", "not an image"),
        (picture("PNG")[:50], "damaged"),
        (picture("JPEG")[:-30], "damaged"),
        (picture("BMP"), "BMP"),
        (picture("TIFF"), "TIFF"),
        (b"%PDF-1.4", "not an image"),
        (b"<svg", "XML is broken"),
        (b"<html/>", "not SVG"),
        (SVG % b"<script/>", "<script>"),
        (SVG % b"<foreignObject/>", "<foreignObject>"),
        (SVG % b'<g onclick="x()"/>', "onclick"),
        (SVG % b'<image xlink:href="other.png"/>', "other.png"),
        (SVG % b'<use href="file:///etc/passwd"/>', "/etc/passwd"),
        (SVG % b'<g style="fill: url(https://x.org/a)"/>', "https://x.org/a"),
        (SVG % b"<style>@import 'https://x.org/a.css'</style>", "https://x.org/a.css"),
    ],
)
def test_what_cannot_be_used_says_why(read, data, reason):
    assets, [finding] = read(**{"boat.png": data})
    assert assets == {}
    assert (finding.code, finding.file, finding.line) == ("image-unreadable", "manuscript/c.md", 1)
    assert reason in message_of(finding)


def test_a_damaged_image_is_damaged_also_when_weasyprint_lets_it_pass(read, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    _, [finding] = read(**{"boat.png": picture("PNG")[:50]})
    assert "damaged" in message_of(finding)
    assert ImageFile.LOAD_TRUNCATED_IMAGES, "WeasyPrint's setting is left as it was"


def test_an_image_too_large_for_any_page(read, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 15)
    _, [finding] = read(**{"boat.png": picture("PNG")})
    assert "pixels" in message_of(finding)


def test_names_in_the_package_are_ascii_and_unique(read):
    files = ("a b.png", "a-b.png", "ä.png", "水.png", "火.png", "cover.png")
    assets, _ = read(**dict.fromkeys(files, picture("PNG")))
    assert [asset.name for asset in assets.values()] == [
        "images/a-b.png",
        "images/a-b-2.png",
        "images/a.png",
        "images/image.png",
        "images/image-2.png",
        "images/cover-2.png",
    ]


def test_the_cover(tmp_path):
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "Front.x").write_bytes(picture("JPEG"))
    cover = read_cover(tmp_path, "Front.x")
    assert isinstance(cover, Asset)
    assert (cover.name, cover.media_type) == ("images/cover.jpg", "image/jpeg")
    assert not isinstance(read_cover(tmp_path, "../Front.x"), Asset)
