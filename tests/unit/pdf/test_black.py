"""Greys of drawings land on the black plate; colours stay."""

from __future__ import annotations

import io

import pikepdf
import pytest

from helpers.outside import run
from octavo.pdf.inks import greys_to_black


def page(content: bytes) -> pikepdf.Pdf:
    document = pikepdf.new()
    document.add_blank_page(page_size=(100, 100))
    document.pages[0].Contents = document.make_stream(content)
    return document


def plates(document: pikepdf.Pdf, path) -> tuple[float, ...]:
    document.save(path)
    row = run("gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(path), package="ghostscript")
    return tuple(map(float, row.split()[:4]))


@pytest.mark.parametrize("grey", [b"0 0 0", b".4 .4 .4", b"0.75 0.75 0.75"])
def test_a_grey_fill_prints_with_black_ink_alone(tmp_path, grey):
    document = page(grey + b" rg 10 10 50 50 re f")
    assert plates(document, tmp_path / "before.pdf")[0] > 0
    greys_to_black(document)
    cyan, magenta, yellow, black = plates(document, tmp_path / "after.pdf")
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert black > 0


def test_strokes_and_forms_too(tmp_path):
    document = page(b"0 0 0 RG 4 w 10 10 m 90 90 l S /F Do")
    form = document.make_stream(b"0.2 0.2 0.2 rg 0 0 30 30 re f")
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 30, 30])
    document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    greys_to_black(document)
    assert plates(document, tmp_path / "after.pdf")[:3] == (0, 0, 0)


def test_colours_stay():
    document = page(b"1 0 0 rg 10 10 50 50 re f")
    greys_to_black(document)
    assert b"1 0 0 rg" in document.pages[0].Contents.read_bytes()


def test_text_is_not_touched():
    content = b"BT /F1 12 Tf (0 0 0 rg) Tj ET"
    document = page(content)
    greys_to_black(document)
    assert b"(0 0 0 rg) Tj" in document.pages[0].Contents.read_bytes()
    document.save(io.BytesIO())
