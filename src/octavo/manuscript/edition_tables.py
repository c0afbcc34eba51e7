"""`[editions]` of book.toml → `Edition`s, each with its kind and the pages that it shows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from octavo.core.edition_kind import Kind
from octavo.core.errors import EXIT_USAGE, OctavoError
from octavo.core.model import Edition, Finding, Metadata
from octavo.findings.catalogue.book_toml import WritingVertical
from octavo.findings.catalogue.editions import (
    ContentsDepth,
    EditionChapters,
    EditionFormat,
    EditionName,
    EditionProfile,
    EditionTheme,
    ObfuscationUnused,
)
from octavo.findings.catalogue.isbn import IsbnShared
from octavo.manuscript.book_metadata import Known
from octavo.manuscript.edition_checks import formats_of, kind_findings, kind_of, source_of
from octavo.manuscript.edition_page import page_findings
from octavo.manuscript.isbn import isbn_13, isbn_fault, without_label
from octavo.manuscript.toml_file import Table, TomlFile, did_you_mean
from octavo.text.direction import VERTICAL

_UNSTATED = MappingProxyType(
    {
        "format": EditionFormat.missing,
        "profile": EditionProfile.missing,
        "theme": EditionTheme.missing,
    }
)
_UNKNOWN = MappingProxyType(
    {"format": EditionFormat.found, "profile": EditionProfile.found, "theme": EditionTheme.found}
)
#: Levels of headings that an e-book's contents list unless it says so, and the most there are.
_DEPTH, _DEEPEST = 2, 6
_EDITION_NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")

#: What an edition takes from the one whose pages it shows, unless it says otherwise. The names
#: of trims and papers are a profile's, so they go with it.
_INHERITED = ("theme", "chapters")
_WITH_PROFILE = ("profile", "trim", "paper", "bleed")

_Tables = Mapping[str, Table]


def read_editions(book: TomlFile, known: Known) -> tuple[tuple[Edition, ...], tuple[Finding, ...]]:
    """Return the editions in the order of book.toml, and what is wrong with them.

    A book that lists none has one of each usual kind: an e-book and a print edition.
    """
    tables: _Tables = book.data.get("editions", {})
    kinds = known.kinds
    if not tables:
        return tuple(Edition(name=kind.name, kind=kind) for kind in usual_kinds(kinds)), ()
    written = tuple(_written(name, tables, kinds) for name in tables)
    editions = tuple(_with_source(item, written, tables[item.name]) for item in written)
    findings = [found for item in editions for found in _odd(book, item, known)]
    for item in editions:
        findings += kind_findings(book, item, editions=written, kinds=kinds)
    for item in editions:
        # What is inherited is judged where it is written.
        stated = {key: getattr(item, key) for key in tables[item.name] if key in _WITH_PROFILE}
        own = replace(item, **{"trim": "", "paper": "", "bleed": False, **stated})
        findings += page_findings(book, own, known.offers)
    findings += [found for name in tables for found in _odd_chapters(book, name)]
    findings += _shared_isbns(book, editions)
    return editions, tuple(findings)


def usual_kinds(kinds: Mapping[str, Kind]) -> Iterator[Kind]:
    """Yield the kinds that a book is published as if it does not say more."""
    return (kind for kind in kinds.values() if kind.usual)


def editions_by_name(
    editions: Iterable[Edition], kinds: Mapping[str, Kind]
) -> Mapping[str, Edition]:
    """Return a book's editions by name, and those that come with them unlisted: the covers."""
    listed = {edition.name: edition for edition in editions}
    unlisted = {
        f"{edition.name}{kind.suffix}": _companion(edition, kind)
        for edition in listed.values()
        for kind in kinds.values()
        if edition.kind.printed and kind.suffix
    }
    return listed | {name: made for name, made in unlisted.items() if name not in listed}


def chosen(editions: Mapping[str, Edition], names: Iterable[str]) -> tuple[Edition, ...]:
    """Return the editions called `names`, each once; raise `OctavoError` for a name of none."""
    for name in names:
        if name not in editions:
            message, hint = f'the book has no edition "{name}".', did_you_mean(name, editions)
            raise OctavoError(message, hint=hint, exit_code=EXIT_USAGE)
    return tuple(editions[name] for name in dict.fromkeys(names))


def file_of(folder: Path, metadata: Metadata, edition: Edition) -> Path:
    """Return the file that a build into `folder` writes of an edition."""
    return folder / f"{metadata.slug}-{edition.name}.{edition.kind.format}"


def _companion(edition: Edition, kind: Kind) -> Edition:
    """Return what a print edition has of another kind if book.toml does not list it."""
    shared = {key: getattr(edition, key) for key in (*_INHERITED, *_WITH_PROFILE)}
    return Edition(name=f"{edition.name}{kind.suffix}", kind=kind, of=edition.name, **shared)


def _written(name: str, tables: _Tables, kinds: Mapping[str, Kind]) -> Edition:
    """Return an edition as its own table states it, its kind worked out."""
    table = tables[name]
    return Edition(
        name=name,
        kind=kind_of(name, tables, kinds),
        of=table.get("of", ""),
        profile=table.get("profile", "plain"),
        theme=table.get("theme", "classic"),
        isbn=without_label(table.get("isbn", "")),
        chapters=_own_chapters(table),
        obfuscate_fonts=table.get("obfuscate_fonts", False),
        contents_depth=min(max(table.get("contents_depth", _DEPTH), 1), _DEEPEST),
        trim=table.get("trim", ""),
        paper=table.get("paper", ""),
        bleed=table.get("bleed", False),
        spine=table.get("spine", "").strip(),
        printer=table.get("printer", "").strip(),
    )


