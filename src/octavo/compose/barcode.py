"""The barcode of an ISBN: EAN-13, its number in letters above it, on white.

Bars and sizes are those of the GS1 General Specifications (5.2, EAN/UPC
symbology) and of the ISBN Users' Manual (7th edition, section 9): at full size
a module is 0.33 mm, the symbol with its quiet zones 113 modules (37.29 mm)
wide; it may be made as small as four fifths of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from octavo.compose.section_xhtml import sub
from octavo.manuscript.isbn import isbn_13, without_label
from octavo.text.units import POINTS

#: Points: a module at full size (0.33 mm), and the height of its bars (22.85 mm).
MODULE, BARS = 0.33 * POINTS["mm"], 22.85 * POINTS["mm"]

#: Modules: of the quiet zone at the left, of all (11, 95 of the bars, 7 at the right), and by how
#: much the guard bars are longer.
QUIET_LEFT, WIDTH, GUARD = 11, 113, 5

#: The smallest size that may be printed, by full size.
SMALLEST = 0.8

#: Points: the room of the line above the bars; the room of the digits below the
#: bars, at full size; air above and below all.
_LINE_ROOM, _DIGITS, _AIR = 11.5, 9.0, 2.5

_LEFT = "0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011".split()
#: Which of the six left digits are of odd parity (L) and which of even (G), by the first digit.
_PARITIES = "LLLLLL LLGLGG LLGGLG LLGGGL LGLLGG LGGLLG LGGGLL LGLGLG LGLGGL LGGLGL".split()
_SIDE, _CENTRE = "101", "01010"


def modules(digits: str) -> str:
    """Return the 95 modules of 13 digits: 1 is a bar, 0 is none."""
    left = "".join(
        _code(int(digit), parity)
        for digit, parity in zip(digits[1:7], _PARITIES[int(digits[0])], strict=True)
    )
    right = "".join(_code(int(digit), "R") for digit in digits[7:])
    return f"{_SIDE}{left}{_CENTRE}{right}{_SIDE}"


def _code(digit: int, kind: str) -> str:
    """Return a digit's seven modules: R has bars where L has none, and G is R backwards."""
    if kind == "L":
        return _LEFT[digit]
    opposite = "".join("10"[int(module)] for module in _LEFT[digit])
    return opposite if kind == "R" else opposite[::-1]


def barcode(isbn: str, zone: tuple[float, float], anchor: str) -> etree._Element:
    """Draw the barcode as a page of the size of its zone, in points.

    `isbn` is a number without fault, as the author writes it. The bars are as
    large as the zone allows, up to full size.
    """
    width, height = zone
    free = height - _LINE_ROOM - 2 * _AIR
    scale = max(SMALLEST, min(1.0, free / (BARS + _DIGITS), width / (WIDTH * MODULE)))
    module = MODULE * scale
    bars = min(BARS * scale, free - _DIGITS * scale)
    digits = isbn_13(isbn)
    box = etree.Element("section", {"class": anchor, "id": anchor})
    sub(
        box,
        "p",
        f"ISBN {_spelt(isbn, digits)}",
        attributes={"class": "isbn", "style": f"top:{_AIR}pt"},
    )
    left = (width - WIDTH * module) / 2 + QUIET_LEFT * module
    top = _AIR + _LINE_ROOM
    for start, count, guard in _runs(modules(digits)):
        high = bars + GUARD * module * guard
        style = f"{_place(left + start * module, top, count * module)};height:{high:.4f}pt"
        sub(box, "i", attributes={"class": "bar", "style": style})
    for digit, start in zip(digits, _starts(), strict=True):
        style = _place(left + start * module, top + bars + 0.6 * module, 7 * module)
        style += f";font-size:{9.2 * scale:.3f}pt"
        sub(box, "span", digit, attributes={"class": "digit", "style": style})
    return box


def _spelt(isbn: str, digits: str) -> str:
    """Return the number with the author's own hyphens, where it is written with any."""
    written = without_label(isbn)
    same = written.replace("-", "").replace(" ", "") == digits
    return written.replace(" ", "-") if same else digits


def _runs(pattern: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the bars: first module, number of modules, and whether it is one of the guards."""
    start = 0
    for module, run in groupby(pattern):
        count = len(list(run))
        if module == "1":
            yield start, count, start < 3 or 45 <= start < 50 or start >= 92
        start += count


def _starts() -> Iterator[int]:
    """Yield the first module of each digit below the bars; the first stands in the quiet zone."""
    yield -9
    yield from range(3, 45, 7)
    yield from range(50, 92, 7)


def _place(left: float, top: float, width: float) -> str:
    return f"left:{left:.4f}pt;top:{top:.4f}pt;width:{width:.4f}pt"
