"""What is in a book that is adopted, as a table: a line a part or chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from octavo.importing.adopt_files import AdoptedFile
from octavo.importing.adopted_book import places
from octavo.importing.chapter_titles import chapter_title, word_count
from octavo.importing.found_rows import Row
from octavo.importing.outlines.outline import Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the table: `kind` is part, front, chapter or back, `words` None for a part.

    `by` is the sign that it was known by, empty where the other tool lists it.
    """

    kind: str
    title: str
    words: int | None = None
    by: str = ""


def table_of(
    outline: Outline, files: Sequence[AdoptedFile], rows: Sequence[Row]
) -> tuple[Line, ...]:
    """Return the table of a book, in its order."""
    texts = {each.name: each.data.decode("utf-8", "replace") for each in files if each.is_chapter}
    signs = {row.file: row.by for row in rows if row.file}
    lines: list[Line] = []
    part = ""
    for name, place in places(outline).items():
        if place.part and place.part != part:
            lines.append(Line(kind="part", title=place.part))
        part = place.part
        lines.append(_line(name, place.matter, texts, signs))
    return tuple(lines)


def _line(name: str, matter: str, texts: Mapping[str, str], signs: Mapping[str, str]) -> Line:
    text = texts.get(name, "")
    return Line(
        kind="chapter" if matter == "body" else matter,
        title=chapter_title(text, name),
        words=word_count(text),
        by=signs.get(name, ""),
    )
