"""Facing pages end level: what stood on a layout's pages is given to pages chosen anew.

WeasyPrint fills each page as far as it goes, so that every widow that is kept leaves a page a
line shorter than the one it faces. Here a chapter is laid out so once; then
`typesetting.spreads` chooses all its pages together, and where others are better, it is laid
out by them: pages end where they were chosen to, paragraphs are a line longer or shorter.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeAlias

from octavo.layout.weasyprint.box_styles import verso_side
from octavo.layout.weasyprint.boxes import Box, Context, PageBox, Skip
from octavo.layout.weasyprint.carded_pages import card, cards_of
from octavo.layout.weasyprint.drafts import (
    Draft,
    Run,
    State,
    begins_run,
    drafted,
    is_clear,
    key,
    runs,
)
from octavo.layout.weasyprint.late_figures import Mover
from octavo.layout.weasyprint.page_flow import Flow, Part
from octavo.layout.weasyprint.page_loop import make_pages
from octavo.layout.weasyprint.patch import Patch
from octavo.typesetting.spreads import Plan, faults, plan_pages
from octavo.typesetting.stretches import Chapter, Pages, Stretch, Variant

_Pages: TypeAlias = Callable[[Context, Box, object, Sequence[PageBox]], Iterator[PageBox]]

#: What `make_page` returns: the page, where its text goes on, and what the next page is.
_Made: TypeAlias = tuple[PageBox, Skip, object]

#: Lines by which the feet of facing pages differ at least for anybody to see it.
_SEEN = 0.07

#: The share of a line by which a page that is left short is less so: borders may need it, and no
#: line has room there.
_SPARE = 0.5

#: How many lines the last page of a chapter has at least.
_END = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """The pages chosen for a run: by how much each is left blank, in CSS pixels; the paragraphs
    that vary; the first of the document's pages that differs from the draft's, and what is wrong
    with those."""

    short: tuple[float, ...]
    looser: dict[int, int]
    first: int
    faults: int


def _made(
    plain: _Pages, height: Callable[..., None], make: Callable[..., _Made]
) -> tuple[_Pages, Callable[..., None], Callable[..., _Made]]:
    def make_all_pages(
        context: Context, root: Box, html: object, before: Sequence[PageBox]
    ) -> Iterator[PageBox]:
        if before:
            yield from _as_chosen(context, plain(context, root, html, before), before)
            return
        yield from _Leveller(context, root, html).pages(plain)

    def page_height(page: PageBox, context: Context, *rest: object) -> None:
        height(page, context, *rest)
        _shorten(page, getattr(context, "short", 0.0))

    def make_page(context: Context, *rest: object) -> _Made:
        made, short = make(context, *rest), getattr(context, "short", 0.0)
        _shorten(made[0], -short)  # heads, folios and notes stand as everywhere
        made[0].children[1].translate(dy=short)
        return made

    return make_all_pages, page_height, make_page


LEVEL_SPREADS = Patch(
    name="spreads that end level",
    why="Each page is filled for itself: a third of all facing pages end unlike.",
    replaces=("layout:make_all_pages", "layout.page:page_height", "layout.page:make_page"),
    made=_made,
)


def _as_chosen(
    context: Context, pages: Iterator[PageBox], before: Sequence[PageBox]
) -> Iterator[PageBox]:
    """Yield pages of which the numbers of others may have changed some; they stay as chosen."""
    for number in count():
        context.short = context.shorts.get(number, 0.0)
        page = next(pages, None)
        if page is None:
            break
        lines = context.cards.get(number)
        if lines and not any(page is each for each in before):
            card(context, page, lines)
        yield page
    context.short = 0.0


def _shorten(page: PageBox, by: float) -> None:
    page.height -= by
    page.margin_bottom += by


class _Leveller:
    """Lays out a document: as it comes, and where that is better, by pages chosen together."""

    def __init__(self, context: Context, root: Box, html: object) -> None:
        self._context, self._root, self._html = context, root, html
        self._verso = verso_side(root.style)

    def pages(self, plain: _Pages) -> Iterator[PageBox]:
        """Yield the document's pages."""
        context = self._context
        context.short, context.looser, context.anew = 0.0, {}, False
        context.shorts, context.cards, context.moved = {}, {}, False
        begin, maker = State.of(context), list(context.page_maker)
        draft = drafted(context, plain(context, self._root, self._html, ()))
        draft = self._with_text_before_figures(draft, begin)
        better = {run.key: each for run in runs(draft) if (each := self._choose(draft, run))}
        if better:
            first = min(each.first for each in better.values())
            first = max(number for number in range(first + 1) if is_clear(draft, number))
            final = drafted(context, self._laid_anew(draft, begin, better, first))
            stay = self._better(final, better)
            if len(stay) < len(better):  # each run for itself, so that no other one tells
                context.short, context.looser, context.page_maker = 0.0, {}, maker
                context.shorts = {}
                begin.restore(context)
                again = plain(context, self._root, self._html, ())
                final = drafted(context, self._laid_anew(draft, begin, stay, 0) if stay else again)
            draft = final
        self._card(draft)
        for page, state in zip(draft.pages, draft.states, strict=True):
            state.restore(context)
            yield page

    def _with_text_before_figures(self, draft: Draft, begin: State) -> Draft:
        """Return the pages as they come when text flows up before what does not fit."""
        mover, since = Mover(self._context, self._root), 0
        while (moved := mover.move(draft, since)) is not None:
            since = moved
            first = max(number for number in range(since + 1) if is_clear(draft, number))
            draft = drafted(self._context, self._laid_anew(draft, begin, {}, first))
        return draft

    def _laid_anew(
        self, draft: Draft, begin: State, chosen: Mapping[Hashable, _Chosen], first: int
    ) -> Iterator[PageBox]:
        """Yield the pages as they were chosen; those before `first` are the draft's."""
        context = self._context
        for page, state in zip(draft.pages[:first], draft.states, strict=False):
            state.restore(context)
            yield page
        (draft.states[first - 1] if first else begin).restore(context)
        context.page_maker = [
            (*entry[:3], copy.deepcopy(entry[3]), entry[4]) for entry in draft.maker[: first + 1]
        ]
        for found in context.running_elements.values():
            for number in [number for number in found if number > first]:
                del found[number]
        for each in chosen.values():
            context.looser.update(each.looser)
        changed = [bool(entry[4]["content_changed"]) for entry in draft.maker]
        context.anew = True
        shorts = _Shorts(context, chosen)
        for number in range(first):
            shorts.go_to(number)
        yield from make_pages(
            context, self._root, self._html, first=first, before_page=shorts.go_to
        )
        context.short, context.anew = 0.0, False
        # What asks for numbers of pages that came later asks for them still.
        for entry, asks in zip(context.page_maker, changed, strict=False):
            entry[4]["content_changed"] = asks or entry[4]["content_changed"]

    def _card(self, draft: Draft) -> None:
        """Let facing pages end level by lines added above blocks, where that does it."""
        context = self._context
        numbers = {id(page): number for number, page in enumerate(draft.pages)}
        for run in runs(draft):
            flow = draft.flow(context, run)
            if flow is None:
                continue
            for place, lines in cards_of(flow, verso=self._is_verso(run), ends=True):
                page = run.pages[place]
                context.cards[numbers[id(page)]] = lines
                card(context, page, lines)

    def _choose(self, draft: Draft, run: Run) -> _Chosen | None:
        """Return the pages chosen for a run; None if they are its own."""
        flow = draft.flow(self._context, run) if len(run.pages) > 1 else None
        wrong = self._faults(run, flow) if flow is not None else 0
        if flow is None or not wrong:
            return None
        parts = flow.parts
        plan = plan_pages(
            Chapter(
                stretches=[_stretch(part) for part in parts],
                room=flow.room,
                verso=self._is_verso(run),
                rule=flow.rule,
                end=_END,
                variants=lambda number: _variants(parts[number]),
            )
        )
        if plan is None:
            return None
        return _chosen(run, flow, plan, wrong)

    def _faults(self, run: Run, flow: Flow) -> int:
        pages = Pages(room=flow.room, verso=self._is_verso(run), rule=flow.rule, end=_END)
        return faults(flow.feet, pages)

    def _better(self, final: Draft, chosen: Mapping[Hashable, _Chosen]) -> dict[Hashable, _Chosen]:
        """Return the runs whose pages came better than they were."""
        found: dict[Hashable, _Chosen] = {}
        for run in runs(final):
            flow = final.flow(self._context, run) if run.key in chosen else None
            if flow is not None and self._faults(run, flow) < chosen[run.key].faults:
                found[run.key] = chosen[run.key]
        return found

    def _is_verso(self, run: Run) -> bool:
        return run.pages[0].page_type.side == self._verso


