"""book.toml and the files it lists → `Manuscript`.

What is wrong with a book is gathered as findings, so that an author sees all
of it at once; `OctavoError` is raised only where nothing can be read at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from octavo.errors import BookError, OctavoError
from octavo.manuscript.chapters import read_chapter
from octavo.manuscript.metadata import Known, read_editions, read_metadata
from octavo.manuscript.schema import check_schema
from octavo.manuscript.slug import ascii_slug
from octavo.manuscript.source import inside
from octavo.manuscript.toml import TomlFile, did_you_mean, read_toml
from octavo.model import Chapter, Finding, Manuscript, Matter, Part, Severity

#: book.toml's path in a book's folder.
BOOK_TOML = "manuscript/book.toml"

# Where chapter files are looked for; `articles/` holds sources, never chapters.
_FOLDERS = (".", "front", "back")


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What has been read so far; lives only inside `load_manuscript`."""

    root: Path
    book: TomlFile
    drafts: bool
    chapters: list[Chapter] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    listed: dict[str, int] = field(default_factory=dict)


def load_manuscript(root: Path, known: Known, *, drafts: bool = False) -> Manuscript:
    """Reads the book in the folder `root`, with its drafts if `drafts`.

    `known` is what lies outside the book. Raises `OctavoError` if there is no
    book.toml or it is not TOML, `BookError` if its keys are wrong; everything
    else becomes a finding.
    """
    root = root.resolve()
    book = _read_book(root)
    wrong = check_schema(book)
    if wrong:
        raise BookError(wrong)
    metadata, about = read_metadata(book, known)
    editions, odd = read_editions(book, known)
    reading = _Reading(root=root, book=book, drafts=drafts, findings=[*about, *odd])
    parts = _read_contents(reading)
    reading.findings += _same_ids(reading.chapters, parts)
    reading.findings += _orphans(reading)
    return Manuscript(
        root=root,
        metadata=metadata,
        chapters=tuple(reading.chapters),
        parts=parts,
        editions=editions,
        findings=tuple(reading.findings),
    )


def _read_book(root: Path) -> TomlFile:
    path = root / BOOK_TOML
    if not path.is_file():
        raise OctavoError(
            f"there is no {BOOK_TOML} here.",
            where=str(root),
            hint="Start a book with `octavo new DIR`, or name its folder with --book.",
        )
    return read_toml(path, BOOK_TOML)


def _read_contents(reading: _Reading) -> tuple[Part, ...]:
    contents = reading.book.data.get("contents", {})
    for path in contents.get("front", []):
        _read_listed(reading, path, Matter.FRONT)
    for path in contents.get("chapters", []):
        _read_listed(reading, path, Matter.BODY)
    parts = tuple(_read_parts(reading, contents))
    for path in contents.get("back", []):
        _read_listed(reading, path, Matter.BACK)
    if not any(chapter.matter is Matter.BODY for chapter in reading.chapters):
        line = reading.book.line_of_key("contents") or 1
        hint = 'List them under [contents]: chapters = ["one.md"].'
        if not any(finding.severity is Severity.ERROR for finding in reading.findings):
            _error(reading, "book-empty", "the book has no chapters.", line, hint)
    return parts


def _read_parts(reading: _Reading, contents: Mapping[str, Any]) -> Iterator[Part]:
    for number, part in enumerate(contents.get("part", [])):
        title = part.get("title", "")
        if not title:
            line = reading.book.line_of_key("part")
            _error(reading, "part-untitled", "a part has no title.", line, 'Add title = "…".')
        for path in part.get("chapters", []):
            _read_listed(reading, path, Matter.BODY, number)
        slug = ascii_slug(title)
        yield Part(id=f"part-{slug}" if slug else f"part-{number + 1}", title=title)


def _read_listed(reading: _Reading, listed: str, matter: Matter, part: int | None = None) -> None:
    """Reads one file that book.toml lists, or says why not."""
    nth = reading.listed.get(listed, 0)
    reading.listed[listed] = nth + 1
    line = reading.book.line_of_string(listed, nth)
    path = reading.root / "manuscript" / listed
    if nth:
        hint = "Take one of the two lines out."
        _error(reading, "chapter-twice", f'"{listed}" is listed twice.', line, hint)
    elif not inside(reading.root, path):
        hint = "Copy the file into the manuscript folder."
        _error(reading, "path-outside", f'"{listed}" lies outside the book.', line, hint)
    elif path.is_dir():
        hint = "Name a Markdown file."
        _error(reading, "chapter-folder", f'"{listed}" is a folder, not a file.', line, hint)
    elif not path.is_file():
        hint = did_you_mean(listed, _chapter_files(reading.root)) or "Create the file."
        _error(reading, "chapter-missing", f'chapter "{listed}" not found.', line, hint)
    else:
        _read_file(reading, path, f"manuscript/{listed}", matter, part)


def _read_file(reading: _Reading, path: Path, name: str, matter: Matter, part: int | None) -> None:
    try:
        read = read_chapter(path, name, matter, part)
    except OctavoError as error:
        file, _, line = error.where.rpartition(":")
        reading.findings.append(
            Finding(
                code="chapter-unreadable",
                severity=Severity.ERROR,
                message=error.message,
                file=file or error.where,
                line=int(line) if file else None,
                hint=error.hint,
            )
        )
        return
    reading.findings += read.findings
    if not read.draft or reading.drafts:
        reading.chapters.append(read.chapter)
    else:
        reading.findings.append(
            Finding(
                code="draft",
                severity=Severity.INFO,
                message="is a draft and left out.",
                file=name,
                hint="--drafts builds it too.",
            )
        )


def _chapter_files(root: Path) -> tuple[str, ...]:
    folder = root / "manuscript"
    return tuple(
        path.relative_to(folder).as_posix()
        for place in _FOLDERS
        for path in sorted((folder / place).glob("*.md"))
    )


def _orphans(reading: _Reading) -> Iterator[Finding]:
    contents = reading.book.data.get("contents", {})
    known = set(reading.listed) | set(contents.get("ignore", []))
    for name in _chapter_files(reading.root):
        if name not in known and name != "README.md":
            yield Finding(
                code="chapter-orphan",
                message="is not in book.toml, so it is not in the book.",
                file=f"manuscript/{name}",
                hint="Add it to [contents], or list it under ignore.",
            )


def _same_ids(chapters: list[Chapter], parts: tuple[Part, ...]) -> Iterator[Finding]:
    seen: dict[str, str] = {part.id: "a part of book.toml" for part in parts}
    for chapter in chapters:
        if chapter.id in seen:
            yield Finding(
                code="id-twice",
                severity=Severity.ERROR,
                message=f'id "{chapter.id}" is used by {seen[chapter.id]} too.',
                file=chapter.path,
                line=1,
                hint="Set another id: in the front matter of one of them.",
            )
        seen[chapter.id] = chapter.path


def _error(reading: _Reading, code: str, message: str, line: int | None, hint: str) -> None:
    reading.findings.append(reading.book.error(code, message, line, hint))
