"""For printers without four inks: black is a grey, colours and pictures are RGB."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from helpers.outside import run
from octavo.pdf.image_pixels import lay_on_paper, pixels
from octavo.pdf.inks import inks_to_rgb


def page(content: bytes, **xobjects: pikepdf.Object) -> pikepdf.Pdf:
    document = pikepdf.new()
    document.add_blank_page(page_size=(100, 100))
    document.pages[0].Contents = document.make_stream(content)
    return document


def seen(document: pikepdf.Pdf) -> tuple[int, int, int]:
    """The colour in the middle of the page, as pdfium paints it."""
    target = io.BytesIO()
    document.save(target)
    image = pypdfium2.PdfDocument(target.getvalue())[0].render().to_pil().convert("RGB")
    return image.getpixel((50, 50))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (b"/DeviceCMYK cs 0 0 0 1 scn", b"0 g"),
        (b"/DeviceCMYK CS 0 0 0 .4 SCN", b"0.6 G"),
        (b"0 0 0 .25 k", b"0.75 g"),
        (b"0 1 1 0 k", b"1 0 0 rg"),
        (b"1 0 0 .5 K", b"0 0.5 0.5 RG"),
        (b"/DeviceCMYK cs 0 1 0 0 sc", b"1 0 1 rg"),
    ],
)
def test_colours_of_four_inks(written, expected):
    document = page(written + b" 0 0 100 100 re f")
    inks_to_rgb(document)
    content = document.pages[0].Contents.read_bytes()
    assert expected in content.splitlines()
    assert b"CMYK" not in content


def test_other_colours_and_words_stay():
    content = b"1 0 0 rg .5 g BT (0 0 0 1 k /DeviceCMYK cs) Tj ET"
    document = page(content)
    inks_to_rgb(document)
    found = document.pages[0].Contents.read_bytes()
    assert b"(0 0 0 1 k /DeviceCMYK cs) Tj" in found
    assert b"rg" in found


def test_black_stays_on_the_black_plate(tmp_path):
    document = page(b"/DeviceCMYK cs 0 0 0 1 scn 10 10 50 50 re f")
    inks_to_rgb(document)
    document.save(tmp_path / "a.pdf")
    row = run(
        "gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(tmp_path / "a.pdf"), package="ghostscript"
    )
    cyan, magenta, yellow, black = map(float, row.split()[:4])
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert black > 0.2


@pytest.mark.parametrize("turned", [False, True])
def test_pictures_of_four_inks_keep_their_look(turned):
    """A JPEG of four inks is the negative of what it means, or not: the Decode array says so."""
    target = io.BytesIO()
    Image.new("CMYK", (40, 40), (0, 230, 230, 20)).save(target, "JPEG")
    document = page(b"q 100 0 0 100 0 0 cm /A Do Q")
    picture = document.make_stream(target.getvalue())
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width, picture.Height, picture.BitsPerComponent = 40, 40, 8
    picture.ColorSpace, picture.Filter = pikepdf.Name.DeviceCMYK, pikepdf.Name.DCTDecode
    if turned:
        picture.Decode = pikepdf.Array([1, 0] * 4)
    document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=picture))
    before = seen(document)
    assert (pixels(picture).getpixel((5, 5))[3] < 40) is turned
    inks_to_rgb(document)
    assert picture.ColorSpace == "/DeviceRGB"
    after = seen(document)
    # pdfium converts by a table of its own; a negative would be far away.
    assert all(abs(a - b) < 60 for a, b in zip(before, after, strict=True)), (before, after)


def test_a_picture_that_is_seen_through_lies_on_white():
    document = page(b"q 100 0 0 100 0 0 cm /A Do Q")
    picture, mask = (document.make_stream(bytes(values) * 16) for values in ([0, 0, 255], [128]))
    for item, space in ((picture, "/DeviceRGB"), (mask, "/DeviceGray")):
        item.Type, item.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        item.Width, item.Height, item.BitsPerComponent = 4, 4, 8
        item.ColorSpace = pikepdf.Name(space)
    picture.SMask = mask
    document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=picture))
    before = seen(document)
    lay_on_paper(document)
    assert "/SMask" not in picture
    assert seen(document) == pytest.approx(before, abs=2)
    assert before == pytest.approx((127, 127, 255), abs=2)
