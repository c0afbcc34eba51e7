"""What is asked of an element everywhere: its words, its line."""

from __future__ import annotations

from typing import Any, cast

from lxml import etree


def text_of(element: etree._Element) -> str:
    """Return all text within an element."""
    return "".join(map(str, element.itertext()))


def line_of(element: etree._Element) -> int | None:
    """Return the line of the source that an element begins on; None for one made later."""
    # The stubs leave its type open.
    return cast("int | None", cast(Any, element).sourceline)


def start_of(element: etree._Element, length: int = 40) -> str:
    """Return the first characters within an element, without white space."""
    found = ""
    for text in element.itertext():
        found += "".join(str(text)[: 4 * length].split())
        if len(found) >= length:
            break
    return found[:length]


def shift(element: etree._Element, into: etree._Element) -> None:
    """Add an element's tail to what stands before it; the element itself stays."""
    before, tail = element.getprevious(), element.tail or ""
    element.tail = None
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        into.text = (into.text or "") + tail


def drop(element: etree._Element) -> None:
    """Take an element out; what stands behind it stays."""
    parent = element.getparent()
    if parent is not None:
        shift(element, parent)
        parent.remove(element)
