"""What else the source of an adopted book says of it, for book.toml: all that an e-book states."""

from __future__ import annotations

from collections.abc import Mapping

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import Table

from octavo.importing.outlines.outline import Outline


def add_facts(document: TOMLDocument, outline: Outline, *, given: Mapping[str, object]) -> None:
    """Write into book.toml what an outline says beside title and chapters.

    What is `given`, by its key, goes before what the source says.
    """
    about, contents = document["book"], document["contents"]
    editions = document["editions"]
    assert isinstance(editions, Table)
    assert isinstance(about, Table)
    assert isinstance(contents, Table)
    for key, value in outline.about.items():
        if not given.get(key):
            about[key] = _value(value)
    if not outline.numbers:
        contents.add("numbers", False)
    ebook = editions["ebook"]
    assert isinstance(ebook, Table)
    for key, value in outline.ebook.items():
        ebook.add(key, value)


def _value(value: object) -> object:
    """Return a value of TOML: people with more than a name are tables within a line."""
    if not isinstance(value, list):
        return value
    array = tomlkit.array()
    for each in value:
        array.append(_table(each) if isinstance(each, Mapping) else each)
    return array.multiline(any(isinstance(each, Mapping) for each in value))


def _table(person: Mapping[str, str]) -> tomlkit.items.InlineTable:
    table = tomlkit.inline_table()
    table.update(person)
    return table
