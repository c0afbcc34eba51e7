"""Look at laid-out pages: lines that leave the type area, notes that overprint it, tables
that are wider than it, images and their size.

Reads WeasyPrint's page boxes (`Page._page_box`, private): the version is
pinned, and `tests/unit/layout` notices if they change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.compose.geometry import ASSET_SCHEME
from octavo.layout.laid_pages import Overrun, Picture
from octavo.layout.weasyprint.boxes import (
    Box,
    FootnoteAreaBox,
    InlineBox,
    LineBox,
    MarginBox,
    Page,
    ParentBox,
    RasterImage,
    ReplacedBox,
    TextBox,
)
from octavo.layout.weasyprint.composed_text import ComposedText
from octavo.text.direction import RIGHT_TO_LEFT
from octavo.text.units import PIXELS_A_POINT, PIXELS_AN_INCH

#: Points by which a line may leave the type area: EB Garamond's justified lines stay under 0.07.
TOLERANCE = 0.5

#: Rounding apart, a table of this multiple of its measure is too wide.
_WIDER = 1.002


def find_overruns(pages: Sequence[Page], tolerance: float = TOLERANCE) -> Iterator[Overrun]:
    """Yield the lines of pages whose text goes beyond an edge at either side, in points."""
    for number, page in enumerate(pages):
        box = page._page_box
        left, right = box.content_box_x(), box.content_box_x() + box.width
        for line in _lines(box):
            ends = [edges(text) for text in shown_texts(line)]
            over = (max(left - start, end - right) for start, end in ends)
            points = max(over, default=0.0) / PIXELS_A_POINT
            if points > tolerance:
                yield Overrun(page=number, points=round(points, 2), text=_text(line))


def stretches(pages: Sequence[Page]) -> dict[str, list[int]]:
    """Return the pages on which each document stands, by its anchor."""
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        for root in page._page_box.children:
            for body in _children(root, "html"):
                for box in _children(body, "body"):
                    anchor = box.element.get("id") if box.element is not None else None
                    if anchor and number not in found.setdefault(anchor, []):
                        found[anchor].append(number)
    return found


def only_notes(page: Page) -> bool:
    """Return whether a page was added for notes that found no room: the engine calls it blank."""
    box = page._page_box
    return bool(box.page_type.blank) and any(
        isinstance(child, FootnoteAreaBox) and child.children for child in box.children
    )


def overprinting(page: Page) -> bool:
    """Return whether a page's notes reach into its text, or out of its type area."""
    box = page._page_box
    areas = [child for child in box.children if isinstance(child, FootnoteAreaBox)]
    if not areas or not areas[0].children:
        return False
    top = areas[0].position_y
    text = (child for child in box.children if child is not areas[0])
    lowest = max(
        (line.position_y + line.height for part in text for line in _lines(part)), default=0
    )
    return bool(top < box.content_box_y() - 1 or top < lowest - 1)


def find_pictures(pages: Sequence[Page]) -> Iterator[Picture]:
    """Yield the bitmaps of pages, each with the pixels that it prints on an inch."""
    for number, page in enumerate(pages):
        for box in page._page_box.descendants():
            if not isinstance(box, ReplacedBox) or box.element is None:
                continue
            image, name = box.replacement, str(box.element.get("src", ""))
            if isinstance(image, RasterImage) and box.width > 0 and box.height > 0:
                # Where a side is cut off (`object-fit: cover`), the other one tells the scale.
                pixels = min(image.width / box.width, image.height / box.height) * PIXELS_AN_INCH
                yield Picture(
                    page=number, name=name.removeprefix(ASSET_SCHEME), pixels=round(pixels, 1)
                )


def wide_tables(pages: Sequence[Page]) -> dict[str, float]:
    """Find tables (`data-table`) wider than what holds them: their widths as multiples of that."""
    found: dict[str, float] = {}
    for page in pages:
        for holder in page._page_box.descendants():
            for box in getattr(holder, "children", ()):
                if not getattr(box, "is_table_wrapper", False) or box.element is None:
                    continue
                name, over = box.element.get("data-table"), box.width / (holder.width or box.width)
                if name and over > _WIDER:
                    found[name] = max(found.get(name, 0.0), over)
    return found


def _lines(box: Box) -> Iterator[LineBox]:
    """Yield the line boxes of a page, without its margin"""
    if isinstance(box, MarginBox):
        return
    if isinstance(box, LineBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _lines(child)


def shown_texts(box: ParentBox) -> Iterator[TextBox]:
    """Yield the pieces of text of a line that are seen, without those of blocks within it."""
    for child in box.children:
        if isinstance(child, TextBox) and child.text.strip():
            yield child
        elif isinstance(child, InlineBox):
            yield from shown_texts(child)


def edges(text: TextBox) -> tuple[float, float]:
    """Return where the ink of a piece of text begins and ends.

    Spaces kept at a line's end (`pre-wrap`: code, in letters of one width) hang over it, and so
    do marks that are meant to.
    """
    left, right = float(text.position_x), float(text.position_x + text.width)
    set_text = text.pango_layout
    if isinstance(set_text, ComposedText):
        return left + set_text.under, right - set_text.over
    hanging = text.width * (1 - len(text.text.rstrip(" ")) / len(text.text))
    if text.style["direction"] == RIGHT_TO_LEFT:
        return left + hanging, right
    return left, right - hanging


def _text(line: LineBox) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, TextBox))


def _children(box: Box, tag: str) -> Sequence[Box]:
    """Return what a box holds if it is one of an element with that tag."""
    return box.children if isinstance(box, ParentBox) and box.element_tag == tag else ()
