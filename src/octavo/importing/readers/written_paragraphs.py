"""A paragraph of a word processor, with how it is set → an element of HTML.

How it is set stands beside it in attributes of our own, until `written_headings.py` has seen
which paragraphs are headings in all but name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from octavo.importing.readers.marked_runs import Run, fill, shows
from octavo.text.xhtml_names import LINE

#: The attributes of a paragraph that say how it was set.
CENTRED, PAGE, SIZE, BOLD, ROLE = "set-centred", "set-page", "set-size", "set-bold", "set-role"
SET = (CENTRED, PAGE, SIZE, BOLD, ROLE)

#: Marks that a heading has by being one.
_OF_HEADINGS = frozenset(("strong", "u", "small-caps", "code"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """How a paragraph is set: `level` is a heading's, 1 to 6, or 0.

    `role` is quote, code, rule or nothing; `page` says that a page begins with it; `style` are
    the marks that its style gives to all of its words; `size` is in points, 0 for unknown;
    `line` is its number among the document's paragraphs.
    """

    level: int = 0
    role: str = ""
    centred: bool = False
    page: bool = False
    size: float = 0.0
    style: frozenset[str] = frozenset()
    line: int = 1


def paragraph(runs: Sequence[Run], set_as: Set) -> etree._Element | None:
    """Return a paragraph or a heading as an element; None for an empty one that says nothing."""
    if not any(map(shows, runs)):
        if set_as.role == "rule":
            return etree.Element("hr")
        return _stated(etree.Element("p"), set_as) if set_as.page else None
    made = etree.Element(f"h{set_as.level}" if set_as.level else "p")
    is_bold = all("strong" in run.marks for run in runs if run.text.strip())
    fill(made, _as_heading(runs) if set_as.level else _in_role(runs, set_as))
    if is_bold and not set_as.level:
        made.set(BOLD, "1")
    return _stated(made, set_as)


def _stated(made: etree._Element, set_as: Set) -> etree._Element:
    made.set(LINE, str(set_as.line))
    for name, value in ((CENTRED, set_as.centred), (PAGE, set_as.page), (ROLE, set_as.role)):
        if value:
            made.set(name, "1" if value is True else value)
    if set_as.size:
        made.set(SIZE, f"{set_as.size:g}")
    return made


def _as_heading(runs: Sequence[Run]) -> list[Run]:
    gone = set(_OF_HEADINGS)
    if all("em" in run.marks for run in runs if run.text.strip()):
        gone.add("em")
    return [replace(run, marks=run.marks - gone) for run in runs]


def _in_role(runs: Sequence[Run], set_as: Set) -> Sequence[Run]:
    if set_as.role == "code":
        return [replace(run, marks=frozenset()) for run in runs]
    if set_as.role == "quote":  # the book sets quotations in its own way
        return [replace(run, marks=run.marks - (set_as.style & {"em"})) for run in runs]
    return runs
