"""What book.toml may say: its keys, their types, and what is said about others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeGuard

from octavo.core.model import Finding
from octavo.findings.catalogue.book_toml import (
    CharacterForbidden,
    KeyUnknown,
    SchemaMissing,
    SchemaUnknown,
    TypeWrong,
)
from octavo.manuscript.toml_file import TomlFile, did_you_mean
from octavo.manuscript.toml_positions import Path
from octavo.text.xml_characters import forbidden_character, without_forbidden

#: The number that book.toml's `schema` must have.
SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Simple:
    """A value of these types; `said` and `example` describe it to a person."""

    types: tuple[type, ...]
    said: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list; each item is one of the kinds. `heads` if it is written as `[[table]]`s."""

    items: tuple[_Kind, ...]
    example: str = '["…"]'
    heads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A table with these keys, or with any key if there is a kind for `others`."""

    keys: Mapping[str, _Kind]
    others: _Kind | None = None


_Kind = _Simple | _List | _Table

_NUMBER = _Simple(types=(int,), said="a number", example="1")
_WORDS = _Simple(types=(int,), said="a number of words", example="60000")
_PLACE = _Simple(types=(int, float), said="a number", example="2")
_TEXT = _Simple(types=(str,), said="text in quotes", example='"…"')
_SWITCH = _Simple(types=(bool,), said="true or false", example="true")
_DATE = _Simple(types=(str, date), said="a date in quotes", example='"2026-11-22"')
_TEXTS = _List(items=(_TEXT,))
_FILES = _List(items=(_TEXT,), example='["one.md"]')
_PERSON = _Table(keys={"name": _TEXT, "sort": _TEXT, "role": _TEXT})
_PART = _Table(keys={"title": _TEXT, "chapters": _FILES})
_EDITION = _Table(
    keys={
        "format": _TEXT,
        "kind": _TEXT,
        "of": _TEXT,
        "profile": _TEXT,
        "theme": _TEXT,
        "isbn": _TEXT,
        "obfuscate_fonts": _SWITCH,
        "contents_depth": _NUMBER,
        "trim": _TEXT,
        "paper": _TEXT,
        "bleed": _SWITCH,
        "spine": _TEXT,
        "printer": _TEXT,
        "chapters": _FILES,
    }
)
_BOOK = _Table(
    keys={
        "title": _TEXT,
        "title_sort": _TEXT,
        "subtitle": _TEXT,
        "series": _TEXT,
        "series_number": _PLACE,
        "authors": _List(items=(_TEXT, _PERSON)),
        "contributors": _List(items=(_TEXT, _PERSON)),
        "language": _TEXT,
        "identifier": _TEXT,
        "slug": _TEXT,
        "date": _DATE,
        "publisher": _TEXT,
        "rights": _TEXT,
        "description": _TEXT,
        "subjects": _TEXTS,
        "blurb": _TEXT,
        "about_author": _TEXT,
        "author_picture": _TEXT,
        "also_by": _TEXTS,
        "cover": _TEXT,
        "writing": _TEXT,
        "goal": _WORDS,
    }
)
_CONTENTS = _Table(
    keys={
        "front": _FILES,
        "chapters": _FILES,
        "back": _FILES,
        "part": _List(items=(_PART,), heads=True),
        "ignore": _FILES,
        "adopted": _FILES,
        "numbers": _SWITCH,
    }
)
_FONT = _Table(
    keys={
        "file": _TEXT,
        "role": _TEXT,
        "family": _TEXT,
        "style": _TEXT,
        "weight": _NUMBER,
    }
)
_FILE = _Table(
    keys={
        "schema": _NUMBER,
        "strict": _SWITCH,
        "book": _BOOK,
        "contents": _CONTENTS,
        "editions": _Table(keys={}, others=_EDITION),
        "fonts": _List(items=(_FONT,), heads=True),
    }
)


def check_schema(book: TomlFile) -> tuple[Finding, ...]:
    """Return all unknown keys and wrong types of book.toml, as errors with their lines.

    The keys of another schema are not judged: only its number is reported.
    """
    return tuple(_version(book)) or tuple(_check(book, _FILE, book.data, path=()))


def is_other_schema(findings: Iterable[Finding]) -> bool:
    """Return whether nobody knows what the keys mean, as the schema is not this one or unstated."""
    return any(finding.code in (SchemaMissing.code, SchemaUnknown.code) for finding in findings)


def without_faults(book: TomlFile) -> TomlFile:
    """Return book.toml without what `check_schema` finds, so that the rest can be read."""
    return replace(book, data=_usable(_FILE, book.data) or {})


def _usable(kind: _Kind, value: object) -> Any:
    """Return what of a value is as it should be; None if nothing is.

    A list with a wrong item goes whole: the lines of the others are known by their numbers.
    """
    if isinstance(kind, _Table):
        return _usable_table(kind, value) if isinstance(value, dict) else None
    if isinstance(kind, _List):
        if not _is_list(value, kind):
            return None
        items = [_usable(_fitting(kind, item), item) for item in value]
        return None if any(item is None for item in items) else items
    if not _is_value(value, kind):
        return None
    return without_forbidden(value) if isinstance(value, str) else value


def _usable_table(kind: _Table, table: Mapping[str, object]) -> dict[str, Any]:
    known = {key: kind.keys.get(key, kind.others) for key in table}
    usable = {key: _usable(of, table[key]) for key, of in known.items() if of is not None}
    return {key: value for key, value in usable.items() if value is not None}


def _fitting(kind: _List, item: object) -> _Kind:
    """Return the kind that an item of a list should be of."""
    table = next((item for item in kind.items if isinstance(item, _Table)), None)
    return table if table and isinstance(item, dict) else kind.items[0]


def _version(book: TomlFile) -> Iterator[Finding]:
    number = book.data.get("schema")
    if number is None:
        yield SchemaMissing.found(file=book.name, line=1)
    elif isinstance(number, int) and number != SCHEMA:
        values = {"number": number, "known": SCHEMA}
        yield SchemaUnknown.found(values, file=book.name, line=book.line_of("schema"))


def _check(book: TomlFile, kind: _Kind, value: object, *, path: Path) -> Iterator[Finding]:
    if isinstance(kind, _Table):
        yield from _check_table(book, kind, value, path=path)
    elif isinstance(kind, _List):
        yield from _check_list(book, kind, value, path=path)
    elif not _is_value(value, kind):
        yield _wrong(book, path, said=kind.said, example=kind.example)
    elif isinstance(value, str) and (character := forbidden_character(value)):
        values = {"key": _name(path), "character": character}
        yield CharacterForbidden.found(values, file=book.name, line=book.line_of(*path))


def _check_table(book: TomlFile, kind: _Table, table: object, *, path: Path) -> Iterator[Finding]:
    if not isinstance(table, dict):
        key = ".".join(map(str, path))
        yield TypeWrong.table({"key": key}, file=book.name, line=book.line_of(*path))
        return
    for key, value in table.items():
        known = kind.keys.get(key, kind.others)
        if known is None:
            values = {"key": key, "suggestion": did_you_mean(key, kind.keys)}
            yield KeyUnknown.found(values, file=book.name, line=book.line_of(*path, key))
        else:
            yield from _check(book, known, value, path=(*path, key))


def _check_list(book: TomlFile, kind: _List, values: object, *, path: Path) -> Iterator[Finding]:
    if not _is_list(values, kind):
        if kind.heads:
            key = ".".join(map(str, path))
            yield TypeWrong.tables({"key": key}, file=book.name, line=book.line_of(*path))
        else:
            yield _wrong(book, path, said="a list", example=kind.example)
        return
    for number, value in enumerate(values):
        yield from _check(book, _fitting(kind, value), value, path=(*path, number))


def _is_value(value: object, kind: _Simple) -> bool:
    """Return whether a value is of a kind's types; to Python, true and false are numbers too."""
    return isinstance(value, kind.types) and isinstance(value, bool) == (bool in kind.types)


def _is_list(value: object, kind: _List) -> TypeGuard[list[Any]]:
    """Return whether a value is a list, of tables alone where it is written by heads."""
    return isinstance(value, list) and not (
        kind.heads and not all(isinstance(item, dict) for item in value)
    )


def _wrong(book: TomlFile, path: Path, *, said: str, example: str) -> Finding:
    form = TypeWrong.item if isinstance(path[-1], int) else TypeWrong.value
    values = {"key": _name(path), "what": said, "example": example}
    return form(values, file=book.name, line=book.line_of(*path))


def _name(path: Path) -> str:
    """Return the last key of a path; items of a list are called as the list."""
    return next(str(part) for part in reversed(path) if isinstance(part, str))
