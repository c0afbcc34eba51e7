"""Paragraphs are broken as a whole, where their content can be composed surely.

WeasyPrint 70.0 breaks each line for itself, as full as it goes, and never sets one tighter.
Here a block's text is broken by `typesetting.total_fit`, once for its measure, and WeasyPrint is
given its lines one by one, as it asks for them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from weasyprint.layout import inline

from octavo.layout.weasyprint.boxes import Box, Context, LineBox, Skip, Style, TextBox
from octavo.layout.weasyprint.break_places import Shape
from octavo.layout.weasyprint.composed_text import ComposedText, Matrix, Stream, Writer
from octavo.layout.weasyprint.glyph_runs import GLYPH_RUNS
from octavo.layout.weasyprint.hyphen_limits import HYPHEN_LIMITS
from octavo.layout.weasyprint.inline_content import KEEPING, Reader
from octavo.layout.weasyprint.less_measuring import ends_above
from octavo.layout.weasyprint.liberties import liberties_of
from octavo.layout.weasyprint.line_boxes import Frame, line_of
from octavo.layout.weasyprint.paragraph import Paragraph
from octavo.layout.weasyprint.patch import Patch
from octavo.layout.weasyprint.rows import Row
from octavo.layout.weasyprint.set_type import CannotComposeError, Types
from octavo.text.direction import RIGHT_TO_LEFT
from octavo.typesetting.old_ways import OldWay

#: CSS pixels that rounding leaves.
_SLACK = 0.05

_Line: TypeAlias = tuple[LineBox | None, Skip]


#: `draw_first_line`: it shows the text of a box, and returns the pictures among it.
_Draw: TypeAlias = Callable[..., list[object]]


def _made(line_of_old: Callable[..., _Line], draw: _Draw) -> tuple[Callable[..., _Line], _Draw]:
    compositor, writer, kept = Compositor(), Writer(), _Kept()

    def get_next_linebox(
        context: Context,
        linebox: LineBox,
        position_y: float,
        bottom_space: float,
        skip: Skip,
        block: Box,
        absolute: list[Box],
        fixed: list[Box],
        first_letter: object,
        first_line: object,
    ) -> _Line:
        paragraph: Paragraph | OldWay = OldWay.FIRST
        if first_letter is None and first_line is None:
            paragraph = compositor.paragraph(context, linebox, skip, block, position_y)
        if isinstance(paragraph, Paragraph):
            foot = _lines_to_foot(context, linebox, position_y + bottom_space)
            row = paragraph.row(paragraph.start(skip), foot)
            if row is not None:
                frame = Frame(
                    context=context,
                    block=block,
                    left=float(block.content_box_x()),
                    absolute=absolute,
                    fixed=fixed,
                )
                line = kept.take(row, frame, position_y)
                if line is None:
                    line = line_of(row, linebox, frame, position_y)
                    line.origin, line.paragraph, line.row = linebox, paragraph, row
                    kept.keep(row, line, context)
                return line, paragraph.skip(row.next)
            paragraph = OldWay.NO_WAY
        old, following = line_of_old(
            context,
            linebox,
            position_y,
            bottom_space,
            skip,
            block,
            absolute,
            fixed,
            first_letter,
            first_line,
        )
        if old is not None:
            old.origin, old.paragraph, old.row = linebox, paragraph, None
        return old, following

    def draw_first_line(
        stream: Stream, box: TextBox, overflow: str, ellipsis: str, matrix: Matrix
    ) -> list[object]:
        text = box.pango_layout
        if not isinstance(text, ComposedText):
            return draw(stream, box, overflow, ellipsis, matrix)
        if text.text.strip():
            writer.write(stream, text, matrix)
        return []

    return get_next_linebox, draw_first_line


COMPOSED_LINES = Patch(
    name="lines composed",
    why="Each line is broken for itself, as full as it goes: a fifth of them gape.",
    replaces=("layout.inline:get_next_linebox", "draw.text:draw_first_line"),
    behind=("lines below a float", HYPHEN_LIMITS.name, GLYPH_RUNS.name),
    made=_made,
)


def _lines_to_foot(context: Context, line: LineBox, position_y: float) -> int | None:
    """Return how many lines fit the page below the one that begins here; None if unknown."""
    height, _ = inline.strut(line.style)
    room = context.page_bottom - position_y
    if not height or not math.isfinite(room) or room + _SLACK < height:
        return None  # a line that is asked for to count widows stands on the next page
    return int((room + _SLACK) / height) - 1


class _Kept:
    """Lines of pages that may be laid out anew (`level_spreads`), to be set again elsewhere."""

    def __init__(self) -> None:
        self._lines: dict[int, tuple[Row, LineBox]] = {}

    def keep(self, row: Row, line: LineBox, context: Context) -> None:
        """Keep a line that was set, if it is of text alone."""
        if not getattr(context, "anew", True) and all(part.piece.type for part in row.slices):
            # The row is kept with its line, so that no other one takes its number.
            self._lines[id(row)] = (row, line)

    def take(self, row: Row, frame: Frame, position_y: float) -> LineBox | None:
        """Return the line of a row, moved to its place; None if there is none to be had."""
        if not getattr(frame.context, "anew", False) or id(row) not in self._lines:
            return None
        _, line = self._lines.pop(id(row))
        line.translate(frame.left - line.position_x, position_y - line.position_y)
        return line


class Compositor:
    """Composes the paragraphs of a layout, each once for its measure."""

    def __init__(self) -> None:
        self._types = Types()
        self._known: dict[tuple[int, float], tuple[LineBox, Paragraph | OldWay]] = {}

    def paragraph(
        self, context: Context, line: LineBox, skip: Skip, block: Box, position_y: float
    ) -> Paragraph | OldWay:
        """Return a block's paragraph; or why it is not composed here."""
        key = (id(line), float(block.width))
        known = self._known.get(key)
        shapes = [each for each in context.excluded_shapes if not ends_above(each, position_y)]
        if shapes and skip is not None:
            paragraph = known[1] if known else None
            goes_on = isinstance(paragraph, Paragraph) and paragraph.shape.lines
            return paragraph if paragraph and goes_on else OldWay.BESIDE
        lines, beside = _beside(shapes, line, block, position_y)
        if lines is None:
            return OldWay.BESIDE
        if known is None or (skip is None and not _fits(known[1], line, lines)):
            liberties = liberties_of(line.style)
            shape = Shape(
                measure=float(block.width),
                indent=0.0 if skip else float(line.text_indent),
                elastic=liberties.elastic,
                hanging=liberties.hanging,
                align=_ALIGNED.get(align := line.style["text_align_all"], align),
                lines=lines,
                beside=beside,
                widows=int(block.style["widows"]),
            )
            # The line is kept with its paragraph, so that no other one takes its number.
            known = self._known[key] = (line, self._composed(context, line, block, shape))
        paragraph = known[1]
        if isinstance(paragraph, Paragraph) and skip is None:
            paragraph.renew(getattr(context, "looser", {}).get(id(line), 0))
        return paragraph

    def _composed(
        self, context: Context, line: LineBox, block: Box, shape: Shape
    ) -> Paragraph | OldWay:
        """Return the paragraph; or why it cannot be composed."""
        try:
            _check_style(line.style, block.style)
            return Paragraph(Reader(context, self._types).pieces(line, block), shape)
        except CannotComposeError as error:
            return error.reason


