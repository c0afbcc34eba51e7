"""Words that the rules' findings share: lengths, sizes, quoted text."""

from __future__ import annotations

from octavo.text.shorten import clipped
from octavo.text.units import inches, millimetres

#: Points by which a length may be off: pages are rounded to a hundredth of an inch in places.
SLACK = 0.75

#: Characters of a quoted text.
_SHOWN = 40


def quoted(words: str) -> str:
    """Quote the beginning of a text; return nothing if there are no words."""
    if not words:
        return ""
    return f": “{clipped(words, _SHOWN)}”"


def pages_of(count: int) -> str:
    """Write a number of pages: `1 page`, `24 pages`."""
    return "1 page" if count == 1 else f"{count} pages"


def length(points: float) -> str:
    """Write a length in inches and millimetres: `0.25 in (6.4 mm)`."""
    return f"{inches(points):.3g} in ({millimetres(points):.1f} mm)"


def area(width: float, height: float) -> str:
    """Write a size in inches and millimetres: `6 × 9 in (152 × 229 mm)`."""
    metric = f"{millimetres(width):.0f} × {millimetres(height):.0f} mm"
    return f"{inches(width):.4g} × {inches(height):.4g} in ({metric})"
