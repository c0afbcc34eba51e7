"""The lines of a paragraph: those of the published example, and the best there are."""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import replace

import pytest

from octavo.typesetting.divisions import HYPHEN
from octavo.typesetting.items import Box, Glue, Penalty, Places, places_of
from octavo.typesetting.rules import Rules
from octavo.typesetting.total_fit import Task, break_lines

#: The example of Knuth and Plass 1981: Grimm's “The Frog King”, with the paper's widths of letters,
#: 18 to a quad, and its ratios (also in Knuth, “Digital Typography”, 1999, pp. 81 and 82).
FROG_KING = (
    "In olden times when wish-ing still helped one, there lived a king whose daugh-ters were all "
    "beau-ti-ful; and the young-est was so beau-ti-ful that the sun it-self, which has seen so "
    "much, was aston-ished when-ever it shone in her face. Close by the king’s castle lay a great "
    "dark for-est, and un-der an old lime=tree in the for-est was a well, and when the day was "
    "very warm, the king’s child went out into the for-est and sat down by the side of the cool "
    "foun-tain; and when she was bored she took a golden ball, and threw it up on high and caught "
    "it; and this ball was her favor-ite play-thing."
)
WIDTHS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        (9, 10, 8, 10, 8, 6, 9, 10, 5, 6, 10, 5, 15, 10, 9, 10, 10, 7, 7, 7, 10, 9, 13, 10, 10, 8),
        strict=True,
    )
) | {"C": 13, "I": 6, ",": 5, ".": 5, ";": 5, "’": 5, "-": 6, "=": 6}
#: The glue behind a word, behind a comma, a semicolon and a full stop.
GLUE = {",": Glue(6, 4, 2), ";": Glue(6, 4, 1), ".": Glue(8, 6, 1)}


def frog_king() -> Places:
    items: list[Box | Glue | Penalty] = [Box(18)]
    for word in FROG_KING.split():
        for number, part in enumerate(word.split("-")):
            if number:
                items.append(Penalty(50, WIDTHS["-"], hyphen=True))
            for piece in (
                [f"{part.split('=')[0]}=", *part.split("=")[1:]] if "=" in part else [part]
            ):
                items.append(Box(sum(WIDTHS[letter] for letter in piece)))
                if piece.endswith("="):
                    items.append(Penalty(50, 0, hyphen=True))
        items.append(GLUE.get(word[-1], Glue(6, 3, 2)))
    return places_of(items[:-1])


def ratios(places: Places, ends: list[int], measure: float) -> list[float]:
    found = []
    for before, end in itertools.pairwise([-1, *ends]):
        room = measure - places.natural(before, end)
        given = places.stretch if room > 0 else places.shrink
        start = places.next_stretch if room > 0 else places.next_shrink
        gives = given[end] - (start[before] if before >= 0 else 0.0)
        found.append(round(room / gives, 3) if gives else 0.0)
    return found


#: As the paper has it: no more than its costs, and no tolerance.
PLAIN = Rules(
    line=1,
    tight=100,
    loose=0,
    gaping=0,
    unlike=3000,
    hyphens=3000,
    ladder=99,
    last_hyphen=0,
    fragment=0,
    runt=0,
    tolerances=(math.inf,),
)


@pytest.mark.parametrize(
    ("measure", "published"),
    [
        (390, [0.857, 0, 0.28, 1, 0.067, -0.278, 0.536, -0.167, 0.7, -0.176, 0.357]),
        (500, [0.774, 0.179, 0.629, 0.545, 0, 0.079, 0.282, 0.294, 0.575]),
    ],
)
def test_the_published_example_has_its_published_lines(measure, published):
    places = frog_king()
    ends = break_lines(Task(places=places, measures=[measure], rules=PLAIN))
    assert ends is not None
    # The last line is not spread.
    assert ratios(places, ends, measure)[:-1] == published


