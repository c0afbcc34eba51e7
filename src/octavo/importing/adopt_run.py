"""The whole of adopting on one page: a folder of another tool, or one file, becomes a book.

The source is only read. Files are copied byte for byte, but for tags that ask for other files'
text; the ledger says which. A second run brings what is new and keeps what the author has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from octavo.core.files import read_present, write_aside
from octavo.core.model import Finding
from octavo.findings.catalogue.adopted import (
    AdoptBothChanged,
    AdoptGone,
    AdoptNotMoved,
    AdoptTagLeft,
    AdoptUnread,
)
from octavo.importing.adopt_doors import (
    check_source,
)
from octavo.importing.adopt_files import AdoptedFile
from octavo.importing.adopt_ledger import Adopted, apart_lines, read_adopted, with_adopted
from octavo.importing.adopt_merge import changes, kept_texts, merged_chapters
from octavo.importing.adopt_source import (
    AdoptedBook,
    AdoptRequest,
    book_of,
    is_edited,
    with_language,
)
from octavo.importing.adopt_table import Line, table_of
from octavo.importing.adopted_book import (
    Place,
    adopted_book,
    places,
    relisted,
    with_new_chapters,
    without_chapters,
)
from octavo.importing.chapter_titles import chapter_title, word_count
from octavo.importing.diff import Change
from octavo.importing.file_names import digest
from octavo.importing.found_rows import found_lines
from octavo.importing.ledger import LEDGER, read_ledger
from octavo.importing.ledger_text import write_ledger
from octavo.importing.merge_run import Merging, asides
from octavo.importing.outlines.outline import Outline
from octavo.manuscript.find_book import BOOK_TOML
from octavo.manuscript.new_book import check_new, readable_title
from octavo.manuscript.toml_file import read_toml


class Fate(StrEnum):
    """What became of a file."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left-alone"
    LEFT_OUT = "left-out"
    JOINED = "joined"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptReport:
    """What a run did: the outline it went by, its table, and each file's fate.

    `is_relisted` says that the list of chapters of a book that was there is another one now;
    `changes` are the texts that were not as they are now, or would be.
    """

    root: Path
    created: bool
    is_relisted: bool = False
    outline: Outline
    table: tuple[Line, ...]
    fates: Mapping[str, Fate]
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()

    def count(self, fate: Fate) -> int:
        """Return of how many files that was the fate."""
        return Counter(self.fates.values())[fate]


def adopt(request: AdoptRequest) -> AdoptReport:
    """Make a book of the folder `source`, or bring a book that was made of it up to date.

    Raises `OctavoError`, with nothing written, if there is no chapter in the folder, or if the
    book would lie inside it.
    """
    root, source = request.root, request.source
    check_source(source, root)
    created = not (root / BOOK_TOML).exists()
    if created:
        check_new(root)
    known = read_adopted(root)
    book = book_of(request, known)
    if created and not (request.language or book.outline.language):
        book = with_language(book)
    fates = {each.name: _fate(each, known.get(each.name), root) for each in book.files}
    written = {
        root / "manuscript" / each.name: each.data
        for each in book.files
        if fates[each.name] in (Fate.NEW, Fate.UPDATED)
    }
    merges = _merges(request, book, known, fates)
    for name, each in merges.items():
        if each.text is not None:
            written[root / "manuscript" / name] = each.text.encode()
            fates[name] = Fate.MERGED
    joined = _joined_away(book, known, root)
    fates |= dict.fromkeys(joined, Fate.JOINED)
    records, said = _records(request, book, known, fates, joined)
    listed = not created and read_present(root / BOOK_TOML) != records[root / BOOK_TOML]
    changed = changes(written | records, root)
    written |= dict(asides(root, list(merges.values())))
    texts = kept_texts([each for each in book.files if fates[each.name] in _WRITTEN], root)
    if request.write:
        write_aside(written | texts | records)
        for name in joined:
            (root / "manuscript" / name).unlink(missing_ok=True)
    return AdoptReport(
        root=root,
        created=created,
        is_relisted=listed,
        outline=book.outline,
        table=table_of(book.outline, book.files, book.rows),
        fates=fates,
        findings=(
            *book.findings,
            *said,
            *_findings(book, known, fates, joined),
            *(finding for each in merges.values() for finding in each.findings),
        ),
        changes=changed,
    )


#: What of a file says that the book has its text, or has it merged with the author's.
_WRITTEN = frozenset((Fate.NEW, Fate.UPDATED, Fate.UNCHANGED, Fate.MERGED))


