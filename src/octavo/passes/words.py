"""The words Octavo adds to a book, in the book's language."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files

from octavo.manuscript.locate import BOOK_TOML
from octavo.model import Book, Finding


def add_words(book: Book) -> Book:
    """Gives the book its words; says so where English has to stand in."""
    table = tomllib.loads((files("octavo.passes") / "words.toml").read_text("utf-8"))
    primary = book.metadata.language.lower().split("-")[0]
    primary = {"nn": "nb", "no": "nb"}.get(primary, primary)
    found = table.get(primary)
    findings = () if found else (_missing(book.metadata.language, len(table["en"])),)
    words = {**table["en"], **(found or {})}
    return replace(book, words=words, findings=book.findings + findings)


def _missing(language: str, count: int) -> Finding:
    return Finding(
        code="words-missing",
        message=f'Octavo has no words of its own in "{language}" (Contents, Notes, Page …);'
        " English ones are used.",
        file=BOOK_TOML,
        hint=f"Send us the {count} words, and the next version will have them.",
    )