class _Shorts:
    """Tells the layout how much of each page is left blank, as its run comes and goes."""

    def __init__(self, context: Context, chosen: Mapping[Hashable, _Chosen]) -> None:
        self._context, self._chosen = context, chosen
        self._now: tuple[float, ...] = ()
        self._page = 0

    def go_to(self, number: int) -> None:
        """Begin the page of this number."""
        maker = self._context.page_maker
        self._page += 1
        if begins_run(maker, number):
            found = self._chosen.get(key(maker[number][0]))
            self._now, self._page = found.short if found is not None else (), 0
        short = self._now[self._page] if self._page < len(self._now) else 0.0
        self._context.short = self._context.shorts[number] = short


def _stretch(part: Part) -> Stretch:
    """Return what is weighed of a part: a paragraph as it is wherever pages end."""
    paragraph, stretch = part.paragraph, part.stretch
    if paragraph is None:
        return stretch
    if any(stretch.notes):
        return replace(stretch, divided=paragraph.divided)
    more = paragraph.count - len(stretch.heights)
    heights = (*stretch.heights, *stretch.heights[-1:] * more)[: paragraph.count]
    return replace(stretch, heights=heights, notes=(), divided=paragraph.divided)


def _variants(part: Part) -> tuple[Variant, ...]:
    """Return by how many lines a part may be longer or shorter."""
    paragraph, heights = part.paragraph, part.stretch.heights
    if paragraph is None or max(heights) - min(heights) > _SEEN or any(part.stretch.notes):
        return ()
    return tuple(each.variant for each in paragraph.variants.values())


def _chosen(run: Run, flow: Flow, plan: Plan, wrong: int) -> _Chosen | None:
    """Return a plan as the layout takes it; None if the pages have it already."""
    ends = [(end.stretch, end.lines) for end in plan.ends]
    feet = [(foot.part, foot.lines) for foot in flow.feet]
    varied = min(plan.looser, default=len(flow.parts))
    if ends == feet and not plan.looser:
        return None
    same = 0
    for end, foot in zip(ends, feet, strict=False):
        if end != foot or foot[0] + bool(foot[1]) > varied:
            break
        same += 1
    return _Chosen(
        short=(0.0,) * same
        + tuple(max(0.0, end.short - _SPARE) * flow.line for end in plan.ends[same:-1]),
        looser={id(flow.parts[number].origin): by for number, by in plan.looser.items()},
        first=run.start + same,
        faults=wrong,
    )
