"""The patches of WeasyPrint in the order in which they are put in place, and the check of it.

Each is made for one version of WeasyPrint, whose private names it replaces.
`tests/unit/layout/test_weasyprint_patches.py` shows for each what WeasyPrint does without it,
and says so when that is mended there.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from octavo.layout.weasyprint.composed_lines import COMPOSED_LINES
from octavo.layout.weasyprint.full_lines import FULL_LINES
from octavo.layout.weasyprint.glyph_runs import GLYPH_RUNS
from octavo.layout.weasyprint.grid import ON_GRID
from octavo.layout.weasyprint.hyphen_limits import HYPHEN_LIMITS
from octavo.layout.weasyprint.less_measuring import BELOW_FLOATS, STRUTS, TEXT_LAYOUTS
from octavo.layout.weasyprint.level_spreads import LEVEL_SPREADS
from octavo.layout.weasyprint.no_circles import NO_CIRCLES
from octavo.layout.weasyprint.patch import Patch, in_place
from octavo.layout.weasyprint.trailing_space import BESIDE_DROP_CAPS, CLOSED_UP

#: Those in place whenever a document is laid out. One that replaces a name of another, and so
#: calls it, comes after it.
MENDED: tuple[Patch, ...] = (
    NO_CIRCLES,
    ON_GRID,
    TEXT_LAYOUTS,
    GLYPH_RUNS,
    STRUTS,
    BELOW_FLOATS,
    FULL_LINES,
    CLOSED_UP,
    BESIDE_DROP_CAPS,
    HYPHEN_LIMITS,
    COMPOSED_LINES,
    LEVEL_SPREADS,
)


def mended(*more: Patch) -> AbstractContextManager[None]:
    """Mend WeasyPrint while it lasts; `more` are what this one layout needs besides."""
    return in_place(*MENDED, *more)
