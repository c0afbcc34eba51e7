"""The space that WeasyPrint takes from a line's end leaves the rest of the line in its place.

From right to left it leaves a hole, or pushes the last words over the edge, where they stand
in an inline element.

Beside a drop cap, a line that fits without that space but not with it is held for one below
the letter: it is spread over the whole measure, and runs over the edge by the letter's width.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from octavo.layout.weasyprint.boxes import Box, Context, InlineBox, LineBox
from octavo.layout.weasyprint.patch import Patch
from octavo.text.direction import RIGHT_TO_LEFT

_Trim: TypeAlias = Callable[[Context, LineBox], None]
#: `avoid_collisions`: it gives a place and a width that floats leave free, in CSS pixels.
_Avoid: TypeAlias = Callable[[Context, Box, Box, bool], tuple[float, float, float]]


def _made_for_right_to_left(trim: _Trim) -> tuple[_Trim]:
    def remove_last_whitespace(context: Context, line: LineBox) -> None:
        width, last = line.width, line.children[-1] if line.children else None
        left = last.position_x if last is not None else 0.0
        trim(context, line)
        if last is not None and line.style["direction"] == RIGHT_TO_LEFT:
            _close_up(line, width - line.width, moved=last.position_x != left)

    return (remove_last_whitespace,)


def _made_for_drop_caps(trim: _Trim, avoid: _Avoid) -> tuple[_Trim, _Avoid]:
    trimmed_by = 0.0

    def remove_last_whitespace(context: Context, line: LineBox) -> None:
        nonlocal trimmed_by
        width = line.width
        trim(context, line)
        trimmed_by = width - line.width

    def avoid_collisions(
        context: Context, box: Box, containing_block: Box, outer: bool = True
    ) -> tuple[float, float, float]:
        # The first to ask after a line is trimmed is that line, for the room that it has.
        nonlocal trimmed_by
        if trimmed_by and not outer and isinstance(box, LineBox):
            box.width -= trimmed_by
        trimmed_by = 0.0
        return avoid(context, box, containing_block, outer)

    return remove_last_whitespace, avoid_collisions


CLOSED_UP = Patch(
    name="closed up from right to left",
    why="The space at a line's end leaves a hole, or pushes words over the left edge.",
    replaces=("layout.inline:remove_last_whitespace",),
    made=_made_for_right_to_left,
)

BESIDE_DROP_CAPS = Patch(
    name="full lines beside a drop cap",
    why="A line that is full without its last space is spread as if it stood below the letter.",
    replaces=("layout.inline:remove_last_whitespace", "layout.inline:avoid_collisions"),
    behind=("closed up from right to left",),
    made=_made_for_drop_caps,
)


def _close_up(line: LineBox, space: float, *, moved: bool) -> None:
    """Move what stands right of a line's last words up to them, by the space taken from them.

    `moved` says that the line's children have all been moved already, the last one in error.
    """
    box: Box = line
    while space and isinstance(box, LineBox | InlineBox) and box.children:
        *others, last = box.children
        if box is line and moved:
            last.translate(dx=space, ignore_floats=True)
        else:
            for other in others:
                other.translate(dx=-space, ignore_floats=True)
        box = last
