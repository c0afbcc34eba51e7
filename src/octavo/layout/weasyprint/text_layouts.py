"""Pango's layout for a piece of text is made once for a style, and copied.

WeasyPrint 70.0 tries about four layouts for each line, and makes a context, a font's description
and a list of features for each, though these are the same for all text of a style.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeAlias

from weasyprint.text.ffi import ffi, gobject, pango

from octavo.layout.weasyprint.boxes import Style, TextLayout
from octavo.layout.weasyprint.patch import Patch

#: The properties of a style that a layout is made of before it has text and a width.
_PROPERTIES = (
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


def _made(plain: _SetUp) -> tuple[_SetUp]:
    patterns = _Patterns(plain)

    def setup(layout: TextLayout, style: Style) -> None:
        patterns.give(layout, style)

    return (setup,)


TEXT_LAYOUTS = Patch(
    name="layouts of text by style",
    why="For each line four layouts of Pango are made from nothing, alike for all text of a style.",
    replaces=("text.line_break:Layout.setup",),
    made=_made,
)


class _Patterns:
    """Layouts without text, by the style that they are made for."""

    def __init__(self, setup: _SetUp) -> None:
        self._setup = setup
        self._known: dict[Hashable, dict[str, Any]] = {}
        if not hasattr(pango, "pango_layout_copy"):  # WeasyPrint declares what it uses itself
            ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *);")

    def give(self, layout: TextLayout, style: Style) -> None:
        """Make an empty layout as the style asks for it."""
        # A line along the text asks for the font's measures, whichever line it is.
        lines = style["text_decoration_line"] != "none"
        key = (style.font_config, lines, *[_hashable(style[name]) for name in _PROPERTIES])
        known = self._known.get(key)
        if known is None:
            self._setup(layout, style)
            known = {name: made for name, made in vars(layout).items() if name not in _OWN}
            self._known[key] = known
        vars(layout).update(known)
        copy = pango.pango_layout_copy(known["layout"])
        layout.layout, layout.style = ffi.gc(copy, gobject.g_object_unref), style


def _hashable(value: object) -> object:
    # A picture's own text has its families in a list.
    return tuple(value) if type(value) is list else value
