"""The whole of adopting on one page: a folder of another tool, or one file, becomes a book.

The source is only read. Files are copied byte for byte, but for tags that ask for other files'
text; the ledger says which. A second run brings what is new and keeps what the author has changed.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from octavo.core.errors import EXIT_USAGE, OctavoError
from octavo.core.files import read_present, write_aside
from octavo.core.model import Finding
from octavo.findings.catalogue.adopted import (
    AdoptBothChanged,
    AdoptGone,
    AdoptTagLeft,
    AdoptUnread,
)
from octavo.importing.adopt_file import file_book
from octavo.importing.adopt_files import AdoptedFile, adopted_files, rooted
from octavo.importing.adopt_ledger import Adopted, read_adopted, with_adopted
from octavo.importing.adopted_book import adopted_book, with_new_chapters
from octavo.importing.file_names import digest
from octavo.importing.formats import COLLECTIONS
from octavo.importing.ledger import LEDGER, read_ledger
from octavo.importing.ledger_text import write_ledger
from octavo.importing.outlines.known_tools import outline_of
from octavo.importing.outlines.outline import Outline
from octavo.manuscript.find_book import BOOK_TOML
from octavo.manuscript.new_book import check_new
from octavo.manuscript.toml_file import read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptRequest:
    """What to adopt into the book in the folder `root`; the words are for a book that is made."""

    source: Path
    root: Path
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""


class Fate(StrEnum):
    """What became of a file."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left-alone"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptReport:
    """What a run did: the outline it went by, and each file's fate."""

    root: Path
    created: bool
    outline: Outline
    fates: Mapping[str, Fate]
    findings: tuple[Finding, ...]

    def count(self, fate: Fate) -> int:
        """Return of how many files that was the fate."""
        return Counter(self.fates.values())[fate]


def adopt(request: AdoptRequest) -> AdoptReport:
    """Make a book of the folder `source`, or bring a book that was made of it up to date.

    Raises `OctavoError`, with nothing written, if there is no chapter in the folder, or if the
    book would lie inside it.
    """
    root, source = request.root, request.source
    _check(source, root)
    outline, files, said = file_book(source) if source.is_file() else _folder_book(source)
    created = not (root / BOOK_TOML).exists()
    if created:
        check_new(root)
    known = read_adopted(root)
    fates = {each.name: _fate(each, known.get(each.name), root) for each in files}
    written = {
        root / "manuscript" / each.name: each.data
        for each in files
        if fates[each.name] in (Fate.NEW, Fate.UPDATED)
    }
    write_aside(written | _records(request, outline, files, known, fates))
    return AdoptReport(
        root=root,
        created=created,
        outline=outline,
        fates=fates,
        findings=(*said, *_findings(outline, files, known, fates)),
    )


def _folder_book(source: Path) -> tuple[Outline, list[AdoptedFile], tuple[Finding, ...]]:
    outline = outline_of(source)
    if outline is None:
        raise _no_book(source)
    outline = rooted(outline, source)
    return outline, list(adopted_files(outline, source)), ()


def _check(source: Path, root: Path) -> None:
    if not source.exists():
        raise OctavoError(
            "there is no such folder or file.",
            where=str(source),
            hint="Name the folder of a book, or a file that holds a whole one.",
            exit_code=EXIT_USAGE,
        )
    if source.is_file() and source.suffix.lower() in COLLECTIONS:
        raise OctavoError(
            "this looks like a feed or an export: it holds many articles, not one book.",
            where=str(source),
            hint=f"Use the other door: octavo assemble {shlex.quote(str(source))}",
            exit_code=EXIT_USAGE,
        )
    if root.resolve().is_relative_to(source.resolve()):
        raise OctavoError(
            "the book would lie inside the folder that is adopted, which is never written to.",
            where=str(root),
            hint="Name another folder: octavo adopt … --book ../my-book",
            exit_code=EXIT_USAGE,
        )


def _no_book(source: Path) -> OctavoError:
    return OctavoError(
        "there is no chapter in this folder: no file that ends in .md, .qmd or .Rmd.",
        where=str(source),
        hint="Name the folder that holds the book's text; for web pages, Word files and exports"
        " there is `octavo assemble`.",
        exit_code=EXIT_USAGE,
    )


def _fate(file: AdoptedFile, known: Adopted | None, root: Path) -> Fate:
    present = read_present(root / "manuscript" / file.name)
    if present is None:
        return Fate.LEFT_OUT if known else Fate.NEW
    if present == file.data:
        return Fate.UNCHANGED
    is_ours = known is not None and digest(present) == known.written
    return Fate.UPDATED if is_ours else Fate.LEFT_ALONE


def _records(
    request: AdoptRequest,
    outline: Outline,
    files: Sequence[AdoptedFile],
    known: Mapping[str, Adopted],
    fates: Mapping[str, Fate],
) -> dict[Path, bytes]:
    """Return the ledger and book.toml, the list last: what it names is there."""
    root = request.root
    now = {each.name: _adopted(each, known.get(each.name), fates[each.name]) for each in files}
    ledger = with_adopted(write_ledger(read_ledger(root), ()), {**known, **now}.values())
    records = {root / LEDGER: ledger.encode()}
    path = root / BOOK_TOML
    if path.exists():
        book = read_toml(path, BOOK_TOML).text
        return records | {path: with_new_chapters(book, outline, known).encode()}
    made = adopted_book(
        root,
        outline,
        title=request.title,
        authors=request.authors,
        language=request.language,
    )
    there = {place: data for place, data in made.items() if place == path or not place.exists()}
    return records | there


def _adopted(file: AdoptedFile, known: Adopted | None, fate: Fate) -> Adopted:
    """Return a file's entry; what the author has edited keeps what was last written."""
    is_kept = known is not None and fate in (Fate.LEFT_ALONE, Fate.LEFT_OUT)
    return Adopted(
        file=file.name,
        sha256=digest(file.source),
        written=known.written if known and is_kept else digest(file.data),
        included=file.included,
        left=file.left,
        taken=file.taken,
    )


def _findings(
    outline: Outline,
    files: Sequence[AdoptedFile],
    known: Mapping[str, Adopted],
    fates: Mapping[str, Fate],
) -> Iterator[Finding]:
    for what in outline.unread:
        yield AdoptUnread.found({"what": what})
    source = str(outline.root)
    for each in files:
        name, before = f"manuscript/{each.name}", known.get(each.name)
        for tag in each.left:
            yield AdoptTagLeft.found({"tag": tag}, file=name)
        moved = before is None or before.sha256 != digest(each.source)
        if fates[each.name] is Fate.LEFT_ALONE and moved:
            yield AdoptBothChanged.found({"source": source}, file=name)
    for name in known:
        if name not in fates:
            yield AdoptGone.found({"source": source}, file=f"manuscript/{name}")
