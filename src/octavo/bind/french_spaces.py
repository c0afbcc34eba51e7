"""The no-break spaces of French: a mark that stands behind a space never begins a line.

Only an ordinary space that the author wrote becomes one that does not break;
none is added or taken away, so that no word is changed and a text written the
Swiss or Canadian way (without them) stays as it is. Marks: Lexique des règles
typographiques en usage à l'Imprimerie nationale, "Ponctuation". All are plain
no-break spaces (U+00A0): the thin one (U+202F) is missing in many fonts.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from octavo.core.model import Book, Note, Section
from octavo.markdown.xhtml_tree import read, write
from octavo.text.direction import primary
from octavo.text.xhtml_names import CODE_ELEMENTS, MATH

_NO_BREAK = "\u00a0"
_BEFORE = re.compile(r" (?=[;:!?»])")
_AFTER = re.compile(r"(?<=«) ")
#: Where French passages may be at all: most books are spared the reading.
_FRENCH = re.compile(r"""lang=["']fr\b""", re.I)
_UNTOUCHED = CODE_ELEMENTS | {MATH}


def bind_spaces(book: Book) -> Book:
    """Set the spaces of all that is French in the book."""
    language = book.metadata.language
    return replace(book, sections=tuple(_section(item, language) for item in book.sections))


def bound(text: str) -> str:
    """Return a French text with its no-break spaces."""
    return _AFTER.sub(_NO_BREAK, _BEFORE.sub(_NO_BREAK, text))


def _section(section: Section, language: str) -> Section:
    language = section.language or language
    french = primary(language) == "fr"
    return replace(
        section,
        title=_xhtml(section.title, language),
        title_text=bound(section.title_text) if french else section.title_text,
        short_title=bound(section.short_title) if french else section.short_title,
        body=_xhtml(section.body, language),
        notes=tuple(_note(note, language) for note in section.notes),
        headings=tuple(
            replace(item, text=bound(item.text)) if french else item for item in section.headings
        ),
    )


def _note(note: Note, language: str) -> Note:
    return replace(note, body=_xhtml(note.body, language))


def _xhtml(xhtml: str, language: str) -> str:
    # The first look is by far the faster one, and mostly enough.
    if primary(language) != "fr" and not ("lang=" in xhtml and _FRENCH.search(xhtml)):
        return xhtml
    root = read(xhtml)
    _walk(root, primary(language) == "fr")
    return write(root)


def _walk(element: etree._Element, french: bool) -> None:
    """Set the spaces of an element's text and of what follows each child, if they are French."""
    if not isinstance(element.tag, str) or element.tag in _UNTOUCHED:
        return
    stated = element.get("lang")
    french = primary(stated) == "fr" if stated else french
    if french and element.text:
        element.text = bound(element.text)
    for child in element:
        _walk(child, french)
        if french and child.tail:
            child.tail = bound(child.tail)
