"""One file that holds a whole book → the chapters of a book, as files of their own."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from octavo.core.model import Finding, Matter
from octavo.findings.catalogue.adopted import AdoptRowKept, LooksLikeArticle
from octavo.findings.catalogue.articles import HeadingsLowered, TwoTitles
from octavo.importing.adopt_files import AdoptedFile
from octavo.importing.article import Apart, Article, Block, Source
from octavo.importing.book_pieces import Pieces, book_pieces
from octavo.importing.chapter_text import body_text
from octavo.importing.file_names import LONGEST_NAME
from octavo.importing.formats import WORD, read_bytes, read_source
from octavo.importing.found_rows import (
    Row,
    Unit,
    arranged,
    decided,
    units_of,
    without_joins_of,
)
from octavo.importing.markdown_escape import text_of
from octavo.importing.outlines.outline import Outline, OutlinePart
from octavo.importing.piece_links import with_definitions, with_links
from octavo.importing.readers.left_out import Left, Reason, left_apart, left_findings
from octavo.importing.title_pages import Piece
from octavo.importing.word_account import check_account, compare_words, count
from octavo.manuscript.new_book import readable_title
from octavo.manuscript.slugs import ascii_slug, free_name

#: A text of one chapter is an article if it is no longer than this, in words: what is longer is a
#: story or a thesis as often.
_ARTICLE_WORDS = 7_500
#: How people call what a file of this ending is.
_NAMES = {
    **dict.fromkeys(WORD, "a Word file"),
    ".fodt": "a document of OpenDocument",
    ".htm": "a page",
    ".html": "a page",
    ".odt": "a document of OpenDocument",
    ".ott": "a document of OpenDocument",
    ".rtf": "an RTF file",
    ".xhtml": "a page",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known of a file that is adopted: the ledger's rows, and what the author said.

    `deeper` is how many levels of heading below the found one chapters begin, `edited` are the
    chapters that the author has changed since they were written.
    """

    rows: Mapping[tuple[str, int], Row] = field(default_factory=dict)
    deeper: int = 0
    edited: frozenset[str] = frozenset()
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileBook:
    """The book in a file: its outline, its files, its rows, and what is to be said.

    `apart` are words of the file that stand apart from its text.
    """

    outline: Outline
    files: list[AdoptedFile]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    apart: tuple[Apart, ...] = ()


class FileRows(NamedTuple):
    """What was found in a file, as the ledger has it, and what it was found in."""

    units: list[Unit]
    source: Source
    pieces: Pieces


def file_rows(path: Path, given: Given) -> FileRows:
    """Return what was found in a file.

    Raises `OctavoError` if the file cannot be read, or if a word would be lost.
    """
    source = read_source(path, read_bytes(path), encoding=given.encoding)
    siblings = any(each.code == HeadingsLowered.code for each in source.findings)
    pieces = book_pieces(source, siblings=siblings, deeper=given.deeper)
    _check_all(source, pieces, str(path))
    return FileRows(decided(units_of(source, pieces), given.rows), source, pieces)


def file_book(path: Path, given: Given) -> FileBook:
    """Take apart the book in a file.

    Raises `OctavoError` if the file cannot be read, or if a word would be lost.
    """
    units, source, pieces = file_rows(path, given)
    units, kept = without_joins_of(units, given.edited)
    placed_rows = arranged(units)
    pieces = replace(pieces, chapters=tuple(piece for piece, _ in placed_rows))
    _check_all(source, pieces, str(path))
    chapters = with_definitions(pieces.chapters)
    names = list(_names(placed_rows))
    texts = {name: _chapter(piece, str(path)) for piece, name in zip(chapters, names, strict=True)}
    left = [
        Left(reason=reason, text=text_of(block), line=block.line)
        for reason, block in pieces.left
        if reason is not Reason.RULE
    ]
    files = [
        AdoptedFile(name=name, source=text.encode(), data=text.encode())
        for name, text in with_links(texts, chapters).items()
    ]
    files += [
        AdoptedFile(name=image.path, source=image.data, data=image.data, is_chapter=False)
        for image in source.images
    ]
    named = {row.key: name for (_, row), name in zip(placed_rows, names, strict=True)}
    return FileBook(
        outline=_outline(path, source, pieces, list(zip(chapters, names, strict=True))),
        files=files,
        rows=tuple(replace(each.row, file=named.get(each.row.key, "")) for each in units),
        findings=(
            *_said(source, path, chapters),
            *(replace(each, file=str(path)) for each in left_findings(left)),
            *(_not_joined(row) for row in kept),
        ),
        apart=(*source.apart, *left_apart(left)),
    )


