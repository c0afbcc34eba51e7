"""A paragraph broken into lines by the least cost of all of them together.

The algorithm of Knuth and Plass (see `typesetting.items`), with the states that a page asks
for: how many lines one below the other end with a hyphen, and how loose the last one was.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from octavo.typesetting.items import FORBIDDEN, Places
from octavo.typesetting.rules import Rules

#: How far a line's glue stretches (1: as far as it gives) before it counts as loose, or very
#: loose; it is tight if it shrinks as far as the first. After TeX's `tex.web`, section 817.
_DECENT, _LOOSE = 0.5, 1.0
_TIGHT, _FINE, _WIDE, _GAPING = 0, 1, 2, 3

#: More lines than a paragraph has.
_MANY = 1_000_000

#: Lengths that rounding leaves.
_HAIR = 1e-6

#: What is told apart among the lines that end at a place: their fitness, hyphens and number.
_State: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A paragraph to break: where it may, how wide its lines are, what they cost.

    `measures` are the widths of the lines; all after the last are as wide as it. `start` is the
    place after which the text begins (-1: with its first box), `first` the number of the line
    that begins there, `hyphens` how many lines above it, one below the other, end with a hyphen.
    `barred` is the number of a line that may not end with one. `lines` asks for so many lines.
    """

    places: Places
    measures: Sequence[float]
    rules: Rules
    start: int = -1
    first: int = 0
    hyphens: int = 0
    barred: int = -1
    lines: int | None = None

    def measure(self, line: int) -> float:
        """Return the width of a line, by its number from 0."""
        return self.measures[min(line, len(self.measures) - 1)]


class _Node(NamedTuple):
    """A way to break the text up to a place: its last line, what all cost, and the one before.

    `width`, `stretch` and `shrink` are those of all before the next line; `measure` is that line's.
    """

    place: int
    line: int
    fitness: int
    hyphens: int
    demerits: float
    width: float
    stretch: float
    shrink: float
    measure: float
    before: _Node | None


class Way(NamedTuple):
    """A way to break a paragraph: the places at which its lines end, and what it costs."""

    ends: list[int]
    demerits: float


def break_lines(task: Task) -> list[int] | None:
    """Return the places at which the lines end, the last one included; None if they cannot.

    They cannot if what does not break is wider than its line, or with so many `lines`.
    """
    way = best_way(task)
    return None if way is None else way.ends


def best_way(task: Task) -> Way | None:
    """Return the way of least cost; None if there is none (see `break_lines`)."""
    for number in range(len(task.rules.tolerances)):
        node = _Pass(task, number).best()
        if node is not None:
            return Way(_ends(node), node.demerits)
    return None


def _ends(node: _Node) -> list[int]:
    ends: list[int] = []
    while node.before is not None:
        ends.append(node.place)
        node = node.before
    return ends[::-1]


