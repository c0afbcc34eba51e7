"""The walk through what was found in a file, as values: the terminal only shows and asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from octavo.core.model import Matter
from octavo.importing.found_rows import Rank, Row


class Reply(StrEnum):
    """What the author says of a row, by the key that says it."""

    YES = "y"
    JOIN = "j"
    HEADING = "h"
    SCENE = "s"
    PART = "p"
    CHAPTER = "c"
    FRONT = "f"
    BACK = "b"
    RENAME = "r"
    DEEPER = "+"
    HIGHER = "-"
    UNDO = "u"
    QUIT = "q"
    HELP = "?"


#: What a reply makes of a row.
_RANKS = {
    Reply.JOIN: Rank.TEXT,
    Reply.HEADING: Rank.HEADING,
    Reply.SCENE: Rank.SCENE,
    Reply.PART: Rank.PART,
    Reply.CHAPTER: Rank.CHAPTER,
    Reply.FRONT: Rank.CHAPTER,
    Reply.BACK: Rank.CHAPTER,
}
_MATTERS = {
    Reply.CHAPTER: Matter.BODY,
    Reply.FRONT: Matter.FRONT,
    Reply.BACK: Matter.BACK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWalk:
    """Where the author is: `at` is the row that is asked about, `before` how the rows were."""

    rows: tuple[Row, ...]
    at: int = 0
    before: tuple[tuple[Row, ...], ...] = ()
    is_over: bool = False

    @property
    def row(self) -> Row | None:
        """What is asked about now; None at the end."""
        return None if self.is_over or self.at >= len(self.rows) else self.rows[self.at]


def step(walk: RowWalk, reply: Reply, *, title: str = "") -> RowWalk:
    """Return the walk after a reply, `title` the new one; the first row can be joined to none."""
    if reply is Reply.QUIT:
        return replace(walk, is_over=True)
    if reply is Reply.UNDO:
        return _back(walk)
    row = walk.row
    if row is None or reply in (Reply.HELP, Reply.DEEPER, Reply.HIGHER):
        return walk
    joins = reply in (Reply.JOIN, Reply.HEADING, Reply.SCENE)
    if (joins and not walk.at) or (reply is Reply.RENAME and not title):
        return walk
    changed = replace(
        row,
        rank=_RANKS.get(reply, row.rank),
        matter=_MATTERS.get(reply, row.matter),
        title=title if reply is Reply.RENAME else row.title,
    )
    rows = (*walk.rows[: walk.at], changed, *walk.rows[walk.at + 1 :])
    return replace(walk, rows=rows, at=walk.at + 1, before=(*walk.before, walk.rows))


def _back(walk: RowWalk) -> RowWalk:
    if not walk.before:
        return walk
    return replace(walk, rows=walk.before[-1], at=walk.at - 1, before=walk.before[:-1])


def changes(rows: Sequence[Row], found: Sequence[Row]) -> int:
    """Return how many rows are other than as they were found."""
    return sum(one != other for one, other in zip(rows, found, strict=True))
