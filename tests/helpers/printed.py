"""A printed book as pdfium sees it: characters with their places, by page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pypdfium2

#: What a line may end with that a marked span tells of.
_ENDS = "\u00ad\u2010"
#: What pdfium has for a hyphen where it joins the halves of a word.
_DIVIDING = (0x02, 0xAD, 0xFFFE)


class Line(NamedTuple):
    """A line of text: edges and baseline in points from the page's lower left corner."""

    left: float
    right: float
    y: float
    text: str


class Page(NamedTuple):
    number: int  # from 1
    label: str
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def recto(self) -> bool:
        return self.number % 2 == 1

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def between(self, low: float, high: float) -> list[Line]:
        return [line for line in self.lines if low <= line.y < high]


def read_pages(path: Path) -> list[Page]:
    document = pypdfium2.PdfDocument(path)
    pages = []
    for index, page in enumerate(document):
        width, height = page.get_size()
        lines = tuple(_lines(page.get_textpage()))
        pages.append(Page(index + 1, document.get_page_label(index), width, height, lines))
    return pages


def _char(text: pypdfium2.PdfTextPage, index: int) -> str:
    """A character; the hyphen of a divided word is a soft one, however the file tells of it."""
    soft = pypdfium2.raw.FPDFText_GetUnicode(text, index) in _DIVIDING
    return "\u00ad" if soft else text.get_text_range(index, 1)


def _lines(text: pypdfium2.PdfTextPage) -> Iterator[Line]:
    chars: list[tuple[int, float, float, str]] = []
    for index in range(text.count_chars()):
        char = _char(text, index)
        if not char.strip():
            # pdfium invents spaces and line ends without a place of their own.
            if chars:
                y, _, right, _ = chars[-1]
                chars.append((y, right, right, " "))
            continue
        left, bottom, right, _ = text.get_charbox(index, loose=True)
        # The box of a hyphen that a marked span tells of is that of its ink.
        y = chars[-1][0] if chars and char in _ENDS else round(bottom)
        chars.append((y, left, right, char))
    for y, group in groupby(chars, key=lambda item: item[0]):
        ink = list(group)
        string = "".join(item[3] for item in ink).strip()
        if string:
            yield Line(min(i[1] for i in ink), max(i[2] for i in ink), y, string)
