"""The loop over a layout's pages, for layouts that begin with another page than the first."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from weasyprint.layout.page import remake_page

from octavo.layout.weasyprint.boxes import Context, PageBox


def make_pages(
    context: Context,
    root: object,
    html: object,
    *,
    first: int,
    last: float = math.inf,
    before_page: Callable[[int], None] = lambda _: None,
) -> Iterator[PageBox]:
    """Yield the pages from `first` to `last`, or to the end: the loop of `make_all_pages`.

    `before_page` is called with the number of each page before it is made.
    """
    number, goes_on = first, True
    while goes_on and number <= last:
        before_page(number)
        context.page_maker[number][-1].update(as_made())
        page, resume_at = remake_page(number, context, root, html)
        yield page
        goes_on = resume_at is not None or bool(context.reported_footnotes)
        number += 1
    context.page_maker = context.page_maker[: number + 1]
    context.page_maker[number][-1].update(as_made())
    context.broken_out_of_flow.clear()
    context.reported_footnotes.clear()


def as_made() -> dict[str, object]:
    """Return the marks of a page that is made: nothing of it changes."""
    return {
        "content_changed": False,
        "pages_wanted": False,
        "anchors": [],
        "content_lookups": [],
    }
