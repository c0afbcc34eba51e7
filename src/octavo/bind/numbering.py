"""The order of the book: front matter, parts with their chapters, back matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import pairwise

from octavo.core.model import Book, Manuscript, Matter, Part, Section
from octavo.manuscript.find_book import BOOK_TOML
from octavo.text.added_words import word
from octavo.text.numerals import counting_letter, roman
from octavo.text.title_numbers import carries_number, says_appendix

#: A number and a title with a space alone between them, and how many make a row.
_SPACED = re.compile(r"(\d{1,3})[ \u00a0]+[^\W\d_]")
_FEWEST = 3


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
    """Give chapters the numbers 1, 2, 3 … through the whole book, parts I, II, III …, appendices A.

    Where roman numerals are not at home, parts are numbered as chapters are.
    Only sections of the kind `chapter` count; an introduction or an epilogue
    carries no number (the custom of trade books). A title that carries its own gets no second
    one; where most do so, the others have none either.
    """
    sections = book.sections
    own = frozenset(section.id for section in sections if _says_number(section))
    own |= _counted(sections)
    alone = {kind for kind in ("chapter", "part") if _mostly(sections, kind, own)}
    counts: Counter[str] = Counter()
    numbered = []
    for section in sections:
        kind = section.kind
        if kind in ("part", "appendix") or (kind == "chapter" and section.matter is Matter.BODY):
            counts[kind] += 1
            if section.id not in own and kind not in alone:
                section = replace(section, number=_number(book, kind, counts[kind]))
        numbered.append(section)
    return replace(book, sections=tuple(numbered))


def number_label(section: Section, words: Mapping[str, str]) -> str:
    """Return a section's number as it is shown: `4`, `Part I`, `Appendix A`; empty without one."""
    if not section.number or section.kind not in ("part", "appendix"):
        return section.number
    return part_label(word(words, section.kind), section.number)


def part_label(word: str, number: str) -> str:
    """Name a part: “Part I”, 「第1部」. `word` is the language's, of `Book.words`."""
    return word.format(number) if "{}" in word else f"{word} {number}".strip()


def _number(book: Book, kind: str, count: int) -> str:
    if kind == "appendix":
        return counting_letter(count, book.metadata.language)
    native = "{}" in book.words.get("part", "")
    return roman(count) if kind == "part" and not native else str(count)


def _says_number(section: Section) -> bool:
    says = says_appendix if section.kind == "appendix" else carries_number
    return says(section.title_text)


def _counted(sections: tuple[Section, ...]) -> frozenset[str]:
    """Return the chapters that count with no sign between number and title: "4 Analysing".

    Only where half of the chapters or more do so, one by one from the first: "12 Boats" is a title.
    """
    chapters = [item for item in sections if item.kind == "chapter" and item.matter is Matter.BODY]
    found = [(item, int(said[1])) for item in chapters if (said := _SPACED.match(item.title_text))]
    numbers = [number for _, number in found]
    goes_on = all(after == before + 1 for before, after in pairwise(numbers))
    if len(found) < _FEWEST or 2 * len(found) < len(chapters) or not goes_on or numbers[0] > 1:
        return frozenset()
    return frozenset(item.id for item, _ in found)


def _mostly(sections: tuple[Section, ...], kind: str, own: Collection[str]) -> bool:
    """Return whether half of the sections of a kind or more carry a number in their title."""
    named = [
        item.id in own for item in sections if item.kind == kind and item.matter is Matter.BODY
    ]
    return bool(named) and 2 * sum(named) >= len(named)


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
