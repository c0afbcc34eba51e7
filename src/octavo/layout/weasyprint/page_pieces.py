"""What stands on a page in its flow: lines, rows of tables, and blocks that do not break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from weasyprint.layout.block import avoid_page_break, block_level_page_break

from octavo.layout.weasyprint.box_styles import classes_of
from octavo.layout.weasyprint.boxes import (
    BlockBox,
    BlockLevelBox,
    Box,
    Context,
    LineBox,
    ParentBox,
    TableBox,
    TableRowBox,
    TableRowGroupBox,
)
from octavo.text.xhtml_names import HEADINGS


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


def apart(before: Sequence[Box], after: Sequence[Box]) -> tuple[Sequence[Box], Sequence[Box]]:
    """Return the boxes that end between two pieces, and those that begin."""
    same = common(before, after)
    return before[same:], after[same:]


def common(before: Sequence[Box], after: Sequence[Box]) -> int:
    """Return how many boxes two pieces stand in together."""
    same = 0
    for one, other in zip(before, after, strict=False):
        if one.element is not other.element or one.element_tag != other.element_tag:
            break
        same += 1
    return same


def is_title(box: Box) -> bool:
    """Return whether a box is a title, or a chapter's head."""
    return box.element_tag in HEADINGS or "opener" in classes_of(box)


def padding(boxes: Sequence[Box]) -> float:
    """Return what stands within boxes above their content, in CSS pixels."""
    return sum(float(box.padding_top + box.border_top_width) for box in boxes)


def within(
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
        yield from within(context, box, (*chain, box), held=held, whole=whole)
    elif isinstance(box, (BlockLevelBox, TableRowBox)):
        top = float(box.border_box_y())
        bottom = top + float(box.border_height())
        yield Piece(box=box, chain=(*chain, box), top=top, bottom=bottom, held=held, whole=whole)


def _flows(box: ParentBox) -> bool:
    """Return whether a box holds what stands in its flow."""
    return any(child.is_in_normal_flow() for child in box.children)


def baseline_of(box: Box) -> float | None:
    """Return where the lowest line in a box stands, in CSS pixels; None if it has none."""
    if isinstance(box, LineBox):
        return float(box.position_y + box.baseline)
    children = box.children if isinstance(box, ParentBox) else ()
    found = [place for child in children if (place := baseline_of(child)) is not None]
    return max(found, default=None)
