"""Lines are added above blocks on a page that is laid out, so that it ends level with another.

Nothing is laid out anew: what stands below is moved down by whole lines, and stays on the grid;
by less only what is not on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.layout.weasyprint.boxes import BlockBox, Box, Context, PageBox, ParentBox
from octavo.layout.weasyprint.page_flow import Flow, Part, flow_of
from octavo.typesetting.carding import SLACK, cards
from octavo.typesetting.spreads import spreads


def cards_of(flow: Flow, *, verso: bool, ends: bool) -> Iterator[tuple[int, float]]:
    """Yield the numbers of pages that take lines, and how many.

    `verso` says that the first page is one; `ends` that the text ends on the last one, which is
    then as full as it happens to be.
    """
    feet = flow.feet if ends else (*flow.feet, flow.feet[-1])
    for left in spreads(feet, verso=verso):
        found = cards(feet[left], feet[left + 1], flow.room)
        for number, lines in enumerate(found or (), left):
            if lines:
                yield number, lines


def card(context: Context, page: PageBox, lines: float) -> None:
    """Add lines to a page: above the blocks that stand apart most already, one each, and above
    what is led to by the text before it only if there is nothing else.

    What is not a whole one goes above the last, which is not on the grid.
    """
    flow = flow_of(context, [page])
    if flow is None:
        return
    foot = float(page.content_box_y()) + page.height
    giving, whole = flow.giving(0), int(lines + SLACK)
    if lines - whole > SLACK:
        *giving, last = giving
        _move_down(last, (lines - whole) * flow.line, foot)
    for part in sorted(giving, key=_nearness)[:whole]:
        _move_down(part, flow.line, foot)


def _nearness(part: Part) -> tuple[bool, float]:
    """Return how near a part is to what is before it, to sort by."""
    return part.stretch.held, -round(part.stretch.gap, 1)


def _move_down(part: Part, by: float, foot: float) -> None:
    """Move what begins with a part, and all below it on its page, down by some CSS pixels.

    What holds it grows, but not beyond the page's foot: what goes on on the next page has its
    whole height.
    """
    chain, begins = part.pieces[0].chain, part.begins
    for child in _from(chain[begins - 1], chain[begins]):
        child.translate(dy=by)
        _end_at(child, foot)
    for number in range(begins - 1, -1, -1):
        room = foot - float(chain[number].content_box_y())
        chain[number].height = max(chain[number].height, min(room, chain[number].height + by))
        for child in _from(chain[number - 1], chain[number])[1:] if number else ():
            child.translate(dy=by)


def _end_at(box: Box, foot: float) -> None:
    """Let a block that goes on on the next page, and so fills its own, end at the page's foot."""
    while isinstance(box, BlockBox) and (over := _bottom(box) - foot) > 0:
        box.height -= min(over, box.height)
        if not box.children:
            return
        box = box.children[-1]


def _bottom(box: Box) -> float:
    return float(box.border_box_y() + box.border_height())


def _from(parent: Box, first: Box) -> Sequence[Box]:
    """Return the first of some children and those behind it."""
    children = parent.children if isinstance(parent, ParentBox) else ()
    (place,) = (number for number, child in enumerate(children) if child is first)
    return children[place:]
