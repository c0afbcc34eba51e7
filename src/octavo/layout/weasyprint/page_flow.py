"""Pages that are laid out → what stood on them, one below the other, as one flow.

From it pages are chosen anew (`typesetting.spreads`): what is needed is how high each line is,
where a page may end, and the space between two blocks that a page's end parted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from weasyprint.layout.block import avoid_page_break, block_level_page_break, collapse_margin

from octavo.layout.weasyprint.boxes import (
    BlockBox,
    BlockLevelBox,
    Box,
    Context,
    LineBox,
    PageBox,
    ParentBox,
    ReplacedBox,
    TableBox,
    TableRowBox,
    TableRowGroupBox,
)
from octavo.layout.weasyprint.grid import lacks_at_head
from octavo.layout.weasyprint.paragraph import Paragraph
from octavo.typesetting.stretches import Stretch

#: CSS pixels that rounding leaves.
_SLACK = 0.05

#: More lines than a block has.
_ALL = 10_000

#: How many lines high a picture is at least that is seen as one.
_PICTURE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A line, a row or a block that does not break, on its page.

    `chain` are the boxes that it stands in, from the root to its own block. One that is `held`
    stays with what is before it; one that is `whole` is part of what does not break. `head` is the
    height of the table's head that a page repeats above it.
    """

    box: Box
    chain: tuple[Box, ...]
    top: float
    bottom: float
    held: bool
    whole: bool
    head: float = 0.0

    @property
    def origin(self) -> object:
        """Return what all lines of a paragraph have in common."""
        found = getattr(self.box, "origin", None)
        if found is None and isinstance(self.box, LineBox):
            found = self.chain[-1].element  # which is false if nothing stands in it
        return self.box if found is None else found


@dataclass(slots=True)
class Part:
    """What becomes a stretch: the pieces of a paragraph on all its pages, or one other piece."""

    pieces: list[Piece]
    stretch: Stretch
    lines: list[LineBox] = field(default_factory=list)

    @property
    def origin(self) -> object:
        """Return the box of the whole text of its lines."""
        return self.pieces[0].origin

    @property
    def paragraph(self) -> Paragraph | None:
        """Return the paragraph as it was composed, if it was."""
        found = getattr(self.lines[0], "paragraph", None) if self.lines else None
        return found if isinstance(found, Paragraph) else None


