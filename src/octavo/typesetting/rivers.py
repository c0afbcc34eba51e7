"""Rivers: spaces that stand one below the other, line upon line; and ways around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from octavo.typesetting.items import FORBIDDEN, Places
from octavo.typesetting.total_fit import Task, Way, best_way

#: Lines in a row whose spaces overlap by half: what the eye runs down.
_LINES = 3

#: What a river costs, in demerits: as much as a line that stretches as far as it gives.
_PRICE = 15_000.0

#: How often a paragraph is broken anew, and how many of its rivers are looked at each time.
_ROUNDS, _TRIED = 3, 3

#: By how much of a line the next one may stand further below and still follow it.
_FOLLOWS = 0.07


#: A space on its line: from where to where.
Gap: TypeAlias = tuple[float, float]

#: The same, and of how many lines in a row it is the last.
_Followed: TypeAlias = tuple[float, float, int]


class Rivers:
    """Counts the rivers down a page whose lines are `leading` apart, line by line."""

    def __init__(self, leading: float) -> None:
        self._leading, self._baseline = leading, 0.0
        self._above: list[_Followed] = []

    def add(self, baseline: float, gaps: list[Gap]) -> int:
        """Return how many rivers are three lines long with this line; lengths are in one unit.

        `gaps` are its spaces, none where it does not fill its measure, or they are narrower than by
        nature.
        """
        apart = baseline - self._baseline - self._leading
        above = self._above if abs(apart) < _FOLLOWS * self._leading else []
        self._above, self._baseline = _below(gaps, above), baseline
        return sum(lines == _LINES for _, _, lines in self._above)

    def end(self) -> None:
        """Let what comes next follow nothing."""
        self._above = []


def break_evenly(task: Task) -> list[int] | None:
    """Return the ends of lines as `break_lines` does, with fewer rivers where that costs little."""
    best = best_way(task)
    if best is None:
        return None
    found = list(rivers(task, best.ends))
    for _ in range(_ROUNDS):
        better = _better(task, best, found) if found else None
        if better is None:
            break
        best, found = better
    return best.ends


def _better(task: Task, best: Way, found: list[int]) -> tuple[Way, list[int]] | None:
    """Return a way with its rivers that ends the middle line of one of them elsewhere.

    None if that costs more than the rivers that it avoids.
    """
    cost = best.demerits + _PRICE * len(found)
    for river in found[:_TRIED]:
        way = best_way(replace(task, places=_without(task.places, best.ends[river - 1])))
        if way is not None:
            rest = list(rivers(task, way.ends))
            if way.demerits + _PRICE * len(rest) < cost:
                return way, rest
    return None


def rivers(task: Task, ends: list[int]) -> Iterator[int]:
    """Yield the number of the line, from 0, at which each river is three lines long."""
    before = task.start
    above: list[_Followed] = []
    for number, end in enumerate(ends[:-1]):
        here = _spaces(task, number, before, end)
        above = _below(here, above)
        yield from (number for _, _, lines in above if lines == _LINES)
        before = end


def _below(here: list[Gap], above: list[_Followed]) -> list[_Followed]:
    """Return spaces with the numbers of lines in a row that they end; both lists are in order."""
    found: list[_Followed] = []
    first, count = 0, len(above)
    for left, right in here:
        while first < count and above[first][1] <= left:
            first += 1
        lines, at = 0, first
        while at < count:
            other_left, other_right, other_lines = above[at]
            if other_left >= right:
                break
            overlap = min(right, other_right) - max(left, other_left)
            width = min(right - left, other_right - other_left)
            if overlap > width / 2 and other_lines > lines:
                lines = other_lines
            at += 1
        found.append((left, right, lines + 1))
    return found


def _spaces(task: Task, number: int, before: int, end: int) -> list[Gap]:
    """Return the spaces of a line; none where they are narrower than by nature."""
    places, measure = task.places, task.measure(task.first + number)
    ratio = places.ratio(before, end, measure)
    if ratio < 0:
        return []
    left = measure - task.measures[-1]  # what is narrower has a drop capital at its left
    if before >= 0:
        left += places.next_width[before] + ratio * places.next_stretch[before]
    return [
        (
            places.width[at] + ratio * places.stretch[at] - left,
            places.next_width[at] + ratio * places.next_stretch[at] - left,
        )
        for at in range(before + 1, end)
        if places.is_space(at)
    ]


def _without(places: Places, place: int) -> Places:
    """Return the places without one of them."""
    cost = list(places.cost)
    cost[place] = FORBIDDEN
    return replace(places, cost=cost)
