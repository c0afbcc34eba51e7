"""Galleys → the pages of a book: heads and folios drawn over them, joined to one PDF."""

from __future__ import annotations

import io

import pikepdf

from octavo.compose.geometry import Frame
from octavo.layout.type import Drawing
from octavo.pagination.galleys import Run
from octavo.pagination.paginate import Pages
from octavo.pagination.placing import is_left
from octavo.pdf.join import info_of, join
from octavo.text.direction import is_right_to_left


def pages_pdf(pages: Pages) -> bytes:
    """Join the pages of an edition, as the layout engine would write them in one piece."""
    if pages.run is None:
        return pages.laid.pdf
    return _joined(pages.run, pages.frame)


def _joined(run: Run, frame: Frame) -> bytes:
    composition, placed = run.composition, run.placed
    right_to_left = is_right_to_left(composition.metadata.language)
    furniture = run.sheets.furnish(run.fittings())
    blank = {left: _blank(frame, left=left) for left in (True, False)}
    pieces: list[Drawing] = []
    for number, spot in enumerate(placed.pages):
        if spot is None:
            pieces.append(blank[is_left(number, right_to_left=right_to_left)])
        elif spot[1] == 0:
            pieces.append(run.galleys[spot[0]].drawing)
    return join(pieces, furniture, composition.faces, info=info_of(composition.metadata))


def _blank(frame: Frame, *, left: bool) -> Drawing:
    """Make an empty page with the boxes that the layout engine gives a page of that side."""
    bleed = frame.bleed
    at_left, at_right = (bleed.outer, bleed.inner) if left else (bleed.inner, bleed.outer)
    target = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(frame.width, frame.height))
        media = [-at_left, -bleed.top, frame.width + at_right, frame.height + bleed.bottom]
        page.MediaBox = page.BleedBox = pikepdf.Array(media)
        page.TrimBox = pikepdf.Array([0, 0, frame.width, frame.height])
        document.save(target, deterministic_id=True)
    return Drawing(pdf=target.getvalue())
