"""Which line of the file a block comes from: found again by its words.

Python-Markdown forgets lines as soon as it has parsed them. The letters and digits
of a block are those of its source, in the same order; marks are left out on both
sides, so a block is found where its first letters stand at the beginning of a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from octavo.core.model import Chapter, Section
from octavo.markdown.xhtml_tree import is_call, read, write
from octavo.text.xhtml_names import MATH

#: The attribute that holds the line.
LINE = "data-line"

# What of a line of Markdown is no text: addresses, note calls, attributes, tags, list numbers.
_NO_TEXT = re.compile(
    r"\]\([^)\n]*\)|\[\^[^\]\n]*\]:?|\{[^{}\n]*\}|</?[A-Za-z][^<>\n]*>|^[\s>]*\d+[.)]\s"
)
_MARKS = re.compile(r"[\W_]+")

#: Letters by which a block is known: many first, then fewer, where something stands among them.
_KNOWN_BY = (32, 12, 5)

#: Elements that hold blocks of their own.
_HOLDERS = frozenset(
    {"aside", "blockquote", "dd", "details", "div", "dl", "figure", "li", "ol", "section", "ul"}
)
_BLOCKS = _HOLDERS | {"dt", "figcaption", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre", "table"}


class Places:
    """Finds lines in a chapter's text; `first` is the line of the file on which it begins."""

    def __init__(self, text: str, first: int) -> None:
        self._source = text.split("\n")
        self._first = first
        self._starts: list[int] = []
        parts, length = [], 0
        for line in self._source:
            letters = _letters(_NO_TEXT.sub(" ", line))
            self._starts.append(length)
            parts.append(letters)
            length += len(letters)
        self._text = "".join(parts)
        self._begins = {start for start, part in zip(self._starts, parts, strict=True) if part}
        self._at = self._last = 0

    def find(self, text: str, *, anywhere: bool = False) -> int | None:
        """Find the line of the next block that begins with `text`; None if it is not found."""
        letters = _letters(text)
        for count in _KNOWN_BY:
            wanted = letters[:count]
            if not wanted or (count != _KNOWN_BY[0] and len(letters) < count):
                continue
            # What was skipped may have been too much: abbreviations, what is shown twice.
            starts = (0,) if anywhere else (self._at, self._last)
            found = next((at for start in starts if (at := self._search(wanted, start)) >= 0), -1)
            if found >= 0:
                if not anywhere:
                    self._at = self._last = found
                return self._line(found)
        return None

    def skip(self, text: str) -> None:
        """Go on behind a block that was found."""
        self._at += len(_letters(text))

    def find_name(self, name: str) -> int | None:
        """Find the line of the next image of this file name."""
        start = max(0, bisect_right(self._starts, self._at) - 1)
        for number in range(start, len(self._source)):
            if name in self._source[number]:
                return self._first + number
        return None

    def _search(self, wanted: str, start: int) -> int:
        at = self._text.find(wanted, start)
        while at >= 0 and at not in self._begins:
            at = self._text.find(wanted, at + 1)
        return at

    def _line(self, offset: int) -> int:
        # Lines without a letter begin where the next one does: the last of them has it.
        return self._first + bisect_right(self._starts, offset) - 1


def mark_lines(section: Section, chapter: Chapter) -> tuple[Section, int]:
    """Mark each block that is found with its source line; return the title's line, too."""
    places = Places(chapter.text, chapter.line)
    title = places.find(section.title_text) or chapter.line
    places.skip(section.title_text)
    root = read(section.body)
    for block in _children(root):
        _mark(block, places)
    notes = tuple(
        replace(note, body=_marked_note(note.body, Places(chapter.text, chapter.line)))
        for note in section.notes
    )
    return replace(section, body=write(root), notes=notes), title


def _mark(block: etree._Element, places: Places) -> None:
    text = _known_by(block)
    line = places.find(text) if _letters(text) else _of_image(block, places)
    shown_twice = "example" in block.get("class", "").split()
    inner = list(_children(block)) if block.tag in _HOLDERS and not shown_twice else []
    for child in inner:
        _mark(child, places)
    if line is None and inner:
        line = next((int(found) for item in inner if (found := item.get(LINE))), None)
    if line is not None:
        block.set(LINE, str(line))
        if not inner and not shown_twice:
            places.skip(text)


def _marked_note(body: str, places: Places) -> str:
    root = read(body)
    for block in _children(root):
        line = places.find(_text(block), anywhere=True)
        if line is not None:
            block.set(LINE, str(line))
    return write(root)


def _of_image(block: etree._Element, places: Places) -> int | None:
    image = next(block.iter("img"), None)
    if image is None:
        return None
    return places.find_name(image.get("src", "").rpartition("/")[2] or "\n")


def _children(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if child.tag in _BLOCKS)


def _known_by(block: etree._Element) -> str:
    """Return the text that the block's source begins with: a table's first cell, else all of it."""
    cell = next(block.iter("td", "th"), None)
    if block.tag == "pre":
        return "\n".join(_NO_TEXT.sub(" ", line) for line in _text(block).split("\n"))
    return _text(block if cell is None else cell)


def _letters(text: str) -> str:
    return _MARKS.sub("", text)


def _text(element: etree._Element) -> str:
    """Return the element's words without formulas and note calls, which are written otherwise."""
    return "".join(_texts(element))


def _texts(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag == MATH or is_call(element):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
