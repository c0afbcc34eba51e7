"""Which characters need a glyph: controls, spaces, joiners and selectors do not."""

from __future__ import annotations

import re
import unicodedata

#: General categories of what is not drawn: controls, format characters, surrogates, spaces.
_UNDRAWN = frozenset("Cc Cf Cs Zl Zp Zs".split())
#: Unicode 16, Default_Ignorable_Code_Point, but for format characters, which have a category.
_IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)
#: Stands for an object that was lost on the way, such as a picture of a word processor.
OBJECT = "\ufffc"


def needs_glyph(character: str) -> bool:
    """Return whether a font must have a character, for a reader to see it."""
    return (
        character != OBJECT
        and unicodedata.category(character) not in _UNDRAWN
        and _IGNORABLE.match(character) is None
    )


def as_copied(text: str) -> str:
    """Return what a font says to readers of a PDF that a glyph of this text is.

    A hyphen is U+002D: where one ends a line they join the word's halves, at U+2010 they do not.
    """
    return "-" if text == "\u2010" else text
