"""Rivers: spaces that stand one below the other, line upon line; and ways around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from octavo.typesetting.items import FORBIDDEN, Places
from octavo.typesetting.total_fit import Task, Way, best_way

#: Lines in a row whose spaces overlap by half: what the eye runs down.
_LINES = 3

#: What a river costs, in demerits: as much as a line that stretches as far as it gives.
_PRICE = 15_000.0

#: How often a paragraph is broken anew, and how many of its rivers are looked at each time.
_ROUNDS, _TRIED = 3, 3


class _Space(NamedTuple):
    """A space on its line: from where to where, and of how many lines in a row it is the last."""

    left: float
    right: float
    lines: int


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
    above: list[_Space] = []
    for number, end in enumerate(ends[:-1]):
        here = _spaces(task, number, before, end)
        above = [_joined(space, above) for space in here]
        yield from (number for space in above if space.lines == _LINES)
        before = end


def _joined(space: _Space, above: list[_Space]) -> _Space:
    """Return a space with the number of lines in a row that it ends."""
    width, lines = space.right - space.left, 0
    for other in above:
        overlap = min(space.right, other.right) - max(space.left, other.left)
        if overlap > min(width, other.right - other.left) / 2 and other.lines > lines:
            lines = other.lines
    return space._replace(lines=lines + 1)


def _spaces(task: Task, number: int, before: int, end: int) -> list[_Space]:
    """Return the spaces of a line; none where they are narrower than by nature."""
    places, measure = task.places, task.measure(task.first + number)
    ratio = places.ratio(before, end, measure)
    if ratio < 0:
        return []
    left = measure - task.measures[-1]  # what is narrower has a drop capital at its left
    if before >= 0:
        left += places.next_width[before] + ratio * places.next_stretch[before]
    return [
        _Space(
            places.width[at] + ratio * places.stretch[at] - left,
            places.next_width[at] + ratio * places.next_stretch[at] - left,
            0,
        )
        for at in range(before + 1, end)
        if places.is_space(at)
    ]


def _without(places: Places, place: int) -> Places:
    """Return the places without one of them."""
    cost = list(places.cost)
    cost[place] = FORBIDDEN
    return replace(places, cost=cost)
