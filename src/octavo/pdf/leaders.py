"""Dots that lead the eye to a page number: where they stand among a page's marked content."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Collection

import pypdfium2
import pypdfium2.raw as pdfium


def leader_marks(pdf: bytes, pages: Collection[int]) -> dict[int, frozenset[int]]:
    """By page (from 0): ids of marked content (MCID) that holds nothing but one dot.

    The layout engine paints a leader dot by dot; a full stop never stands alone.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        return {number: _marks(document[number]) for number in pages}
    finally:
        document.close()


def _marks(page: pypdfium2.PdfPage) -> frozenset[int]:
    texts: dict[int, str] = defaultdict(str)
    words = page.get_textpage()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        number = pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
        if number >= 0:
            texts[number] += _text(item.raw, words.raw)
    return frozenset(number for number, text in texts.items() if text.strip() == ".")


def _text(item: object, words: object) -> str:
    """The text of a page's text object, which pdfium hands over as UTF-16."""
    length = pdfium.FPDFTextObj_GetText(item, words, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(item, words, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
