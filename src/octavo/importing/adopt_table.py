"""What is in a book that is adopted, as a table: a line a part or chapter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from octavo.core.errors import OctavoError
from octavo.importing.adopt_files import AdoptedFile
from octavo.importing.adopted_book import places
from octavo.importing.found_rows import Row
from octavo.importing.outlines.outline import Outline
from octavo.manuscript.front_matter import split_front_matter

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1|\Z)", re.M | re.S)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*(?:\{[^{}\n]*\})?[ \t]*$", re.M)
_UNDERLINED = re.compile(r"^(\S.*)\n(?:=+|-+)[ \t]*$", re.M)


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
        words=len(text.split()),
        by=signs.get(name, ""),
    )


def chapter_title(text: str, name: str) -> str:
    """Return a chapter's title: its front matter's, else its first heading, else its file's name.

    It is for people to know the chapter by: marks within a line stay.
    """
    try:
        about, text, _ = split_front_matter(text.lstrip("\ufeff"), name)
        stated = about.written.get("title")
    except OctavoError:
        stated = None
    if isinstance(stated, str) and stated.strip():
        return stated.strip()
    bare = _FENCE.sub("", text)
    found = [each for each in (_HEADING.search(bare), _UNDERLINED.search(bare)) if each]
    first = min(found, key=lambda each: each.start(), default=None)
    return first[1].strip() if first else Path(name).stem
