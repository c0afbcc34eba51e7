"""What the page is told about the book: the object of `/api/book`."""

from __future__ import annotations

import math
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from octavo.core.errors import BookError, OctavoError
from octavo.core.model import Finding, Section, Severity
from octavo.findings.catalogue.machine import CannotGoOn
from octavo.findings.failures import as_finding
from octavo.findings.wording import message_of, remedy_of
from octavo.manuscript.find_book import BOOK_TOML
from octavo.pagination.section_places import Place
from octavo.preview.book_reader import Reading, count_words
from octavo.preview.shown_editions import print_of
from octavo.text.direction import LEFT_TO_RIGHT, direction

#: Words that a person reads in a minute (Brysbaert 2019, "How many words do we read per minute?":
#: 238 for non-fiction, 260 for fiction).
_WORDS_A_MINUTE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How the preview is doing: `ready`, `building`, `error` or `empty`, and about what."""

    name: str = "building"
    message: str = ""
    file: str | None = None
    line: int | None = None
    hint: str = ""
    seconds: float = 0.0
    what: str = "book"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What the last full layout says: `folios` are those of all pages in order, places go by id.

    `gutter_for` is the number of pages whose gutter they have, 0 if it is not known. `in_one_piece`
    says that the book's documents hang together: no chapter can be laid out alone. `stale` says
    that a chapter's page count has changed since.
    """

    total: int | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    folios: tuple[str, ...] = ()
    gutter_for: int = 0
    in_one_piece: bool = False
    stale: bool = False
    running: bool = False

    def folio(self, page: int) -> str:
        """The number of a page as printed; empty if it is not known."""
        return self.folios[page] if 0 <= page < len(self.folios) else ""

    def folio_in(self, name: str, page: int) -> str:
        """Return the number of one of a section's own pages (from 0); empty if it is not known."""
        place = self.places.get(name)
        return place.folio(page) if place else ""


def book_facts(
    reading: Reading | None,
    state: State,
    findings: Iterable[Finding],
    printed: Printed,
    *,
    version: int,
    editor: bool,
    pages: Mapping[str, int],
) -> dict[str, Any]:
    """The whole object; `pages` are the page counts of chapters that were laid out since."""
    problems = [_problem(item, reading, printed) for item in findings]
    counts: dict[str | None, int] = {}
    for problem in problems:
        counts[problem["chapter"]] = counts.get(problem["chapter"], 0) + 1
    facts: dict[str, Any] = {
        "version": version,
        "state": _state(state),
        "problems": problems,
        "pages": {
            "total": printed.total,
            "stale": printed.stale,
            "when": "as of the last full build" if printed.total is not None else "",
        },
        "editor": editor,
        "full": "running" if printed.running else "idle",
    }
    if reading is None:
        nothing = {"title": "", "authors": [], "language": "en", "words": 0}
        none: dict[str, object] = {
            "direction": LEFT_TO_RIGHT,
            "goal": None,
            "chapters": [],
            "print": None,
        }
        return {**facts, **nothing, **none}
    about, manuscript = reading.loaded.book.metadata, reading.loaded.manuscript
    chapters = [
        _chapter(section, reading, printed, counts.get(section.id, 0), pages)
        for section in reading.loaded.book.sections
    ]
    edition = print_of(manuscript)
    return {
        **facts,
        "title": about.title,
        "authors": [person.name for person in about.authors],
        "language": about.language,
        "direction": direction(about.language),
        "words": sum(chapter["words"] for chapter in chapters),
        "goal": about.goal or None,
        "chapters": chapters,
        "print": edition.name if edition else None,
    }


def error_state(error: OctavoError, root: str) -> State:
    """What to say when the book cannot be read at all."""
    single = (as_finding(error, CannotGoOn.found),)
    found = error.findings if isinstance(error, BookError) else single
    return finding_state(found, root) or State(name="error", message=str(error))


def fault_state(error: Exception) -> State:
    """What to say of a fault of ours."""
    place = traceback.extract_tb(error.__traceback__)[-1:]
    at = "".join(f" ({Path(frame.filename).name}:{frame.lineno})" for frame in place)
    return State(
        name="error",
        message=f"this is a fault of Octavo's, not of your book: {error!r}{at}.",
        hint="Please report it; the preview goes on with the next save.",
    )


def finding_state(findings: Iterable[Finding], root: str) -> State | None:
    """The state that the first error makes; None if there is no error."""
    first = next((item for item in findings if item.severity is Severity.ERROR), None)
    if first is None:
        return None
    empty = first.code == "book-empty"
    message = f"There are no chapters yet in {root}/manuscript." if empty else message_of(first)
    return State(
        name="empty" if empty else "error",
        message=message,
        file=first.file,
        line=first.line,
        hint=remedy_of(first) or "",
    )


def all_findings(reading: Reading) -> Iterator[Finding]:
    """What was found by reading the book, each once, in the order of the book."""
    book = reading.loaded.book
    found = [*book.findings]
    for section in book.sections:
        found += section.findings
    yield from dict.fromkeys(item for item in found if item.code != "draft")


def _state(state: State) -> dict[str, Any]:
    names = ("name", "message", "file", "line", "hint", "seconds", "what")
    return {name: getattr(state, name) for name in names}


def _problem(finding: Finding, reading: Reading | None, printed: Printed) -> dict[str, Any]:
    chapter = _chapter_of(finding, reading)
    page, at = _page_of(finding, chapter, reading, printed)
    return {
        "severity": str(finding.severity),
        "code": finding.code,
        "message": message_of(finding),
        "file": finding.file,
        "line": finding.line,
        "hint": remedy_of(finding) or "",
        "chapter": chapter,
        "page": page,
        "at": at,
    }


def _page_of(
    finding: Finding, chapter: str | None, reading: Reading | None, printed: Printed
) -> tuple[str | None, int | None]:
    """The number of a finding's page, if it is known, and its place in `/api/pages/<id>`."""
    if reading is None or chapter is None or finding.page is None:
        return None, None
    sections = reading.loaded.book.sections
    section = next((item for item in sections if item.id == chapter), None)
    if section is None:
        return None, None
    place, own = printed.places.get(chapter), finding.page - 1
    return printed.folio_in(chapter, own) or None, own + int(bool(place and place.blank_before))


def _chapter_of(finding: Finding, reading: Reading | None) -> str | None:
    if reading is None or not finding.file or finding.file == BOOK_TOML:
        return None
    sheets = reading.sheets.items()
    return next((name for name, item in sheets if item.chapter.path == finding.file), None)


def _chapter(
    section: Section, reading: Reading, printed: Printed, problems: int, pages: Mapping[str, int]
) -> dict[str, Any]:
    sheet = reading.sheets.get(section.id)
    words = sheet.words if sheet else count_words(section)
    parts = {part.id: part.title for part in reading.loaded.manuscript.parts}
    place = printed.places.get(section.id)
    return {
        "id": section.id,
        "title": section.title_text,
        "number": section.number,
        "kind": section.kind,
        "part": parts.get(section.part or ""),
        "matter": str(section.matter),
        "file": section.file or None,
        "words": words,
        "minutes": math.ceil(words / _WORDS_A_MINUTE),
        "goal": None,
        "problems": problems,
        "draft": bool(sheet and sheet.chapter.draft),
        "headings": [
            {"id": item.id, "title": item.text, "level": item.level} for item in section.headings
        ],
        "first": printed.folio(place.first) if place else None,
        "firstPage": place.first if place else None,
        "pageCount": pages.get(section.id, place.count if place else None),
    }
