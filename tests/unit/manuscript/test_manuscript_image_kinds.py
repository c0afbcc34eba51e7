"""Images are what their content says, and no larger than a computer can bear."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from octavo.core.model import ImageUse, Matter, Section, Severity
from octavo.findings.wording import message_of, remedy_of
from octavo.manuscript.book_images import read_images


def read(tmp_path, name: str, data: bytes):
    """The asset or None, and the findings, of one image shown on line 3."""
    path = f"manuscript/{name}"
    (tmp_path / "manuscript").mkdir()
    (tmp_path / path).write_bytes(data)
    section = Section(
        id="one",
        kind="chapter",
        matter=Matter.BODY,
        title="",
        title_text="",
        file="manuscript/one.md",
        images=(ImageUse(path=path, line=3),),
    )
    assets, findings = read_images(tmp_path, [section])
    assert all((item.file, item.line) == ("manuscript/one.md", 3) for item in findings)
    return assets.get(path), findings


def saved(kind: str, **options) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(target, kind, **options)
    return target.getvalue()


def empty_png(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is so large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP"), ("a.gif", "GIF")],
)
def test_a_true_name_needs_no_words(tmp_path, name, kind):
    assert read(tmp_path, name, saved(kind))[1] == ()


@pytest.mark.parametrize(
    ("name", "kind", "true"),
    [("a.png", "JPEG", "a.jpg"), ("b", "PNG", "b.png"), ("c.jpg", "WEBP", "c.webp")],
)
def test_a_false_name_is_a_warning_and_the_content_counts(tmp_path, name, kind, true):
    asset, (finding,) = read(tmp_path, name, saved(kind))
    assert asset.media_type == f"image/{kind.lower()}"
    assert (finding.code, finding.severity) == ("image-misnamed", Severity.WARNING)
    assert true in remedy_of(finding)


def test_a_telephones_jpeg_with_a_second_image_is_a_jpeg(tmp_path):
    more = Image.new("RGB", (64, 48), "blue")
    data = saved("MPO", save_all=True, append_images=[more])
    asset, findings = read(tmp_path, "a.jpg", data)
    assert (asset.media_type, findings) == ("image/jpeg", ())


@pytest.mark.parametrize("size", [(10_000, 10_000), (60_000, 60_000)])
def test_a_bomb_is_refused_with_the_number(tmp_path, size):
    asset, (finding,) = read(tmp_path, "a.png", empty_png(*size))
    assert asset is None
    assert finding.severity is Severity.WARNING
    assert "more than 89 million pixels" in message_of(finding)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_half_a_photograph_is_said(tmp_path, part):
    target = io.BytesIO()
    Image.effect_noise((900, 700), 60).save(target, "JPEG")
    data = target.getvalue()
    _, (finding,) = read(tmp_path, "a.jpg", data[: int(len(data) * part)])
    assert (finding.code, finding.severity) == ("image-unreadable", Severity.WARNING)


def test_entities_are_refused(tmp_path):
    svg = b'<!DOCTYPE svg [<!ENTITY a "a">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
    assert "entities" in message_of(read(tmp_path, "a.svg", svg)[1][0])
