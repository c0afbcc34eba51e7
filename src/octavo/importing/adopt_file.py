"""One file that holds a whole book → the chapters of a book, as files of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from octavo.core.model import Finding, Matter
from octavo.findings.catalogue.articles import HeadingsLowered, TwoTitles
from octavo.importing.adopt_files import AdoptedFile
from octavo.importing.article import Article, Block, Source
from octavo.importing.book_pieces import Piece, Pieces, book_pieces
from octavo.importing.chapter_text import body_text
from octavo.importing.file_names import LONGEST_NAME
from octavo.importing.formats import read_bytes, read_source
from octavo.importing.outlines.outline import Outline, OutlinePart
from octavo.importing.piece_links import with_definitions, with_links
from octavo.importing.word_account import check_account, compare_words, count
from octavo.manuscript.new_book import readable_title
from octavo.manuscript.slugs import ascii_slug, free_name

#: How people call what a file of this ending is.
_NAMES = {".docx": "a Word file", ".html": "a page", ".htm": "a page", ".xhtml": "a page"}


def file_book(path: Path) -> tuple[Outline, list[AdoptedFile], tuple[Finding, ...]]:
    """Take apart the book in a file: its outline, its chapters and pictures, what is to be said.

    Raises `OctavoError` if the file cannot be read, or if a word would be lost.
    """
    data = read_bytes(path)
    source = read_source(path, data)
    siblings = any(each.code == HeadingsLowered.code for each in source.findings)
    pieces = book_pieces(source, siblings=siblings)
    _check_all(source, pieces, str(path))
    chapters = with_definitions(pieces.chapters)
    names = list(_names(chapters))
    texts = {name: _chapter(piece, str(path)) for piece, name in zip(chapters, names, strict=True)}
    files = [
        AdoptedFile(name=name, source=text.encode(), data=text.encode())
        for name, text in with_links(texts, chapters).items()
    ]
    files += [
        AdoptedFile(name=image.path, source=image.data, data=image.data, is_chapter=False)
        for image in source.images
    ]
    placed = list(zip(chapters, names, strict=True))
    stated = [str(dict(each.values)["title"]) for each in source.findings if _is_of_both(each)]
    outline = Outline(
        tool=_NAMES.get(path.suffix.lower(), "a text"),
        root=path.parent,
        title=next(iter(stated), pieces.title) or readable_title(path.with_suffix("")),
        authors=(pieces.author,) if pieces.author else (),
        date=source.date,
        front=_in(placed, Matter.FRONT),
        parts=tuple(_parts(placed)),
        back=_in(placed, Matter.BACK),
    )
    said = tuple(
        replace(each, file=each.file or str(path))
        for each in source.findings
        if each.code != HeadingsLowered.code and not _is_of_both(each)
    )
    return outline, files, said


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


def _names(chapters: Sequence[Piece]) -> Iterator[str]:
    taken: set[str] = set()
    for number, piece in enumerate(chapters, 1):
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
    # The title page comes first, also where a title stood below other words.
    page = {id(block) for block in pieces.page}
    others = [block for block in source.blocks if id(block) not in page]
    compare_words([*pieces.page, *others], blocks, where)
