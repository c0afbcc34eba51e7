"""What book.toml may say: its keys, their types, and what is said about others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from octavo.manuscript.toml import TomlFile, did_you_mean
from octavo.model import Finding

#: The number that book.toml's `schema` must have.
SCHEMA = 1

_TEXT = (str,)
_TEXTS = (list,)

_TOP = {"schema": (int,), "book": (dict,), "contents": (dict,), "editions": (dict,)}
_BOOK = {
    "title": _TEXT, "subtitle": _TEXT, "authors": _TEXTS, "language": _TEXT,
    "identifier": _TEXT, "slug": _TEXT, "date": (str, date), "publisher": _TEXT,
    "rights": _TEXT, "description": _TEXT, "subjects": _TEXTS, "cover": _TEXT,
}  # fmt: skip
_CONTENTS = {
    "front": _TEXTS, "chapters": _TEXTS, "back": _TEXTS, "part": _TEXTS, "ignore": _TEXTS,
}  # fmt: skip
_PART = {"title": _TEXT, "chapters": _TEXTS}
_EDITION = {"format": _TEXT, "profile": _TEXT, "theme": _TEXT, "isbn": _TEXT}
_PERSON = {"name": _TEXT, "sort": _TEXT, "role": _TEXT}

_TYPE_NAMES = {str: "text in quotes", list: "a list", dict: "a table", int: "a number"}


def check_schema(book: TomlFile) -> tuple[Finding, ...]:
    """All unknown keys and wrong types of book.toml, as errors with their lines."""
    return tuple(_check(book))


def _check(book: TomlFile) -> Iterator[Finding]:
    data = book.data
    yield from _version(book)
    yield from _table(book, data, _TOP, "")
    yield from _table(book, data.get("book"), _BOOK, "book")
    yield from _table(book, data.get("contents"), _CONTENTS, "contents")
    for part in _tables(data.get("contents"), "part"):
        yield from _table(book, part, _PART, "contents.part")
    for person in _tables(data.get("book"), "authors"):
        yield from _table(book, person, _PERSON, "book")
    editions = data.get("editions")
    for name, edition in editions.items() if isinstance(editions, dict) else ():
        yield from _table(book, edition, _EDITION, f"editions.{name}")
    yield from _lists(book)


def _version(book: TomlFile) -> Iterator[Finding]:
    if "schema" not in book.data:
        yield book.error("schema-missing", "schema is not stated.", 1, "Write schema = 1 first.")
    elif book.data["schema"] != SCHEMA:
        yield book.error(
            "schema-unknown",
            f"schema {book.data['schema']!r} is not known to this version of Octavo.",
            book.line_of_key("schema"),
            "This version reads schema = 1: install the Octavo that wrote this file,"
            " or set schema = 1 and run `octavo build` to see which keys differ.",
        )


def _table(book: TomlFile, table: Any, known: Mapping[str, Any], name: str) -> Iterator[Finding]:
    if table is None:
        return
    if not isinstance(table, dict):
        line = book.line_of_key(name.rsplit(".", 1)[-1])
        yield book.error(
            "type-wrong", f"{name} must be a table.", line, f"Write [{name}] on a line."
        )
        return
    for key, value in table.items():
        line = book.line_of_key(key, name)
        if key not in known:
            hint = did_you_mean(key, known)
            yield book.error("key-unknown", f'unknown key "{key}".', line, hint)
        elif not isinstance(value, known[key]) or isinstance(value, bool):
            wanted = _TYPE_NAMES[known[key][0]]
            yield book.error("type-wrong", f'"{key}" must be {wanted}.', line, "Mend the value.")


def _lists(book: TomlFile) -> Iterator[Finding]:
    """Lists of chapters hold strings, authors strings or tables."""
    contents = book.data.get("contents")
    tables = [contents, *_tables(contents, "part")] if isinstance(contents, dict) else []
    for table in tables:
        for key in ("front", "chapters", "back", "ignore"):
            values = table.get(key, [])
            if isinstance(values, list) and not all(isinstance(item, str) for item in values):
                yield _not_text(book, key)
    about = book.data.get("book")
    if isinstance(about, dict):
        for key, kinds in (("authors", (str, dict)), ("subjects", (str,))):
            values = about.get(key, [])
            if isinstance(values, list) and not all(isinstance(item, kinds) for item in values):
                yield _not_text(book, key)


def _not_text(book: TomlFile, key: str) -> Finding:
    message = f'"{key}" must be a list of texts in quotes.'
    return book.error("type-wrong", message, book.line_of_key(key), "Mend the list.")


def _tables(table: Any, key: str) -> list[dict[str, Any]]:
    values = table.get(key, []) if isinstance(table, dict) else []
    return [item for item in values if isinstance(item, dict)] if isinstance(values, list) else []