def _merges(
    request: AdoptRequest,
    book: AdoptedBook,
    known: Mapping[str, Adopted],
    fates: Mapping[str, Fate],
) -> dict[str, Merging]:
    """Return the merges of chapters that have changed in both places, if they are asked for."""
    both = [
        each
        for each in book.files
        if each.is_chapter
        and fates[each.name] is Fate.LEFT_ALONE
        and _has_moved(each, known.get(each.name))
    ]
    if not request.merge:
        return {}
    return merged_chapters(both, known, request.root, str(book.outline.root))


def _has_moved(file: AdoptedFile, known: Adopted | None) -> bool:
    return known is None or known.written != digest(file.data)


def _joined_away(book: AdoptedBook, known: Mapping[str, Adopted], root: Path) -> frozenset[str]:
    """Return the files whose words are in the chapter before now; none that was edited."""
    if not book.rows:
        return frozenset()
    names = {each.name for each in book.files}
    gone = (each for name, each in known.items() if each.place and name not in names)
    return frozenset(each.file for each in gone if not is_edited(each, root))


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
    book: AdoptedBook,
    known: Mapping[str, Adopted],
    fates: Mapping[str, Fate],
    joined: frozenset[str],
) -> tuple[dict[Path, bytes], tuple[Finding, ...]]:
    """Return the ledger and book.toml, the list last: what it names is there; what is said."""
    root, outline = request.root, book.outline
    where = places(outline)
    now = {
        each.name: _adopted(each, known.get(each.name), fates[each.name], where.get(each.name))
        for each in book.files
    }
    before = {name: each for name, each in known.items() if name not in joined}
    # In the order of the book, so that the next run knows how the list was.
    entries = now | {name: each for name, each in before.items() if name not in now}
    found = found_lines(book.rows, deeper=book.deeper) + apart_lines(book.apart)
    ledger = with_adopted(write_ledger(read_ledger(root), ()), entries.values(), found)
    records = {root / LEDGER: ledger.encode()}
    path = root / BOOK_TOML
    if path.exists():
        text = read_toml(path, BOOK_TOML).text
        listed, said = _listed(text, book, known, joined)
        return records | {path: listed.encode()}, said
    made = adopted_book(
        root,
        outline,
        title=request.title or outline.title or readable_title(request.source),
        authors=request.authors,
        language=request.language,
    )
    there = {place: data for place, data in made.items() if place == path or not place.exists()}
    return records | there, ()


def _listed(
    text: str, book: AdoptedBook, known: Mapping[str, Adopted], joined: frozenset[str]
) -> tuple[str, tuple[Finding, ...]]:
    """Return book.toml's text with what is new, and with what the rows say if it is as written."""
    before = {name: Place(each.place, each.part) for name, each in known.items() if each.place}
    now = places(book.outline)
    stays = {name: place for name, place in before.items() if name not in joined}
    is_moved = book.rows and any(now.get(name, place) != place for name, place in stays.items())
    if is_moved or joined:
        made = relisted(text, book.outline, before)
        if made is not None:
            return made, ()
    text = with_new_chapters(without_chapters(text, joined), book.outline, known)
    return text, (AdoptNotMoved.found(file=BOOK_TOML),) if is_moved else ()


def _adopted(file: AdoptedFile, known: Adopted | None, fate: Fate, place: Place | None) -> Adopted:
    """Return a file's entry; what the author has edited keeps what was last written."""
    text = file.data.decode("utf-8", "replace") if place else ""
    is_kept = known is not None and fate in (Fate.LEFT_ALONE, Fate.LEFT_OUT)
    return Adopted(
        file=file.name,
        sha256=digest(file.source),
        written=known.written if known and is_kept else digest(file.data),
        title=chapter_title(text, file.name) if place else "",
        place=place.matter if place else "",
        part=place.part if place else "",
        words=word_count(text),
        included=file.included,
        left=file.left,
        taken=file.taken,
        titled=file.titled,
    )


def _findings(
    book: AdoptedBook,
    known: Mapping[str, Adopted],
    fates: Mapping[str, Fate],
    joined: frozenset[str],
) -> Iterator[Finding]:
    for what in book.outline.unread:
        yield AdoptUnread.found({"what": what})
    source = str(book.outline.root)
    for each in book.files:
        name, before = f"manuscript/{each.name}", known.get(each.name)
        for tag in each.left:
            yield AdoptTagLeft.found({"tag": tag}, file=name)
        moved = before is None or before.sha256 != digest(each.source)
        if fates[each.name] is Fate.LEFT_ALONE and moved:
            yield AdoptBothChanged.found({"source": source}, file=name)
    for name in known:
        if name not in fates and name not in joined:
            yield AdoptGone.found({"source": source}, file=f"manuscript/{name}")
