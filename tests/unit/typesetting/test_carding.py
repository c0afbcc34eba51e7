"""Lines added above blocks, so that facing pages end level."""

from __future__ import annotations

import pytest

from octavo.typesetting.carding import MOST, Cards, cards
from octavo.typesetting.page_fill import Facing

ROOM = 33.0


def page(level: float, gives: int = 0, *, floats: bool = False) -> Facing:
    return Facing(level, gives, floats)


@pytest.mark.parametrize(
    ("verso", "recto", "found"),
    [
        (page(33), page(33), Cards(0, 0)),
        (page(31), page(31, 2), Cards(0, 0)),
        (page(33), page(31, 2), Cards(0, 2)),
        (page(32, 1), page(33, 4), Cards(1, 0)),
        (page(31, 1), page(33), None),
        (page(33), page(33 - MOST - 1, MOST + 1), None),
        (page(32.4, 1, floats=True), page(33), Cards(0.6, 0)),
        (page(33), page(31.4, 2, floats=True), Cards(0, 1.6)),
        (page(32.4, 1), page(33), None),
        (page(33), page(31.4, 1, floats=True), None),
        # Both are moved where one may only by a part of a line: what is fewest in all.
        (page(30.5, 3), page(31, 3, floats=True), Cards(1, 0.5)),
    ],
)
def test_the_fewest_lines_level_facing_pages(verso, recto, found):
    assert cards(verso, recto, ROOM) == (found and pytest.approx(found))
    turned = cards(recto, verso, ROOM)
    assert turned == (found and pytest.approx(found[::-1]))


def test_no_page_becomes_higher_than_it_is():
    assert cards(page(33.4, 0), page(32.4, 1), ROOM) is None
