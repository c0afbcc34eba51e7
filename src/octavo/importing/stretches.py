"""A stretch of a block that a rule marks, and cutting a block there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from octavo.importing.article import Block, Kind
from octavo.importing.readers.plain_text import WRAPPED_LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Characters `start` to `end` of block number `index`.

    `mark` characters behind `end` are punctuation that goes with the stretch
    but is not kept (the colon of a run-in heading). `depth` is a heading's
    level; 0 for the block's.
    """

    index: int
    start: int
    end: int
    mark: int = 0
    depth: int = 0


def paragraphs(blocks: Sequence[Block]) -> list[tuple[int, Block]]:
    """Return the blocks that are still paragraphs, with their numbers."""
    return [(n, block) for n, block in enumerate(blocks) if block.kind is Kind.PARAGRAPH]


def line_of(block: Block, match: Match) -> int:
    """Return the line of the source that the stretch begins on."""
    return block.line + block.text.count("\n", 0, match.start)


def cut(block: Block, match: Match, kind: Kind) -> Iterator[Block]:
    """Yield the block as up to three: what stands before, the stretch as `kind`, what follows.

    A scene begins with the whole block, though the stretch names no more than its beginning.
    """
    if kind is Kind.SCENE:
        yield replace(block, kind=kind)
        return
    before, text = block.text[: match.start], block.text[match.start : match.end]
    stop = match.end + match.mark
    after = block.text[stop:]
    if before.strip():
        yield replace(block, text=before.strip(), mark="", glued=not before[-1].isspace())
    # What stood behind the whole block stays behind its last piece.
    last = not after.strip()
    yield replace(
        block,
        kind=kind,
        text=text.strip(),
        line=line_of(block, match),
        mark=block.text[match.end : stop] or (block.mark if last else ""),
        glued=block.glued if last else not (text.endswith(" ") or after[0].isspace()),
        depth=match.depth or block.depth,
    )
    if not last:
        rest = after.lstrip()
        yield replace(
            block,
            text=rest,
            line=block.line + block.text.count("\n", 0, len(block.text) - len(rest)),
            verse=block.verse and _has_short_lines(rest),
        )


def _has_short_lines(text: str) -> bool:
    """Return whether the lines are too short for a wrapped paragraph, without those above."""
    return any(len(line) < WRAPPED_LINE for line in text.split("\n")[:-1])