def some_paragraph(pick: random.Random) -> Places:
    """A paragraph of up to twelve places to break, its end included."""
    items: list[Box | Glue | Penalty] = [Box(pick.choice((0, 15)))]
    for _ in range(pick.randint(2, 8)):
        elastic = pick.choice((0, 0.02))
        for part in range(pick.choice((1, 1, 2))):
            if part:
                hyphen = pick.random() < 0.8
                items.append(Penalty(pick.choice((30, 200)), 5 * hyphen, hyphen=hyphen))
            width = pick.randint(12, 60)
            items.append(Box(width, width * elastic, width * elastic))
        items.append(Glue(pick.randint(4, 7), 3, 1.5))
    places = places_of(items[:-1])
    if len(places) > 12:
        return some_paragraph(pick)
    return places


#: How far a line may stretch in the first search that has runts.
RUNTS_FROM = (500 / 100) ** (1 / 3)


def cost(task: Task, ends: tuple[int, ...], most: float) -> float:
    """What a way to break costs, told in the plainest words; infinite if it may not be."""
    places, rules, total, before_class = task.places, task.rules, 0.0, 1
    last_place = len(places) - 1
    run = task.hyphens
    for line, (before, end) in enumerate(itertools.pairwise([-1, *ends])):
        last = end == last_place
        room = task.measures[min(line, len(task.measures) - 1)] - places.natural(before, end)
        sums = (
            (places.stretch, places.next_stretch)
            if room > 0
            else (places.shrink, places.next_shrink)
        )
        gives = sums[0][end] - (sums[1][before] if before >= 0 else 0.0)
        ratio = (
            0.0 if last and room > 0 else (room / gives if gives else (0 if not room else math.inf))
        )
        if ratio < -1 - 1e-9 or ratio > most or math.isinf(ratio):
            return math.inf
        run = run + 1 if places.hyphen[end] else 0
        if run > rules.ladder or (run and line == task.barred):
            return math.inf
        total += (rules.line + (100 if ratio > 0 else rules.tight) * abs(ratio) ** 3) ** 2
        total += rules.loose if ratio > 1 + 1e-6 else 0
        total += rules.gaping if ratio > rules.gape else 0
        total += 0 if last else places.cost[end] ** 2
        total += rules.hyphens if run > 1 else 0
        class_ = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
        total += rules.unlike if abs(class_ - before_class) > 1 else 0
        before_class = class_
        if last and line:
            short = places.natural(before, end) < rules.runt_width
            spaces = [at for at in range(before + 1, last_place) if places.is_space(at)]
            alone = places.hyphen[before] and not spaces
            stub = alone and places.natural(before, end) < rules.stub_width
            if ((short or alone) and most < RUNTS_FROM) or (stub and most < math.inf):
                return math.inf
            total += rules.runt if short else 0
            total += rules.last_hyphen if places.hyphen[before] and spaces else 0
            total += rules.stub if stub else rules.fragment if alone else 0
    return total


def best_of_all(task: Task) -> tuple[float, float]:
    """The least cost among all ways, and the tolerance with which there is one."""
    last = len(task.places) - 1
    for number, tolerance in enumerate(task.rules.tolerances):
        most = (tolerance / 100) ** (1 / 3)
        inner = [at for at in range(last) if number or not task.places.hyphen[at]]
        ways = (
            (*some, last)
            for count in range(len(inner) + 1)
            for some in itertools.combinations(inner, count)
        )
        costs = [
            cost(task, way, most) for way in ways if task.lines is None or len(way) == task.lines
        ]
        if (least := min(costs, default=math.inf)) < math.inf:
            return least, most
    return math.inf, math.inf


