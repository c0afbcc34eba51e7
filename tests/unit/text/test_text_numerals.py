"""Numerals that are no arabic figures."""

from __future__ import annotations

import pytest

from octavo.text.numerals import lower_roman, roman


@pytest.mark.parametrize(
    ("number", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1999, "MCMXCIX")]
)
def test_roman(number, text):
    assert roman(number) == text
    assert lower_roman(number) == text.lower()
