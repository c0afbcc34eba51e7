"""book.toml and the files it lists → `Manuscript`.

What is wrong with a book is gathered as findings, so that an author sees all
of it at once; `OctavoError` is raised only where nothing can be read at all.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from octavo.core.errors import EXIT_USAGE, BookError, OctavoError
from octavo.core.model import Chapter, Finding, Manuscript, Matter, Part
from octavo.findings.catalogue.book_toml import TitleMissing
from octavo.findings.catalogue.chapters import (
    BookEmpty,
    ChapterFolder,
    ChapterMissing,
    ChapterOrphan,
    ChapterTwice,
    ChapterUnreadable,
    Draft,
    FrontMatterKey,
    IdTwice,
    PartEmpty,
    PartUntitled,
    PathOutside,
)
from octavo.findings.catalogue.language import LanguageMissing
from octavo.findings.collector import Collector, has_errors
from octavo.findings.failures import as_finding
from octavo.manuscript.book_fonts import read_fonts
from octavo.manuscript.book_metadata import Known, read_metadata
from octavo.manuscript.book_toml_keys import check_schema, is_other_schema, without_faults
from octavo.manuscript.chapter_file import ChapterFile, is_signpost, read_chapter, settle_ids
from octavo.manuscript.chapter_pieces import Piece, SplitText, pieces_of
from octavo.manuscript.edition_tables import read_editions
from octavo.manuscript.find_book import BOOK_TOML
from octavo.manuscript.set_words import set_words
from octavo.manuscript.slugs import ascii_slug, free_name
from octavo.manuscript.text_files import What, what_is
from octavo.manuscript.toml_file import Table, TomlFile, did_you_mean, read_toml

# Where chapter files are looked for; `articles/` holds sources, never chapters.
_FOLDERS = (".", "front", "back")

#: What is said of things that are absent, or seem so because their keys are misspelt.
_ABSENT = frozenset(
    entry.code for entry in (ChapterOrphan, LanguageMissing, PartEmpty, PartUntitled, TitleMissing)
)

#: Files that a folder may have beside its chapters: they are for who works on the book.
_NO_CHAPTERS = frozenset(
    "CHANGELOG CODE_OF_CONDUCT CONTRIBUTING CONTRIBUTORS LICENCE LICENSE README SECURITY SUMMARY"
    " TODO".split()
)

#: As many keys of other tools are named.
_KEYS = 12


def _no_pieces(text: str) -> tuple[Piece, ...]:
    return ()


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What has been read so far; lives only inside `load_manuscript`."""

    root: Path
    book: TomlFile
    drafts: bool
    files: list[ChapterFile] = field(default_factory=list)
    faults: Collector
    listed: set[str] = field(default_factory=set)
    unused: Counter[str] = field(default_factory=Counter)


def load_manuscript(
    root: Path, known: Known, *, drafts: bool = False, split: SplitText = _no_pieces
) -> Manuscript:
    """Read the book in the folder `root`, with its drafts if `drafts`.

    `known` is what lies outside the book, `split` finds the chapters in a file of several.
    Raises `OctavoError` if there is no book.toml or it is not TOML, `BookError` if its schema is
    another; everything else becomes a finding.
    """
    root = root.resolve()
    book = _read_book(root)
    wrong = check_schema(book)
    if is_other_schema(wrong):
        raise BookError(wrong)
    if wrong:
        book = without_faults(book)
    metadata, about = read_metadata(book, known)
    editions, odd = read_editions(book, known)
    fonts, faults = read_fonts(book, root)
    found = Collector(file=book.name, found=[*wrong, *about, *odd, *faults])
    reading = _Reading(root=root, book=book, drafts=drafts, faults=found)
    contents: Table = book.data.get("contents", {})
    parts = tuple(_name_parts(reading, contents.get("part", [])))
    _read_contents(reading, contents, parts)
    _check_emptiness(reading)
    found.take(_unused_keys(reading.unused))
    files = list(_split_files(reading.files, split, is_only=_has_one_file(contents)))
    chapters = tuple(settle_ids(files, {part.id for part in parts}))
    found.take(_same_ids(chapters, parts))
    found.take(_orphans(reading, contents.get("ignore", [])))
    manuscript = Manuscript(
        root=root,
        metadata=metadata,
        chapters=chapters,
        parts=parts,
        editions=editions,
        fonts=fonts,
        numbers=contents.get("numbers", True),
        strict=book.data.get("strict", False),
        findings=tuple(_beside(wrong, found.found)),
    )
    return set_words(manuscript)


def _beside(wrong: tuple[Finding, ...], found: list[Finding]) -> Iterator[Finding]:
    """Yield findings; where keys are wrong, without those of what may stand under one of them."""
    return (finding for finding in found if not wrong or finding.code not in _ABSENT)


def _read_book(root: Path) -> TomlFile:
    path = root / BOOK_TOML
    if what_is(root, path) is What.MISSING:
        raise OctavoError(
            f"there is no {BOOK_TOML} here.",
            where=str(root),
            hint="Start a book with `octavo new DIR`, or name a book's folder with --book.",
            exit_code=EXIT_USAGE,
        )
    return read_toml(path, BOOK_TOML)


def _name_parts(reading: _Reading, tables: list[Table]) -> Iterator[Part]:
    """Yield the parts with ids of their own, also where two have one title, or none has."""
    taken: set[str] = set()
    for number, table in enumerate(tables):
        title = table.get("title", "").strip()
        if not title:
            line = reading.book.line_of("contents", "part", number, "title")
            reading.faults.add(PartUntitled.found, {}, line)
        if not table.get("chapters"):
            line = reading.book.line_of("contents", "part", number, "chapters")
            reading.faults.add(PartEmpty.found, {"part": title}, line)
        name = f"part-{ascii_slug(title) or number + 1}"
        if name in taken:
            name = free_name(f"{name}-{number + 1}", taken)
        taken.add(name)
        yield Part(id=name, title=title)