@pytest.mark.parametrize("seed", range(10))
def test_no_way_is_better(seed):
    pick = random.Random(seed)
    for _ in range(100):
        task = Task(
            places=some_paragraph(pick),
            measures=pick.choice(([110.0], [150.0], [80.0, 80.0, 120.0])),
            rules=Rules(
                runt_width=pick.choice((0.0, 40.0)),
                stub_width=pick.choice((0.0, 50.0)),
                loose=pick.choice((Rules().loose, 500_000)),
                tolerances=(100, 300, 500, math.inf),
            ),
            barred=pick.choice((-1, -1, 0, 1)),
            lines=pick.choice((None, None, 3)),
            hyphens=pick.choice((0, 0, 1, 2)),
        )
        least, most = best_of_all(task)
        ends = break_lines(task)
        if ends is None:
            assert least == math.inf
        else:
            assert cost(task, tuple(ends), most) == pytest.approx(least)


def test_the_same_comes_of_the_same():
    task = Task(places=frog_king(), measures=[390], rules=Rules())
    assert break_lines(task) == break_lines(Task(places=frog_king(), measures=[390], rules=Rules()))


def test_nothing_is_left_out():
    places = frog_king()
    for measure in range(150, 700, 25):
        ends = break_lines(Task(places=places, measures=[measure], rules=Rules()))
        assert ends is not None
        assert ends == sorted(set(ends)) and ends[-1] == len(places) - 1


def test_a_word_wider_than_its_line_cannot_be_broken():
    places = places_of([Box(50), Glue(5, 3, 2), Box(500), Glue(5, 3, 2), Box(50)])
    assert break_lines(Task(places=places, measures=[200], rules=Rules())) is None


def test_a_paragraph_may_be_a_line_longer_or_shorter():
    task = Task(places=frog_king(), measures=[500], rules=Rules())
    best = break_lines(task)
    assert best is not None
    longer, shorter, none = (break_lines(replace(task, lines=len(best) + by)) for by in (1, -1, -5))
    assert longer is not None
    assert len(longer) == len(best) + 1
    assert shorter is None or len(shorter) == len(best) - 1
    assert none is None


def test_no_space_is_half_as_wide_again_where_a_hyphen_mends_it():
    # The first line stretches 1.2 times as far as it gives, or ends with a hyphen at a third.
    space = Glue(5, 2.5, 1.25)
    items: list[Box | Glue | Penalty] = [Box(20)]
    items += [space, Box(20)] * 6
    items += [space, Box(4), Penalty(HYPHEN, 3, hyphen=True), Box(30), space, Box(60)]
    items += [Penalty(-math.inf), Box(99)]
    task = Task(places=places_of(items), measures=[170 + 6 * 3.0], rules=Rules())
    for loose, hyphens in ((Rules().loose, 1), (0.0, 0)):
        ends = break_lines(replace(task, rules=Rules(loose=loose)))
        assert ends is not None
        assert sum(task.places.hyphen[end] for end in ends) == hyphens


def test_no_three_lines_end_with_a_hyphen():
    items: list[Box | Glue | Penalty] = []
    for _ in range(40):
        items += [Box(30), Penalty(10, 5, hyphen=True), Box(30), Glue(6, 3, 2)]
    places = places_of(items[:-1])
    for measure in (100.0, 104.0, 132.0):
        ends = break_lines(Task(places=places, measures=[measure], rules=Rules()))
        assert ends is not None
        hyphens = [places.hyphen[end] for end in ends]
        assert not any(all(hyphens[at : at + 3]) for at in range(len(hyphens) - 2))


def test_lines_above_that_end_with_a_hyphen_are_counted():
    items: list[Box | Glue | Penalty] = []
    for _ in range(9):
        items += [Box(30), Penalty(10, 5, hyphen=True), Box(30), Glue(6, 3, 2)]
    task = Task(places=places_of(items[:-1]), measures=[167.0], rules=Rules())
    ends = break_lines(task)
    below = break_lines(replace(task, hyphens=2))
    assert ends is not None
    assert below is not None
    assert task.places.hyphen[ends[0]]
    assert not task.places.hyphen[below[0]]
