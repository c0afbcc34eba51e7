"""Pages laid two to a side of a sheet, so that a folded stack of sheets reads in order.

The sheet is the smallest paper of an office that holds two pages side by side
at their own size (ISO 216: A4, A3; ANSI/ASME Y14.1: A letter, B tabloid).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf

#: Width and height of paper, landscape, in points: letter, A4, tabloid, A3.
PAPERS = ((792.0, 612.0), (841.89, 595.28), (1224.0, 792.0), (1190.55, 841.89))

#: Sheets that fold and staple well together: as many pages are in one fold at most. A longer
#: book is folded in stacks of `STACK` pages, to be laid one upon the other and sewn or glued.
LARGEST = 64
STACK = 32

#: Half a point: what rounding makes of 11 inches is still 11 inches.
_SLACK = 0.5


def impose(pdf: bytes, *, right_to_left: bool = False) -> bytes:
    """Lay a PDF's pages out as a booklet: print on both sides, turn at the short edge, fold."""
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as target:
        box = [float(value) for value in source.pages[0].trimbox]
        size = box[2] - box[0], box[3] - box[1]
        paper = sheet_size(*size)
        forms: list[pikepdf.Object | None] = [
            target.copy_foreign(page.as_form_xobject()) for page in source.pages
        ]
        for left, right in sides(len(forms)):
            pair = (right, left) if right_to_left else (left, right)
            chosen = [None if at is None else forms[at] for at in pair]
            _add_side(target, chosen, paper=paper, size=size)
        if "/Lang" in source.Root:
            target.Root.Lang = pikepdf.String(str(source.Root.Lang))
        result = io.BytesIO()
        target.save(result, deterministic_id=True)
    return result.getvalue()


def sides(pages: int) -> Iterator[tuple[int | None, int | None]]:
    """Yield the pages (from 0) left and right on each side of a sheet, None for a blank one."""
    stack = -(-pages // 4) * 4 if pages <= LARGEST else STACK
    for first in range(0, pages, stack):
        # The last stack is no thicker than it must be.
        length = min(stack, -(-(pages - first) // 4) * 4)
        for sheet in range(length // 4):
            outer = first + length - 1 - 2 * sheet, first + 2 * sheet
            inner = first + 1 + 2 * sheet, first + length - 2 - 2 * sheet
            for left, right in (outer, inner):
                yield _there(left, pages), _there(right, pages)


def sheet_size(width: float, height: float) -> tuple[float, float]:
    """Return the paper for two pages of this size, landscape; of their own size if none fits."""
    for paper in PAPERS:
        if 2 * width <= paper[0] + _SLACK and height <= paper[1] + _SLACK:
            return paper
    return 2 * width, height


def _there(page: int, pages: int) -> int | None:
    return page if page < pages else None


def _add_side(
    target: pikepdf.Pdf,
    forms: Sequence[pikepdf.Object | None],
    *,
    paper: tuple[float, float],
    size: tuple[float, float],
) -> None:
    """Add one side of a sheet: two pages that meet at its middle, halfway up."""
    target.add_blank_page(page_size=paper)
    page = target.pages[-1]
    width, height = size
    places = (paper[0] / 2 - width, paper[0] / 2)
    content, resources = [], pikepdf.Dictionary()
    for name, form, x in zip(("/Left", "/Right"), forms, places, strict=True):
        if form is not None:
            corner = [float(value) for value in form.BBox]
            place = f"{x - corner[0]:.3f} {(paper[1] - height) / 2 - corner[1]:.3f}"
            content.append(f"q 1 0 0 1 {place} cm {name} Do Q")
            resources[name] = form
    page.Resources = pikepdf.Dictionary(XObject=resources)
    page.Contents = target.make_stream("\n".join(content).encode())
