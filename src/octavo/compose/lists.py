"""The numbers of lists, said in CSS: the layout engine reads no attributes of HTML."""

from __future__ import annotations

from lxml import etree


def number_lists(element: etree._Element) -> None:
    """Gives ordered lists below `element` their `start`, `reversed`, and items their `value`."""
    for listing in element.iter("ol"):
        items = listing.findall("li")
        step = -1 if listing.get("reversed") is not None else 1
        start = int(listing.get("start") or (len(items) if step < 0 else 1))
        if start != 1 or step < 0:
            _add_style(listing, f"counter-reset: list-item {start - step}")
        for item in items:
            if step < 0:
                _add_style(item, "counter-increment: list-item -1")
            if item.get("value"):
                # The engine (WeasyPrint 70.0) sets a counter before it counts the item.
                before = int(item.get("value", "1")) - step
                _add_style(item, f"counter-set: list-item {before}")


def _add_style(element: etree._Element, declaration: str) -> None:
    given = (element.get("style") or "").rstrip("; ")
    element.set("style", f"{given}; {declaration}" if given else declaration)
