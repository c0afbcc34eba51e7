"""Calls of notes beside other figures: a raised comma parts two, a little room a call and a number.

Without them notes 1 and 2 at one place read as note twelve, and note 1 behind 1901 as 19011.
"""

from __future__ import annotations

from lxml import etree

from octavo.compose.section_xhtml import calls
from octavo.markdown.xhtml_tree import add_class, is_call, text_of

#: The mark between two calls, and the class of a call that follows a figure.
_MARK, AFTER_FIGURE = ",", "after-figure"


def part_calls(element: etree._Element) -> None:
    """Part each call below an element from the one before it, or from the figure before it."""
    for call in calls(element):
        before, parent = call.getprevious(), call.getparent()
        text = before.tail if before is not None else parent.text if parent is not None else ""
        if text:
            _space(call, text)
        elif before is not None and is_call(before):
            mark = etree.Element("sup", {"class": "between-notes"})
            mark.text = _MARK
            call.addprevious(mark)
        elif before is not None:
            _space(call, text_of(before))


def _space(call: etree._Element, text: str) -> None:
    if text[-1:].isdigit():
        add_class(call, AFTER_FIGURE)
