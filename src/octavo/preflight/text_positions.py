"""Where a page's text stands, as pdfium sees it: it knows the fonts, and the forms within forms."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from octavo.preflight.matrix import IDENTITY, Matrix, joined, moved_box
from octavo.preflight.pdf_facts import Box, Text

#: Text of rendering mode 3 is not seen (ISO 32000-2, table 104).
_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


def read_texts(page: pypdfium2.PdfPage) -> Iterator[Text]:
    """Yield the pieces of text of a page, in the order they are drawn; spaces alone are none."""
    words = page.get_textpage()
    try:
        yield from _texts(_on_page(page.raw), words.raw, IDENTITY)
    finally:
        words.close()


def _on_page(page: pdfium.FPDF_PAGE) -> Iterator[pdfium.FPDF_PAGEOBJECT]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield pdfium.FPDFPage_GetObject(page, index)


def _in_form(form: pdfium.FPDF_PAGEOBJECT) -> Iterator[pdfium.FPDF_PAGEOBJECT]:
    for index in range(pdfium.FPDFFormObj_CountObjects(form)):
        yield pdfium.FPDFFormObj_GetObject(form, index)


def _texts(
    items: Iterable[pdfium.FPDF_PAGEOBJECT], words: pdfium.FPDF_TEXTPAGE, matrix: Matrix
) -> Iterator[Text]:
    for item in items:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found = _text(item, words, matrix)
            if found is not None:
                yield found
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = joined(_matrix(item), matrix)
            yield from _texts(_in_form(item), words, inner)


def _text(item: pdfium.FPDF_PAGEOBJECT, words: pdfium.FPDF_TEXTPAGE, matrix: Matrix) -> Text | None:
    said = _words(item, words)
    if not said or pdfium.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE:
        return None
    edges = [ctypes.c_float() for _ in range(4)]
    size = ctypes.c_float()
    pdfium.FPDFPageObj_GetBounds(item, *edges)
    pdfium.FPDFTextObj_GetFontSize(item, size)
    left, bottom, right, top = (edge.value for edge in edges)
    *_, c, d, _e, _f = joined(_matrix(item), matrix)
    return Text(
        box=moved_box(Box(left, bottom, right, top), matrix),
        size=size.value * math.hypot(c, d),
        words=said,
    )


def _words(item: pdfium.FPDF_PAGEOBJECT, words: pdfium.FPDF_TEXTPAGE) -> str:
    length = pdfium.FPDFTextObj_GetText(item, words, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pointer = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFTextObj_GetText(item, words, pointer, length)
    return " ".join(buffer.raw.decode("utf-16-le", "replace").rstrip("\0").split())


def _matrix(item: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f
