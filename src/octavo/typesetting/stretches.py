"""A chapter as pages hold it: stretches of lines, and where between them a page may end.

Lengths are in lines of the page's text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Variant(NamedTuple):
    """A stretch that is so many lines longer or shorter: what that costs, and the numbers of its
    lines, from 1, that end with a divided word."""

    by: int
    cost: float
    divided: frozenset[int] = frozenset()


Variants: TypeAlias = Sequence[Variant]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What a page holds: a paragraph, a heading, a row of a table, a picture.

    `heights` are those of its lines, `gap` is the space above it, and `at_head` what is left of
    that at the head of a page. So many lines at least stand on each side of a break: `orphans`,
    `widows`. One that is `held` stays with what is before it. `notes` are the heights of the notes
    that each line calls; `divided` the numbers of lines, from 1, that end with a divided word.
    Next to a `picture` nobody sees where a page ends. Where one `gives`, the space above it may be
    a line more. What stands below its last line is higher by `tail` than below one of the text.
    """

    heights: tuple[float, ...]
    gap: float = 0.0
    at_head: float = 0.0
    orphans: int = 1
    widows: int = 1
    held: bool = False
    on_grid: bool = False
    picture: bool = False
    gives: bool = False
    tail: float = 0.0
    notes: tuple[float, ...] = ()
    divided: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of a chapter: the lines of a page, and on which side the first one is.

    `rule` is what stands above a page's notes. `end` are the lines that the last page has at
    least, if it is not the only one.
    """

    room: float
    verso: bool
    rule: float = 0.0
    end: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter(Pages):
    """A chapter's pages and stretches; `variants` tells those of a stretch, by its number, but
    itself."""

    stretches: Sequence[Stretch]
    variants: Callable[[int], Variants]
