"""Units of length: what each is in points, and lengths as printers and stylesheets write them."""

from __future__ import annotations

import re

#: Points in a unit: a point is 1/72 in (PDF, ISO 32000-2, 8.3.2.3), an inch 25.4 mm; a pixel of
#: CSS is 1/96 in, a pica 12 pt, a Q a quarter of a millimetre (CSS Values 4, 6.2).
POINTS = {
    "pt": 1.0,
    "in": 72.0,
    "mm": 72 / 25.4,
    "cm": 720 / 25.4,
    "px": 0.75,
    "pc": 12.0,
    "q": 18 / 25.4,
}

#: Pixels of CSS to an inch and to a point, and points to a pixel.
PIXELS_AN_INCH = 96
PIXELS_A_POINT = PIXELS_AN_INCH / 72
POINTS_A_PIXEL = 72 / PIXELS_AN_INCH

_PRINTERS = re.compile(r"([0-9]+(?:\.[0-9]+)?) (pt|in|mm|cm)")
_EMS = re.compile(r"([\d.]+)em", re.I)
_CSS = re.compile(r"([\d.]+)(pt|px|pc|in|cm|mm|q)", re.I)


def is_length(text: str) -> bool:
    """Tell whether `points` can read a length."""
    return _PRINTERS.fullmatch(text) is not None


def points(text: object) -> float:
    """Read a length with its unit (`0.125 in`, `5 mm`), in points.

    Raises `ValueError` for anything else: the number comes first, then one space and the unit,
    for a bare number would leave open what it counts.
    """
    found = _PRINTERS.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f"{text!r} is no length; write it as '0.125 in' or '5 mm'")
    return round(float(found[1]) * POINTS[found[2]], 6)


def css_points(length: str) -> float:
    """Read an absolute length of CSS (`9pt`, `5mm`), in points; 0 if it is none."""
    found = _CSS.fullmatch(length.strip())
    return float(found[1]) * POINTS[found[2].lower()] if found else 0.0


def css_ems(length: str) -> float:
    """Read a length of CSS in ems (`0.08em`); 0 if it is none."""
    found = _EMS.fullmatch(length.strip())
    return float(found[1]) if found else 0.0


def millimetres(length: float) -> float:
    """Turn points into millimetres."""
    return length / 72 * 25.4


def inches(length: float) -> float:
    """Turn points into inches."""
    return length / 72


def an_inch(count: float, length: float) -> float:
    """Reckon how many of `count` pixels there are to an inch, where they fill `length` points."""
    return count / length * 72
