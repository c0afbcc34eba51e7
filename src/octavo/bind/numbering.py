"""The order of the book: front matter, parts with their chapters, back matter."""

from __future__ import annotations

from dataclasses import replace

from octavo.core.model import Book, Manuscript, Matter, Part, Section
from octavo.manuscript.find_book import BOOK_TOML
from octavo.text.numerals import roman


def open_parts(manuscript: Manuscript, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Put each part's opener before its first chapter, and say whose the chapters are.

    `sections` are in the order of `manuscript.chapters`. Chapters of the body
    that belong to no part come first, as they stand in book.toml.
    """
    result: list[Section] = []
    opened: set[str] = set()
    for chapter, section in zip(manuscript.chapters, sections, strict=True):
        if chapter.part is None:
            result.append(section)
            continue
        part = manuscript.parts[chapter.part]
        if part.id not in opened:
            opened.add(part.id)
            result.append(_opener(part))
        result.append(replace(section, part=part.id))
    return tuple(result)


def number_sections(book: Book) -> Book:
    """Give chapters the numbers 1, 2, 3 … through the whole book, and parts I, II, III …

    Where roman numerals are not at home, parts are numbered as chapters are.
    Only sections of the kind `chapter` count; an introduction or an epilogue
    carries no number (the custom of trade books).
    """
    chapters = parts = 0
    numbered = []
    for section in book.sections:
        if section.kind == "part":
            parts += 1
            native = "{}" in book.words.get("part", "")
            section = replace(section, number=str(parts) if native else roman(parts))
        elif section.kind == "chapter" and section.matter is Matter.BODY:
            chapters += 1
            section = replace(section, number=str(chapters))
        numbered.append(section)
    return replace(book, sections=tuple(numbered))


def part_label(word: str, number: str) -> str:
    """Name a part: “Part I”, 「第1部」. `word` is the language's, of `Book.words`."""
    return word.format(number) if "{}" in word else f"{word} {number}".strip()


def _opener(part: Part) -> Section:
    title = part.title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Section(
        id=part.id,
        kind="part",
        matter=Matter.BODY,
        title=title,
        title_text=part.title,
        short_title=part.title,
        file=BOOK_TOML,
    )
