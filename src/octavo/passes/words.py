"""The words Octavo adds to a book, in the book's language."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files

from octavo.manuscript.locate import BOOK_TOML
from octavo.model import Book, Finding


def add_words(book: Book) -> Book:
    """Gives the book its words; says so where English has to stand in."""
    language = book.metadata.language
    words = words_of(language)
    findings = () if _primary(language) in _table() else (_missing(language, len(words)),)
    return replace(book, words=words, findings=book.findings + findings)


def words_of(language: str) -> dict[str, str]:
    """The words by their keys, for a BCP 47 tag; English where there is none."""
    table = _table()
    return {**table["en"], **table.get(_primary(language), {})}


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("octavo.text") / "added_words.toml").read_text("utf-8"))


def _primary(language: str) -> str:
    primary = language.lower().split("-")[0]
    return {"nn": "nb", "no": "nb"}.get(primary, primary)


def _missing(language: str, count: int) -> Finding:
    return Finding(
        code="words-missing",
        message=f'Octavo has no words of its own in "{language}" (Contents, Notes, Page …);'
        " English ones are used.",
        file=BOOK_TOML,
        hint=f"Send us the {count} words, and the next version will have them.",
    )
