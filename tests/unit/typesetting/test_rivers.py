"""Rivers of spaces, and the ways around them."""

from __future__ import annotations

import random

from octavo.typesetting.items import Box, Glue, Penalty, Places, places_of
from octavo.typesetting.rivers import break_evenly, rivers
from octavo.typesetting.rules import Rules
from octavo.typesetting.total_fit import Task, best_way, break_lines


def row_of(widths: list[int]) -> Places:
    items: list[Box | Glue | Penalty] = []
    for width in widths:
        items += [Box(width, 0.02 * width, 0.02 * width), Glue(5, 2.5, 1.25)]
    return places_of(items[:-1])


def test_three_spaces_one_below_the_other_are_a_river():
    # Each line is two words and a space as wide as the measure: 40 + 5 + 55.
    task = Task(places=row_of([40, 55] * 5), measures=[100], rules=Rules())
    ends = break_lines(task)
    assert ends == [1, 3, 5, 7, 9]
    # The last line is not spread: the four before it have one river, seen at its third line.
    assert list(rivers(task, ends)) == [2]


def test_spaces_beside_each_other_are_none():
    task = Task(places=row_of([40, 55, 55, 40] * 3), measures=[100], rules=Rules())
    ends = break_lines(task)
    assert ends is not None and len(ends) == 6
    assert list(rivers(task, ends)) == []


def test_tight_lines_have_none():
    task = Task(places=row_of([40, 55] * 5), measures=[99], rules=Rules())
    ends = break_lines(task)
    assert ends is not None and len(ends) == 5
    assert list(rivers(task, ends)) == []


def paragraph(seed: int) -> Task:
    pick = random.Random(seed)
    places = row_of([round(4.5 * pick.choice((2, 2, 3, 3, 4, 5, 6, 7, 9))) for _ in range(120)])
    return Task(places=places, measures=[290], rules=Rules())


def test_rivers_are_avoided_where_that_costs_little():
    before = after = 0
    for seed in range(60):
        task = paragraph(seed)
        best, ends = best_way(task), break_evenly(task)
        assert best is not None and ends is not None
        assert ends == sorted(set(ends)) and ends[-1] == len(task.places) - 1
        before += len(list(rivers(task, best.ends)))
        after += len(list(rivers(task, ends)))
    assert before > 40
    assert after < 0.7 * before


def test_the_same_comes_of_the_same():
    assert all(break_evenly(paragraph(seed)) == break_evenly(paragraph(seed)) for seed in range(9))
