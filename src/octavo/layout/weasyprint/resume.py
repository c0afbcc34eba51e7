"""A document laid out again from a page of its last layout on, a few pages only.

Whoever changes a word sees one spread. The pages before it stand as they did, for a page
depends on what comes before its end; those after it may wait. So a layout is remembered
with the state at the beginning of each page, and another one of nearly the same document
takes it up there: its first pages are those that were laid out before.

What is made so is for the moment: a layout of the whole document follows. Where a page begins
with a rest of what is no text (a float that goes on, a note that was put off), or needs
to be made twice, nothing is taken up.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from octavo.layout.weasyprint.box_styles import verso_side
from octavo.layout.weasyprint.boxes import Box, Context, PageBox
from octavo.layout.weasyprint.carded_pages import card, cards_of
from octavo.layout.weasyprint.level_spreads import LEVEL_SPREADS
from octavo.layout.weasyprint.page_flow import flow_of
from octavo.layout.weasyprint.page_loop import as_made, make_pages
from octavo.layout.weasyprint.patch import Patch

_Pages: TypeAlias = Callable[[Context, Box, object, object], Iterator[PageBox]]
_Margins: TypeAlias = Callable[[Context, PageBox, object], Iterable[Box]]


class CannotResumeError(Exception):
    """The layout cannot be taken up at this page."""


@dataclass(slots=True)
class Trace:
    """A layout as it went: its context, and by page the box, its parts before the margins were
    set, whether the text was all that went on behind it, and how many notes were left then."""

    context: Context | None = None
    boxes: list[PageBox] = field(default_factory=list)
    parts: list[Sequence[Box]] = field(default_factory=list)
    clear: list[bool] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    margins: dict[int, list[Box]] = field(default_factory=dict)


def tracing(trace: Trace) -> Patch:
    """Return what remembers a layout in `trace`."""

    def made(plain: _Pages, plain_margins: _Margins) -> tuple[_Pages, _Margins]:
        def make_all_pages(
            context: Context, root: Box, html: object, before: object
        ) -> Iterator[PageBox]:
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

        def make_margin_boxes(context: Context, page: PageBox, state: object) -> Iterable[Box]:
            boxes = list(plain_margins(context, page, state))
            trace.margins[id(page)] = boxes
            return boxes

        return make_all_pages, make_margin_boxes

    return Patch(
        name="a layout remembered",
        behind=(LEVEL_SPREADS.name,),
        why="Nothing tells the state in which a layout began each of its pages.",
        replaces=("layout:make_all_pages", "layout:make_margin_boxes"),
        made=made,
    )


def resuming(trace: Trace, first: int, last: int) -> Patch:
    """Return what makes a layout begin at page `first` (from 0) and end with page `last`.

    The pages before are those of the trace, which is used up. Raises `CannotResumeError`.
    """
    if getattr(trace.context, "moved", False):
        raise CannotResumeError
    if first >= len(trace.boxes) or (first and not trace.clear[first - 1]):
        raise CannotResumeError
    stands = {id(box) for box in trace.boxes[:first]}

    def made(
        plain: _Pages, plain_margins: _Margins, plain_backgrounds: Callable[[PageBox, object], None]
    ) -> tuple[_Pages, _Margins, Callable[[PageBox, object], None]]:
        def make_all_pages(
            context: Context, root: Box, html: object, before: object
        ) -> Iterator[PageBox]:
            if before:
                raise CannotResumeError
            _take_over(trace, context, first)
            for box, parts in zip(trace.boxes[:first], trace.parts, strict=False):
                box.children = parts
                yield box
            yield from _levelled(trace, context, root, html, first=first, last=last)

        def make_margin_boxes(context: Context, page: PageBox, state: object) -> Iterable[Box]:
            if id(page) in stands:
                return trace.margins[id(page)]
            return list(plain_margins(context, page, state))

        def layout_backgrounds(page: PageBox, images: object) -> None:
            if id(page) not in stands:
                plain_backgrounds(page, images)

        return make_all_pages, make_margin_boxes, layout_backgrounds

    return Patch(
        name="a layout taken up",
        behind=(LEVEL_SPREADS.name,),
        why="A layout always begins with the first page and ends with the last.",
        replaces=("layout:make_all_pages", "layout:make_margin_boxes", "layout:layout_backgrounds"),
        made=made,
    )


def _levelled(
    trace: Trace, context: Context, root: Box, html: object, *, first: int, last: int
) -> Iterator[PageBox]:
    """Yield pages that are left as short as they were, with the lines added that level them."""
    shorts: dict[int, float] = getattr(trace.context, "shorts", {})

    def before_page(number: int) -> None:
        context.short = shorts.get(number, 0.0)

    made = make_pages(context, root, html, first=first, last=last, before_page=before_page)
    pages = list(made)
    context.short = 0.0
    flow = flow_of(context, pages) if not any(page.page_type.blank for page in pages) else None
    if flow is not None:
        verso = pages[0].page_type.side == verso_side(root.style)
        ends = context.page_maker[first + len(pages)][0] is None
        for place, lines in cards_of(flow, verso=verso, ends=ends):
            card(context, pages[place], lines)
    yield from pages


def _take_over(trace: Trace, context: Context, first: int) -> None:
    """Put the context into the state in which the page began."""
    context.rendered_notes = []
    if not first:
        return
    old = trace.context
    assert old is not None
    context.page_maker = [
        (*entry[:3], copy.deepcopy(entry[3]), as_made()) for entry in old.page_maker[: first + 1]
    ]
    for name, by_page in old.running_elements.items():
        kept = {number: found for number, found in by_page.items() if number <= first}
        context.running_elements[name].update(kept)
    context.style_for.initial_page_sizes.update(old.style_for.initial_page_sizes)
    left = trace.notes[first - 1]
    del context.footnotes[: max(0, len(context.footnotes) - left)]
