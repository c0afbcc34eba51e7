"""The frame that stands where a picture is missing: a reader sees that, and its words.

A book with a frame can be looked at, and mended; a book that is refused can not.
"""

from __future__ import annotations

import posixpath
from collections.abc import Container
from dataclasses import replace

from lxml import etree

from octavo.core.model import Book, Section
from octavo.markdown.xhtml_tree import add_class, read, write

#: The class of a frame; `styles/core/figures.css` draws it.
FRAME = "missing-picture"


def frame_picture(image: etree._Element) -> None:
    """Turn a picture into a frame with its description, or with the name of its file."""
    words = image.get("alt") or posixpath.basename(str(image.get("src", ""))) or "…"
    for name in list(image.attrib):
        if name not in ("id", "class", "lang"):
            del image.attrib[name]
    image.tag = "span"
    image.text = words
    add_class(image, FRAME)


def frame_missing(book: Book, there: Container[str]) -> Book:
    """Put frames in the place of missing pictures; `there` are the paths of all others."""
    return replace(book, sections=tuple(_framed(section, there) for section in book.sections))


def _framed(section: Section, there: Container[str]) -> Section:
    if all(use.path in there for use in section.images):
        return section
    notes = tuple(replace(note, body=_frames(note.body, there)) for note in section.notes)
    return replace(
        section,
        title=_frames(section.title, there),
        body=_frames(section.body, there),
        notes=notes,
        images=tuple(use for use in section.images if use.path in there),
    )


def _frames(xhtml: str, there: Container[str]) -> str:
    if "<img" not in xhtml:
        return xhtml
    root = read(xhtml)
    for image in list(root.iter("img")):
        if str(image.get("src", "")) not in there:
            frame_picture(image)
    return write(root)
