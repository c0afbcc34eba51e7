"""The spaces of a book at which no line breaks, by the language of each passage.

What they are, `text/word_spaces.py` says.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from octavo.bind.loose_spaces import loosen
from octavo.core.model import Book, Note, Section
from octavo.markdown.xhtml_tree import read, write
from octavo.text.typographer import KEPT
from octavo.text.word_spaces import NO_BREAK, bound, may_bind
from octavo.text.xhtml_names import CODE_ELEMENTS, MATH

_UNTOUCHED = CODE_ELEMENTS | {MATH}


def bind_spaces(book: Book) -> Book:
    """Set the spaces of all sections."""
    language = book.metadata.language
    return replace(book, sections=tuple(_section(item, language) for item in book.sections))


def _section(section: Section, language: str) -> Section:
    language = section.language or language
    return replace(
        section,
        title=_xhtml(section.title, language),
        title_text=bound(section.title_text, language),
        short_title=bound(section.short_title, language),
        author=bound(section.author, language),
        body=_xhtml(section.body, language),
        notes=tuple(_note(note, language) for note in section.notes),
        headings=tuple(replace(item, text=bound(item.text, language)) for item in section.headings),
    )


def _note(note: Note, language: str) -> Note:
    return replace(note, body=_xhtml(note.body, language))


def _xhtml(xhtml: str, language: str) -> str:
    # The first look is by far the faster one, and mostly enough for titles and notes.
    pasted = NO_BREAK in xhtml
    if not pasted and not may_bind(xhtml, language) and "lang=" not in xhtml:
        return xhtml
    root = read(xhtml)
    if pasted:
        loosen(root)
    bind_words(root, language)
    return write(root)


def bind_words(element: etree._Element, language: str) -> None:
    """Set the spaces of an element's text and of what follows each child.

    `language` is that around it, if it states none.
    """
    if not isinstance(element.tag, str) or element.tag in _UNTOUCHED:
        return
    language = element.get("lang") or language
    if element.text:
        element.text = bound(element.text, language)
    for child in element:
        bind_words(child, language)
        if child.tail:
            # Something stands before it, unless a line begins here.
            before = "" if child.tag == "br" else KEPT
            child.tail = bound(f"{before}{child.tail}", language)[len(before) :]
