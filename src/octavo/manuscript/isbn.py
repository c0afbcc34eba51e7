"""ISBNs: the check digit, and what is wrong with a number.

The two weightings are those of the ISBN Users' Manual (International ISBN
Agency, 7th edition, appendix 1).
"""

from __future__ import annotations

import re

from octavo.core.model import Finding
from octavo.findings.catalogue.isbn import IsbnWrong

#: What people write between the groups: spaces, hyphens, dashes.
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015]")
_LABEL = re.compile(r"^ISBN(?:-1[03])?:?\s*", re.I)
#: The two prefixes that GS1 has given to books.
_PREFIXES = ("978", "979")


def isbn_fault(given: str) -> Finding | None:
    """Return what is wrong with an ISBN, without its place; None if nothing is."""
    digits = isbn_digits(given)
    if not re.fullmatch("[0-9]*X?", digits):
        return IsbnWrong.letters({"isbn": given})
    if len(digits) not in (10, 13):
        s = "" if len(digits) == 1 else "s"
        return IsbnWrong.length({"isbn": given, "count": len(digits), "s": s})
    if len(digits) == 13 and not digits.startswith(_PREFIXES):
        return IsbnWrong.prefix({"isbn": given})
    due = check_digit(digits[:-1])
    if digits[-1] != due:
        return IsbnWrong.check({"isbn": given, "digits": digits[:-1], "due": due})
    return None


def isbn_13(given: str) -> str:
    """Return the 13 digits of an ISBN without fault; one of 10 digits is among those of 978."""
    digits = isbn_digits(given)
    if len(digits) == 13:
        return digits
    head = f"978{digits[:-1]}"
    return f"{head}{check_digit(head)}"


def without_label(given: str) -> str:
    """Return an ISBN as it is written, without the word (`ISBN`, `ISBN-13:`) before it."""
    return _LABEL.sub("", given.strip())


def isbn_digits(given: str) -> str:
    """Return the digits of an ISBN as it is written, with or without a label."""
    return _BETWEEN.sub("", without_label(given)).upper()


def check_digit(digits: str) -> str:
    """Return the last digit of an ISBN whose first 9 or 12 are given; `X` stands for ten."""
    if len(digits) == 9:
        total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits))
        rest = -total % 11
        return "X" if rest == 10 else str(rest)
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-total % 10)