def _outline(
    path: Path, source: Source, pieces: Pieces, placed: list[tuple[Piece, str]]
) -> Outline:
    stated = [str(dict(each.values)["title"]) for each in source.findings if _is_of_both(each)]
    return Outline(
        tool=_NAMES.get(path.suffix.lower(), "a text"),
        root=path.parent,
        title=next(iter(stated), pieces.title) or readable_title(path.with_suffix("")),
        authors=(pieces.author,) if pieces.author else (),
        date=source.date,
        front=_in(placed, Matter.FRONT),
        parts=tuple(_parts(placed)),
        back=_in(placed, Matter.BACK),
        # What Project Gutenberg frames is free of rights where it is read; nobody reserves any.
        about={"rights": ""} if any(why is Reason.LICENCE for why, _ in pieces.left) else {},
    )


def _said(source: Source, path: Path, chapters: Sequence[Piece]) -> Iterator[Finding]:
    for each in source.findings:
        if each.code != HeadingsLowered.code and not _is_of_both(each):
            yield replace(each, file=each.file or str(path))
    if len(chapters) == 1 and len(source.words) < _ARTICLE_WORDS:
        yield LooksLikeArticle.found({"file": shlex.quote(str(path))}, file=str(path))


def _not_joined(row: Row) -> Finding:
    return AdoptRowKept.found({"title": row.title}, file=f"manuscript/{row.file}")


def _is_of_both(finding: Finding) -> bool:
    """Return whether a finding says that front matter and text have each a title of their own."""
    return finding.code == TwoTitles.code


def _in(placed: Sequence[tuple[Piece, str]], matter: Matter) -> tuple[str, ...]:
    return tuple(name for piece, name in placed if piece.matter is matter)


def _parts(placed: Sequence[tuple[Piece, str]]) -> Iterator[OutlinePart]:
    held: list[str] = []
    title = ""
    for piece, name in placed:
        if piece.matter is not Matter.BODY:
            continue
        if piece.part != title and held:
            yield OutlinePart(title=title, chapters=tuple(held))
            held = []
        title = piece.part
        held.append(name)
    if held:
        yield OutlinePart(title=title, chapters=tuple(held))


def _names(placed: Sequence[tuple[Piece, Row]]) -> Iterator[str]:
    """Yield the chapters' files: those that the rows have, and new ones by the titles."""
    taken = {row.file.removesuffix(".md") for _, row in placed if row.file}
    for number, (piece, row) in enumerate(placed, 1):
        if row.file:
            yield row.file
            continue
        slug = ascii_slug(piece.title, longest=LONGEST_NAME) or f"chapter-{number}"
        name = free_name(slug, taken)
        taken.add(name)
        yield f"{name}.md"


def _chapter(piece: Piece, where: str) -> str:
    """Return the Markdown of a piece, its words counted once more."""
    words = tuple(word for block in piece.blocks for word in (block.text + block.mark).split())
    source = Source(words=words, blocks=piece.blocks)
    article = Article(
        source=source,
        title=piece.title,
        author="",
        blocks=piece.blocks,
        decisions=(),
        counts=count(source, piece.blocks),
    )
    text = body_text(article, piece.title)
    check_account(source, piece.blocks, text, where)
    return text


def _check_all(source: Source, pieces: Pieces, where: str) -> None:
    """Raise `OctavoError` if the pieces do not hold all words of the source, each once."""
    blocks: list[Block] = [*pieces.page]
    for piece in pieces.chapters:
        blocks += [*piece.above, *piece.head, *piece.blocks]
    # The title page comes first, also where a title stood below other words. What is left out has
    # the place and the words that it had.
    left = {(block.line, block.text) for _, block in pieces.left}
    page = {(block.line, block.text) for block in pieces.page}
    others = [block for block in source.blocks if (block.line, block.text) not in page | left]
    compare_words([*pieces.page, *others], blocks, where)
