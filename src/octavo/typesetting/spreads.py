"""The pages of a chapter chosen together, so that facing pages end level.

Where each page ends, and which paragraphs are set a line longer or shorter, is the choice of
least cost over the whole chapter. After Michael F. Plass, "Optimal Pagination Techniques for
Automatic Typesetting Systems" (1981), and Frank Mittelbach, "A General Framework for Globally
Optimized Pagination" (2016), which both search page by page as lines are searched in paragraphs.

Lengths are in lines of the page's text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from octavo.typesetting.carding import SLACK, Foot, cards
from octavo.typesetting.page_fill import At, End, Ends, Facing
from octavo.typesetting.stretches import Chapter, Pages, Variants

#: How many ways are followed from page to page.
_WAYS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What is weighed: facing pages that end unlike, by a line and by each more; pages that are
    short by a line, or more; a line added above a block; a word divided at a recto's foot, or a
    verso's; a last page's missing lines; each page."""

    unlike: float = 1000.0
    unlike_more: float = 300.0
    short: float = 40.0
    shorter: float = 150.0
    card: float = 60.0
    divided_recto: float = 900.0
    divided_verso: float = 500.0
    end: float = 2000.0
    page: float = 150.0


class PageEnd(NamedTuple):
    """Where a page ends: before this stretch, or after so many lines of it; how high it is, and
    how much of it is left blank; whether it holds neither notes nor pictures. The rest is what a
    `carding.Foot` has."""

    stretch: int
    lines: int
    height: float
    short: float
    plain: bool
    level: float
    gives: int
    floats: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Pages chosen: where they end, and by how many lines stretches are longer or shorter."""

    ends: tuple[PageEnd, ...]
    looser: dict[int, int]


class _Way(NamedTuple):
    """The pages up to a place: what they cost, the last one's end, what varies on it."""

    cost: float
    end: PageEnd | None
    varied: tuple[tuple[int, int], ...]
    before: _Way | None


def plan_pages(chapter: Chapter, costs: Costs | None = None) -> Plan | None:
    """Return the pages of least cost; None if something is higher than a page.

    Variants are asked for only where pages are not good without them: they take time.
    """
    costs = costs or Costs()
    plan = _cheapest(replace(chapter, variants=_none), costs)
    if plan is None or _is_good(plan, chapter):
        return plan
    return _cheapest(chapter, costs)


def spreads(feet: Sequence[Foot], *, verso: bool) -> Iterator[int]:
    """Yield the numbers of the versos among pages whose recto faces them with text as full.

    `verso` says that the first of the pages is one. The last page ends as its text does.
    """
    for number, (left, right) in enumerate(pairwise(feet[:-1])):
        if (number % 2 == 0) == verso and left.plain and right.plain:
            yield number


def faults(feet: Sequence[Foot], chapter: Pages) -> int:
    """Count the facing pages that cannot end level, and thrice a last page of few lines."""
    unlike = 0
    for left in spreads(feet, verso=chapter.verso):
        unlike += cards(feet[left], feet[left + 1], chapter.room) is None
    few = len(feet) > 1 and feet[-1].level < chapter.end - SLACK
    return unlike + 3 * few


def _none(_: int) -> Variants:
    return ()


def _is_good(plan: Plan, chapter: Chapter) -> bool:
    """Return whether facing pages end level, and none is short by more than a line."""
    wrong = faults(plan.ends, chapter)
    return not wrong and all(end.short <= 1 + SLACK for end in plan.ends[:-1] if end.plain)


def _cheapest(chapter: Chapter, costs: Costs) -> Plan | None:
    search = _Search(chapter, costs)
    layer, verso = {At(0, 0, 0, None): _Way(0.0, None, (), None)}, chapter.verso
    while layer:
        layer = search.follow(layer, verso=verso)
        verso = not verso
    return None if search.best is None else _plan(search.best)


class _Search:
    """Follows the ways to fill pages, page by page; `best` is the best one to the end."""

    def __init__(self, chapter: Chapter, costs: Costs) -> None:
        self._chapter, self._costs, self._ends = chapter, costs, Ends(chapter)
        self.best: _Way | None = None

    def follow(self, layer: dict[At, _Way], *, verso: bool) -> dict[At, _Way]:
        """Return the best ways to all places where the next page may begin."""
        following: dict[At, _Way] = {}
        for at, way in layer.items():
            for end in self._ends.ends(at):
                cost = way.cost + self._cost(end, at, verso=verso)
                page = _page_end(end)
                if end.stretch == len(self._chapter.stretches):
                    cost += _last(end, way, self._chapter, self._costs)
                    if self.best is None or cost < self.best.cost:
                        self.best = _Way(cost, page, end.varied, way)
                    continue
                place = At(end.stretch, end.lines, end.by, _seen(end) if verso else None)
                known = following.get(place)
                if known is None or cost < known.cost:
                    following[place] = _Way(cost, page, end.varied, way)
        ordered = sorted(following.items(), key=lambda item: item[1].cost)
        limit = math.inf if self.best is None else self.best.cost
        return {at: way for at, way in ordered[:_WAYS] if way.cost < limit}

    def _cost(self, end: End, at: At, *, verso: bool) -> float:
        """Return what a page costs: itself, and where it ends."""
        costs, cost = self._costs, end.cost + self._costs.page
        if end.stretch == len(self._chapter.stretches):
            return cost
        cost += _foot(end, costs)
        if at.facing is not None and end.plain:
            cost += _facing(at.facing, end, costs)
        if end.divided:
            cost += costs.divided_verso if verso else costs.divided_recto
        return cost


def _page_end(end: End) -> PageEnd:
    short = end.room - end.height
    seen = (end.plain, end.level, end.gives, end.floats)
    return PageEnd(end.stretch, end.lines, end.height, short, *seen)


def _seen(verso: End) -> Facing | None:
    """Return what a recto sees of the verso that it faces."""
    return Facing(round(verso.level, 2), verso.gives, verso.floats) if verso.plain else None


def _facing(verso: Facing, recto: End, costs: Costs) -> float:
    """Return what it costs how two facing pages end."""
    found = cards(verso, recto, recto.room)
    if found is not None:
        return costs.card * sum(found)
    apart = abs(verso.level - recto.level)
    return costs.unlike + costs.unlike_more * max(0.0, apart - 1.0)


def _foot(end: End, costs: Costs) -> float:
    """Return what a page costs that ends above its foot."""
    short = end.room - end.height
    if short <= SLACK:
        return 0.0
    return costs.short * short + costs.shorter * max(0.0, short - 1.0 - SLACK)


def _last(end: End, way: _Way, chapter: Chapter, costs: Costs) -> float:
    """Return what the last page of a chapter costs that has few lines."""
    few = chapter.end - SLACK - end.height
    return costs.end * math.ceil(few) if few > 0 and way.end is not None else 0.0


def _plan(way: _Way) -> Plan:
    ends: list[PageEnd] = []
    looser: dict[int, int] = {}
    step: _Way | None = way
    while step is not None and step.end is not None:
        ends.append(step.end)
        looser.update(step.varied)
        step = step.before
    return Plan(ends=tuple(ends[::-1]), looser=dict(sorted(looser.items())))
