"""What was made or measured once is not made or measured again.

WeasyPrint 70.0 tries about four layouts of Pango for each line, and makes a context, a font's
description and a list of features for each, though these are the same for all text of a style.
It asks for the same height of an empty line again and again. And it measures each line below a
float, to the end of the page, for whether it fits beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeAlias

from weasyprint.text.ffi import ffi, gobject, pango

from octavo.layout.weasyprint.boxes import Box, Context, LineBox, Skip, Style, TextLayout
from octavo.layout.weasyprint.patch import Patch

#: The properties of a style that a layout of Pango is made of before it has text and a width.
TYPE_PROPERTIES = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "lang",
)

#: What a layout has for itself, whatever its style.
_OWN = ("justification_spacing", "max_width", "style", "text")

_SetUp: TypeAlias = Callable[[TextLayout, Style], None]
_Line: TypeAlias = tuple[LineBox | None, Skip]
#: `strut`: the height of an empty line, and where its baseline is.
_Strut: TypeAlias = Callable[[Style], tuple[float, float]]


def _made_for_layouts(plain: _SetUp) -> tuple[_SetUp]:
    patterns = _Patterns(plain)

    def setup(layout: TextLayout, style: Style) -> None:
        patterns.give(layout, style)

    return (setup,)


def _made_below_floats(line_of: Callable[..., _Line]) -> tuple[Callable[..., _Line]]:
    def get_next_linebox(
        context: Context, linebox: LineBox, position_y: float, *rest: object
    ) -> _Line:
        shapes = context.excluded_shapes
        if not shapes or not all(ends_above(shape, position_y) for shape in shapes):
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


TEXT_LAYOUTS = Patch(
    name="layouts of text by style",
    why="For each line four layouts of Pango are made from nothing, alike for all text of a style.",
    replaces=("text.line_break:Layout.setup",),
    made=_made_for_layouts,
)

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


def ends_above(shape: Box, position_y: float) -> bool:
    """Return whether a float is over before a line begins."""
    top = shape.position_y
    return top < position_y and top + float(shape.margin_height()) <= position_y


class _Patterns:
    """Layouts without text, by the style that they are made for."""

    def __init__(self, setup: _SetUp) -> None:
        self._setup = setup
        self._known: dict[Hashable, dict[str, object]] = {}
        if not hasattr(pango, "pango_layout_copy"):  # WeasyPrint declares what it uses itself
            ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *);")

    def give(self, layout: TextLayout, style: Style) -> None:
        """Make an empty layout as the style asks for it."""
        # A line along the text asks for the font's measures, whichever line it is.
        lines = style["text_decoration_line"] != "none"
        key = (style.font_config, lines, *[hashable(style[name]) for name in TYPE_PROPERTIES])
        known = self._known.get(key)
        if known is None:
            self._setup(layout, style)
            known = {name: made for name, made in vars(layout).items() if name not in _OWN}
            self._known[key] = known
        vars(layout).update(known)
        copy = pango.pango_layout_copy(known["layout"])
        layout.layout, layout.style = ffi.gc(copy, gobject.g_object_unref), style


def hashable(value: object) -> object:
    """Return the value of a property as a key may have it."""
    # A picture's own text has its families in a list; lines along a text are a set.
    if isinstance(value, set):
        return frozenset(value)
    return tuple(value) if type(value) is list else value