class _Pass:
    """One search, with the tolerance of a number."""

    def __init__(self, task: Task, number: int) -> None:
        self._task, self._places, self._rules = task, task.places, task.rules
        tolerances = task.rules.tolerances
        last, tolerance = number == len(tolerances) - 1, tolerances[number]
        self._hyphens = number > 0 or last
        self._runts = number > 1 or last
        self._most = math.inf if tolerance == math.inf else (tolerance / 100) ** (1 / 3)
        # Up to which line they are told apart, because lines that follow differ in width.
        self._apart = max(len(task.measures) - 1, task.barred + 1)
        if task.lines is not None:
            self._apart = _MANY
        self._last_space = task.places.last_space()

    def best(self) -> _Node | None:
        """Return the last line of the best way; None if none keeps to the tolerance."""
        start, last = self._task.start, len(self._places) - 1
        begin = (_FINE, self._task.hyphens, self._task.first)
        active = [self._node(start, begin, 0.0, before=None)]
        costs = self._places.cost
        for place in self._open(start + 1, last):
            if self._is_short(active[0], place):
                continue
            found = self._reach(active, place)
            if costs[place] == -math.inf:
                active = []
            if found:
                active += found
            elif not active:
                return None
        return min(self._finish(active, last), key=lambda node: node.demerits, default=None)

    def _open(self, first: int, last: int) -> list[int]:
        """Return the places from one to before another at which this search may end a line."""
        costs, hyphen = self._places.cost, self._places.hyphen
        if self._hyphens:
            return [place for place in range(first, last) if costs[place] != FORBIDDEN]
        dear = self._rules.dear
        return [place for place in range(first, last) if costs[place] <= dear and not hyphen[place]]

    def _is_short(self, first: _Node, place: int) -> bool:
        """Return whether even the line that begins first would be too loose."""
        places = self._places
        if self._apart or places.cost[place] == -math.inf:
            return False
        room = first.measure - places.width[place] - places.added[place] + first.width
        return room > self._most * (places.stretch[place] - first.stretch) + _HAIR

    def _node(self, place: int, state: _State, demerits: float, *, before: _Node | None) -> _Node:
        """Return the way to a place; `state` is its last line's."""
        places = self._places
        fitness, hyphens, line = state
        width = stretch = shrink = 0.0
        if place >= 0:
            width, stretch = places.next_width[place], places.next_stretch[place]
            shrink = places.next_shrink[place]
        measure = self._task.measure(line)
        return _Node(
            place, line, fitness, hyphens, demerits, width, stretch, shrink, measure, before
        )

    def _reach(self, active: list[_Node], place: int) -> list[_Node]:
        """Return the best lines that end at a place, one a state; drop what no line reaches."""
        places, most = self._places, self._most
        width, stretch, shrink = places.width[place], places.stretch[place], places.shrink[place]
        forced, added = places.cost[place] == -math.inf, places.added[place]
        gone, apart = 0, self._apart
        best: dict[_State, tuple[float, _Node]] = {}
        for node in active:
            room = node.measure - width - added + node.width
            if room < 0:
                gives = shrink - node.shrink
                if room < -gives - _HAIR:
                    if room + added < -gives - _HAIR:
                        gone += 1
                    continue
                ratio = room / gives if gives else 0.0
            elif forced:
                ratio = 0.0
            else:
                gives = stretch - node.stretch
                if room > most * gives + _HAIR:
                    if apart:
                        continue
                    break  # what begins later is shorter still
                if gives <= 0 and room > _HAIR:
                    continue
                ratio = room / gives if gives else 0.0
            self._weigh(best, node, place, ratio)
        if gone and apart:
            self._drop(active, width, shrink)
        elif gone:
            del active[:gone]  # those that begin first
        return [
            self._node(place, (fitness, hyphens, node.line + 1), demerits, before=node)
            for (fitness, hyphens, _), (demerits, node) in best.items()
        ]

    def _drop(self, active: list[_Node], width: float, shrink: float) -> None:
        """Forget the lines from which nothing reaches this place without running over."""
        active[:] = [
            node
            for node in active
            if node.measure - width + node.width >= node.shrink - shrink - _HAIR
        ]

    def _weigh(
        self, best: dict[_State, tuple[float, _Node]], node: _Node, place: int, ratio: float
    ) -> None:
        """Keep a line if it is the best of its state."""
        rules = self._rules
        hyphens = 0
        if self._places.hyphen[place]:
            hyphens = node.hyphens + 1
            if hyphens > rules.ladder or node.line == self._task.barred:
                return
        if ratio < 0:
            fitness = _TIGHT if ratio < -_DECENT else _FINE
            badness = -rules.tight * ratio * ratio * ratio
        elif ratio <= _LOOSE:
            fitness = _FINE if ratio <= _DECENT else _WIDE
            badness = 100 * ratio * ratio * ratio
        else:
            fitness = _GAPING
            badness = 100 * ratio * ratio * ratio
        demerits = node.demerits + (rules.line + badness) ** 2
        if ratio > _LOOSE + _HAIR:
            demerits += rules.loose + (rules.gaping if ratio > rules.gape else 0.0)
        cost = self._places.cost[place]
        if cost and cost != -math.inf:
            demerits += cost * abs(cost)
        if hyphens > 1:
            demerits += rules.hyphens
        if not -2 < fitness - node.fitness < 2:
            demerits += rules.unlike
        apart = self._apart
        state = (fitness, hyphens, min(node.line + 1, apart) if apart else 0)
        known = best.get(state)
        if known is None or demerits < known[0]:
            best[state] = (demerits, node)

    def _finish(self, active: list[_Node], last: int) -> list[_Node]:
        """Return the ways to the end, with what their last lines cost."""
        rules, places, ends = self._rules, self._places, []
        for node in active:
            width = places.natural(node.place, last)
            short = node.before is not None and width < rules.runt_width
            alone = node.hyphens > 0 and node.place >= self._last_space
            stub = alone and width < rules.stub_width
            if ((short or alone) and not self._runts) or (stub and self._most < math.inf):
                continue
            more = rules.runt if short else 0.0
            if stub:
                more += rules.stub
            elif node.hyphens:
                more += rules.fragment if alone else rules.last_hyphen
            for end in self._reach([node], last):
                if self._task.lines in (None, end.line):
                    ends.append(end._replace(demerits=end.demerits + more))
        return ends
