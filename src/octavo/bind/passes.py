"""Manuscript and Sections → Book: the passes in their order."""

from __future__ import annotations

from collections.abc import Callable

from octavo.bind.add_words import add_words, fill_words
from octavo.bind.french_spaces import bind_spaces
from octavo.bind.numbering import number_sections, open_parts
from octavo.bind.references import resolve_references
from octavo.core.model import Book, Manuscript, Section

#: Each pass takes a book and gives one back; a new pass is one entry and one file.
PASSES: tuple[Callable[[Book], Book], ...] = (
    add_words,
    fill_words,
    bind_spaces,
    number_sections,
    resolve_references,
)


def bind(manuscript: Manuscript, sections: tuple[Section, ...]) -> Book:
    """Make the book; `sections` are the parsed chapters, in the manuscript's order.

    The book's findings are the manuscript's and those of all passes; those of
    a section stay with it.
    """
    book = Book(
        metadata=manuscript.metadata,
        sections=open_parts(manuscript, sections),
        findings=manuscript.findings,
    )
    for step in PASSES:
        book = step(book)
    return book