def _with_source(edition: Edition, written: Iterable[Edition], table: Table) -> Edition:
    """Return the edition with what it takes from the one whose pages it shows."""
    source = source_of(edition, written)
    if source is None:
        return edition
    keys = [key for key in _INHERITED if key not in table]
    wraps = edition.kind.wraps
    if wraps or "profile" not in table:
        keys += [key for key in _WITH_PROFILE if wraps or key not in table]
    taken = {key: getattr(source, key) for key in keys}
    return replace(edition, of=source.name, **taken)


def _odd(book: TomlFile, edition: Edition, known: Known) -> Iterator[Finding]:
    """Yield what is wrong with an edition: its name, and words that name nothing."""
    table = book.data["editions"][edition.name]
    if not _EDITION_NAME.fullmatch(edition.name):
        line = book.line_of("editions", edition.name)
        yield EditionName.found({"edition": edition.name}, file=book.name, line=line)
    choices: list[tuple[str, str, tuple[str, ...]]] = []
    if edition.kind.name or not table.get("kind"):
        stated = table.get("format", edition.kind.format)
        choices.append(("format", stated, formats_of(known.kinds)))
    if not edition.kind.wraps:
        choices.append(("profile", table.get("profile", "plain"), known.profiles))
    choices.append(("theme", table.get("theme", "classic"), known.themes))
    for key, value, names in choices:
        line = book.line_of("editions", edition.name, key)
        if not value:
            named = " or ".join(f'{key} = "{name}"' for name in names)
            values = {"edition": edition.name, "choices": named}
            yield _UNSTATED[key](values, file=book.name, line=line)
        elif value not in names:
            suggestion = did_you_mean(value, names)
            values = {"edition": edition.name, "value": value, "suggestion": suggestion}
            yield _UNKNOWN[key](values, file=book.name, line=line)
    if edition.isbn and (fault := isbn_fault(edition.isbn)):
        line = book.line_of("editions", edition.name, "isbn")
        yield replace(fault, file=book.name, line=line)
    yield from _without_effect(book, edition)


def _without_effect(book: TomlFile, edition: Edition) -> Iterator[Finding]:
    """Yield what an edition with pages is asked for and does not do."""
    if not edition.kind.reflowable and edition.obfuscate_fonts:
        line = book.line_of("editions", edition.name, "obfuscate_fonts")
        yield ObfuscationUnused.found({"edition": edition.name}, file=book.name, line=line)
    yield from _contents_depth(book, edition)
    writing = str(book.data.get("book", {}).get("writing", "")).strip()
    if not edition.kind.reflowable and not edition.of and writing == VERTICAL:
        line = book.line_of("book", "writing")
        yield WritingVertical.found({"edition": edition.name}, file=book.name, line=line)


def _contents_depth(book: TomlFile, edition: Edition) -> Iterator[Finding]:
    depth = book.data["editions"][edition.name].get("contents_depth")
    line = book.line_of("editions", edition.name, "contents_depth")
    if depth is None:
        return
    if not edition.kind.reflowable:
        yield ContentsDepth.pages({"edition": edition.name}, file=book.name, line=line)
    elif depth != edition.contents_depth:
        values = {"depth": depth, "used": edition.contents_depth, "most": _DEEPEST}
        yield ContentsDepth.found(values, file=book.name, line=line)


def _shared_isbns(book: TomlFile, editions: Iterable[Edition]) -> Iterator[Finding]:
    """Yield ISBNs of two editions: each form has its own (ISBN Users' Manual, 7th ed., 5)."""
    seen: dict[str, str] = {}
    for edition in editions:
        fine = edition.isbn and isbn_fault(edition.isbn) is None
        number = isbn_13(edition.isbn) if fine else ""
        if number and number in seen:
            line = book.line_of("editions", edition.name, "isbn")
            values = {"edition": edition.name, "other": seen[number]}
            yield IsbnShared.found(values, file=book.name, line=line)
        elif number:
            seen[number] = edition.name


def _own_chapters(table: Table) -> tuple[str, ...]:
    """Return the chapters that an edition's table lists, as paths in the book, each once."""
    listed = map(posixpath.normpath, table.get("chapters", []))
    return tuple(dict.fromkeys(f"manuscript/{name}" for name in listed))


def _odd_chapters(book: TomlFile, edition: str) -> Iterator[Finding]:
    """Yield what is wrong with an edition's list: it is empty, or names what the body has not."""
    listed = book.data["editions"][edition].get("chapters")
    if listed is None:
        return
    if not listed:
        line = book.line_of("editions", edition, "chapters")
        yield EditionChapters.none({"edition": edition}, file=book.name, line=line)
    contents = book.data.get("contents", {})
    around = {*_normal(contents.get("front", [])), *_normal(contents.get("back", []))}
    body = set(_normal(contents.get("chapters", [])))
    for part in contents.get("part", []):
        body.update(_normal(part.get("chapters", [])))
    for number, name in enumerate(listed):
        normal = posixpath.normpath(name)
        if normal in body:
            continue
        line = book.line_of("editions", edition, "chapters", number)
        values = {"edition": edition, "chapter": name}
        if normal in around:
            yield EditionChapters.around(values, file=book.name, line=line)
            continue
        values["suggestion"] = did_you_mean(normal, body, "List it under [contents] as well.")
        yield EditionChapters.found(values, file=book.name, line=line)


def _normal(names: list[str]) -> Iterator[str]:
    return map(posixpath.normpath, names)