class Foot(NamedTuple):
    """Where a page ends: before this part, or after so many lines of it; how high its text is, in
    lines; whether it holds neither notes nor pictures."""

    part: int
    lines: int
    height: float
    plain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What stands on some pages, and where they end. `line` is the page's line in CSS pixels,
    `room` how many of them it has; `rule` is what stands above notes."""

    parts: Sequence[Part]
    feet: tuple[Foot, ...]
    line: float
    room: float
    rule: float


def flow_of(context: Context, pages: Sequence[PageBox]) -> Flow | None:
    """Return what stands on pages, none of them blank; None if they are not alike."""
    line = _line(pages[0])
    rooms = {round(page.height, 2) for page in pages}
    if not line or len(rooms) != 1:
        return None
    gatherer = _Gatherer(context, line)
    ends = [gatherer.gather(page) for page in pages]
    if not gatherer.parts:
        return None
    return Flow(
        parts=gatherer.parts,
        feet=tuple(gatherer.foot(*end) for end in ends),
        line=line,
        room=pages[0].height / line,
        rule=gatherer.rule,
    )


def _line(page: PageBox) -> float:
    """Return the height of a line of the text, in CSS pixels; 0 if styles do not tell it so."""
    height = page.children[0].style["line_height"]
    return float(height.value) if getattr(height, "unit", None) == "px" else 0.0


class _Gatherer:
    """Gathers the parts of a flow, page by page."""

    def __init__(self, context: Context, line: float) -> None:
        self._context, self._line = context, line
        self.parts: list[Part] = []
        self.rule = 0.0
        self._before: Piece | None = None
        self._heads: set[object] = set()

    def gather(self, page: PageBox) -> tuple[int, int, float, bool]:
        """Add what stands on a page; return the last part and its lines so far, the text's height
        and whether it holds neither notes nor pictures."""
        root, area = page.children[0], page.children[1]
        notes = self._notes(area)
        top, at_head, plain = float(page.content_box_y()), True, not notes
        for piece in _within(self._context, root, (root,), held=False):
            if self._repeats(piece):
                continue
            if self._before is not None and self._before.origin is piece.origin:
                self._go_on(piece, notes)
            else:
                self._begin(piece, notes, top, at_head=at_head)
            plain = plain and not self._is_picture(piece)
            at_head = False
            self._before = piece
        bottom = self._before.bottom if self._before is not None and not at_head else top
        lines = len(self.parts[-1].stretch.heights) if self.parts else 0
        return len(self.parts) - 1, lines, (bottom - top) / self._line, plain

    def foot(self, part: int, lines: int, height: float, plain: bool) -> Foot:
        """Return a page's end as it is told once all parts are known."""
        if lines == len(self.parts[part].stretch.heights):
            return Foot(part + 1, 0, height, plain)
        return Foot(part, lines, height, plain)

    def _repeats(self, piece: Piece) -> bool:
        """Return whether a piece is of a table's head that stood on a page before."""
        heads = [box for box in piece.chain if isinstance(box, TableRowGroupBox) and box.is_header]
        if not heads or piece.box.element is None:
            return False
        known = piece.box.element in self._heads
        self._heads.add(piece.box.element)
        return known

    def _notes(self, area: Box) -> dict[object, float]:
        """Return the heights of a page's notes, by their elements."""
        if not isinstance(area, ParentBox) or not area.children:
            return {}
        heights: dict[object, float] = {
            child.element: float(child.margin_height()) / self._line for child in area.children
        }
        whole = float(area.margin_height()) / self._line
        self.rule = max(self.rule, whole - sum(heights.values()))
        return heights

    def _go_on(self, piece: Piece, notes: dict[object, float]) -> None:
        part = self.parts[-1]
        part.pieces.append(piece)
        old = part.stretch
        height = (piece.bottom - piece.top) / self._line
        part.stretch = replace(
            old,
            heights=(*old.heights, height),
            picture=old.picture or self._is_picture(piece),
            notes=(*old.notes, self._noted(piece, notes)),
        )
        if isinstance(piece.box, LineBox):
            part.lines.append(piece.box)

    def _begin(
        self, piece: Piece, notes: dict[object, float], top: float, *, at_head: bool
    ) -> None:
        line = self._line
        is_line = isinstance(piece.box, LineBox)
        height, place = (piece.bottom - piece.top) / line, (piece.top - top) / line
        is_text = is_line and abs(height - 1) * line < _SLACK
        gap, head = self._gap(piece) / line, place
        if not at_head and self._before is not None:
            head = self._at_head(piece) / line
            seen = (piece.top - self._before.bottom) / line
            # What text has more than styles ask for, and less than a line, is there for the grid.
            gap = gap if is_text and 0 <= seen - gap + _SLACK < 1 else seen
        stretch = Stretch(
            heights=(height,),
            gap=gap,
            at_head=head,
            orphans=_ALL if piece.whole else (piece.box.style["orphans"] if is_line else 1),
            widows=piece.box.style["widows"] if is_line else 1,
            held=piece.held,
            on_grid=is_text and abs(place - round(place)) * line < _SLACK,
            picture=self._is_picture(piece),
            notes=(self._noted(piece, notes),),
        )
        lines = [piece.box] if isinstance(piece.box, LineBox) else []
        self.parts.append(Part([piece], stretch, lines))

    def _is_picture(self, piece: Piece) -> bool:
        """Return whether there is a picture that is higher than some lines."""
        if isinstance(piece.box, ReplacedBox):
            return True
        if not isinstance(piece.box, ParentBox) or piece.bottom - piece.top < 2 * self._line:
            return False
        return any(isinstance(box, ReplacedBox) for box in piece.box.descendants())

    def _noted(self, piece: Piece, notes: dict[object, float]) -> float:
        """Return how high the notes are that a piece calls."""
        if not notes or not isinstance(piece.box, ParentBox):
            return 0.0
        called = (getattr(box, "footnote", None) for box in piece.box.descendants())
        return sum(notes.get(note.element, 0.0) for note in called if note is not None)

    def _gap(self, piece: Piece) -> float:
        """Return the space above a piece, were it not at the head of a page."""
        if self._before is None:
            return 0.0
        over, begun = _apart(self._before.chain, piece.chain)
        margins = [_length(box, "margin_bottom") for box in over]
        margins += [_length(box, "margin_top") for box in begun]
        below = sum(float(box.padding_bottom + box.border_bottom_width) for box in over)
        return float(collapse_margin(margins)) + _padding(begun) + below

    def _at_head(self, piece: Piece) -> float:
        """Return the space above a piece, were it at the head of a page."""
        assert self._before is not None
        _, begun = _apart(self._before.chain, piece.chain)
        lacks = sum(lacks_at_head(box) for box in begun)
        return piece.head + _padding(begun) + lacks


