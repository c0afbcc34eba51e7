"""What the page is told about the book: the object of `/api/book`."""

from __future__ import annotations

import math
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType

from octavo.core.errors import OctavoError
from octavo.core.model import Finding, Section, Severity
from octavo.findings.failures import findings_of
from octavo.findings.wording import message_of, remedy_of
from octavo.manuscript.find_book import BOOK_TOML
from octavo.pagination.section_places import Place
from octavo.preview.book_reader import Reading, count_words
from octavo.preview.shown_editions import print_of
from octavo.text.direction import LEFT_TO_RIGHT, direction

#: Words that a person reads in a minute (Brysbaert 2019, "How many words do we read per minute?":
#: 238 for non-fiction, 260 for fiction).
_WORDS_A_MINUTE = 240

#: What is said while there is no book.
_NO_BOOK: Mapping[str, object] = MappingProxyType(
    {
        "title": "",
        "authors": [],
        "language": "en",
        "direction": LEFT_TO_RIGHT,
        "words": 0,
        "goal": None,
        "chapters": [],
        "print": None,
    }
)


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
        """Return the number of a page as printed; empty if it is not known."""
        return self.folios[page] if 0 <= page < len(self.folios) else ""

    def folio_in(self, name: str, page: int) -> str:
        """Return the number of one of a section's own pages (from 0); empty if it is not known."""
        place = self.places.get(name)
        return place.folio(page) if place else ""


def book_facts(
    reading: Reading | None,
    printed: Printed,
    *,
    findings: Iterable[Finding],
    pages: Mapping[str, int],
) -> dict[str, object]:
    """Make what is known of the book; `pages` are the counts of chapters laid out since."""
    found = tuple(findings)
    facts: dict[str, object] = {
        "problems": [_problem(item, reading, printed) for item in found],
        "pages": {
            "total": printed.total,
            "stale": printed.stale,
            "when": "as of the last full build" if printed.total is not None else "",
        },
        "full": "running" if printed.running else "idle",
    }
    if reading is None:
        return {**facts, **_NO_BOOK}
    about, sections = reading.loaded.book.metadata, reading.loaded.book.sections
    problems = Counter(_chapter_of(item, reading) for item in found)
    words = {section.id: _words(section, reading) for section in sections}
    edition = print_of(reading.loaded.manuscript)
    return {
        **facts,
        "title": about.title,
        "authors": [person.name for person in about.authors],
        "language": about.language,
        "direction": direction(about.language),
        "words": sum(words.values()),
        "goal": about.goal or None,
        "chapters": [
            {
                **_chapter(section, reading),
                **_in_print(section, printed, pages),
                "words": words[section.id],
                "minutes": math.ceil(words[section.id] / _WORDS_A_MINUTE),
                "problems": problems[section.id],
            }
            for section in sections
        ],
        "print": edition.name if edition else None,
    }


def state_facts(state: State) -> dict[str, object]:
    """Return the state of the preview as the browser gets it."""
    return asdict(state)


def error_state(error: OctavoError, root: str) -> State:
    """Say that the book cannot be read at all."""
    return finding_state(findings_of(error), root) or State(name="error", message=str(error))


def fault_state(error: Exception) -> State:
    """Say that there is a fault of ours."""
    place = traceback.extract_tb(error.__traceback__)[-1:]
    at = "".join(f" ({Path(frame.filename).name}:{frame.lineno})" for frame in place)
    return State(
        name="error",
        message=f"this is a fault of Octavo's, not of your book: {error!r}{at}.",
        hint="Please report it; the preview goes on with the next save.",
    )


def finding_state(findings: Iterable[Finding], root: str) -> State | None:
    """Return the state that the first error makes; None if there is no error."""
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
    """Yield what was found by reading the book, each once, in the order of the book."""
    book = reading.loaded.book
    found = [*book.findings]
    for section in book.sections:
        found += section.findings
    yield from dict.fromkeys(item for item in found if item.code != "draft")


def _problem(finding: Finding, reading: Reading | None, printed: Printed) -> dict[str, object]:
    chapter = _chapter_of(finding, reading)
    page, at = _page_of(finding, chapter, printed)
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
    finding: Finding, chapter: str | None, printed: Printed
) -> tuple[str | None, int | None]:
    """Return a finding's page number, if it is known, and its place in `/api/pages/<id>`."""
    if chapter is None or finding.page is None:
        return None, None
    place, own = printed.places.get(chapter), finding.page - 1
    return printed.folio_in(chapter, own) or None, own + int(bool(place and place.blank_before))


def _chapter_of(finding: Finding, reading: Reading | None) -> str | None:
    if reading is None or not finding.file or finding.file == BOOK_TOML:
        return None
    # A file can hold several chapters, each from its title on.
    names = [name for name, sheet in reading.sheets.items() if sheet.chapter.path == finding.file]
    begun = [name for name in names if reading.sheets[name].title <= (finding.line or 0)]
    return next(iter([*begun[-1:], *names]), None)


def _words(section: Section, reading: Reading) -> int:
    sheet = reading.sheets.get(section.id)
    return sheet.words if sheet else count_words(section)


def _chapter(section: Section, reading: Reading) -> dict[str, object]:
    """Make what is known of a chapter, whatever its edition."""
    sheet = reading.sheets.get(section.id)
    parts = {part.id: part.title for part in reading.loaded.manuscript.parts}
    return {
        "id": section.id,
        "title": section.title_text,
        "number": section.number,
        "kind": section.kind,
        "part": parts.get(section.part or ""),
        "matter": str(section.matter),
        "file": section.file or None,
        "goal": None,
        "draft": bool(sheet and sheet.chapter.draft),
        "headings": [
            {"id": item.id, "title": item.text, "level": item.level} for item in section.headings
        ],
    }


def _in_print(section: Section, printed: Printed, pages: Mapping[str, int]) -> dict[str, object]:
    """Make where a chapter stands in the printed book."""
    place = printed.places.get(section.id)
    return {
        "first": printed.folio(place.first) if place else None,
        "firstPage": place.first if place else None,
        "pageCount": pages.get(section.id, place.count if place else None),
    }
