"""Less work for WeasyPrint, to the same bytes.

It tries about four layouts of Pango for each line, and makes a context, a font's description
and a list of features for each, though these are the same for all text of a style. While
`quickly` lasts, they are made once for a style, and copied.

It writes a line glyph by glyph, with a dozen steps through the foreign interface for each. A
run of plain glyphs is read here in one step, and written from a table of runs and glyphs that
were written before. A line with anything else (emoji, a missing glyph, an ellipsis, a raised
glyph) goes to WeasyPrint's own function.

It measures each line below a float, to the end of the page, for whether it fits beside it, and
asks for the same height of an empty line again and again.

Wraps private names (`setup` and `reactivate` of `text.line_break.Layout`, `draw_first_line` of
`draw.text`, `get_next_linebox` and `strut` of `layout.inline`): the version, 70.0, is pinned,
and `tests/unit/layout` compares the bytes with and without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from weasyprint.draw import text as drawing
from weasyprint.layout import inline
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
from weasyprint.text.line_break import Layout

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

#: Glyph numbers from here on are Pango's marks: an empty glyph, an unknown character.
_MARKS = 0x0FFFFFFF

#: The first Pango whose fonts tell the size that they are drawn at (its issue 530).
_TELLS_SIZE = 14802

#: Bytes of what Pango knows of a glyph that it has placed.
_INFO = ffi.sizeof("PangoGlyphInfo")

#: Runs of a font that are remembered: some 5 MB.
_MOST = 20_000

#: Below this size in pixels, a number in a PDF is 0.
_SMALLEST = 1e-6

#: A glyph's number, its width and its x offset, both in Pango's units.
_Glyph: TypeAlias = tuple[int, int, int]

#: Characters of a text that may come again as it is: a leader's dot, a bullet, a note's number.
_SHORT = 3


@contextmanager
def quickly() -> Iterator[None]:
    """While it lasts, lines are measured, broken and drawn with less work."""
    setup, reactivate = Layout.setup, Layout.reactivate
    draw, line_of, strut = drawing.draw_first_line, inline.get_next_linebox, inline.strut
    patterns, writer = _Patterns(setup), _Writer()
    struts: dict[int, tuple[Any, Any]] = {}

    def drawn(stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any) -> list[Any]:
        whole = overflow != "ellipsis" and ellipsis == "none"
        if whole and writer.write_again(stream, box, matrix):
            return []
        if box.pango_layout.layout is None:
            reactivate(box.pango_layout, box.style)
        if whole and writer.write(stream, box, matrix):
            return []
        emojis: list[Any] = draw(stream, box, overflow, ellipsis, matrix)
        return emojis

    def below(context: Any, linebox: Any, position_y: float, *rest: Any) -> Any:
        shapes = context.excluded_shapes
        if not shapes or not all(_ends_above(shape, position_y) for shape in shapes):
            return line_of(context, linebox, position_y, *rest)
        context.excluded_shapes = []
        try:
            return line_of(context, linebox, position_y, *rest)
        finally:
            shapes.extend(context.excluded_shapes)
            context.excluded_shapes = shapes

    def known(style: Any) -> Any:
        # The style is kept with its strut, so that no other one takes its number.
        if id(style) not in struts:
            struts[id(style)] = (style, strut(style))
        return struts[id(style)][1]

    def later(layout: Any, style: Any) -> None:
        layout.style, layout.layout, layout.language = style, None, None

    Layout.setup = lambda layout, style: patterns.give(layout, style)
    inline.get_next_linebox, inline.strut = below, known
    if pango.pango_version() >= _TELLS_SIZE:
        Layout.reactivate, drawing.draw_first_line = later, drawn
    try:
        yield
    finally:
        Layout.setup, Layout.reactivate = setup, reactivate
        drawing.draw_first_line, inline.get_next_linebox, inline.strut = draw, line_of, strut


def _ends_above(shape: Any, position_y: float) -> bool:
    """Whether a float is over before a line begins."""
    top: float = shape.position_y
    return top < position_y and top + float(shape.margin_height()) <= position_y


class _Patterns:
    """Layouts without text, by the style that they are made for."""

    def __init__(self, setup: Callable[[Layout, Any], None]) -> None:
        self._setup = setup
        self._known: dict[tuple[Any, ...], dict[str, Any]] = {}
        if not hasattr(pango, "pango_layout_copy"):  # WeasyPrint declares what it uses itself
            ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *);")

    def give(self, layout: Any, style: Any) -> None:
        """Makes an empty layout as the style asks for it."""
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


def _hashable(value: Any) -> Any:
    # A picture's own text has its families in a list.
    return tuple(value) if type(value) is list else value


@dataclass(frozen=True, slots=True)
class _Type:
    """A font in a PDF, at a size in pixels.

    `runs` are the runs of glyphs that were written before, by Pango's own bytes: justified text
    has one a word. `glyphs` are the same by glyph.
    """

    font: Font
    size: float
    runs: dict[bytes, str] = field(default_factory=dict)
    glyphs: dict[_Glyph, str] = field(default_factory=dict)


#: The types of a line, each with its runs.
_Shown: TypeAlias = list[tuple[_Type, list[str]]]


class _Writer:
    """Writes lines, and remembers what their glyphs look like in a content stream."""

    def __init__(self) -> None:
        self._types: dict[tuple[Font, float], _Type] = {}
        self._short: dict[tuple[Any, ...], tuple[Any, Any, _Shown]] = {}

    def write_again(self, stream: Any, box: Any, matrix: Any) -> bool:
        """Shows a short text that was shown before in this style; False if it was not."""
        if len(box.pango_layout.text) > _SHORT:
            return False
        *_, shown = self._short.get(_short_key(stream, box), (None,))
        if shown is None:
            return False
        _show(stream, shown, matrix)
        return True

    def write(self, stream: Any, box: Any, matrix: Any) -> bool:
        """Shows the first line of a box; False if it takes more than that, or is empty."""
        if not box.text.strip() or box.style["font_size"] < _SMALLEST:
            return False
        pango.pango_layout_set_single_paragraph_mode(box.pango_layout.layout, True)
        line, _ = box.pango_layout.get_first_line()
        shown = self._shown(stream, line, box.pango_layout)
        if shown is None:
            return False
        if len(box.pango_layout.text) <= _SHORT:
            # Fonts and style are kept too, so that no others take their numbers.
            self._short[_short_key(stream, box)] = (stream._fonts, box.style, shown)
        _show(stream, shown, matrix)
        return True

    def _shown(self, stream: Any, line: Any, layout: Any) -> _Shown | None:
        """The glyphs of a line, those of one font together; None if one is not plain."""
        shown: _Shown = []
        shape, link = ffi.NULL, line.runs[0]
        while link != ffi.NULL:
            run, link = link.data, link.next
            if run.item.analysis.font != shape:
                shape = run.item.analysis.font
                shown.append((self._type(stream, shape), []))
            type_, written = shown[-1]
            key = ffi.buffer(run.glyphs.glyphs, run.glyphs.num_glyphs * _INFO)[:]
            if key not in type_.runs:
                glyphs = _glyphs(type_, run, layout.text, stream)
                if glyphs is None:
                    return None
                if len(type_.runs) >= _MOST:
                    type_.runs.clear()
                    type_.glyphs.clear()
                type_.runs[key] = glyphs
            written.append(type_.runs[key])
        return shown

    def _type(self, stream: Any, shape: Any) -> _Type:
        font, size = stream.add_font(shape)
        if (font, size) not in self._types:
            self._types[font, size] = _Type(font=font, size=size)
        return self._types[font, size]


def _short_key(stream: Any, box: Any) -> tuple[Any, ...]:
    # A PDF has fonts of its own; its streams share them.
    layout = box.pango_layout
    return id(stream._fonts), id(box.style), layout.text, layout.justification_spacing


def _show(stream: Any, shown: _Shown, matrix: Any) -> None:
    stream.set_text_matrix(*matrix.values)
    for number, (type_, runs) in enumerate(shown):
        stream.set_font_size(type_.font.hash, type_.size)
        glyphs = "".join(runs)
        if glyphs or number == len(shown) - 1:
            stream.show_text(glyphs)


def _glyphs(type_: _Type, run: Any, text: str, stream: Any) -> str | None:
    """The glyphs of a run as hexadecimal numbers, with the moves between them."""
    font, count = type_.font, run.glyphs.num_glyphs
    if font.bitmap or font.png or font.svg or font.colr:
        return None
    encoded, written = text.encode(), ""
    for place, info in enumerate(run.glyphs.glyphs[0:count]):
        measures = info.geometry
        if not 0 <= info.glyph < _MARKS or measures.y_offset:
            return None
        glyph = (info.glyph, measures.width, measures.x_offset)
        if info.glyph not in font.to_unicode:
            font.to_unicode[info.glyph] = _text_of(run, place, encoded)
        if glyph not in type_.glyphs:
            type_.glyphs[glyph] = _moved(type_, *glyph, stream, run)
        written += type_.glyphs[glyph]
    return f"<{written}>".removesuffix("<>")


def _text_of(run: Any, place: int, text: bytes) -> str:
    """What a glyph of a run stands for."""
    clusters, item = run.glyphs.log_clusters, run.item
    after = place + (-1 if item.analysis.level % 2 else 1)
    end = clusters[after] if 0 <= after < run.glyphs.num_glyphs else item.length
    return text[item.offset + clusters[place] : item.offset + end].decode()


def _moved(type_: _Type, glyph: int, width: int, left: int, stream: Any, run: Any) -> str:
    """A glyph and the moves round it, in thousandths of an em, as an array of `TJ` has them."""
    known, offset = type_.font.widths, left / type_.size
    if glyph not in known:
        pango.pango_font_get_glyph_extents(
            run.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
        )
        known[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / type_.size)
    move = known[glyph] + offset - width * 1000 * FROM_UNITS / type_.size
    before = f">{-offset}<" if offset else ""
    return f"{before}{glyph:04x}" + (f">{int(move)}<" if move else "")
