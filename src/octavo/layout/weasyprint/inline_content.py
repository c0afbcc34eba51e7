"""The inline content of a block, read for composing: its pieces of text, pictures, empty elements.

What cannot be composed surely raises `CannotComposeError`: scripts with breaking of their own,
lines that end where the text says so, floats, and boxes that are laid out in a way of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from weasyprint.formatting_structure import boxes as engine
from weasyprint.layout.inline import atomic_box
from weasyprint.layout.percent import resolve_percentages

from octavo.layout.weasyprint.box_styles import classes_of
from octavo.layout.weasyprint.boxes import Box, Context, InlineBox, LineBox, ParentBox, TextBox
from octavo.layout.weasyprint.set_type import CannotComposeError, SetType, Types
from octavo.text.xhtml_names import CODE_ELEMENTS
from octavo.typesetting.old_ways import OldWay

#: Characters that are composed: scripts from left to right that part words by spaces, and signs.
_COMPOSED = re.compile(
    "[\u0020-\u007e\u00a0-\u058f\u10a0-\u10ff\u1e00-\u200d\u2010-\u2027\u202f-\u2060\u2070-\u2e7f"
    "\ua640-\ua69f\ua700-\ua7ff\ufb00-\ufb06\ufeff\U0001d400-\U0001d7ff]*"
)


#: The classes of addresses that are printed (`compose/print_documents.py`, `bind/references.py`).
_ADDRESSES = frozenset({"address", "bare-address"})


#: How `white-space` says that spaces and lines are kept.
KEEPING = ("pre", "pre-wrap")


@dataclass(slots=True)
class Piece:
    """A part of the content without elements in it: text, a box of its own, or nothing.

    `path` are the places of the box and of its ancestors among their fellows, `parents` the
    inline boxes that it stands in. `before` and `after` are the widths of what their borders,
    padding and margins add where they begin and end with it. What `keeps` its spaces and lines is
    not broken but where they end; what does not wrap is broken nowhere.
    """

    path: tuple[int, ...]
    parents: tuple[InlineBox, ...]
    box: Box
    text: str = ""
    type: SetType | None = None
    wraps: bool = True
    keeps: bool = False
    width: float = 0.0
    before: float = 0.0
    after: float = 0.0


class Reader:
    """Reads the content of line boxes."""

    def __init__(self, context: Context, types: Types) -> None:
        self._context, self._types = context, types

    def pieces(self, line: LineBox, containing_block: Box) -> list[Piece]:
        """Return the pieces of a block's inline content, in order. Raises `CannotComposeError`."""
        found = list(self._read(line, (), (), containing_block))
        if not any(piece.text.strip() for piece in found):
            raise CannotComposeError(OldWay.NOTHING)
        if len({piece.keeps for piece in found if piece.type is not None}) > 1:
            raise CannotComposeError(OldWay.KEPT)
        return found

    def _read(
        self,
        box: ParentBox,
        path: tuple[int, ...],
        parents: tuple[InlineBox, ...],
        holder: Box,
    ) -> Iterator[Piece]:
        for place, child in enumerate(box.children):
            here = (*path, place)
            if not child.is_in_normal_flow() or child.is_leader:
                raise CannotComposeError(OldWay.FLOAT)
            resolve_percentages(child, holder)
            if isinstance(child, TextBox):
                yield self._text(child, here, parents)
            elif isinstance(child, InlineBox):
                yield from self._inline(child, here, parents, holder)
            elif isinstance(child, engine.InlineReplacedBox | engine.InlineBlockBox):
                laid = atomic_box(self._context, child, 0, None, holder, [], [])
                yield Piece(here, parents, child, width=float(laid.margin_width()))
            else:
                raise CannotComposeError(OldWay.BOX)

    def _inline(
        self,
        box: InlineBox,
        path: tuple[int, ...],
        parents: tuple[InlineBox, ...],
        holder: Box,
    ) -> Iterator[Piece]:
        if box.style["position"] != "static":
            raise CannotComposeError(OldWay.MOVED)
        for side in ("margin_left", "margin_right"):
            if getattr(box, side) == "auto":
                setattr(box, side, 0)
        inside = list(self._read(box, path, (*parents, box), holder))
        if not inside:
            inside = [Piece(path, parents, box)]
            inside[0].width = left_of(box) + right_of(box)
        else:
            inside[0].before += left_of(box)
            inside[-1].after += right_of(box)
        yield from inside

    def _text(self, box: TextBox, path: tuple[int, ...], parents: tuple[InlineBox, ...]) -> Piece:
        style = box.style
        space = style["white_space"]
        keeps = space in KEEPING
        if not keeps and space not in ("normal", "nowrap"):
            raise CannotComposeError(OldWay.ENDS)
        if not _COMPOSED.fullmatch(box.text.replace("\n", "") if keeps else box.text):
            raise CannotComposeError(OldWay.SCRIPT)
        if not style["font_size"] or style["word_break"] == "break-all":
            raise CannotComposeError(OldWay.ANYWHERE)
        set_type = self._types.of(style, code=any(map(_is_code, parents)))
        return Piece(path, parents, box, box.text, set_type, wraps=space == "normal", keeps=keeps)


def _is_code(box: InlineBox) -> bool:
    """Return whether a box holds code or an address, whose words are no words of a language."""
    if box.element_tag in CODE_ELEMENTS:
        return True
    return not _ADDRESSES.isdisjoint(classes_of(box))


def leaves(box: ParentBox) -> Iterator[Box]:
    """Yield the boxes of pieces, in order, as they stand in a line's content now."""
    for child in box.children:
        if isinstance(child, InlineBox) and child.children:
            yield from leaves(child)
        else:
            yield child


def left_of(box: InlineBox) -> float:
    """Return the width of what an inline box begins with."""
    return float(box.margin_left + box.border_left_width + box.padding_left)


def right_of(box: InlineBox) -> float:
    """Return the width of what an inline box ends with."""
    return float(box.margin_right + box.border_right_width + box.padding_right)
