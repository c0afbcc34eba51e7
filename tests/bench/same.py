"""Whether two PDFs show the same: every character, where it stands, page by page."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

#: How far a character may stand off, in points: a PDF's numbers are rounded.
NEAR = 0.02
Place = tuple[int, float, float]


def pages(path: Path) -> int:
    with pdfium.PdfDocument(path) as document:
        return len(document)


def places(page: pdfium.PdfPage) -> list[Place]:
    """Each character's code and origin in points, sorted: in no order of a content stream."""
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        # Spaces and ends of lines are pdfium's own guesses.
        if code > 32 and raw.FPDFText_GetCharOrigin(text, index, x, y):
            found.append((code, x.value, y.value))
    text.close()
    return sorted(found, key=lambda place: (round(place[2]), round(place[1], 1), place[0]))


def difference(one: Path, two: Path) -> str:
    """Where the second differs from the first, in a line; empty if nowhere."""
    with pdfium.PdfDocument(one) as first, pdfium.PdfDocument(two) as second:
        if len(first) != len(second):
            return f"{len(first)} pages and {len(second)}"
        for number, (here, there) in enumerate(zip(first, second, strict=True), start=1):
            if here.get_size() != there.get_size():
                return f"page {number}: {here.get_size()} and {there.get_size()}"
            if told := _differ(places(here), places(there)):
                return f"page {number}: {told}"
    return ""


def _differ(one: list[Place], two: list[Place]) -> str:
    if len(one) != len(two):
        return f"{len(one)} characters and {len(two)}"
    unmatched = _unmatched(one, two)
    if unmatched:
        code, x, y = unmatched[0]
        return f"{len(unmatched)} characters, the first {chr(code)!r} at {x:.2f}, {y:.2f} pt"
    return ""


def _unmatched(one: list[Place], two: list[Place]) -> list[Place]:
    """Those of the first that the second does not have near there."""
    cells: dict[tuple[int, int, int], list[Place]] = {}
    for place in two:
        cells.setdefault((place[0], round(place[1]), round(place[2])), []).append(place)
    left = []
    for code, x, y in one:
        around = (
            (cell, place)
            for column in (round(x - NEAR), round(x + NEAR))
            for row in (round(y - NEAR), round(y + NEAR))
            for cell in [cells.get((code, column, row), [])]
            for place in cell
            if abs(place[1] - x) <= NEAR and abs(place[2] - y) <= NEAR
        )
        if found := next(around, None):
            found[0].remove(found[1])
        else:
            left.append((code, x, y))
    return left
