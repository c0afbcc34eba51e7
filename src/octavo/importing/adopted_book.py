"""book.toml of a book that is adopted: what the other tool says of it, in our keys."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterator
from pathlib import Path

import tomlkit
from tomlkit.items import Array, Table

from octavo.importing.outlines.outline import Outline, OutlinePart
from octavo.manuscript.book_toml_edit import add_chapters
from octavo.manuscript.find_book import BOOK_TOML
from octavo.manuscript.new_book import new_book, readable_title

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def adopted_book(
    root: Path, outline: Outline, *, title: str, authors: tuple[str, ...], language: str
) -> dict[Path, bytes]:
    """Return the files of the book without its chapters: book.toml and the styles, by path.

    What is given goes before what the other tool says.
    """
    files = new_book(
        root,
        title=title or outline.title or readable_title(outline.root),
        authors=authors or outline.authors,
        language=language or outline.language or "en",
    )
    document = tomlkit.parse(files[root / BOOK_TOML].decode())
    about, contents = document["book"], document["contents"]
    assert isinstance(about, Table)
    assert isinstance(contents, Table)
    for key, value in _more(outline):
        about.add(key, value)
    for key, names in (("front", outline.front), ("back", outline.back)):
        if names:
            contents.add(key, _listed(names))
    parts = _joined(outline.parts)
    for part in parts:
        if not part.title:
            contents.add("chapters", _listed(part.chapters))
    titled = [part for part in parts if part.title]
    if titled:
        tables = tomlkit.aot()
        for part in titled:
            table = tomlkit.table()
            table.add("title", part.title)
            table.add("chapters", _listed(part.chapters))
            tables.append(table)
        contents.add("part", tables)
    contents.add(tomlkit.nl())
    return {**files, root / BOOK_TOML: tomlkit.dumps(document).encode()}


def with_new_chapters(text: str, outline: Outline, known: Container[str]) -> str:
    """Return book.toml's text with the chapters that are in the outline since the last time."""
    for part in (
        OutlinePart(title="", chapters=(*outline.front, *outline.back)),
        *_joined(outline.parts),
    ):
        fresh = [name for name in part.chapters if name not in known]
        if fresh:
            text = add_chapters(text, fresh, part=part.title or None)
    return text


def _joined(parts: tuple[OutlinePart, ...]) -> list[OutlinePart]:
    """Return the parts; chapters of none that stand behind a part belong to that one."""
    made: list[OutlinePart] = []
    for part in parts:
        if made and not part.title:
            last = made.pop()
            part = OutlinePart(title=last.title, chapters=(*last.chapters, *part.chapters))
        made.append(part)
    return made


def _more(outline: Outline) -> Iterator[tuple[str, str]]:
    if outline.subtitle:
        yield "subtitle", outline.subtitle
    if _is_day(outline.date):
        yield "date", outline.date
    if outline.cover:
        yield "cover", outline.cover


def _is_day(date: str) -> bool:
    """Return whether a date is a whole one, as book.toml has it: of others only a year is known."""
    try:
        return bool(_DATE.fullmatch(date) and datetime.date.fromisoformat(date))
    except ValueError:
        return False


def _listed(names: tuple[str, ...]) -> Array:
    array = tomlkit.array()
    array.extend(names)
    return array.multiline(len(names) > 3)