def _read_contents(reading: _Reading, contents: Table, parts: tuple[Part, ...]) -> None:
    """Read every file that is listed, in the order of the book."""

    def read(key: str, matter: Matter) -> None:
        _read_list(reading, ("contents", key), contents.get(key, []), matter=matter)

    read("front", Matter.FRONT)
    read("chapters", Matter.BODY)
    for number, table in enumerate(contents.get("part", [])):
        where = ("contents", "part", number, "chapters")
        part = number if parts[number].title else None
        _read_list(reading, where, table.get("chapters", []), matter=Matter.BODY, part=part)
    read("back", Matter.BACK)


def _read_list(
    reading: _Reading,
    where: tuple[str | int, ...],
    files: list[str],
    *,
    matter: Matter,
    part: int | None = None,
) -> None:
    """Read the files of the list that stands at `where` in book.toml."""
    for number, listed in enumerate(files):
        line = reading.book.line_of(*where, number)
        _read_listed(reading, listed, line, matter=matter, part=part)


def _read_listed(
    reading: _Reading, listed: str, line: int | None, *, matter: Matter, part: int | None
) -> None:
    """Read one file that book.toml lists, or say why not."""
    name = posixpath.normpath(listed)
    path = reading.root / "manuscript" / name
    what = what_is(reading.root, path)
    if name in reading.listed:
        reading.faults.add(ChapterTwice.found, {"chapter": listed}, line)
    elif what is What.OUTSIDE:
        reading.faults.add(PathOutside.chapter, {"path": listed}, line)
    elif what is What.FOLDER:
        reading.faults.add(ChapterFolder.found, {"chapter": listed}, line)
    elif what is What.MISSING:
        near = [file for file in _chapter_files(reading.root) if file != name]
        suggestion = did_you_mean(listed, near, "Write the file, or take it off the list.")
        values = {"chapter": listed, "suggestion": suggestion}
        reading.faults.add(ChapterMissing.found, values, line)
    else:
        name_in_book = posixpath.normpath(f"manuscript/{name}")
        _read_file(reading, path, name_in_book, matter=matter, part=part)
    reading.listed.add(name)


def _read_file(
    reading: _Reading, path: Path, name: str, *, matter: Matter, part: int | None
) -> None:
    try:
        read = read_chapter(path, name, matter, part=part)
    except OctavoError as error:
        reading.faults.take([as_finding(error, ChapterUnreadable.found)])
        return
    reading.faults.take(read.findings)
    reading.unused.update(read.unused)
    if is_signpost(read.chapter.text):
        return
    if not read.chapter.draft or reading.drafts:
        reading.files.append(read)
    else:
        reading.faults.take([Draft.found(file=name)])


def _has_one_file(contents: Table) -> bool:
    """Return whether the body of the book is a single file."""
    lists = [contents, *contents.get("part", [])]
    return sum(len(table.get("chapters", [])) for table in lists) == 1


def _split_files(
    files: list[ChapterFile], split: SplitText, *, is_only: bool
) -> Iterator[ChapterFile]:
    """Yield the chapters of files that ask for it, or that are the whole body of the book."""
    for file in files:
        whole = is_only and file.chapter.matter is Matter.BODY
        if file.split or (whole and file.split is None):
            yield from pieces_of(file, split)
        else:
            yield file


def _unused_keys(unused: Counter[str]) -> Iterator[Finding]:
    """Name the keys that are other tools', the most frequent first, in one line a book."""
    if not unused:
        return
    files = [f"{key} ({count} file{'s' * (count > 1)})" for key, count in unused.most_common(_KEYS)]
    more = len(unused) - len(files)
    keys = ", ".join([*files, f"and {more} more"] if more > 0 else files)
    yield FrontMatterKey.others({"keys": keys})


def _check_emptiness(reading: _Reading) -> None:
    """Say it if nothing is left to read, unless what was found so far says why."""
    if any(file.chapter.matter is Matter.BODY for file in reading.files):
        return
    if has_errors(reading.faults.found):
        return
    drafts = reading.faults.told(Draft.code)
    line = reading.book.line_of("contents", "chapters") or 1
    reading.faults.add(BookEmpty.drafts if drafts else BookEmpty.found, {}, line)


def _chapter_files(root: Path) -> tuple[str, ...]:
    folder = root / "manuscript"
    return tuple(
        path.relative_to(folder).as_posix()
        for place in _FOLDERS
        for path in sorted((folder / place).glob("*.md"))
    )


def _orphans(reading: _Reading, ignored: list[str]) -> Iterator[Finding]:
    known = {*reading.listed, *map(posixpath.normpath, ignored)}
    for name in _chapter_files(reading.root):
        if name not in known and name.removesuffix(".md").upper() not in _NO_CHAPTERS:
            yield ChapterOrphan.found(file=f"manuscript/{name}")


def _same_ids(chapters: tuple[Chapter, ...], parts: tuple[Part, ...]) -> Iterator[Finding]:
    seen = {part.id: (IdTwice.part, part.title) for part in parts}
    for chapter in chapters:
        if chapter.id in seen:
            form, other = seen[chapter.id]
            yield form({"id": chapter.id, "other": other}, file=chapter.path, line=1)
        seen[chapter.id] = IdTwice.chapter, chapter.path
