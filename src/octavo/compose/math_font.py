"""The font of formulas in an e-book: STIX Two Math, cut to the book's own.

Brackets, roots and sums that grow need a font with a MATH table (OpenType 1.9);
few readers bring one, and without it letters come from whatever sans serif has
U+1D44E and its neighbours. The font is ziamath's, the same that print draws with
(SIL Open Font License 1.1).
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import uharfbuzz as hb
from lxml import etree

from octavo.core.model import Asset, Face
from octavo.markdown.math_letters import italic
from octavo.markdown.mathml import characters
from octavo.styling.faces import open_font
from octavo.text.xhtml_names import MATH

#: As styles/ereader/math.css names it.
FAMILY = "STIX Two Math"
_FILE = "STIXTwoMath-Regular.ttf"
#: Smaller forms for exponents, dotless letters below accents, flat accents (OpenType 1.9).
_FEATURES = ("ssty", "dtls", "flac", "ccmp", "mark", "mkmk")
#: The root, which no element writes; digits, brackets and signs, so that the font serves
#: any formula of numbers.
_ALWAYS = "√0123456789()[]{}|+−=,.′ \u2061\u2062\u2063\u2064"


def math_faces(roots: Iterable[etree._Element]) -> tuple[Face, ...]:
    """Return the face that the formulas below `roots` need; none if there are none."""
    shown = {char for root in roots for math in root.iter(MATH) for char in _shown(math)}
    if not shown:
        return ()
    settings = hb.SubsetInput()
    settings.unicode_set.update(map(ord, shown | set(_ALWAYS)))
    settings.layout_feature_tag_set.clear()
    settings.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in _FEATURES)
    data = bytes(hb.subset(open_font(_path()), settings).blob.data)
    asset = Asset(name="fonts/stix-two-math.ttf", media_type="font/ttf", data=data)
    return (Face(family=FAMILY, weight=400, style="normal", asset=asset),)


def _shown(math: etree._Element) -> set[str]:
    """Return the characters, and the slanted ones in which a reader shows single letters."""
    plain = set(characters(math))
    return plain | {italic(char) for char in plain}


def _path() -> Path:
    found = find_spec("ziamath")
    places = found.submodule_search_locations if found else None
    return Path(next(iter(places or [""]))) / "fonts" / _FILE
