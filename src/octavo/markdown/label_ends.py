"""Ends of the labels of links, pictures, spans and notes: each is looked for once in a line.

markdown-it walks anew from each bracket to the one that closes it, so that a line of thousands
takes the square of their number. A bracket within a label is looked for before the label's end is
known: the walk goes on behind it.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.rules_inline import StateInline

from octavo.markdown.positions import Label, PlacedState


def add_label_ends(md: MarkdownIt) -> None:
    """Have the rules of a parser find the ends of labels here."""
    md.helpers = SimpleNamespace(  # type: ignore[assignment]
        parseLinkDestination=parseLinkDestination,
        parseLinkLabel=label_end,
        parseLinkTitle=parseLinkTitle,
    )


def label_end(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Return the place of the bracket that closes the one at `start`, or -1.

    With `disable_nested` a label that holds a link has no end.
    """
    placed = cast(PlacedState, state)
    label = _known(placed, start)
    if label is None:
        label = placed.labels[start] = _look(placed, start)
    return -1 if disable_nested and label.holds_link else label.end


def _known(state: PlacedState, start: int) -> Label | None:
    """Return what was found before, if it holds for the text that is read now."""
    label = state.labels.get(start)
    if label is None or (label.end < 0 and state.posMax > label.looked):
        return None
    return label if label.end < state.posMax else Label(-1, label.holds_link, state.posMax)


def _look(state: PlacedState, start: int) -> Label:
    """Walk from mark to mark to the end of a label."""
    before, end, level, holds_link = state.pos, -1, 1, False
    state.pos = start + 1
    while state.pos < state.posMax:
        at, sign = state.pos, state.src[state.pos]
        if sign == "]":
            level -= 1
            if level == 0:
                end = at
                break
        state.md.inline.skipToken(state)
        if sign != "[":
            continue
        if state.pos > at + 1:
            holds_link = True
            continue
        inner = _known(state, at)
        if inner is None:
            level += 1
        elif inner.end < 0:
            break  # what is open within is open to the end
        else:
            holds_link = holds_link or inner.holds_link
            state.pos = inner.end + 1
    state.pos = before
    return Label(end, holds_link, state.posMax)
