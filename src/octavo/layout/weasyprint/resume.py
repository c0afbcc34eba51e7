"""A document laid out again from a page of its last layout on, a few pages only.

Whoever changes a word sees one spread. The pages before it stand as they did, for a page
depends on what comes before its end; those after it may wait. So a layout is remembered
with the state at the beginning of each page, and another one of nearly the same document
takes it up there: its first pages are those that were laid out before.

What is made so is for the moment: a layout of the whole document follows. Where a page begins
with a rest of what is no text (a float that goes on, a note that was put off), or needs
to be made twice, nothing is taken up.

Wraps private functions (`make_all_pages`, `make_margin_boxes` and `layout_backgrounds` as
`weasyprint.layout` calls them, WeasyPrint 70.0): the version is pinned, and
`tests/unit/layout` compares the pages with those of a whole layout.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from weasyprint import layout
from weasyprint.layout.page import remake_page


class CannotResumeError(Exception):
    """The layout cannot be taken up at this page."""


@dataclass(slots=True)
class Trace:
    """A layout as it went: its context, and by page the box, its parts before the margins were
    set, whether the text was all that went on behind it, and how many notes were left then."""

    context: Any = None
    boxes: list[Any] = field(default_factory=list)
    parts: list[Any] = field(default_factory=list)
    clear: list[bool] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    margins: dict[int, list[Any]] = field(default_factory=dict)


@contextmanager
def traced() -> Iterator[Trace]:
    """While it lasts, a layout is remembered."""
    plain, plain_margins = layout.make_all_pages, layout.make_margin_boxes
    trace = Trace()

    def pages(context: Any, root: Any, html: Any, before: Any) -> Iterator[Any]:
        for kept in (trace.boxes, trace.parts, trace.clear, trace.notes):
            kept.clear()
        trace.context = context
        for page in plain(context, root, html, before):
            trace.boxes.append(page)
            trace.parts.append(page.children)
            rest = context.reported_footnotes or context.broken_out_of_flow
            trace.clear.append(not rest and not context.rendered_notes)
            trace.notes.append(len(context.footnotes))
            yield page

    def margins(context: Any, page: Any, state: Any) -> list[Any]:
        made = list(plain_margins(context, page, state))
        trace.margins[id(page)] = made
        return made

    layout.make_all_pages, layout.make_margin_boxes = pages, margins
    try:
        yield trace
    finally:
        layout.make_all_pages, layout.make_margin_boxes = plain, plain_margins


@contextmanager
def resumed(trace: Trace, first: int, last: int) -> Iterator[None]:
    """While it lasts, a layout begins at page `first` (from 0) and ends with page `last`.

    The pages before are those of the trace, which is used up. Raises `CannotResumeError`.
    """
    if first >= len(trace.boxes) or (first and not trace.clear[first - 1]):
        raise CannotResumeError
    plain, plain_margins = layout.make_all_pages, layout.make_margin_boxes
    plain_backgrounds = layout.layout_backgrounds
    stands = {id(box) for box in trace.boxes[:first]}

    def pages(context: Any, root: Any, html: Any, before: Any) -> Iterator[Any]:
        if before:
            raise CannotResumeError
        _take_over(trace, context, first)
        for box, parts in zip(trace.boxes[:first], trace.parts, strict=False):
            box.children = parts
            yield box
        yield from _made(context, root, html, first, last)

    def margins(context: Any, page: Any, state: Any) -> list[Any]:
        if id(page) in stands:
            return trace.margins[id(page)]
        return list(plain_margins(context, page, state))

    def backgrounds(page: Any, images: Any) -> None:
        if id(page) not in stands:
            plain_backgrounds(page, images)

    layout.make_all_pages, layout.make_margin_boxes = pages, margins
    layout.layout_backgrounds = backgrounds
    try:
        yield
    finally:
        layout.make_all_pages, layout.make_margin_boxes = plain, plain_margins
        layout.layout_backgrounds = plain_backgrounds


def _take_over(trace: Trace, context: Any, first: int) -> None:
    """Puts the context into the state in which the page began."""
    context.rendered_notes = []
    if not first:
        return
    old = trace.context
    context.page_maker = [
        (*entry[:3], copy.deepcopy(entry[3]), _as_made()) for entry in old.page_maker[: first + 1]
    ]
    for name, by_page in old.running_elements.items():
        kept = {number: found for number, found in by_page.items() if number <= first}
        context.running_elements[name].update(kept)
    context.style_for.initial_page_sizes.update(old.style_for.initial_page_sizes)
    left = trace.notes[first - 1]
    del context.footnotes[: max(0, len(context.footnotes) - left)]


def _made(context: Any, root: Any, html: Any, first: int, last: int) -> Iterator[Any]:
    """The pages from `first` to `last`, or to the end: the loop of `make_all_pages`."""
    number, goes_on = first, True
    while goes_on and number <= last:
        context.page_maker[number][-1].update(_as_made())
        page, resume_at = remake_page(number, context, root, html)
        yield page
        goes_on = resume_at is not None or bool(context.reported_footnotes)
        number += 1
    context.page_maker = context.page_maker[: number + 1]
    context.page_maker[number][-1].update(_as_made())
    context.broken_out_of_flow.clear()
    context.reported_footnotes.clear()


def _as_made() -> dict[str, Any]:
    return {
        "content_changed": False,
        "pages_wanted": False,
        "anchors": [],
        "content_lookups": [],
    }
