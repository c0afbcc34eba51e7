"""Numerals: how a number is written where not in arabic figures."""

from __future__ import annotations

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD")),
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def roman(number: int) -> str:
    """Write `number` (from 1) in capital roman numerals: 14 is `XIV`."""
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def lower_roman(number: int) -> str:
    """Write `number` (from 1) in small roman numerals, as front matter is foliated: `xiv`."""
    return roman(number).lower()
