"""book.toml of a book that is adopted: what the other tool says of it, in our keys."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

import tomlkit
from tomlkit.items import AoT, Array, Table

from octavo.importing.adopted_facts import add_facts
from octavo.importing.outlines.outline import Outline, OutlinePart
from octavo.manuscript.book_toml_edit import add_chapters, chapters_listed
from octavo.manuscript.find_book import BOOK_TOML
from octavo.manuscript.new_book import new_book

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Place(NamedTuple):
    """Where a chapter stands: front, body or back, and there the title of its part."""

    matter: str
    part: str = ""


def places(outline: Outline) -> dict[str, Place]:
    """Return the places of an outline's chapters, in the order of the book."""
    found = {name: Place("front") for name in outline.front}
    for part in _joined(outline.parts):
        found |= {name: Place("body", part.title) for name in part.chapters if name not in found}
    return found | {name: Place("back") for name in outline.back if name not in found}


def adopted_book(
    root: Path, outline: Outline, *, title: str, authors: tuple[str, ...], language: str
) -> dict[Path, bytes]:
    """Return the files of the book without its chapters: book.toml and the styles, by path.

    What is given goes before what the other tool says; `title` is the book's.
    """
    files = new_book(
        root,
        title=title,
        authors=authors or outline.authors,
        language=language or outline.language or "en",
    )
    document = tomlkit.parse(files[root / BOOK_TOML].decode())
    about, contents = document["book"], document["contents"]
    assert isinstance(about, Table)
    assert isinstance(contents, Table)
    for key, value in _more(outline):
        about.add(key, value)
    add_facts(document, outline, given={"title": title, "authors": authors, "language": language})
    _fill(contents, outline)
    contents.add(tomlkit.nl())
    return {**files, root / BOOK_TOML: tomlkit.dumps(document).encode()}


def _fill(contents: Table, outline: Outline) -> None:
    """Put the lists of an outline into a table that has none."""
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


def relisted(text: str, outline: Outline, before: dict[str, Place]) -> str | None:
    """Return book.toml's text with the lists of the outline in place of those of `before`.

    None if the lists are no longer what was written: they are the author's then.
    """
    document = tomlkit.parse(text)
    contents = document.get("contents")
    if not isinstance(contents, Table) or _places_in(contents) != list(before.items()):
        return None
    for key in ("front", "chapters", "back", "part"):
        contents.pop(key, None)
    _fill(contents, outline)
    return tomlkit.dumps(document)


def _places_in(contents: Table) -> list[tuple[str, Place]]:
    """Return what is listed with its places, in the order of the book."""
    found = [(str(name), Place("front")) for name in contents.get("front", [])]
    found += [(str(name), Place("body")) for name in contents.get("chapters", [])]
    for part in contents.get("part", []):
        title = str(part.get("title", ""))
        found += [(str(name), Place("body", title)) for name in part.get("chapters", [])]
    return found + [(str(name), Place("back")) for name in contents.get("back", [])]


def with_new_chapters(text: str, outline: Outline, known: Container[str]) -> str:
    """Return book.toml's text with the chapters that are in the outline since the last time.

    Each comes behind the one that it follows there, if that is still listed.
    """
    where = places(outline)
    listed = chapters_listed(text)
    fresh = [name for name in where if name not in known and name not in listed]
    if not fresh:
        return text
    document = tomlkit.parse(text)
    left = [name for name in fresh if not _inserted(document.get("contents"), name, where)]
    text = tomlkit.dumps(document)
    for name in left:
        text = add_chapters(text, [name], part=where[name].part or None)
    return text


def _inserted(contents: object, name: str, where: dict[str, Place]) -> bool:
    """Put a chapter beside a neighbour of the same place; return whether there is one."""
    if not isinstance(contents, Table):
        return False
    near = [other for other in where if where[other] == where[name]]
    at = near.index(name)
    for array in _arrays(contents):
        held = [str(each) for each in array]
        before = next((one for one in reversed(near[:at]) if one in held), None)
        after = next((one for one in near[at + 1 :] if one in held), None)
        if before or after:
            array.insert(held.index(before) + 1 if before else held.index(str(after)), name)
            return True
    return _begun(contents, where[name].matter, name)


def _begun(contents: Table, key: str, name: str) -> bool:
    """Begin the list of front or back matter with a chapter; return whether it is one of those."""
    if key not in ("front", "back") or key in contents:
        return False
    contents[key] = _listed((name,))
    return True


def without_chapters(text: str, names: Container[str]) -> str:
    """Return book.toml's text with these chapters off its lists."""
    document = tomlkit.parse(text)
    contents = document.get("contents")
    for array in _arrays(contents) if isinstance(contents, Table) else ():
        for name in [each for each in array if str(each) in names]:
            array.remove(name)
    return tomlkit.dumps(document)


def _arrays(contents: Table) -> Iterator[Array]:
    parts = contents.get("part")
    tables = [contents, *(parts if isinstance(parts, AoT) else ())]
    for table in tables:
        for key in ("front", "chapters", "back"):
            array = table.get(key)
            if isinstance(array, Array):
                yield array


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
