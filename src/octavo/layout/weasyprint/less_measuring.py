"""What was measured once is not measured again.

WeasyPrint 70.0 measures each line below a float, to the end of the page, for whether it fits
beside it, and asks for the same height of an empty line again and again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from octavo.layout.weasyprint.boxes import Box, Context, LineBox, Skip, Style
from octavo.layout.weasyprint.patch import Patch

_Line: TypeAlias = tuple[LineBox | None, Skip]
#: `strut`: the height of an empty line, and where its baseline is.
_Strut: TypeAlias = Callable[[Style], tuple[float, float]]


def _made_below_floats(line_of: Callable[..., _Line]) -> tuple[Callable[..., _Line]]:
    def get_next_linebox(
        context: Context, linebox: LineBox, position_y: float, *rest: object
    ) -> _Line:
        shapes = context.excluded_shapes
        if not shapes or not all(_ends_above(shape, position_y) for shape in shapes):
            return line_of(context, linebox, position_y, *rest)
        context.excluded_shapes = []
        try:
            return line_of(context, linebox, position_y, *rest)
        finally:
            shapes.extend(context.excluded_shapes)
            context.excluded_shapes = shapes

    return (get_next_linebox,)


def _made_for_struts(plain: _Strut) -> tuple[_Strut]:
    known: dict[int, tuple[Style, tuple[float, float]]] = {}

    def strut(style: Style) -> tuple[float, float]:
        # The style is kept with its strut, so that no other one takes its number.
        if id(style) not in known:
            known[id(style)] = (style, plain(style))
        return known[id(style)][1]

    return (strut,)


BELOW_FLOATS = Patch(
    name="lines below a float",
    why="Lines below a float are measured for whether they fit beside it.",
    replaces=("layout.inline:get_next_linebox",),
    made=_made_below_floats,
)

STRUTS = Patch(
    name="heights of empty lines",
    why="The height of an empty line is worked out again for each box of the same style.",
    replaces=("layout.inline:strut",),
    made=_made_for_struts,
)


def _ends_above(shape: Box, position_y: float) -> bool:
    """Return whether a float is over before a line begins."""
    top = shape.position_y
    return top < position_y and top + float(shape.margin_height()) <= position_y
