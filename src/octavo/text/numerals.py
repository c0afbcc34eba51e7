"""Numerals: how a number is written where not in arabic figures."""

from __future__ import annotations

from octavo.text.direction import primary

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD")),
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)

_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: The letters that count where Latin ones are not at home. Of the Russian ones those that a list
#: leaves out are missing (GOST R 7.0.97: Ё, З, Й, О, Ч, Ъ, Ы, Ь).
_CYRILLIC, _GREEK = "АБВГДЕЖИКЛМНПРСТУФХЦШЩЭЮЯ", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"
_HEBREW, _ARABIC = "אבגדהוזחטיכלמנסעפצקרשת", "أبجدهوزحطيكلمنسعفصقرشت"
_LETTERS = {
    **dict.fromkeys(("be", "bg", "mk", "ru", "sr", "uk"), _CYRILLIC),
    **dict.fromkeys(("ar", "fa", "ur"), _ARABIC),
    "el": _GREEK,
    "he": _HEBREW,
}


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


def counting_letter(number: int, language: str) -> str:
    """Return the letter that stands for `number` (from 1) in a language: A to Z, then AA, AB."""
    letters = _LETTERS.get(primary(language), _LATIN)
    text = ""
    while number:
        number, rest = divmod(number - 1, len(letters))
        text = letters[rest] + text
    return text
