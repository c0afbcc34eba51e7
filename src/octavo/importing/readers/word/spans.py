"""Runs of text on their way into HTML: what they say together, and how they begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lxml import etree

from octavo.importing.readers.marked_runs import Run, shows
from octavo.importing.readers.marked_runs import fill as put_runs

#: White space to Word, and to a book a space.
_SPACE = re.compile(r"[\t\n\r]+")
#: Marks that a heading has by being one.
_OF_HEADINGS = frozenset(("strong", "u", "small-caps", "code"))


def text_run(text: str, marks: frozenset[str], link: str = "") -> Run:
    """Return words as a run, capitals as they show."""
    shown = text.upper() if "caps" in marks else text
    return Run(text=_SPACE.sub(" ", shown), marks=marks, href=link)


def element_run(element: etree._Element) -> Run:
    """Return an element without words of its own as a run: a break, a picture, a formula."""
    return Run(element=element)


def tag_of(run: Run) -> str:
    """Return the name of a run's element; empty for words."""
    return "" if run.element is None else str(run.element.tag)


def words_of(runs: Iterable[Run]) -> str:
    """Return what runs say, on one line."""
    return " ".join("".join(each.text or " " * (tag_of(each) == "br") for each in runs).split())


def says_nothing(runs: Iterable[Run]) -> bool:
    """Tell whether there is nothing in a paragraph but space and places that are linked to."""
    return not any(map(shows, runs))


def is_bold(runs: Iterable[Run]) -> bool:
    """Tell whether all words of a paragraph are bold."""
    said = [each for each in runs if each.text.strip()]
    return bool(said) and all("strong" in each.marks for each in said)


def trimmed(runs: Sequence[Run]) -> list[Run]:
    """Return the runs without space at either end."""
    held = list(runs)
    while held and _is_space(held[0]):
        held.pop(0)
    while held and _is_space(held[-1]):
        held.pop()
    return held


def _is_space(run: Run) -> bool:
    return tag_of(run) == "br" or (run.element is None and not run.text.strip(" "))


def fill(parent: etree._Element, runs: Sequence[Run], *, is_heading: bool = False) -> None:
    """Put runs into an element; what leads to a place in the document is a `ref`."""
    gone = set(_OF_HEADINGS if is_heading else ())
    said = [each for each in runs if each.text.strip()]
    if is_heading and all("em" in each.marks for each in said):
        gone.add("em")
    put_runs(parent, [replace(each, marks=each.marks - gone) for each in runs])
    for link in [*parent.iter("a")]:
        if (link.get("href") or "").startswith("#"):
            link.tag = "ref"
            link.set("to", (link.attrib.pop("href"))[1:])
