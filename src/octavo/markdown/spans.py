"""Spans whose looks follow from their words."""

from __future__ import annotations

from lxml import etree

from octavo.markdown.xhtml_tree import add_class, text_of


def mark_capitals(root: etree._Element) -> None:
    """Give `.small-caps` of capitals alone the class `capitals`: NASA is small all through."""
    for element in root.iter(etree.Element):
        if "small-caps" in element.get("class", "").split() and text_of(element).isupper():
            add_class(element, "capitals")
