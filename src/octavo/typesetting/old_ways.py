"""Why text is not composed as a whole, but goes WeasyPrint's own way, line by line."""

from __future__ import annotations

from enum import StrEnum


class OldWay(StrEnum):
    """A reason, in words that `octavo build --why` and `--json` say, and the guide explains."""

    RIGHT_TO_LEFT = "a script from right to left"
    SCRIPT = "a script with breaking of its own, or a control"
    LAST_LINE = "a last line that is aligned by itself"
    ENDS = "lines that end where the text says"
    CUT_OFF = "a line that is cut off"
    BESIDE = "something beside it"
    FIRST = "a first letter or line in a style of its own"
    FLOAT = "a float, a note or a leader"
    BOX = "an unknown kind of box"
    MOVED = "words that are moved"
    ANYWHERE = "a style that breaks words anywhere"
    KEPT = "spaces that are kept among others"
    NOTHING = "nothing to set"
    GLYPHS = "pictures for glyphs, or characters without any"
    NO_WAY = "no way to break it"
