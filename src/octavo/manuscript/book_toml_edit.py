"""Editing book.toml: what is added is added where it belongs, and the rest stays as written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import AoT, Array, Comment, Table, Whitespace

from octavo.core.errors import OctavoError
from octavo.manuscript.find_book import BOOK_TOML

# Stands for the new chapters while the rest is edited; no file has such a name.
_PLACE = "\x00chapters\x00"


def chapters_listed(text: str) -> frozenset[str]:
    """Return every file that book.toml's `text` lists; none if it cannot be read."""
    try:
        return listed_chapters(tomllib.loads(text).get("contents", {}))
    except (tomllib.TOMLDecodeError, AttributeError, TypeError):
        return frozenset()


def listed_chapters(contents: Mapping[str, Any]) -> frozenset[str]:
    """Return every file that `[contents]` lists, ignored ones included."""
    names: list[str] = []
    for key in ("front", "chapters", "back", "ignore"):
        names += contents.get(key, [])
    for part in contents.get("part", []):
        names += part.get("chapters", [])
    return frozenset(map(str, names))


def add_chapters(text: str, chapters: Sequence[str], *, part: str | None = None) -> str:
    """Return book.toml's `text` with `chapters` listed at the end, comments kept.

    They go into the part with the title `part` (made if there is none), else
    into the last part, else into `[contents] chapters`. A chapter that is
    listed anywhere already stays where it is. Raises `OctavoError` if
    `[contents]` is not built as the design of book.toml says.
    """
    try:
        document = tomlkit.parse(text if text.endswith("\n") else f"{text}\n")
        contents = _contents(document)
        listed = listed_chapters(contents)
        missing = [name for name in dict.fromkeys(chapters) if name not in listed]
        if missing:
            _chapter_list(contents, part).append(_PLACE)
        edited = tomlkit.dumps(document).rstrip("\n") + "\n"
        if missing:
            edited = _put_in_place(edited, missing)
        tomllib.loads(edited)
        return edited
    except (tomlkit.exceptions.TOMLKitError, ValueError, AttributeError, TypeError):
        raise OctavoError(
            "[contents] cannot be edited.",
            where=BOOK_TOML,
            hint='It should hold chapters = ["one.md"], or [[contents.part]] with a title and'
            " chapters; `octavo build` names the line.",
        ) from None


def _put_in_place(text: str, names: Sequence[str]) -> str:
    """Return the text with the quoted names where the place-holder stands, spaced as that is."""
    # tomlkit takes longer for each further item: six seconds for 5,000.
    before, _, after = text.partition(tomlkit.string(_PLACE).as_string())
    indent = before.rpartition("\n")[2]
    between = ", " if indent.strip() else f",\n{indent}"
    return before + between.join(tomlkit.string(name).as_string() for name in names) + after


def _contents(document: TOMLDocument) -> Table:
    if "contents" not in document:
        document["contents"] = tomlkit.table()
    contents = document["contents"]
    if not isinstance(contents, Table):
        raise TypeError
    return contents


def _chapter_list(contents: Table, part: str | None) -> Array:
    """Return the array that new chapters are appended to."""
    parts = contents.get("part")
    if part is None and not parts:
        return _array(contents)
    if parts is not None and not isinstance(parts, AoT):
        raise TypeError
    tables: list[Table] = list(parts or [])
    for table in reversed(tables):
        if part is None or table.get("title") == part:
            return _array(table)
    return _new_part(contents, str(part))


def _new_part(contents: Table, title: str) -> Array:
    parts = contents.get("part")
    before = parts[-1] if parts else contents
    after = _take_trailing(before)
    if parts:
        before.add(tomlkit.nl())
    else:
        parts = tomlkit.aot()
    table = tomlkit.table()
    table["title"] = title
    array = _array(table)
    for item in after:
        table.add(item)
    parts.append(table)
    contents["part"] = parts
    return array


def _take_trailing(table: Table) -> list[Comment | Whitespace]:
    """Take blank lines and comments off a table's end: they speak of what follows it."""
    body = table.value.body
    taken: list[Comment | Whitespace] = []
    while body and isinstance(body[-1][1], Comment | Whitespace):
        taken.insert(0, body.pop()[1])  # type: ignore[arg-type]
    return taken or [tomlkit.nl()]


def _array(table: Table) -> Array:
    """Return the table's `chapters`, made if it has none."""
    if "chapters" not in table:
        table["chapters"] = tomlkit.array().multiline(True)
    array = table["chapters"]
    if not isinstance(array, Array):
        raise TypeError
    return array
