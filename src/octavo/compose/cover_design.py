"""The page on which a cover is designed: its lengths, for what is measured and for styles/cover.

An e-book's cover is that page itself; the front of a printed book is designed on one that has
the shape of its trim (`cover_sheet.py`), and is scaled to it.
"""

from __future__ import annotations

from octavo.styling.css_calc import plain
from octavo.text.units import inches

#: Points: the page of an e-book's cover (6.25 × 10 in, drawn at 1600 × 2560 pixels), its margins,
#: and how far down its title begins.
WIDTH, HEIGHT = 450.0, 720.0
SIDE, HEAD, FOOT = 64.8, 64.8, 68.4
SINK = 82.8

#: The margins at head and foot, together.
ENDS = HEAD + FOOT

#: The measure of a cover's words, in whole points, and the height that a title may take.
MEASURE, TALLEST = float(int(WIDTH - 2 * SIDE)), 300.0

#: From baseline to baseline of a title, in sizes; a theme may set its lines closer.
LEADING = 1.12

#: How many grounds styles/cover and each theme have; a book's title tells which one it gets.
TONES = 6


def cover_properties() -> str:
    """Return the page of an e-book's cover as custom properties of `:root`, for styles/cover."""
    lengths = {
        "cover-width": WIDTH,
        "cover-height": HEIGHT,
        "cover-room": HEIGHT - ENDS,
        "cover-sink": SINK,
    }
    return f":root {{ {_properties(lengths)} {shared_properties()} }}"


def shared_properties() -> str:
    """Return the custom properties that are the same for every cover: its margins, its leading."""
    margins = {"cover-side": SIDE, "cover-head": HEAD, "cover-foot": FOOT}
    return f"{_properties(margins)} --title-leading: {LEADING};"


def _properties(lengths: dict[str, float]) -> str:
    # In inches, in which they are designed: as points they would differ in the last digit.
    return " ".join(f"--{name}: {plain(inches(value))}in;" for name, value in lengths.items())
