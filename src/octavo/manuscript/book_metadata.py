"""`[book]` of book.toml → `Metadata`."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from octavo.core.edition_kind import Kind
from octavo.core.model import Finding, Metadata
from octavo.findings.catalogue.book_toml import (
    DateWrong,
    GoalWrong,
    SeriesNumber,
    SeriesUnnamed,
    SlugWrong,
    TitleLong,
    TitleMissing,
    WritingUnknown,
)
from octavo.findings.catalogue.language import LanguageMissing, LanguageWrong
from octavo.manuscript.edition_page import Offer
from octavo.manuscript.people import read_people
from octavo.manuscript.slugs import ascii_slug
from octavo.manuscript.toml_file import Table, TomlFile, did_you_mean
from octavo.text.direction import HORIZONTAL, VERTICAL
from octavo.text.language_tags import check_language

#: The date of a book that states none: fixed, so that a rebuild is the same.
DEFAULT_DATE = "2000-01-01"

#: Characters of a title that every store takes (Amazon's KDP, "Metadata Guidelines for Books":
#: title and subtitle together must have fewer than 200).
LONGEST_TITLE = 199

#: How lines may run, in an e-book: across the page, or down it (Japanese, Chinese).
WRITINGS = (HORIZONTAL, VERTICAL)

#: A place in a series, as decimal numbers are written.
_PLACE = re.compile(r"[0-9]+(\.[0-9]+)?")

# uuid5 needs a namespace of our own; this one is uuid5(NAMESPACE_DNS, "octavo.invalid").
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "octavo.invalid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a book relies on outside its folder: the names of profiles and themes, the kinds of
    edition by name, `epoch`, the value of SOURCE_DATE_EPOCH (or empty), and what each profile
    offers."""

    profiles: tuple[str, ...]
    themes: tuple[str, ...]
    kinds: Mapping[str, Kind]
    epoch: str = ""
    offers: Mapping[str, Offer] = field(default_factory=dict)


def read_metadata(book: TomlFile, known: Known) -> tuple[Metadata, tuple[Finding, ...]]:
    """Return the book's metadata and its faults; `book` holds only what `check_schema` takes."""
    about: Table = book.data.get("book", {})
    findings: list[Finding] = []
    title = _text(about, "title")
    if not title:
        line: int | None = book.line_of("book", "title") or 1
        findings.append(TitleMissing.found(file=book.name, line=line))
    elif len(title) > LONGEST_TITLE:
        values = {"count": len(title), "most": LONGEST_TITLE}
        line = book.line_of("book", "title")
        findings.append(TitleLong.found(values, file=book.name, line=line))
    authors, odd_authors = read_people(book, "authors", "aut")
    contributors, odd_contributors = read_people(book, "contributors", "ctb")
    findings += [*odd_authors, *odd_contributors, *_odd_choices(book, about)]
    day, odd_day = _date(book, about.get("date"), known.epoch)
    language, odd_language = _language(book, about.get("language"))
    slug, odd_slug = _slug(book, _text(about, "slug"), title)
    metadata = Metadata(
        title=title,
        title_sort=_text(about, "title_sort"),
        subtitle=_text(about, "subtitle"),
        series=_text(about, "series"),
        series_number=_series_number(about),
        authors=authors,
        contributors=contributors,
        language=language,
        identifier=_text(about, "identifier")
        or book_identifier(title, (author.name for author in authors)),
        slug=slug,
        date=day,
        published=day if "date" in about else "",
        publisher=_text(about, "publisher"),
        rights=_text(about, "rights"),
        description=_text(about, "description"),
        subjects=tuple(about.get("subjects", [])),
        cover=_text(about, "cover"),
        writing=VERTICAL if _text(about, "writing") == VERTICAL else "",
        blurb=_text(about, "blurb"),
        about_author=_text(about, "about_author"),
        author_picture=_text(about, "author_picture"),
        also_by=tuple(title.strip() for title in about.get("also_by", []) if title.strip()),
        goal=max(0, about.get("goal", 0)),
    )
    return metadata, (*findings, *odd_day, *odd_language, *odd_slug)


def _text(about: Table, key: str) -> str:
    return str(about.get(key, "")).strip()


def _series_number(about: Table) -> str:
    """Return the place in a series; empty if there is none, or no series."""
    number = _text(about, "series_number")
    return number if _text(about, "series") and _PLACE.fullmatch(number) else ""


def _odd_choices(book: TomlFile, about: Table) -> Iterator[Finding]:
    """Yield a number in a series without a name, an unknown way of writing, a goal of nothing."""
    if "series_number" in about and not _text(about, "series"):
        line = book.line_of("book", "series_number")
        yield SeriesUnnamed.found(file=book.name, line=line)
    elif "series_number" in about and not _series_number(about):
        line = book.line_of("book", "series_number")
        number = str(about["series_number"])
        yield SeriesNumber.found({"number": number}, file=book.name, line=line)
    writing = _text(about, "writing")
    if writing and writing not in WRITINGS:
        line = book.line_of("book", "writing")
        values = {"writing": writing, "suggestion": did_you_mean(writing, WRITINGS)}
        yield WritingUnknown.found(values, file=book.name, line=line)
    if about.get("goal", 1) < 1:
        line = book.line_of("book", "goal")
        yield GoalWrong.found({"goal": str(about["goal"])}, file=book.name, line=line)


def book_identifier(title: str, authors: Iterable[str]) -> str:
    """Return the URN of a book that states none: the same for a title and authors' names."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, chr(10).join([title, *authors]))}"


def _slug(book: TomlFile, given: str, title: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the stem of the artifacts' names, which may hold no path of its own."""
    slug = ascii_slug(given or title) or "book"
    if given and given != slug:
        line = book.line_of("book", "slug")
        values = {"slug": given, "other": slug}
        return slug, (SlugWrong.found(values, file=book.name, line=line),)
    return slug, ()


def _date(book: TomlFile, given: str | date | None, epoch: str) -> tuple[str, tuple[Finding, ...]]:
    if given is None:
        return _epoch_date(epoch)
    try:
        day = given if isinstance(given, date) else date.fromisoformat(given)
    except ValueError:
        line = book.line_of("book", "date")
        return DEFAULT_DATE, (DateWrong.found({"date": str(given)}, file=book.name, line=line),)
    return day.isoformat()[:10], ()


def _epoch_date(epoch: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the date of SOURCE_DATE_EPOCH (reproducible-builds.org: seconds since 1970, UTC)."""
    if not epoch:
        return DEFAULT_DATE, ()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat(), ()
    except (ValueError, OverflowError, OSError):
        return DEFAULT_DATE, (DateWrong.epoch({"epoch": epoch}),)


def _language(book: TomlFile, given: str | None) -> tuple[str, tuple[Finding, ...]]:
    if given is None:
        return "en", (LanguageMissing.found(file=book.name, line=book.line_of("book")),)
    hint = check_language(given)
    if hint is None:
        return given, ()
    line = book.line_of("book", "language")
    values = {"tag": given, "suggestion": hint}
    return "en", (LanguageWrong.found(values, file=book.name, line=line),)
