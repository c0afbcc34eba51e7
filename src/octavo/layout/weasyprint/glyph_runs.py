"""A line is written from a table of the runs and glyphs that were written before.

WeasyPrint 70.0 writes a line glyph by glyph, with a dozen steps through the foreign interface
for each. A run of plain glyphs is read here in one step. A line with anything else (emoji, a
missing glyph, an ellipsis, a raised glyph) goes to WeasyPrint's own function.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from octavo.layout.weasyprint.boxes import Struct, Style, TextBox, TextLayout
from octavo.layout.weasyprint.patch import Patch

_Reactivate: TypeAlias = Callable[[TextLayout, Style], None]

#: Pictures for glyphs, which WeasyPrint draws when the line is written.
_Emojis: TypeAlias = list[object]

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


class _Matrix(Protocol):
    """Where text is written (`matrix.Matrix`)."""

    values: Sequence[float]


class _Stream(Protocol):
    """What a page is written to (`pdf.stream.Stream`)."""

    #: A PDF has fonts of its own; its streams share them.
    _fonts: object
    ink_rect: Struct
    logical_rect: Struct

    def add_font(self, pango_font: Struct) -> tuple[Font, float]:
        """Return the PDF's font for one of Pango's, and its size in pixels."""

    def set_text_matrix(self, *values: float) -> None:
        """Write the place of the text."""

    def set_font_size(self, font: str, size: float) -> None:
        """Write which font the text is in."""

    def show_text(self, text: str) -> None:
        """Write glyphs."""


def _made(reactivate: _Reactivate, draw: Callable[..., _Emojis]) -> tuple[object, object]:
    if pango.pango_version() < _TELLS_SIZE:
        return reactivate, draw
    writer = _Writer()

    def later(layout: TextLayout, style: Style) -> None:
        layout.style, layout.layout, layout.language = style, None, None

    def draw_first_line(
        stream: _Stream, textbox: TextBox, text_overflow: str, block_ellipsis: str, matrix: _Matrix
    ) -> _Emojis:
        whole = text_overflow != "ellipsis" and block_ellipsis == "none"
        if whole and writer.write_again(stream, textbox, matrix):
            return []
        if textbox.pango_layout.layout is None:
            reactivate(textbox.pango_layout, textbox.style)
        if whole and writer.write(stream, textbox, matrix):
            return []
        return draw(stream, textbox, text_overflow, block_ellipsis, matrix)

    return later, draw_first_line


GLYPH_RUNS = Patch(
    name="runs of glyphs",
    why="A line is written glyph by glyph, with a dozen steps through the foreign interface each.",
    replaces=("text.line_break:Layout.reactivate", "draw.text:draw_first_line"),
    made=_made,
)


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
        self._short: dict[Hashable, tuple[object, Style, _Shown]] = {}

    def write_again(self, stream: _Stream, box: TextBox, matrix: _Matrix) -> bool:
        """Show a short text that was shown before in this style; False if it was not."""
        if len(box.pango_layout.text) > _SHORT:
            return False
        known = self._short.get(_short_key(stream, box))
        if known is None:
            return False
        _show(stream, known[-1], matrix)
        return True

    def write(self, stream: _Stream, box: TextBox, matrix: _Matrix) -> bool:
        """Show the first line of a box; False if it takes more than that, or is empty."""
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

    def _shown(self, stream: _Stream, line: Struct, layout: TextLayout) -> _Shown | None:
        """Return the glyphs of a line, those of one font together; None if one is not plain."""
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
                glyphs = _glyphs(type_, run, text=layout.text, stream=stream)
                if glyphs is None:
                    return None
                if len(type_.runs) >= _MOST:
                    type_.runs.clear()
                    type_.glyphs.clear()
                type_.runs[key] = glyphs
            written.append(type_.runs[key])
        return shown

    def _type(self, stream: _Stream, shape: Struct) -> _Type:
        font, size = stream.add_font(shape)
        if (font, size) not in self._types:
            self._types[font, size] = _Type(font=font, size=size)
        return self._types[font, size]


def _short_key(stream: _Stream, box: TextBox) -> Hashable:
    layout = box.pango_layout
    return id(stream._fonts), id(box.style), layout.text, layout.justification_spacing


def _show(stream: _Stream, shown: _Shown, matrix: _Matrix) -> None:
    stream.set_text_matrix(*matrix.values)
    for number, (type_, runs) in enumerate(shown):
        stream.set_font_size(type_.font.hash, type_.size)
        glyphs = "".join(runs)
        if glyphs or number == len(shown) - 1:
            stream.show_text(glyphs)


def _glyphs(type_: _Type, run: Struct, *, text: str, stream: _Stream) -> str | None:
    """Return the glyphs of a run as hexadecimal numbers, with the moves between them."""
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
            type_.glyphs[glyph] = _moved(type_, glyph, run=run, stream=stream)
        written += type_.glyphs[glyph]
    return f"<{written}>".removesuffix("<>")


def _text_of(run: Struct, place: int, text: bytes) -> str:
    """Return what a glyph of a run stands for."""
    clusters, item = run.glyphs.log_clusters, run.item
    after = place + (-1 if item.analysis.level % 2 else 1)
    end = clusters[after] if 0 <= after < run.glyphs.num_glyphs else item.length
    return text[item.offset + clusters[place] : item.offset + end].decode()


def _moved(type_: _Type, placed: _Glyph, *, run: Struct, stream: _Stream) -> str:
    """Return a glyph and the moves round it, in thousandths of an em, for an array of `TJ`."""
    glyph, width, left = placed
    known, offset = type_.font.widths, left / type_.size
    if glyph not in known:
        pango.pango_font_get_glyph_extents(
            run.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
        )
        known[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / type_.size)
    move = known[glyph] + offset - width * 1000 * FROM_UNITS / type_.size
    before = f">{-offset}<" if offset else ""
    return f"{before}{glyph:04x}" + (f">{int(move)}<" if move else "")
