"""Pages as they came from a layout, and its state behind each, for one that goes on from there."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from octavo.layout.weasyprint.boxes import Box, Context, PageBox, PageStart, Skip
from octavo.layout.weasyprint.page_flow import Flow, flow_of


@dataclass(frozen=True, slots=True)
class State:
    """A layout's state behind a page: what waits for the next one."""

    footnotes: list[Box]
    reported: list[Box]
    broken: dict[Box, object]
    rendered: list[Box]

    @classmethod
    def of(cls, context: Context) -> State:
        """Return the state of a layout as it is now."""
        return cls(
            list(context.footnotes),
            list(context.reported_footnotes),
            dict(context.broken_out_of_flow),
            list(context.rendered_notes or ()),
        )

    def restore(self, context: Context) -> None:
        """Put a layout into this state."""
        context.footnotes[:] = self.footnotes
        context.reported_footnotes = list(self.reported)
        context.broken_out_of_flow = dict(self.broken)
        context.rendered_notes = list(self.rendered)


@dataclass(slots=True)
class Draft:
    """Pages as they came, the states behind them, and what the layout remembers of them."""

    pages: list[PageBox] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    maker: list[PageStart] = field(default_factory=list)
    _flows: dict[int, Flow | None] = field(default_factory=dict)

    def flow(self, context: Context, run: Run) -> Flow | None:
        """Return what stands on the pages of a run; None if they are not alike."""
        if run.start not in self._flows:
            self._flows[run.start] = flow_of(context, run.pages)
        return self._flows[run.start]


@dataclass(frozen=True, slots=True)
class Run:
    """Pages that a forced break begins: the number of the first one, how its text is found, and
    the pages, none of them blank."""

    start: int
    key: Hashable
    pages: list[PageBox]


def drafted(context: Context, pages: Iterator[PageBox]) -> Draft:
    """Lay out pages, and note the state behind each."""
    draft = Draft()
    for page in pages:
        draft.pages.append(page)
        draft.states.append(State.of(context))
    draft.maker = list(context.page_maker)
    return draft


def runs(draft: Draft) -> Iterator[Run]:
    """Yield the runs of a layout's pages."""
    run: Run | None = None
    for number, page in enumerate(draft.pages):
        if run is None or begins_run(draft.maker, number):
            if run is not None and run.pages:
                yield run
            run = Run(number, key(draft.maker[number][0]), [])
        if not page.page_type.blank:
            run.pages.append(page)
    if run is not None and run.pages:
        yield run


def begins_run(maker: Sequence[PageStart], number: int) -> bool:
    """Return whether a page begins a run: a break was forced, or its name is another one."""
    if not number:
        return True
    now, before = maker[number][1], maker[number - 1][1]
    return now["break"] != "any" or now["page"] != before["page"]


def key(skip: Skip) -> Hashable:
    """Return a place in the text as what it is found by."""
    return tuple((place, key(inner)) for place, inner in skip.items()) if skip else ()


def is_clear(draft: Draft, number: int) -> bool:
    """Return whether nothing but text goes on where a page begins."""
    if not number:
        return True
    state = draft.states[number - 1]
    return not (state.reported or state.broken or state.rendered)
