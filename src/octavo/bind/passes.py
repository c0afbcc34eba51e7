"""Manuscript and Sections → Book: the passes in their order.

The first two put in the words that Octavo adds: the book's own, and those that the parse left
open. Titles of callouts and names of an example's parts are in the language of the passage they
stand in, not of the book: a French chapter of an English book says "Remarque".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from octavo.bind.numbering import number_sections, open_parts
from octavo.bind.references import resolve_references
from octavo.bind.unbroken_spaces import bind_spaces
from octavo.core.model import Book, Finding, Manuscript, Note, Section
from octavo.findings.catalogue.language import WordsMissing
from octavo.findings.entry import Value
from octavo.manuscript.find_book import BOOK_TOML
from octavo.markdown.xhtml_tree import read, write
from octavo.text.added_words import has_words, lacking, words_of

#: Marks of the parse: the word becomes the element's text, or its name for voices.
_TEXT, _NAME = "data-word", "data-label"


def add_words(book: Book) -> Book:
    """Give the book its words, with a finding where English ones have to stand in."""
    language = book.metadata.language
    words = words_of(language)
    return replace(book, words=words, findings=(*book.findings, *_missing(language, words)))


def _missing(language: str, words: Mapping[str, str]) -> Iterator[Finding]:
    values: dict[str, Value] = {"language": language}
    if not has_words(language):
        yield WordsMissing.found({**values, "count": len(words)}, file=BOOK_TOML)
    elif named := lacking(language):
        yield WordsMissing.some({**values, "words": ", ".join(named)}, file=BOOK_TOML)


def fill_words(book: Book) -> Book:
    """Write the words into callouts and examples, where the parse left their place empty."""
    language = book.metadata.language
    sections = tuple(_section(section, section.language or language) for section in book.sections)
    return replace(book, sections=sections)


def _section(section: Section, language: str) -> Section:
    notes = tuple(_note(note, language) for note in section.notes)
    return replace(section, body=_filled(section.body, language), notes=notes)


def _note(note: Note, language: str) -> Note:
    return replace(note, body=_filled(note.body, language))


def _filled(xhtml: str, language: str) -> str:
    if f"{_TEXT}=" not in xhtml and f"{_NAME}=" not in xhtml:
        return xhtml
    root = read(xhtml)
    for element in root.iterdescendants(etree.Element):
        for name in (_TEXT, _NAME):
            key = str(element.attrib.pop(name, ""))
            if key:
                word = words_of(_around(element, language))[key]
                if name == _TEXT:
                    element.text = word
                else:
                    element.set("aria-label", word)
    return write(root)


def _around(element: etree._Element, language: str) -> str:
    holders = (element, *element.iterancestors())
    return next((str(item.get("lang")) for item in holders if item.get("lang")), language)


#: Each pass takes a book and gives one back; a new pass is one entry and one file.
PASSES: tuple[Callable[[Book], Book], ...] = (
    add_words,
    fill_words,
    bind_spaces,
)
_NO_PICTURES: frozenset[str] = frozenset()


def bind(
    manuscript: Manuscript,
    sections: tuple[Section, ...],
    pictures: frozenset[str] = _NO_PICTURES,
) -> Book:
    """Make the book; `sections` are the parsed chapters, in the manuscript's order.

    `pictures` are the paths of those in its folder. The book's findings are the manuscript's and
    those of all passes; those of a section stay with it.
    """
    book = Book(
        metadata=manuscript.metadata,
        sections=open_parts(manuscript, sections),
        findings=manuscript.findings,
    )
    for step in PASSES:
        book = step(book)
    if manuscript.numbers:
        book = number_sections(book)
    return resolve_references(book, pictures)
