"""PDF/X-1a: made of pages with all that it forbids, and never claimed where it cannot be made."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from helpers.outside import run
from octavo.core.model import Metadata
from octavo.findings.wording import message_of
from octavo.pdf.pdf_x import as_pdfx, pdfx_findings

ABOUT = Metadata(title="Tides", language="en", identifier="urn:x", slug="t", date="2026-11-22")


def image(document: pikepdf.Pdf, picture: Image.Image, **keys: object) -> pikepdf.Stream:
    space = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}[picture.mode]
    return document.make_stream(
        picture.tobytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name(space),
        BitsPerComponent=8,
        **keys,
    )


def page(content: bytes, resources: dict[str, pikepdf.Object] | None = None) -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(100, 100))
        first = document.pages[0]
        first.Contents = document.make_stream(content)
        first.Resources = pikepdf.Dictionary(**(resources or {}))
        first.TrimBox = first.MediaBox
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


def with_picture(picture: Image.Image, alpha: Image.Image | None = None) -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(100, 100))
        keys = {"SMask": document.make_indirect(image(document, alpha))} if alpha else {}
        first = document.pages[0]
        shown = image(document, picture, **keys)
        first.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=shown))
        first.Contents = document.make_stream(b"q 100 0 0 100 0 0 cm /P Do Q")
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


def colour(pdf: bytes, x: int = 50, y: int = 50) -> tuple[int, ...]:
    shown = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("RGB")
    return shown.getpixel((x, y))


def plates(pdf: bytes, folder) -> tuple[float, ...]:
    path = folder / "x.pdf"
    path.write_bytes(pdf)
    row = run("gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(path), package="ghostscript")
    assert "Error" not in row
    return tuple(map(float, row.split()[:4]))


@pytest.mark.parametrize(
    "content",
    [
        b"1 0 0 rg 0 0 100 100 re f",
        b"0 1 1 0 k 0 0 100 100 re f",
        b"/DeviceRGB cs 1 0 0 scn 0 0 100 100 re f",
        b"/DeviceCMYK cs 0 1 1 0 scn 0 0 100 100 re f",
        b"1 0 0 RG 90 w 50 0 m 50 100 l S",
    ],
)
def test_a_colour_becomes_the_grey_it_prints_as(tmp_path, content):
    data, obstacles = as_pdfx(page(content), ABOUT)
    assert obstacles == ()
    assert plates(data, tmp_path)[:3] == (0, 0, 0)
    assert colour(data) == pytest.approx((76, 76, 76), abs=2)  # 0.299 of 255


@pytest.mark.parametrize("mode", ["RGB", "CMYK"])
def test_a_picture_too(tmp_path, mode):
    data, obstacles = as_pdfx(with_picture(Image.new("RGB", (8, 8), "red").convert(mode)), ABOUT)
    assert obstacles == ()
    assert plates(data, tmp_path)[:3] == (0, 0, 0)
    assert colour(data) == pytest.approx((76, 76, 76), abs=3)


def test_what_is_transparent_in_a_picture_lies_on_white():
    alpha = Image.new("L", (8, 8), 0)
    data, obstacles = as_pdfx(with_picture(Image.new("RGB", (8, 8), "black"), alpha), ABOUT)
    assert obstacles == ()
    assert colour(data) == (255, 255, 255)
    assert b"/SMask" not in data


def test_it_says_what_iso_15930_asks_for():
    data, _ = as_pdfx(page(b"0 g 0 0 10 10 re f"), ABOUT)
    assert data.startswith(b"%PDF-1.3")
    assert b"/ObjStm" not in data
    with pikepdf.open(io.BytesIO(data)) as document:
        about = document.docinfo
        assert str(about.GTS_PDFXConformance) == "PDF/X-1a:2001"
        assert about.Trapped == "/False"
        assert str(about.ModDate) == "D:20261122000000Z"
        (intent,) = document.Root.OutputIntents
        assert (intent.S, str(intent.RegistryName)) == ("/GTS_PDFX", "http://www.color.org")


def test_a_blank_page_stays_without_content(tmp_path):
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(100, 100))
        target = io.BytesIO()
        document.save(target)
    data, _ = as_pdfx(target.getvalue(), ABOUT)
    assert plates(data, tmp_path) == (0, 0, 0, 0)


def states(**keys: object) -> dict[str, pikepdf.Object]:
    return {"ExtGState": pikepdf.Dictionary(G=pikepdf.Dictionary(**keys))}


def test_what_is_opaque_is_no_transparency():
    given = page(b"/G gs 0 g 0 0 50 50 re f", states(ca=1, CA=1, BM=pikepdf.Name.Normal))
    assert as_pdfx(given, ABOUT)[1] == ()


@pytest.mark.parametrize("keys", [{"ca": 0.5}, {"BM": pikepdf.Name.Multiply}])
def test_what_it_cannot_make_is_not_claimed(keys):
    given = page(b"/G gs 0 g 0 0 50 50 re f", states(**keys))
    data, obstacles = as_pdfx(given, ABOUT)
    assert obstacles == ("something is transparent",)
    assert data == given
    (found,) = pdfx_findings(obstacles, "print")
    assert (found.code, "transparent" in message_of(found)) == ("pdfx-not", True)


def test_a_coloured_gradient_is_an_obstacle():
    shading = pikepdf.Dictionary(
        ShadingType=2,
        ColorSpace=pikepdf.Name.DeviceRGB,
        Coords=[0, 0, 100, 100],
        Function=pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1),
    )
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(100, 100))
        kept = document.make_indirect(shading)
        document.pages[0].Resources = pikepdf.Dictionary(Shading=pikepdf.Dictionary(S=kept))
        document.pages[0].Contents = document.make_stream(b"/S sh")
        target = io.BytesIO()
        document.save(target)
    assert as_pdfx(target.getvalue(), ABOUT)[1] == ("a drawing has a colour gradient",)


def test_the_same_file_gives_the_same_bytes():
    given = page(b"1 0 0 rg 0 0 100 100 re f")
    assert as_pdfx(given, ABOUT) == as_pdfx(given, ABOUT)
