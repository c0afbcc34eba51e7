"""`[editions]` of book.toml → `Edition`s, each with its kind and the pages that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from octavo.manuscript.editionkind import kind_findings, kind_of, source_of
from octavo.manuscript.isbn import isbn_13, isbn_fault
from octavo.manuscript.metadata import Known
from octavo.manuscript.page import page_findings
from octavo.manuscript.selection import chapter_findings, own_chapters
from octavo.manuscript.toml import TomlFile, did_you_mean
from octavo.model import Edition, Finding
from octavo.text.direction import VERTICAL

#: What a book that lists no editions is published as.
DEFAULT_EDITIONS = (
    Edition(name="ebook", format="epub", kind="ebook"),
    Edition(name="print", format="pdf", kind="print"),
)

FORMATS = ("epub", "pdf")

#: The format of each kind.
_FORMAT_OF = MappingProxyType(
    {"ebook": "epub", "print": "pdf", "digital": "pdf", "booklet": "pdf", "cover": "pdf"}
)

_EDITION_NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")

#: What an edition takes from the one whose pages it shows, unless it says otherwise. The names
#: of trims and papers are a profile's, so they go with it.
_INHERITED = ("theme", "chapters")
_WITH_PROFILE = ("profile", "trim", "paper", "bleed")

_Tables = Mapping[str, Mapping[str, Any]]


def read_editions(book: TomlFile, known: Known) -> tuple[tuple[Edition, ...], tuple[Finding, ...]]:
    """The editions in the order of book.toml; an e-book and a print edition if it has none."""
    tables: _Tables = book.data.get("editions", {})
    if not tables:
        return DEFAULT_EDITIONS, ()
    written = tuple(_written(name, tables) for name in tables)
    editions = tuple(_with_source(item, written, tables[item.name]) for item in written)
    findings = [found for item in editions for found in _odd(book, item, known)]
    findings += [found for item in editions for found in kind_findings(book, item, written)]
    for item in editions:
        # What is inherited is judged where it is written.
        stated = {key: getattr(item, key) for key in tables[item.name] if key in _WITH_PROFILE}
        own = replace(item, **{"trim": "", "paper": "", "bleed": False, **stated})
        findings += page_findings(book, own, known.offers)
    findings += [found for name in tables for found in chapter_findings(book, name)]
    findings += _shared_isbns(book, editions)
    return editions, tuple(findings)


def cover_of(edition: Edition) -> Edition:
    """The cover edition of a print edition, for books that name none."""
    shared = {key: getattr(edition, key) for key in (*_INHERITED, *_WITH_PROFILE)}
    return Edition(
        name=f"{edition.name}-cover", format="pdf", kind="cover", of=edition.name, **shared
    )


def _written(name: str, tables: _Tables) -> Edition:
    """An edition as its own table states it, its kind worked out."""
    table = tables[name]
    kind = kind_of(name, tables)
    return Edition(
        name=name,
        format=table.get("format", _FORMAT_OF.get(kind, "")),
        kind=kind,
        of=table.get("of", ""),
        profile=table.get("profile", "plain"),
        theme=table.get("theme", "classic"),
        isbn=table.get("isbn", ""),
        chapters=own_chapters(table),
        obfuscate_fonts=table.get("obfuscate_fonts", False),
        trim=table.get("trim", ""),
        paper=table.get("paper", ""),
        bleed=table.get("bleed", False),
        spine=table.get("spine", "").strip(),
        printer=table.get("printer", "").strip(),
    )


def _with_source(edition: Edition, written: Iterable[Edition], table: Mapping[str, Any]) -> Edition:
    """The edition with what it takes from the one whose pages it shows."""
    source = source_of(edition, written)
    if source is None:
        return edition
    keys = [key for key in _INHERITED if key not in table]
    if edition.kind == "cover" or "profile" not in table:
        keys += [key for key in _WITH_PROFILE if edition.kind == "cover" or key not in table]
    taken = {key: getattr(source, key) for key in keys}
    return replace(edition, of=source.name, **taken)


def _odd(book: TomlFile, edition: Edition, known: Known) -> Iterator[Finding]:
    """What is wrong with an edition: its name, and words that name nothing."""
    table = book.data["editions"][edition.name]
    if not _EDITION_NAME.fullmatch(edition.name):
        message = f'the edition "{edition.name}" cannot be part of a file\'s name.'
        line = book.line_of("editions", edition.name)
        yield book.error("edition-name", message, line, "Use small letters, digits and hyphens.")
    choices: list[tuple[str, str, tuple[str, ...]]] = []
    if edition.kind in ("", *_FORMAT_OF):
        choices.append(("format", edition.format, FORMATS))
    if edition.kind != "cover":
        choices.append(("profile", table.get("profile", "plain"), known.profiles))
    choices.append(("theme", table.get("theme", "classic"), known.themes))
    for key, value, names in choices:
        if not value:
            message = f'the edition "{edition.name}" states no {key}.'
            hint = " or ".join(f'{key} = "{name}"' for name in names)
            hint = f"Write {hint}."
        elif value not in names:
            message = f'the edition "{edition.name}" has the unknown {key} "{value}".'
            hint = did_you_mean(value, names)
        else:
            continue
        line = book.line_of("editions", edition.name, key)
        yield book.error(f"edition-{key}", message, line, hint)
    if edition.isbn and (fault := isbn_fault(edition.isbn)):
        line = book.line_of("editions", edition.name, "isbn")
        yield book.error("isbn-wrong", fault[0], line, fault[1])
    yield from _without_effect(book, edition)


def _without_effect(book: TomlFile, edition: Edition) -> Iterator[Finding]:
    """What a printed edition is asked for and does not do."""
    if edition.format == "pdf" and edition.obfuscate_fonts:
        yield Finding(
            code="obfuscation-unused",
            message=f'obfuscate_fonts does nothing in the printed edition "{edition.name}".',
            file=book.name,
            line=book.line_of("editions", edition.name, "obfuscate_fonts"),
            hint="Only an e-book's fonts can be made unusable outside it; take the line out.",
        )
    writing = str(book.data.get("book", {}).get("writing", "")).strip()
    if edition.format == "pdf" and not edition.of and writing == VERTICAL:
        yield Finding(
            code="writing-vertical",
            message=f'the printed edition "{edition.name}" is set in lines across the page.',
            file=book.name,
            line=book.line_of("book", "writing"),
            hint="Only e-books can be written downwards.",
        )


def _shared_isbns(book: TomlFile, editions: Iterable[Edition]) -> Iterator[Finding]:
    """Each form of a book has a number of its own (ISBN Users' Manual, 7th ed., section 5)."""
    seen: dict[str, str] = {}
    for edition in editions:
        fine = edition.isbn and isbn_fault(edition.isbn) is None
        number = isbn_13(edition.isbn) if fine else ""
        if number and number in seen:
            yield Finding(
                code="isbn-shared",
                message=f'the edition "{edition.name}" has the ISBN of "{seen[number]}".',
                file=book.name,
                line=book.line_of("editions", edition.name, "isbn"),
                hint="Give each edition a number of its own: shops and libraries tell them apart"
                " by it.",
            )
        elif number:
            seen[number] = edition.name
