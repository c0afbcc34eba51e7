"""Page boxes, exact, and the blank pages at a book's end."""

from __future__ import annotations

import pikepdf

from octavo.profiles.profile import NO_SIDES, Sides


def set_boxes(document: pikepdf.Pdf, bleed: Sides) -> None:
    """MediaBox, TrimBox and BleedBox of every page (ISO 32000-2, 14.11.2).

    The layout engine's BleedBox ends 10 pt from the trim, and its boxes begin
    below zero where there is bleed: here the MediaBox begins at 0, the BleedBox
    is all of it, and the TrimBox is what the cut leaves.
    """
    for page in document.pages:
        if bleed == NO_SIDES:
            page.TrimBox = page.MediaBox
        else:
            _bleeding(page)


def add_blank_pages(document: pikepdf.Pdf, count: int) -> None:
    """Adds empty pages until there are `count`: nothing is drawn on them.

    Each has the boxes of the last page on its own side of the spread.
    """
    while len(document.pages) < count:
        model = document.pages[max(0, len(document.pages) - 2)]
        boxes = {key: model.obj[key] for key in _BOXES if key in model.obj}
        empty = pikepdf.Dictionary(Type=pikepdf.Name.Page, Resources=pikepdf.Dictionary())
        document.pages.append(pikepdf.Page(document.make_indirect(empty)))
        for key, box in boxes.items():
            document.pages[-1].obj[key] = pikepdf.Array(list(box))


_BOXES = ("/MediaBox", "/TrimBox", "/BleedBox")


def _bleeding(page: pikepdf.Page) -> None:
    media = [float(edge) for edge in page.MediaBox]
    trim = [float(edge) for edge in page.TrimBox]
    left, bottom = media[0], media[1]
    if left or bottom:
        # The content moves with its boxes.
        move = f"1 0 0 1 {0 - left:.10g} {0 - bottom:.10g} cm\n"
        page.contents_add(move.encode("ascii"), prepend=True)
    page.MediaBox = _box(media, left, bottom)
    page.BleedBox = page.MediaBox
    page.TrimBox = _box(trim, left, bottom)


def _box(edges: list[float], left: float, bottom: float) -> pikepdf.Array:
    moved = (edges[0] - left, edges[1] - bottom, edges[2] - left, edges[3] - bottom)
    return pikepdf.Array([round(edge, 4) for edge in moved])
