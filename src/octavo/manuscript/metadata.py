"""`[book]` and `[editions]` of book.toml → `Metadata` and `Edition`s."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from octavo.manuscript.language import check_language
from octavo.manuscript.slug import ascii_slug
from octavo.manuscript.toml import TomlFile, did_you_mean
from octavo.model import Edition, Finding, Metadata, Person

#: The date of a book that states none: fixed, so that a rebuild is the same.
DEFAULT_DATE = "2000-01-01"

#: What a book that lists no editions is published as.
DEFAULT_EDITIONS = (Edition(name="ebook", format="epub"), Edition(name="print", format="pdf"))

FORMATS = ("epub", "pdf")

# uuid5 needs a namespace of our own; this one is uuid5(NAMESPACE_DNS, "octavo.invalid").
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "octavo.invalid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a book relies on outside its folder: the names of profiles and themes,
    and `epoch`, the value of SOURCE_DATE_EPOCH (or empty)."""

    profiles: tuple[str, ...]
    themes: tuple[str, ...]
    epoch: str = ""


def read_metadata(
    book: TomlFile, known: Known
) -> tuple[Metadata, tuple[Finding, ...]]:
    """The book's metadata, and what is wrong with it."""
    about = book.data.get("book", {})
    findings: list[Finding] = []
    title = about.get("title", "").strip()
    if not title:
        line = book.line_of_key("title", "book") or book.line_of_key("book") or 1
        findings.append(
            book.error("title-missing", "the book has no title.", line, 'Add title = "…".')
        )
    authors = tuple(_person(item) for item in about.get("authors", []))
    day, odd_day = _date(book, about, known.epoch)
    language, odd_language = _language(book, about)
    identifier = about.get("identifier") or _identifier(title, authors)
    slug, odd_slug = _slug(book, about, title)
    metadata = Metadata(
        title=title,
        subtitle=about.get("subtitle", "").strip(),
        authors=authors,
        language=language,
        identifier=identifier,
        slug=slug,
        date=day,
        publisher=about.get("publisher", ""),
        rights=about.get("rights", ""),
        description=about.get("description", ""),
        subjects=tuple(about.get("subjects", [])),
        cover=about.get("cover", ""),
    )
    return metadata, (*findings, *odd_day, *odd_language, *odd_slug)


def read_editions(book: TomlFile, known: Known) -> tuple[tuple[Edition, ...], tuple[Finding, ...]]:
    """The editions in the order of book.toml; an e-book and a print edition if it has none."""
    tables: dict[str, dict[str, Any]] = book.data.get("editions", {})
    if not tables:
        return DEFAULT_EDITIONS, ()
    editions = tuple(
        Edition(
            name=name,
            format=table.get("format", ""),
            profile=table.get("profile", "plain"),
            theme=table.get("theme", "classic"),
            isbn=table.get("isbn", ""),
        )
        for name, table in tables.items()
    )
    findings = [finding for edition in editions for finding in _odd(book, edition, known)]
    return editions, tuple(findings)


def _odd(book: TomlFile, edition: Edition, known: Known) -> Iterator[Finding]:
    """What is wrong with an edition: its name, and words that name nothing."""
    table = f"editions.{edition.name}"
    head = book.line_of_key(edition.name, table)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", edition.name):
        message = f'the edition "{edition.name}" cannot be part of a file\'s name.'
        hint = "Use small letters, digits and hyphens."
        yield book.error("edition-name", message, head, hint)
    choices = (
        ("format", edition.format, FORMATS),
        ("profile", edition.profile, known.profiles),
        ("theme", edition.theme, known.themes),
    )
    for key, value, names in choices:
        if not value:
            message = f'edition "{edition.name}" states no {key}.'
        elif value not in names:
            message = f'edition "{edition.name}" has the unknown {key} "{value}".'
        else:
            continue
        line = book.line_of_key(key, table) if value else head
        yield book.error(f"edition-{key}", message, line, did_you_mean(value, names))


def _person(item: str | dict[str, str]) -> Person:
    if isinstance(item, str):
        return Person(name=item.strip())
    return Person(
        name=item.get("name", ""), sort_name=item.get("sort"), role=item.get("role", "aut")
    )


def _identifier(title: str, authors: tuple[Person, ...]) -> str:
    names = "\n".join([title, *(author.name for author in authors)])
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, names)}"


def _slug(book: TomlFile, about: Mapping[str, Any], title: str) -> tuple[str, tuple[Finding, ...]]:
    """The stem of the artifacts' names, which may hold no path of its own."""
    given = about.get("slug", "")
    slug = ascii_slug(given or title) or "book"
    if given and given != slug:
        message = f'the slug "{given}" cannot be a file\'s name.'
        hint = f'Try slug = "{slug}".'
        line = book.line_of_key("slug", "book")
        return slug, (book.error("slug-wrong", message, line, hint),)
    return slug, ()


def _date(
    book: TomlFile, about: Mapping[str, Any], epoch: str
) -> tuple[str, tuple[Finding, ...]]:
    given = about.get("date")
    if given is None:
        if epoch.isdigit():
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat(), ()
        return DEFAULT_DATE, ()
    try:
        day = given if isinstance(given, date) else date.fromisoformat(given)
    except ValueError:
        line = book.line_of_key("date", "book")
        message = f'the date "{given}" is no date.'
        hint = 'Write it as date = "2026-11-22".'
        return DEFAULT_DATE, (book.error("date-wrong", message, line, hint),)
    return day.isoformat()[:10], ()


def _language(book: TomlFile, about: Mapping[str, Any]) -> tuple[str, tuple[Finding, ...]]:
    given = about.get("language")
    if given is None:
        finding = Finding(
            code="language-missing",
            message="the book states no language; English is assumed.",
            file=book.name,
            line=book.line_of_key("book"),
            hint='Add language = "en" to [book].',
        )
        return "en", (finding,)
    hint = check_language(given)
    if hint is None:
        return given, ()
    line = book.line_of_key("language", "book")
    message = f'language "{given}" is not a language tag.'
    return "en", (book.error("language-wrong", message, line, hint),)
