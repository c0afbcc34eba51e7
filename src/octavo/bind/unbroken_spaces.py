"""The spaces of a book at which no line breaks, by the language of each passage.

What they are, `text/word_spaces.py` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from octavo.bind.loose_spaces import loosen
from octavo.core.model import Book, Note, Section
from octavo.markdown.html_names import BLOCKS
from octavo.markdown.xhtml_tree import read, write
from octavo.text.typographer import KEPT
from octavo.text.word_spaces import NO_BREAK, bound, may_bind
from octavo.text.xhtml_names import CODE_ELEMENTS, MATH

#: What is raised or lowered is a line of its own, and a sign in the one around it.
_APART = frozenset({"sub", "sup"})
#: What is not read with the words around it.
_SIGNS = CODE_ELEMENTS | _APART | {MATH, "img"}
_TAG = re.compile("<[^>]*>")


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
    if not pasted and "lang=" not in xhtml and not _may_bind(xhtml, language):
        return xhtml
    root = read(xhtml)
    if pasted:
        loosen(root)
    bind_words(root, language)
    return write(root)


def _may_bind(xhtml: str, language: str) -> bool:
    """Look at a text with its tags, and without: `p. <em>12</em>`."""
    return may_bind(xhtml, language) or ("<" in xhtml and may_bind(_TAG.sub("", xhtml), language))


def bind_words(element: etree._Element, language: str) -> None:
    """Set the spaces of an element's words, and of all in it.

    They are read as lines of text are, whatever marks stand in them: `p. <em>12</em>`,
    `<b>3</b> km`. `language` is that around the element, if it states none.
    """
    line: list[_Stretch] = []
    for stretch in _within(element, element.get("lang") or language):
        if stretch is _LINE_END:
            _bind(line)
            line.clear()
        else:
            line.append(stretch)
    _bind(line)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A piece of a line: the text of an element, or that behind it; or something that is kept."""

    text: str
    language: str = ""
    holder: etree._Element | None = None
    behind: bool = False


_LINE_END, _SIGN = _Stretch(""), _Stretch(KEPT)


def _within(element: etree._Element, language: str) -> Iterator[_Stretch]:
    if element.text:
        yield _Stretch(element.text, language, element)
    for child in element:
        if isinstance(child.tag, str):
            yield from _stretches(child, child.get("lang") or language)
        if child.tail:
            yield _Stretch(child.tail, language, child, behind=True)


def _stretches(element: etree._Element, language: str) -> Iterator[_Stretch]:
    ends_line = element.tag in BLOCKS or element.tag == "br"
    if ends_line:
        yield _LINE_END
    if element.tag in _APART:
        bind_words(element, language)
    if element.tag not in _SIGNS:
        yield from _within(element, language)
    elif not ends_line:
        yield _SIGN
    if ends_line:
        yield _LINE_END


def _bind(line: Sequence[_Stretch]) -> None:
    """Set the spaces of a line, each stretch by its language, with all of the line around it."""
    whole = "".join(stretch.text for stretch in line)
    for language in {stretch.language for stretch in line if stretch.holder is not None}:
        done = bound(whole, language)
        if done != whole:
            _put(line, done, language)


def _put(line: Sequence[_Stretch], done: str, language: str) -> None:
    at = 0
    for stretch in line:
        words, at = done[at : at + len(stretch.text)], at + len(stretch.text)
        if stretch.holder is None or stretch.language != language or words == stretch.text:
            continue
        if stretch.behind:
            stretch.holder.tail = words
        else:
            stretch.holder.text = words
