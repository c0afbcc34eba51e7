"""What of a book in one file is no text of it: apart from its chapters, said, and in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from octavo.core.model import Finding
from octavo.importing.article import Block, Kind, Source
from octavo.importing.book_pieces import Piece, Pieces
from octavo.importing.markdown_escape import plain_of, plain_words
from octavo.importing.readers.left_out import Left, left_findings


def without_left(source: Source) -> Source:
    """Return a source without the blocks that its reader left out; `apart` has their words."""
    return replace(source, blocks=tuple(b for b in source.blocks if b.kind is not Kind.DROP))


def said_of_left(pieces: Pieces) -> Iterator[Finding]:
    """Yield what is to be said of the blocks of no piece; the reader has said its own."""
    return left_findings(
        Left(reason=reason, text=_plain(block), line=block.line) for reason, block in pieces.left
    )


def left_by_chapter(
    left: Sequence[Block], chapters: Sequence[Piece], names: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return the words that are left out, by the file of the chapter that they stood in."""
    found: dict[str, tuple[str, ...]] = {}
    starts = [
        min((block.line for block in (*each.above, *each.head, *each.blocks)), default=0)
        for each in chapters
    ]
    for block in left if names else ():
        before = [at for at, line in enumerate(starts) if line <= block.line]
        name = names[before[-1] if before else 0]
        found[name] = (*found.get(name, ()), plain_words(_plain(block)))
    return found


def _plain(block: Block) -> str:
    return plain_of(block.text) if block.markdown else block.text
