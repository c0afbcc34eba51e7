"""The ways to fill a page: all places near its foot at which it may end.

Lengths are in lines of the page's text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from octavo.typesetting.carding import MOST, SLACK
from octavo.typesetting.stretches import Chapter, Stretch, Variant, Variants

#: Lengths that rounding leaves where something just fits.
_HAIR = 0.003

#: How many lines before its foot a page may end, where there is a way at all.
_SPAN = 3.0

#: By how many lines all paragraphs of a page together are longer or shorter.
_MOST = 2


class Facing(NamedTuple):
    """Where a verso ends that a recto faces: a `carding.Foot`."""

    level: float
    gives: int
    floats: bool
    plain: bool = True


class At(NamedTuple):
    """Where a page begins: the stretch, its lines that stand before, its variant; and where the
    page that it faces ends, None if nobody sees."""

    stretch: int
    lines: int
    by: int
    facing: Facing | None


class End(NamedTuple):
    """A way to end a page."""

    stretch: int
    lines: int
    by: int
    height: float
    room: float
    cost: float
    varied: tuple[tuple[int, int], ...]
    plain: bool
    divided: bool
    level: float
    gives: int
    floats: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line after which a page may end: what the next one begins with, and what varies."""

    stretch: int
    lines: int
    by: int
    varied: tuple[tuple[int, int], ...]
    cost: float
    divided: bool
    tail: float


#: By how many lines a page's paragraphs are longer: what that costs at least, and which they are.
_Sums: TypeAlias = dict[int, tuple[float, tuple[tuple[int, int], ...]]]


class Ends:
    """Finds the ways to end a page."""

    def __init__(self, chapter: Chapter) -> None:
        self._chapter, self._stretches = chapter, chapter.stretches
        self._variants: dict[int, Variants] = {}

    def ends(self, at: At) -> list[End]:
        """Return the ways to end the page that begins at a place; none if there is none."""
        found = self._above(at, _SPAN)
        if not found:
            # Nothing may end near the foot: the page ends as low as it can.
            lower = (end for end in self._above(at, math.inf) if not end.varied)
            found = sorted(lower, key=lambda end: end.height)[-1:]
        return found

    def _above(self, at: At, span: float) -> list[End]:
        """Return the ways to end a page so many lines above its foot at most, or with the end."""
        found: list[End] = []
        page, count = _Page(self._chapter.room, self._chapter.rule), len(self._stretches)
        for number in range(at.stretch, count):
            stretch, begun = self._stretches[number], at.lines if number == at.stretch else 0
            page.begin(stretch, begun=begun, first=number == at.stretch)
            if page.top + min(page.sums) > page.room:
                break
            variants = self._begun(at) if begun else self._of(number)
            foot = page.top + sum(stretch.heights[begun:]) + _MOST + 1
            if foot >= page.room - span or stretch.notes or number == count - 1:
                found += (
                    end
                    for end in self._in(number, begun, variants, page)
                    if end.height >= end.room - span or end.stretch == count
                )
            page.end(number, stretch, begun, variants)
        return found

    def _of(self, number: int) -> Variants:
        if number not in self._variants:
            usual = Variant(0, 0.0, self._stretches[number].divided)
            self._variants[number] = (usual, *self._chapter.variants(number))
        return self._variants[number]

    def _begun(self, at: At) -> Variants:
        """Return the variant of a stretch that goes on; what it costs is counted already."""
        (found,) = (each for each in self._of(at.stretch) if each.by == at.by)
        return (found._replace(cost=0.0),)

    def _in(self, number: int, begun: int, variants: Variants, page: _Page) -> Iterator[End]:
        """Yield the ways to end the page within a stretch, or right after it."""
        stretch = self._stretches[number]
        heights, usual = stretch.heights, len(stretch.heights)
        for variant in variants:
            count, y, notes = usual + variant.by, page.top, page.notes
            for lines in range(begun + 1, count + 1):
                y += heights[min(lines, usual) - 1]
                if stretch.notes and lines <= usual:
                    notes += stretch.notes[lines - 1]
                if lines == count:
                    if not self._may_end_after(number):
                        continue
                elif lines - begun < stretch.orphans or count - lines < stretch.widows:
                    continue
                over, varies = lines == count, bool(variant.by) and not begun
                yield from page.ends(
                    _Line(
                        stretch=number + 1 if over else number,
                        lines=0 if over else lines,
                        by=0 if over else variant.by,
                        varied=((number, variant.by),) if varies else (),
                        cost=variant.cost,
                        divided=lines in variant.divided,
                        tail=stretch.tail,
                    ),
                    y,
                    notes,
                )

    def _may_end_after(self, number: int) -> bool:
        after = number + 1
        return after == len(self._stretches) or not self._stretches[after].held


class _Page:
    """A page that is being filled: where its next line stands, if no paragraph varies."""

    def __init__(self, room: float, rule: float) -> None:
        self._whole, self._rule = room, rule
        self.top, self.notes, self.plain, self.gives, self.floats = 0.0, 0.0, True, 0, False
        self.sums: _Sums = {0: (0.0, ())}

    @property
    def room(self) -> float:
        """Return how many lines the page has above its notes."""
        return self._whole - (self.notes + self._rule if self.notes else 0.0)

    def ends(self, line: _Line, y: float, notes: float) -> Iterator[End]:
        """Yield the ways to end the page after a line, whose foot is at `y`, by what varies above.

        `notes` are those of the page up to it.
        """
        room = self._whole - (notes + self._rule if notes else 0.0)
        for more, (cost, varied) in self.sums.items():
            if y + more <= room + _HAIR:
                yield End(
                    line.stretch,
                    line.lines,
                    line.by,
                    y + more,
                    room,
                    cost + line.cost,
                    (*varied, *line.varied),
                    self.plain and not notes,
                    line.divided,
                    y + more - line.tail,
                    self.gives,
                    self.floats,
                )

    def begin(self, stretch: Stretch, *, begun: int, first: bool) -> None:
        """Go to where a stretch begins, or goes on."""
        if not begun:
            self.top += stretch.at_head if first else stretch.gap
        if stretch.on_grid:
            self.top = math.ceil(self.top - SLACK)
        self.plain = self.plain and not stretch.picture
        if stretch.gives and not begun and not first:
            self.gives, self.floats = min(MOST, self.gives + 1), True
        self.floats = self.floats and not stretch.on_grid

    def end(self, number: int, stretch: Stretch, begun: int, variants: Variants) -> None:
        """Go to where a stretch ends."""
        self.top += sum(stretch.heights[begun:])
        self.notes += sum(stretch.notes[begun:])
        if begun:
            self.top += variants[0].by * stretch.heights[-1]
            return
        sums: _Sums = {}
        for by, price, _ in variants:
            for more, (cost, varied) in self.sums.items():
                total = more + by
                if abs(total) > _MOST:
                    continue
                known = sums.get(total)
                if known is None or cost + price < known[0]:
                    now = (*varied, (number, by)) if by else varied
                    sums[total] = (cost + price, now)
        self.sums = sums
