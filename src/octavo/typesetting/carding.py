"""Facing pages made level by whole lines, added to the space above blocks that stand apart.

Compositors did it with strips of card. Lengths are in lines of the page's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

#: Lengths that rounding leaves.
SLACK = 0.05

#: How many lines a page takes at most; each of its spaces takes one.
MOST = 3


class Foot(Protocol):
    """Where a page ends: how high its text is up to the foot of its last line, how many lines its
    spaces take, whether what stands below the last of these is off the grid, so that it may move
    by less than a line; and whether it is seen where it ends: it holds neither notes nor
    pictures."""

    @property
    def level(self) -> float:
        """Return how high its text is, in lines."""

    @property
    def gives(self) -> int:
        """Return how many lines may be added above its blocks."""

    @property
    def floats(self) -> bool:
        """Return whether its last block may move by less than a line."""

    @property
    def plain(self) -> bool:
        """Return whether it is seen where it ends."""


class Cards(NamedTuple):
    """How many lines are added to a verso and to the recto that it faces."""

    verso: float
    recto: float


def cards(verso: Foot, recto: Foot, room: float) -> Cards | None:
    """Return the fewest lines that let two facing pages end level; None if none do.

    `room` is how many lines a page has. Less than a line is added where the last block `floats`.
    """
    found = _levelling(verso, recto, room)
    return min(found, key=lambda each: (sum(each), each), default=None)


def _levelling(verso: Foot, recto: Foot, room: float) -> Iterator[Cards]:
    for left in range(min(MOST, verso.gives) + 1):
        for right in range(min(MOST, recto.gives) + 1):
            apart = verso.level + left - recto.level - right
            found = Cards(left, right)
            if abs(apart) > SLACK:
                moved = recto if apart > 0 else verso
                more = left if moved is verso else right
                if not moved.floats or abs(apart) >= 1 or more >= min(MOST, moved.gives):
                    continue
                found = Cards(left, right + apart) if apart > 0 else Cards(left - apart, right)
            if max(verso.level + found.verso, recto.level + found.recto) <= room + SLACK:
                yield found
