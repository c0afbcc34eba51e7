"""A face made for a book: what stands for characters that none of its fonts has.

A box with the character's number in it, so that a reader sees what is missing, and the text
below it stays what the author wrote. Two-em and three-em dashes are drawn as long as they are;
what stands for a lost object is nothing.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import uharfbuzz as hb

from octavo.text.shown_characters import OBJECT

if TYPE_CHECKING:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

#: Its family, as stylesheets name it.
STAND_IN = "Octavo Stand-In"

#: Dashes of several ems, which a font may lack: how many ems each is long.
DASHES = {"\u2e3a": 2, "\u2e3b": 3}

_UPEM = 1000
#: The box, in units of an em: its left side, its foot and top, its line, the room within.
_LEFT, _FOOT, _TOP, _LINE, _ROOM = 50, -140, 760, 36, 70
#: A digit in it: the scale, its advance and height in the font of digits, then the rows' feet.
_SCALE, _WIDE, _ROWS = 0.5, 300, (345, -45)
#: An em dash where its font cannot say: foot and top.
_DASH = (240, 290)
#: The space between two boxes.
_SPACE = 250
#: No clock: a font's dates are those of its format's beginning.
_TIME = 0


@lru_cache(maxsize=8)
def stand_in_font(characters: str, text: Path, digits: Path) -> bytes:
    """Return a TrueType font of `characters`.

    `text` is the font whose em dash is lengthened, `digits` one of fixed width, in TrueType
    outlines of 1000 units to an em, whose digits stand in the boxes.
    """
    from fontTools.fontBuilder import FontBuilder  # half a second to load, and seldom needed
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    names = {ord(char): f"u{ord(char):04X}" for char in characters}
    glyphs, widths = {}, {}
    names = {0x20: "space", 0xA0: "nbspace", **names}
    for name, char in ((".notdef", ""), *((name, chr(code)) for code, name in names.items())):
        pen = TTGlyphPen(None)
        if char in DASHES:
            width = _dash(pen, DASHES[char], _em_dash(text))
        elif char == OBJECT:
            width = 0
        elif char.isspace():
            width = _SPACE
        else:
            width = _boxed(pen, f"{ord(char):04X}" if char else "", _heavy(digits))
        glyphs[name], widths[name] = pen.glyph(), width
    font = FontBuilder(_UPEM, isTTF=True)
    font.updateHead(created=_TIME, modified=_TIME)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap(names)
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics({name: (wide, 0) for name, wide in widths.items()})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": STAND_IN, "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.font.recalcTimestamp = False
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def _boxed(pen: TTGlyphPen, number: str, digits: hb.Font) -> int:
    """Draw a box with a number in two rows; return its advance."""
    from fontTools.pens.transformPen import TransformPen

    half = max(2, (len(number) + 1) // 2)
    number = number.rjust(2 * half)
    inner = half * _WIDE + 2 * _ROOM
    right = _LEFT + inner + 2 * _LINE
    _rectangle(pen, (_LEFT, _FOOT, right, _TOP))
    _rectangle(pen, (right - _LINE, _FOOT + _LINE, _LEFT + _LINE, _TOP - _LINE))
    for place, digit in enumerate(number):
        if digit != " ":
            row, column = divmod(place, half)
            left = _LEFT + _LINE + _ROOM + column * _WIDE
            moved = TransformPen(pen, (_SCALE, 0, 0, _SCALE, left, _ROWS[row]))
            digits.draw_glyph_with_pen(digits.get_nominal_glyph(ord(digit)), moved)
    return right + _LEFT


def _dash(pen: TTGlyphPen, ems: int, stroke: tuple[int, int]) -> int:
    foot, top = stroke
    _rectangle(pen, (0, foot, ems * _UPEM, top))
    return ems * _UPEM


def _rectangle(pen: TTGlyphPen, sides: tuple[int, int, int, int]) -> None:
    """Draw a rectangle clockwise; where right comes before left, it is a hole."""
    left, foot, right, top = sides
    for move, point in zip(
        (pen.moveTo, pen.lineTo, pen.lineTo, pen.lineTo),
        ((left, foot), (left, top), (right, top), (right, foot)),
        strict=True,
    ):
        move(point)
    pen.closePath()


def _em_dash(path: Path) -> tuple[int, int]:
    """Return foot and top of a font's em dash, in thousandths of an em."""
    font = _font(path)
    glyph = font.get_nominal_glyph(0x2014)
    extents = font.get_glyph_extents(glyph) if glyph else None
    if not extents or not extents.height:
        return _DASH
    top = extents.y_bearing * _UPEM / font.face.upem
    return round(top + extents.height * _UPEM / font.face.upem), round(top)


def _heavy(path: Path) -> hb.Font:
    """Return a font as heavy as its small size asks for, if it can be."""
    font = _font(path)
    font.set_variations({"wght": 600.0})
    return font


def _font(path: Path) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob(path.read_bytes())))
