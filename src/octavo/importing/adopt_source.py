"""What is adopted: the chapters, pictures and outline of a folder, a file or an e-book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from octavo.core.errors import OctavoError
from octavo.core.files import read_present
from octavo.core.model import Finding
from octavo.findings.catalogue.adopted import AdoptLanguage, AdoptLiterature, AdoptUnreadable
from octavo.findings.failures import as_finding
from octavo.importing.adopt_doors import articles_sign, check_readable, check_source, no_book
from octavo.importing.adopt_file import Given, file_book, file_rows
from octavo.importing.adopt_files import AdoptedFile, adopted_files, sample_of
from octavo.importing.adopt_ledger import Adopted
from octavo.importing.article import Apart
from octavo.importing.ebooks.ebook_book import ebook_book
from octavo.importing.ebooks.ebook_files import is_ebook
from octavo.importing.file_names import digest
from octavo.importing.found_rows import Row, Unit, read_rows
from octavo.importing.language_guess import guessed_language
from octavo.importing.ledger import read_ledger
from octavo.importing.outlines.known_tools import outline_of
from octavo.importing.outlines.outline import Outline, parts_without
from octavo.importing.readers.left_comments import comments_left
from octavo.importing.readers.left_out import left_apart, left_findings
from octavo.manuscript.find_book import BOOK_TOML
from octavo.manuscript.text_files import check_opens


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptRequest:
    """What to adopt into the book in the folder `root`; the words are for a book that is made.

    `rows` and `deeper` are what the author says of a book in one file, in place of the ledger's;
    `encoding` is for a text that is not UTF-8. `merge` has edited chapters merged with what has
    changed in the source; `write` is False if nothing is to be written.
    """

    source: Path
    root: Path
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    encoding: str | None = None
    rows: tuple[Row, ...] | None = None
    deeper: int = 0
    merge: bool = False
    write: bool = True


class AdoptedBook(NamedTuple):
    """What is adopted: rows only of a book in one file."""

    outline: Outline
    files: Sequence[AdoptedFile]
    findings: tuple[Finding, ...] = ()
    rows: tuple[Row, ...] = ()
    deeper: int = 0
    apart: tuple[Apart, ...] = ()


def book_of(request: AdoptRequest, known: Mapping[str, Adopted]) -> AdoptedBook:
    """Read the source of a request: an e-book, one file, or a folder; `known` is the ledger's.

    Raises `OctavoError` if there is no chapter in it, or if a word would be lost.
    """
    source = request.source
    if is_ebook(source):
        made = ebook_book(source)
        return AdoptedBook(made.outline, made.files, made.findings, apart=made.apart)
    return _file_book(request, known) if source.is_file() else _folder_book(source)


def _file_book(request: AdoptRequest, known: Mapping[str, Adopted]) -> AdoptedBook:
    given = _given(request, known)
    made = file_book(request.source, given)
    return AdoptedBook(made.outline, made.files, made.findings, made.rows, given.deeper, made.apart)


def _folder_book(source: Path) -> AdoptedBook:
    outline, findings = folder_outline(source)
    signs = tuple(articles_sign(outline))
    outline, files = adopted_files(outline, source)
    sources = (
        AdoptLiterature.found({"file": Path(name).name}, file=f"manuscript/{name}")
        for name in outline.literature
    )
    said, apart = _comments(files)
    return AdoptedBook(outline, files, (*findings, *sources, *signs, *said), apart=apart)


def _comments(files: Sequence[AdoptedFile]) -> tuple[tuple[Finding, ...], tuple[Apart, ...]]:
    """Return what is said of comments, which no reader sees, and the comments for the ledger."""
    said: list[Finding] = []
    apart: list[Apart] = []
    for each in files:
        text = each.data.decode("utf-8", "replace") if each.is_chapter else ""
        _, left = comments_left(text)
        said += (replace(one, file=f"manuscript/{each.name}") for one in left_findings(left))
        apart += (replace(one, page=each.name) for one in left_apart(left))
    return tuple(said), tuple(apart)


def folder_outline(source: Path) -> tuple[Outline, tuple[Finding, ...]]:
    """Return the outline of a folder without the chapters that cannot be read, each named.

    Raises `OctavoError` if there is no chapter in it, or none that can be read.
    """
    outline = outline_of(source)
    if outline is None:
        raise no_book(source)
    check_readable(source, outline)
    refused: dict[str, OctavoError] = {}
    for name in outline.chapters:
        try:
            check_opens(outline.root / name, str(outline.root / name))
        except OctavoError as error:
            refused[name] = error
    if len(refused) == len(outline.chapters):
        raise next(iter(refused.values()))
    if not refused:
        return outline, ()
    kept = replace(
        outline,
        front=tuple(name for name in outline.front if name not in refused),
        back=tuple(name for name in outline.back if name not in refused),
        parts=parts_without(outline.parts, refused),
    )
    return kept, tuple(as_finding(each, AdoptUnreadable.found) for each in refused.values())


def with_language(book: AdoptedBook) -> AdoptedBook:
    """Return a book whose tool states no language with that of its words, if that is plain."""
    tag = guessed_language(sample_of(book.files))
    if not tag:
        return book
    # English is what is written where nothing is known: nothing to say.
    said = () if tag == "en" else (AdoptLanguage.found({"language": tag}, file=BOOK_TOML),)
    outline = replace(book.outline, language=tag)
    return book._replace(outline=outline, findings=(*book.findings, *said))


def file_units(request: AdoptRequest) -> tuple[list[Unit], int]:
    """Return what is found in the file `source`, as the ledger has it, and how much deeper.

    Nothing is written. Raises `OctavoError` as `adopt` does.
    """
    check_source(request.source, request.root)
    given = _given(request, {})
    return file_rows(request.source, given).units, given.deeper


def _given(request: AdoptRequest, known: Mapping[str, Adopted]) -> Given:
    rows, deeper = read_rows(read_ledger(request.root).head)
    if request.rows is not None:
        rows, deeper = {row.key: row for row in request.rows}, request.deeper
    edited = (name for name, each in known.items() if is_edited(each, request.root))
    return Given(rows=rows, deeper=deeper, edited=frozenset(edited), encoding=request.encoding)


def is_edited(known: Adopted, root: Path) -> bool:
    """Return whether a file that is there is another than what was written."""
    present = read_present(root / "manuscript" / known.file)
    return present is not None and digest(present) != known.written
