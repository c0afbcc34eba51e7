"""Looking at laid-out pages: lines that leave the type area, notes that overprint it.

Reads WeasyPrint's page boxes (`Page._page_box`, private): the version is
pinned, and `tests/unit/layout` notices if they change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

from octavo.layout.laid import Overrun

#: CSS pixels in a point: 96 to the inch against 72.
_PIXELS = 96 / 72

#: Points by which a line may leave the type area: EB Garamond's justified lines stay under 0.07.
TOLERANCE = 0.5


def find_overruns(pages: Sequence[Any], tolerance: float = TOLERANCE) -> Iterator[Overrun]:
    """Lines of `weasyprint.Page`s whose text ends beyond the right edge, in points."""
    for number, page in enumerate(pages):
        box = page._page_box
        edge = box.content_box_x() + box.width
        for line in _lines(box):
            right = max((_right(child) for child in line.children), default=0.0)
            points = (right - edge) / _PIXELS
            if points > tolerance:
                yield Overrun(page=number, points=round(points, 2), text=_text(line))


def overprinting(page: Any) -> bool:
    """Whether a page's notes reach into its text, or out of its type area."""
    box = page._page_box
    areas = [child for child in box.children if isinstance(child, boxes.FootnoteAreaBox)]
    if not areas or not areas[0].children:
        return False
    top = areas[0].position_y
    text = (child for child in box.children if child is not areas[0])
    lowest = max(
        (line.position_y + line.height for part in text for line in _lines(part)), default=0
    )
    return bool(top < box.content_box_y() - 1 or top < lowest - 1)


def _lines(box: Any) -> Iterator[Any]:
    """Line boxes of a page, without its margin boxes."""
    if isinstance(box, boxes.MarginBox):
        return
    if isinstance(box, boxes.LineBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _lines(child)


def _right(box: Any) -> float:
    if isinstance(box, boxes.TextBox):
        return float(box.position_x + box.width)
    if isinstance(box, boxes.InlineBox):
        return max((_right(child) for child in box.children), default=0.0)
    return 0.0


def _text(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))
