"""A part of a composed line: what stands in a text box for a layout of Pango, and how it is drawn.

The words were shaped when the paragraph was broken; a line is written from them, each word as it
was written before, and the spaces between them as moves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, pango

from octavo.layout.weasyprint.boxes import Struct, Style
from octavo.layout.weasyprint.copied_text import LineEnd, span_of
from octavo.layout.weasyprint.set_type import Run, SetType, Word
from octavo.text.shown_characters import as_copied
from octavo.typesetting.shaping import Glyph

#: Thousandths of an em that a reader of the PDF does not see.
_HAIR = 0.05

#: An array of `TJ`, parted before its last glyph.
_LAST_GLYPH = re.compile(r"(.*<(?:[0-9a-f]{4})*)([0-9a-f]{4}>[^<]*)", re.DOTALL)


class ComposedText:
    """A part of a line: its words and spaces; how wide letters and spaces are set.

    `letters` is the factor of the letters' widths, `space` the width of a space in CSS pixels,
    `end` what its line ends with if it is the last part, and `over` how much of its last mark hangs
    over the edge, `under` how much of its first one, in CSS pixels.
    """

    #: As `text.line_break.Layout` has them.
    justification_spacing = 0.0
    first_line_direction = 0
    max_width = None

    __slots__ = ("end", "letters", "over", "space", "text", "type", "under", "words")

    def __init__(
        self, text: str, set_type: SetType, words: list[Word], *, letters: float, space: float
    ) -> None:
        self.text, self.type, self.words = text, set_type, words
        self.letters, self.space, self.end = letters, space, LineEnd.NOTHING
        self.over = self.under = 0.0

    def reactivate(self, style: Style) -> None:
        """Do nothing: there is no layout to be made again."""

    def deactivate(self) -> None:
        """Do nothing: there is no layout to be given up."""

    @property
    def ascent(self) -> float | None:
        """Return how far the face reaches up, where a line is drawn along the text."""
        return self.type.layout.ascent

    @property
    def underline_position(self) -> float | None:
        """Return where a line under the text stands."""
        return self.type.layout.underline_position

    @property
    def underline_thickness(self) -> float | None:
        """Return how thick a line under the text is."""
        return self.type.layout.underline_thickness

    @property
    def strikethrough_position(self) -> float | None:
        """Return where a line through the text stands."""
        return self.type.layout.strikethrough_position

    @property
    def strikethrough_thickness(self) -> float | None:
        """Return how thick a line through the text is."""
        return self.type.layout.strikethrough_thickness


@dataclass(frozen=True, slots=True)
class _Written:
    """Glyphs in one font at one height, as an array of `TJ` has them.

    `font` is Pango's, None for the type's own; `width` is how far a reader of the PDF moves on,
    in thousandths of an em.
    """

    font: Run | None
    rise: float
    glyphs: str
    width: float


@dataclass(slots=True)
class _Ink:
    """A font of a PDF at a size in CSS pixels, and the words that were written in a type."""

    font: Font
    size: float
    #: Pango's.
    face: Struct
    words: dict[str, list[_Written]] = field(default_factory=dict)


class Matrix(Protocol):
    """Where text is written (`matrix.Matrix`)."""

    values: tuple[float, ...]


class Stream(Protocol):
    """What a page is written to (`pdf.stream.Stream`)."""

    #: A PDF has fonts of its own; its streams share them.
    _fonts: object
    ink_rect: Struct
    logical_rect: Struct
    #: What is tagged, or None where nothing is.
    _tags: object
    #: What has been written.
    stream: list[bytes]

    def add_font(self, pango_font: Struct) -> tuple[Font, float]:
        """Return the PDF's font for one of Pango's, and its size in pixels."""

    def set_text_matrix(self, *values: float) -> None:
        """Write the place of the text."""

    def set_font_size(self, font: str, size: float) -> None:
        """Write which font the text is in."""

    def set_text_rise(self, height: float) -> None:
        """Write how far the text stands above its line."""

    def show_text(self, text: str) -> None:
        """Write glyphs."""

    def end_marked_content(self) -> None:
        """End what was marked last."""


class Writer:
    """Writes composed texts, and remembers the words in them."""

    def __init__(self) -> None:
        self._inks: dict[tuple[int, int], tuple[object, _Ink]] = {}

    def write(self, stream: Stream, text: ComposedText, matrix: Matrix) -> None:
        """Show a part of a line; its letters are made wider or narrower by the matrix."""
        _, *rest = matrix.values
        stream.set_text_matrix(text.letters, *rest)
        ink = self._ink(stream, text.type)
        scale, space = 1000 / ink.size, text.space / text.letters
        page = _Page(stream, ink)
        wanted = 0.0
        for word in text.words:
            for part in self._parts(page, word):
                page.show(part)
            wanted += (space if word.is_space else word.width) * scale
            if word.is_space:
                page.move_to(wanted)
        self._end(page, text)

    def _end(self, page: _Page, text: ComposedText) -> None:
        """End a text with what is said, not seen, of the end of its line."""
        tagged = page.stream._tags is not None
        span = span_of(text.end, tagged=tagged)
        if span is not None:
            page.mark_last(span)
        elif tagged and text.end is LineEnd.SPACE:
            for part in self._parts(page, text.type.piece(" ")):
                page.show(part)
        page.close()

    def _parts(self, page: _Page, word: Word) -> list[_Written]:
        known = page.ink.words.get(word.text)
        if known is None:
            known = page.ink.words[word.text] = self._written(page.stream, page.ink, word)
        return known

    def _ink(self, stream: Stream, set_type: SetType) -> _Ink:
        key = id(stream._fonts), id(set_type)
        known = self._inks.get(key)
        if known is None:
            font, size = stream.add_font(set_type.font)
            # Fonts and type are kept too, so that no others take their numbers.
            known = self._inks[key] = ((stream._fonts, set_type), _Ink(font, size, set_type.font))
        return known[1]

    def _written(self, stream: Stream, ink: _Ink, word: Word) -> list[_Written]:
        parts = []
        for run in word.runs:
            hand = _Hand(stream, ink, run)
            begin = 0
            for place in range(1, len(run.glyphs) + 1):
                rise = run.glyphs[begin].rise
                if place == len(run.glyphs) or run.glyphs[place].rise != rise:
                    parts.append(hand.written(run.glyphs[begin:place]))
                    begin = place
        return parts


class _Page:
    """The text of one box as it is written."""

    def __init__(self, stream: Stream, ink: _Ink) -> None:
        self.stream, self.ink = stream, ink
        self._shown: list[str] = []
        self._at, self._rise = 0.0, 0.0
        self._font: Run | None = None
        stream.set_font_size(ink.font.hash, ink.size)

    def show(self, part: _Written) -> None:
        """Show glyphs after those before."""
        if part.rise != self._rise or not _is_same(part.font, self._font):
            self._change(part.font, part.rise)
        self._shown.append(part.glyphs)
        self._at += part.width

    def move_to(self, wanted: float) -> None:
        """Move to a place, in thousandths of an em of the type from where the text began."""
        move = round(self._at - wanted, 1)
        if abs(move) > _HAIR:
            self._shown.append(f" {move:g}")
            self._at -= move

    def mark_last(self, span: bytes) -> None:
        """Mark the last glyph with a span that begins so."""
        found = _LAST_GLYPH.fullmatch("".join(self._shown))
        if found is None:  # it stands at another height, as no hyphen does
            return
        before, last = found.groups()
        self._shown = [f"{before}>".removesuffix("<>")]
        self._flush()
        self.stream.stream.append(span)
        self._shown = [f"<{last}"]
        self._flush()
        self.stream.end_marked_content()

    def close(self) -> None:
        """End the text."""
        self._change(None, 0.0)

    def _change(self, font: Run | None, rise: float) -> None:
        stream = self.stream
        self._flush()
        if rise != self._rise:
            stream.set_text_rise(rise)
        if font is not self._font:
            used, size = (
                (self.ink.font, self.ink.size) if font is None else stream.add_font(font.font.font)
            )
            stream.set_font_size(used.hash, size)
        self._font, self._rise = font, rise

    def _flush(self) -> None:
        """Write what is to be shown."""
        if shown := "".join(self._shown):
            self.stream.show_text(shown)
        self._shown.clear()


def _is_same(one: Run | None, other: Run | None) -> bool:
    """Return whether two runs are in one font; None is the type's own."""
    if one is None or other is None:
        return one is other
    return bool(one.font.font == other.font.font)


