"""Lengths as printers write them: `0.125 in`, `5 mm`, `36 pt`."""

from __future__ import annotations

import re

#: Points in a unit: a point is 1/72 in (PDF, ISO 32000-2, 8.3.2.3), an inch 25.4 mm.
_POINTS = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 720 / 25.4}

_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?) (pt|in|mm|cm)")


def points(text: object) -> float:
    """Return a length with its unit in points; raise `ValueError` for anything else.

    The number comes first, then one space and the unit: a bare number would
    leave open what it counts.
    """
    found = _LENGTH.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f"{text!r} is no length; write it as '0.125 in' or '5 mm'")
    return round(float(found[1]) * _POINTS[found[2]], 6)
