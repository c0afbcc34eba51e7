"""Lengths, their units and what they are in points."""

from __future__ import annotations

import pytest

from octavo.text.units import (
    PIXELS_A_POINT,
    POINTS,
    POINTS_A_PIXEL,
    an_inch,
    css_points,
    inches,
    millimetres,
    points,
)


@pytest.mark.parametrize("unit", ["in", "mm", "cm", "px", "pc", "q"])
def test_each_unit_is_its_share_of_an_inch(unit):
    share = {"in": 1, "mm": 25.4, "cm": 2.54, "px": 96, "pc": 6, "q": 101.6}
    assert POINTS[unit] * share[unit] == pytest.approx(72)


def test_pixels():
    assert pytest.approx(1) == PIXELS_A_POINT * POINTS_A_PIXEL
    assert an_inch(300, 72) == 300


@pytest.mark.parametrize(
    ("length", "found"), [("9pt", 9), (" 25.4mm", 72), ("16PX", 12), ("1em", 0), ("", 0), ("9", 0)]
)
def test_lengths_of_css(length, found):
    assert css_points(length) == pytest.approx(found)


@pytest.mark.parametrize(("length", "found"), [("0.125 in", 9), ("25.4 mm", 72), ("36 pt", 36)])
def test_lengths_of_printers(length, found):
    assert points(length) == found


@pytest.mark.parametrize("length", ["9pt", "5", "-5 mm", "5 px", "", 5, None])
def test_what_is_no_length(length):
    with pytest.raises(ValueError, match="no length"):
        points(length)


def test_points_in_other_units():
    assert inches(36) == 0.5
    assert millimetres(72) == pytest.approx(25.4)
