"""Looking at laid-out pages: lines that leave the type area.

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
        edge = box.content_box_x() + box.width + tolerance * _PIXELS
        for line in _lines(box):
            right = max((_right(child) for child in line.children), default=0.0)
            if right > edge:
                points = (right - edge) / _PIXELS + tolerance
                yield Overrun(page=number, points=round(points, 2), text=_text(line))


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
