"""Text as it stands on pages: its paragraphs, with their lines as they were set.

What measures are taken of (`typesetting.measures`), and what `octavo build --why` tells. Lengths
are in points.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class Place(StrEnum):
    """Where a paragraph stands: in the flow of the text, in a note, beside the text."""

    TEXT = "text"
    NOTE = "note"
    BESIDE = "beside"


class SetLine(NamedTuple):
    """A line as it was set.

    `page` counts from 0; `baseline` is measured from the head of the trim, `left` and `right` from
    the left edge of the column, hanging marks apart. `spaces` is the width of its spaces as a
    multiple of their own, 0 if it has none; `letters` that of its letters. One that is `short` does
    not fill a measure that it should. `rivers` are the rivers that are three lines long with it.
    """

    page: int
    baseline: float
    left: float
    right: float
    spaces: float
    letters: float
    composed: bool
    hyphened: bool
    short: bool
    rivers: int
    text: str

    @property
    def is_ragged(self) -> bool:
        """Return whether it was composed, and left ragged though it was to be justified."""
        return self.short and self.composed and self.spaces > 0


class SetParagraph(NamedTuple):
    """A paragraph as it was set, on one page or more.

    `document` is the anchor of the document that it stands in, `file` the chapter's, relative to
    the book, and `line` the line there, 0 if it is not known; `element` is the number of its
    element in what was laid out, -1 if it has none, and `tag` that element's. It is of the
    `running` text if it fills the column in the size of the text, and is no heading. `reason` says
    why it was not composed, in the words of an `OldWay`; it is empty if it was. It was set by
    `looser` lines longer than is best, and `barred` if a word would have been divided at a page's
    foot.
    """

    document: str
    file: str
    line: int
    element: int
    tag: str
    place: str
    size: float
    running: bool
    justified: bool
    indent: float
    reason: str
    looser: int
    barred: bool
    lines: tuple[SetLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetText:
    """The text of pages: the size and line of running text, its paragraphs in order, and the
    pages that show pictures."""

    size: float
    line: float
    paragraphs: tuple[SetParagraph, ...]
    pictured: frozenset[int]


#: No text: what has no pages.
NO_TEXT = SetText(size=0.0, line=0.0, paragraphs=(), pictured=frozenset())


def encode(text: SetText) -> bytes:
    """Write a text as bytes: one line of JSON, without its end."""
    value = [text.size, text.line, text.paragraphs, sorted(text.pictured)]
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def decode(data: bytes) -> SetText:
    """Read the text of `encode`. Raises `ValueError` or `TypeError` if the bytes are none."""
    size, line, paragraphs, pictured = json.loads(data)
    return SetText(
        size=float(size),
        line=float(line),
        paragraphs=tuple(
            SetParagraph._make((*about, tuple(map(SetLine._make, lines))))
            for *about, lines in paragraphs
        ),
        pictured=frozenset(pictured),
    )


class Part(NamedTuple):
    """A text as `encode` writes it: the number of its first page, from 0, and the lines of the
    elements that it was made of, in their order."""

    first: int
    text: bytes
    lines: Sequence[int]


def bound(parts: Sequence[Part], files: Mapping[str, tuple[str, int]]) -> bytes:
    """Join texts as `encode` writes them.

    `files` are the chapters that documents were made of, by the documents' anchors: the file,
    relative to the book, and the line of its title. The result is for `read_bound`: nothing is
    decoded before somebody asks.
    """
    head = [files, [part.first for part in parts], [part.lines for part in parts]]
    return b"\n".join([json.dumps(head).encode(), *(part.text for part in parts)])


def read_bound(data: bytes) -> SetText:
    """Read the whole text of `bound`. Raises `ValueError` or `TypeError` if the bytes are none."""
    head, *parts = data.split(b"\n")
    files, firsts, lines = json.loads(head)
    texts = [
        _placed(decode(part), first, stated)
        for first, stated, part in zip(firsts, lines, parts, strict=True)
    ]
    main = next((text for text in texts if text.paragraphs), NO_TEXT)
    paragraphs = (each for text in texts for each in text.paragraphs)
    return SetText(
        size=main.size,
        line=main.line,
        paragraphs=tuple(_in_file(each, files.get(each.document, ("", 0))) for each in paragraphs),
        pictured=frozenset().union(*(text.pictured for text in texts)),
    )


def _placed(text: SetText, first: int, lines: Sequence[int]) -> SetText:
    """Return a text as it stands from a page on, with the lines of its elements."""
    paragraphs = [
        each._replace(
            line=lines[each.element] if 0 <= each.element < len(lines) else 0,
            lines=tuple(line._replace(page=line.page + first) for line in each.lines),
        )
        for each in text.paragraphs
    ]
    pictured = frozenset(page + first for page in text.pictured)
    return replace(text, paragraphs=tuple(paragraphs), pictured=pictured)


def _in_file(paragraph: SetParagraph, origin: tuple[str, int]) -> SetParagraph:
    file, title = origin
    line = paragraph.line or (title if paragraph.tag == "h1" else 0)
    return paragraph._replace(file=file, line=line if file else 0)