def _apart(before: Sequence[Box], after: Sequence[Box]) -> tuple[Sequence[Box], Sequence[Box]]:
    """Return the boxes that end between two pieces, and those that begin."""
    same = 0
    for one, other in zip(before, after, strict=False):
        if one.element is not other.element or one.element_tag != other.element_tag:
            break
        same += 1
    return before[same:], after[same:]


def _length(box: Box, name: str) -> float:
    value = box.style[name]
    return float(value.value) if getattr(value, "unit", None) == "px" else 0.0


def _padding(boxes: Sequence[Box]) -> float:
    return sum(float(box.padding_top + box.border_top_width) for box in boxes)


def _within(
    context: Context, parent: Box, chain: tuple[Box, ...], *, held: bool, whole: bool = False
) -> Iterator[Piece]:
    """Yield the pieces in a box.

    `held` says that the first stays with what is before it, `whole` that all others do.
    """
    before: Box | None = None
    whole = whole or avoid_page_break(parent.style["break_inside"], context)
    head = 0.0
    for child in parent.children if isinstance(parent, ParentBox) else ():
        if not child.is_in_normal_flow():
            continue
        stays = held
        if before is not None and not isinstance(child, LineBox):
            stays = whole or avoid_page_break(block_level_page_break(before, child), context)
        if isinstance(child, TableRowGroupBox) and child.is_header:
            head = float(child.border_height())
        before = child
        for piece in _of(context, child, chain, held=stays, whole=whole):
            yield replace(piece, head=piece.head or head)


def _of(
    context: Context, box: Box, chain: tuple[Box, ...], *, held: bool, whole: bool
) -> Iterator[Piece]:
    if isinstance(box, LineBox):
        top, bottom = box.position_y, box.position_y + box.height
        yield Piece(box=box, chain=chain, top=top, bottom=bottom, held=held, whole=whole)
    elif isinstance(box, (BlockBox, TableBox, TableRowGroupBox)) and _flows(box):
        yield from _within(context, box, (*chain, box), held=held, whole=whole)
    elif isinstance(box, (BlockLevelBox, TableRowBox)):
        top = float(box.border_box_y())
        bottom = top + float(box.border_height())
        yield Piece(box=box, chain=(*chain, box), top=top, bottom=bottom, held=held, whole=whole)


def _flows(box: ParentBox) -> bool:
    """Return whether a box holds what stands in its flow."""
    return any(child.is_in_normal_flow() for child in box.children)