def _fits(known: Paragraph | OldWay, line: LineBox, lines: int) -> bool:
    """Return whether what is known of a paragraph holds; a block that was moved may indent it."""
    if isinstance(known, OldWay):
        return True
    return known.shape.indent == float(line.text_indent) and known.fits(line, lines)


#: How lines are aligned that are composed, as CSS says it.
_ALIGNED = {"start": "left", "end": "right"}


def _check_style(style: Style, of_block: Style) -> None:
    """Raise `CannotComposeError` if lines are not composed in such a block."""
    if RIGHT_TO_LEFT in (style["direction"], of_block["direction"]):
        raise CannotComposeError(OldWay.RIGHT_TO_LEFT)
    if style["text_align_last"] not in ("auto", "start", "left", style["text_align_all"]):
        raise CannotComposeError(OldWay.LAST_LINE)
    if style["white_space"] not in ("normal", *KEEPING):
        raise CannotComposeError(OldWay.ENDS)
    if of_block["text_overflow"] != "clip" or of_block["block_ellipsis"] != "none":
        raise CannotComposeError(OldWay.CUT_OFF)


def _beside(
    shapes: list[Box], line: LineBox, block: Box, position_y: float
) -> tuple[int | None, float]:
    """Return how many lines stand beside a drop capital, and how much it takes of them.

    None if there is something else beside them.
    """
    if not shapes:
        return 0, 0.0
    height, _ = inline.strut(line.style)
    (shape, *more), left = shapes, float(block.content_box_x())
    fits = shape.style["float"] == "left" and shape.position_y <= position_y + _SLACK
    if more or not fits or not height:
        return None, 0.0
    room = shape.position_y + float(shape.margin_height()) - position_y - _SLACK
    beside = float(shape.position_x + shape.margin_width()) - left
    return max(0, math.ceil(room / height)), beside
