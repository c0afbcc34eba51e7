"""A paragraph a line longer or shorter than its best, where it stays even.

TeX's `\\looseness`, for a page that needs a line more or less. Spaces that everybody sees are worse
than a page that ends a line early: a variant has none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.typesetting.items import Places
from octavo.typesetting.stretches import Variant
from octavo.typesetting.total_fit import Task, break_lines

#: A variant's glue stretches as far as it gives, and no more.
_EVEN = (100.0,)

#: How much of what its glue gives a variant may take on all lines together, for it to be tried.
_ALL = 0.95

#: What a variant costs, as `spreads.Costs` counts: by itself, and as its loosest or tightest line
#: takes all that its glue gives.
_ITSELF, _LOOSEST, _TIGHTEST = 20.0, 130.0, 100.0


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the lines of a variant end, and what pages are told of it."""

    ends: tuple[int, ...]
    variant: Variant


def variant(task: Task, count: int, by: int) -> Broken | None:
    """Return a paragraph of `count` lines set in so many more, or fewer; None if it is uneven."""
    if count + by < 1 or not _may(task, count + by):
        return None
    rules = replace(task.rules, tolerances=_EVEN)
    ends = break_lines(replace(task, rules=rules, lines=count + by))
    if ends is None or _last(task, ends) < rules.runt_width:
        return None
    divided = frozenset(no for no, end in enumerate(ends, 1) if task.places.hyphen[end])
    return Broken(tuple(ends), Variant(by, _cost(task, ends), divided))


def _may(task: Task, lines: int) -> bool:
    """Return whether so many lines are near enough to what the text and its glue give."""
    places = task.places
    width, stretch, shrink = places.width[-1], places.stretch[-1], places.shrink[-1]
    measures = [task.measures[min(line, len(task.measures) - 1)] for line in range(lines)]
    most = sum(measures)
    least = most - measures[-1] + task.rules.runt_width
    return width - _ALL * shrink <= most and width + _ALL * stretch >= least


def _last(task: Task, ends: list[int]) -> float:
    """Return the natural width of the last line."""
    return task.places.natural(ends[-2] if len(ends) > 1 else task.start, ends[-1])


def _cost(task: Task, ends: list[int]) -> float:
    worst_loose = worst_tight = 0.0
    before = task.start
    for number, end in enumerate(ends):
        measure = task.measures[min(number, len(task.measures) - 1)]
        ratio = _ratio(task.places, before, end, measure)
        if number < len(ends) - 1:
            worst_loose = max(worst_loose, ratio)
        worst_tight = max(worst_tight, -ratio)
        before = end
    return _ITSELF + _LOOSEST * worst_loose + _TIGHTEST * worst_tight


def _ratio(places: Places, before: int, end: int, measure: float) -> float:
    """Return how much of what it gives a line's glue stretches (or shrinks, below 0)."""
    room = measure - places.natural(before, end)
    stretch = places.stretch[end] - (places.next_stretch[before] if before >= 0 else 0.0)
    shrink = places.shrink[end] - (places.next_shrink[before] if before >= 0 else 0.0)
    gives = stretch if room > 0 else shrink
    return room / gives if gives else 0.0
