"""Pages of a chapter chosen together: facing pages end level, by least cost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from octavo.typesetting.spreads import Costs, Plan, faults, plan_pages
from octavo.typesetting.stretches import Chapter, Stretch, Variant, Variants


def paragraph(lines: int, **more) -> Stretch:
    return Stretch(heights=(1.0,) * lines, orphans=2, widows=2, on_grid=True, **more)


def chapter(*stretches: Stretch, room: float = 10, verso: bool = False, **more) -> Chapter:
    given = {"variants": lambda _: (), "end": 0.0} | more
    return Chapter(stretches=stretches, room=room, verso=verso, **given)


def planned(made: Chapter) -> Plan:
    plan = plan_pages(made)
    assert plan is not None
    return plan


def heights(plan: Plan) -> list[float]:
    return [end.height for end in plan.ends]


def wrong(made: Chapter, plan: Plan) -> int:
    return faults(plan.ends, made)


def test_both_pages_of_a_spread_are_a_line_short_where_one_must_be():
    # The verso cannot end with the first line of a paragraph, and the recto could.
    made = chapter(paragraph(10), paragraph(9), *[paragraph(3)] * 2, *[paragraph(1)] * 9)
    assert heights(planned(made))[:3] == [10, 9, 9]


def test_a_paragraph_is_a_line_longer_where_pages_cannot_be_short():
    # Paragraphs of three lines are not parted: three of them leave two lines of eleven blank.
    stretches = [paragraph(11), *[paragraph(3)] * 12]
    made = chapter(*stretches, room=11, variants=lambda _: (Variant(1, 30.0),))
    plan = planned(made)
    assert plan.looser
    assert all(end.short <= 1 for end in plan.ends[:-1])
    assert not wrong(made, plan)


def test_a_stretch_that_is_held_stays_with_the_one_before():
    held = [paragraph(1), Stretch(heights=(2.0,)), paragraph(6, held=True)]
    plan = planned(chapter(paragraph(4), *held, room=8))
    assert [end[:2] for end in plan.ends] == [(2, 0), (4, 0)]


def test_notes_take_their_room_from_the_page_that_calls_them():
    noted = Stretch(heights=(1.0,) * 4, notes=(0.0, 0.0, 3.0, 0.0), orphans=2, widows=2)
    plan = planned(chapter(paragraph(6), noted, paragraph(8), room=10, rule=1.0))
    # With the third line would come four lines of notes: there is room for none.
    assert plan.ends[0][:2] == (1, 2)
    assert not plan.ends[1].plain


def test_no_chapter_ends_on_a_page_of_few_lines_where_there_is_a_way():
    made = chapter(*[paragraph(7)] * 5, paragraph(7), room=10, end=5.0)
    assert heights(planned(made))[-1] >= 5


def test_what_is_higher_than_a_page_has_no_plan():
    assert plan_pages(chapter(paragraph(2), Stretch(heights=(11.0,)))) is None


def test_the_space_above_is_left_out_at_a_pages_head_and_lines_stand_on_the_grid():
    heading = Stretch(heights=(1.0,), gap=1.5, at_head=0.5)
    made = chapter(paragraph(4), heading, paragraph(4, gap=0.5, held=True), room=8)
    plan = planned(made)
    assert heights(plan) == [4, 6]


def test_no_page_ends_with_a_divided_word_where_there_is_a_way():
    made = chapter(paragraph(9, divided=frozenset({7})), *[paragraph(2)] * 20, room=7)
    assert planned(made).ends[0][:2] in [(0, 5), (0, 6)]


def test_the_same_chapter_has_the_same_pages():
    pick = random.Random(3)
    stretches = [paragraph(pick.choice([1, 2, 3, 5, 9, 14])) for _ in range(200)]
    made = chapter(*stretches, room=33, variants=lambda number: (Variant(1, 40.0 + number % 7),))
    assert plan_pages(made) == plan_pages(made)


def test_no_other_pages_of_small_chapters_cost_less():
    pick = random.Random(11)
    for _ in range(300):
        stretches = [
            paragraph(pick.choice([1, 2, 3, 4, 6, 8]), held=pick.random() < 0.1)
            for _ in range(pick.randint(3, 8))
        ]
        made = chapter(*stretches, room=7, verso=pick.random() < 0.5, end=3.0)
        plan = planned(made)
        found = [(end.stretch, end.lines, end.height) for end in plan.ends]
        costs = [cost(made, ends) for ends in every_way(made, 0, 0)]
        assert costs, stretches
        assert cost(made, found) <= min(costs) + 1e-9


def test_variants_are_taken_only_where_they_mend_something():
    pick = random.Random(5)
    taken = mended = 0
    for _ in range(200):
        stretches = [paragraph(pick.choice([1, 2, 3, 4, 6, 9])) for _ in range(30)]

        def variants(number: int, stretches: list[Stretch] = stretches) -> Variants:
            return (
                (Variant(-1, 60.0), Variant(1, 50.0)) if len(stretches[number].heights) > 5 else ()
            )

        still = chapter(*stretches, room=12)
        made = chapter(*stretches, room=12, variants=variants)
        before, after = wrong(still, planned(still)), wrong(made, planned(made))
        assert after <= before
        taken += bool(planned(made).looser)
        mended += after < before
    assert 200 > taken >= mended > 3


Ends = list[tuple[int, int, float]]


def every_way(made: Chapter, stretch: int, lines: int) -> Iterator[Ends]:
    """All ways to fill pages from a place on, as far as one may end so high."""
    ends = list(ends_of(made, stretch, lines))
    near = [end for end in ends if end[2] >= made.room - 3 or end[0] == len(made.stretches)]
    for end in near or ends[-1:]:
        if end[0] == len(made.stretches):
            yield [end]
        else:
            for rest in every_way(made, end[0], end[1]):
                yield [end, *rest]


def ends_of(made: Chapter, stretch: int, lines: int) -> Iterator[tuple[int, int, float]]:
    height, begun = 0.0, lines
    for number in range(stretch, len(made.stretches)):
        count = len(made.stretches[number].heights)
        for line in range(begun + 1, count + 1):
            height += 1
            if height > made.room:
                return
            after = number + 1
            if line == count and (after == len(made.stretches) or not made.stretches[after].held):
                yield after, 0, height
            elif line - begun >= 2 and count - line >= 2:
                yield number, line, height
        begun = 0


def cost(made: Chapter, ends: Ends) -> float:
    costs, total = Costs(), 0.0
    for number, (_, _, height) in enumerate(ends):
        total += costs.page
        if number == len(ends) - 1:
            few = max(0, made.end - height)
            return total + costs.end * (few if number else 0)
        short = made.room - height
        total += costs.short * short + costs.shorter * max(0.0, short - 1.05) * (short > 0)
        if number and (number % 2 == 1) == made.verso and number < len(ends) - 1:
            apart = abs(height - ends[number - 1][2])
            total += (costs.unlike + costs.unlike_more * (apart - 1)) if apart else 0
    return total


def test_a_page_whose_blocks_take_a_line_ends_level():
    # What is below the block does not break, and leaves a line of the recto blank.
    block = Stretch(heights=(9.0,), gives=True)
    blocks = [paragraph(13), paragraph(13), paragraph(3), block, Stretch(heights=(9.0,))]
    made = chapter(*blocks, *[paragraph(1)] * 30, room=13)
    plan = planned(made)
    assert [(end.height, end.gives) for end in plan.ends[:3]] == [(13, 0), (13, 0), (12, 1)]
    assert not wrong(made, plan)
    never = [replace(stretch, gives=False) for stretch in made.stretches]
    assert wrong(made, planned(replace(made, stretches=never))) == 1


def test_the_foot_of_a_page_is_where_a_line_of_text_would_end():
    made = chapter(Stretch(heights=(9.5,), tail=0.5), paragraph(9), *[paragraph(1)] * 9, verso=True)
    plan = planned(made)
    assert [end.level for end in plan.ends[:2]] == [9, 9]
