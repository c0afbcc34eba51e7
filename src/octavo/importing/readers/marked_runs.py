"""Runs of text with marks, as word processors keep them → elements within elements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

#: Marks in the order in which they hold each other, by the element that each becomes. Small
#: capitals are a span with a class; a link is known by its address.
MARKS = ("strong", "em", "small-caps", "u", "s", "sup", "sub", "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a line: `text`, or an `element` such as a picture or the call of a note.

    `marks` are some of MARKS; `href` is where the stretch leads, empty for nowhere.
    """

    text: str = ""
    element: etree._Element | None = None
    marks: frozenset[str] = frozenset()
    href: str = ""


def shows(run: Run) -> bool:
    """Tell whether a run is more than white space, a new line or a place that is linked to."""
    return bool(run.text.strip()) or (
        run.element is not None and run.element.tag not in ("br", "anchor")
    )


def fill(parent: etree._Element, runs: Sequence[Run]) -> None:
    """Put runs into `parent`, those with the same marks in one element."""
    for href, group in groupby(runs, lambda run: run.href):
        home = parent
        if href:
            home = etree.SubElement(parent, "a")
            home.set("href", href)
        _fill(home, list(group), MARKS)


def _fill(parent: etree._Element, runs: Sequence[Run], marks: Sequence[str]) -> None:
    if not marks:
        for run in runs:
            _put(parent, run)
        return
    first, *others = marks
    for marked, group in groupby(_spread(runs, first), lambda run: first in run.marks):
        home = parent
        held = list(group)
        if marked and any(run.text.strip() or run.element is not None for run in held):
            home = etree.SubElement(parent, "span" if first == "small-caps" else first)
            if first == "small-caps":
                home.set("class", first)
        _fill(home, held, others)


def _spread(runs: Sequence[Run], mark: str) -> Iterator[Run]:
    """Yield the runs; white space and breaks between two that have a mark have it, too."""
    for number, run in enumerate(runs):
        is_gap = not run.text.strip() and (run.element is None or run.element.tag == "br")
        around = [*runs[max(0, number - 1) : number], *runs[number + 1 : number + 2]]
        within = len(around) == 2 and all(mark in each.marks for each in around)
        yield replace(run, marks=run.marks | {mark}) if is_gap and within else run


def _put(parent: etree._Element, run: Run) -> None:
    if run.element is not None:
        parent.append(run.element)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + run.text
    else:
        parent.text = (parent.text or "") + run.text
