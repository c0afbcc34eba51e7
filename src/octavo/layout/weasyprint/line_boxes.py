"""A composed line → the boxes that WeasyPrint would have made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from weasyprint.layout.inline import (
    _adjust_line_height,
    atomic_box,
    line_box_verticality,
)

from octavo.layout.weasyprint.boxes import Box, Context, InlineBox, LineBox, TextBox, TextLayout
from octavo.layout.weasyprint.composed_text import ComposedText
from octavo.layout.weasyprint.inline_content import Piece, left_of
from octavo.layout.weasyprint.rows import Row, Slice, words_of


@dataclass(slots=True)
class _Open:
    """An inline box whose content is being set: where it began, whether on this line."""

    box: InlineBox
    left: float
    begins: bool
    children: list[Box] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Frame:
    """Where lines are set: what lays them out, the block around them, where they begin in it."""

    context: Context
    block: Box
    left: float
    absolute: list[Box]
    fixed: list[Box]


def line_of(row: Row, box: LineBox, frame: Frame, position_y: float) -> LineBox:
    """Return the line box of a row; `box` is the one of the whole content."""
    setter = _Setter(row, frame)
    line = box.copy_with_children(setter.children())
    line.remove_decoration_sides = set()
    line.position_x = frame.left
    line.width = setter.right - frame.left - row.over
    _adjust_line_height(line)
    bottom, top = line_box_verticality(line)
    line.baseline = -top
    line.position_y, line.height = top, bottom - top
    line.margin_top = line.margin_bottom = 0
    line.translate(0, position_y - top)
    # As WeasyPrint does: the sum is not the same to the last bit.
    line.position_y = position_y
    return line


class _Setter:
    """Sets the boxes of a row one after the other."""

    def __init__(self, row: Row, frame: Frame) -> None:
        self._row, self._frame = row, frame
        self.right = frame.left + row.indent
        self._first = next((part for part in row.slices if part.begin < part.end), None)
        self._last = next((part for part in reversed(row.slices) if part.begin < part.end), None)
        self._top: list[Box] = []
        self._open: list[_Open] = []

    def children(self) -> list[Box]:
        """Return the children of the line."""
        for part in self._row.slices:
            self._close_to(part.piece)
            self._open_for(part)
            self._set(part)
            self._done(part)
        while self._open:
            self._close(ends=False)
        return self._top

    def _holder(self) -> list[Box]:
        return self._open[-1].children if self._open else self._top

    def _close_to(self, piece: Piece) -> None:
        """Close the boxes that a piece does not stand in."""
        while self._open and not any(self._open[-1].box is parent for parent in piece.parents):
            self._close(ends=True)

    def _open_for(self, part: Slice) -> None:
        """Open the boxes that a piece stands in."""
        piece = part.piece
        for depth in range(len(self._open), len(piece.parents)):
            parent = piece.parents[depth]
            # It begins here if the piece is the first in it, and is not the rest of one.
            begins = not part.is_begun and not any(piece.path[depth + 1 :])
            self._open.append(_Open(parent, self.right, begins))
            if begins or parent.style["box_decoration_break"] == "clone":
                self.right += left_of(parent)

    def _close(self, *, ends: bool) -> None:
        opened = self._open.pop()
        box = opened.box
        new = box.copy_with_children(opened.children)
        new.remove_decoration_sides = set()
        new.remove_decoration(start=not opened.begins, end=not ends)
        new.position_x, new.position_y = opened.left, 0
        new.width = self.right - new.content_box_x()
        self.right = new.position_x + new.margin_width()
        _adjust_line_height(new)
        self._holder().append(new)

    def _done(self, part: Slice) -> None:
        """Close the boxes that end with a piece."""
        piece = part.piece
        if part.goes_on or part.hyphened:
            return
        for depth in range(len(self._open) - 1, -1, -1):
            parent = piece.parents[depth]
            if piece.path[depth + 1] != len(parent.children) - 1:
                return
            self._close(ends=True)

    def _set(self, part: Slice) -> None:
        piece = part.piece
        if piece.type is not None:
            self._set_text(part)
        elif isinstance(piece.box, InlineBox):
            self._set_empty(piece.box)
        else:
            frame = self._frame
            box = atomic_box(
                frame.context, piece.box, self.right, None, frame.block, frame.absolute, frame.fixed
            )
            box.position_x = self.right
            self.right += float(box.margin_width())
            self._holder().append(box)

    def _set_empty(self, box: InlineBox) -> None:
        """Set an element without content: an anchor."""
        new = box.copy_with_children([])
        new.position_x, new.position_y, new.width = self.right, 0, 0
        _adjust_line_height(new)
        self.right += float(new.margin_width())
        self._holder().append(new)

    def _set_text(self, part: Slice) -> None:
        set_type, row, old = part.piece.type, self._row, part.piece.box
        words, gaps = words_of(part)
        if not words or set_type is None or not isinstance(old, TextBox):
            return
        space = set_type.space * row.spaces
        wider = row.letters if set_type.is_elastic else 1.0
        letters = sum(word.width for word in words if not word.is_space)
        text = "".join(word.text for word in words)
        box = old.copy_with_text(text)
        box.position_x, box.position_y = self.right, 0
        box.width = letters * wider + gaps * space
        box.height = set_type.lines.height
        box.margin_top = box.margin_bottom = set_type.lines.leading
        box.baseline = set_type.lines.baseline
        composed = ComposedText(text, set_type, words, letters=wider, space=space)
        if part is self._first:
            composed.under = row.under
        if part is self._last:
            composed.end, composed.over = row.end, row.over
        box.pango_layout = cast(TextLayout, composed)
        self.right += box.width
        self._holder().append(box)