class _Hand:
    """Writes the glyphs of a run in its font."""

    def __init__(self, stream: Stream, ink: _Ink, run: Run) -> None:
        self._stream = stream
        self._face = ink.face if run.font is None else run.font.font
        self._own = run if self._face != ink.face else None
        self._font, self._size = ink.font, ink.size
        if self._own is not None:
            self._font, self._size = stream.add_font(self._face)
        self._scale, self._to_ink = 1000 / self._size, self._size / ink.size

    def written(self, glyphs: Sequence[Glyph]) -> _Written:
        """Return glyphs at one height with the moves between them."""
        written, width = "", 0.0
        for glyph in glyphs:
            known = self._width(glyph)
            before = round(glyph.left * self._scale)
            move = round(known + before - glyph.advance * self._scale)
            written += f">{-before}<" if before else ""
            written += f"{glyph.number:04x}" + (f">{move}<" if move else "")
            width += known + before - move
        shown = f"<{written}>".replace("<>", "")
        return _Written(self._own, glyphs[0].rise, shown, width * self._to_ink)

    def _width(self, glyph: Glyph) -> int:
        """Return the width of a glyph in thousandths of an em, as WeasyPrint takes it."""
        font, stream = self._font, self._stream
        if glyph.number not in font.to_unicode or glyph.text == "\u2010":
            font.to_unicode[glyph.number] = as_copied(glyph.text)
        known: int | None = font.widths.get(glyph.number)
        if known is None:
            pango.pango_font_get_glyph_extents(
                self._face, glyph.number, stream.ink_rect, stream.logical_rect
            )
            known = round(stream.logical_rect.width * FROM_UNITS * 1000 / self._size)
            font.widths[glyph.number] = known
        return known
