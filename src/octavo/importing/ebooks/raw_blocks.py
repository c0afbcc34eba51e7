"""Blocks that Markdown has no form for, as the HTML that a chapter may hold."""

from __future__ import annotations

from lxml import etree

from octavo.importing.ebooks.ebook_inline import NOTE, mathml
from octavo.text.xhtml_names import MATH


def may_be_raw(element: etree._Element) -> bool:
    """Return whether a block can be HTML, in which the call of a note would not be read."""
    return next(element.iter(NOTE, "notetext"), None) is None


def raw(element: etree._Element) -> str:
    """Return a block as HTML, without a blank line, at which HTML would end."""
    twin = etree.fromstring(etree.tostring(element, with_tail=False))
    for each in twin.iter(etree.Element):
        for key in [key for key in each.attrib if str(key).startswith("data-")]:
            del each.attrib[key]
    for each in list(twin.iter(MATH)):
        _replace(each, mathml(each))
    etree.cleanup_namespaces(twin)
    text = etree.tostring(twin, encoding="unicode", with_tail=False)
    lines = (line for line in text.split("\n") if line.strip())
    return "\n".join(lines).replace("\u00a0", "&nbsp;")


def _replace(element: etree._Element, text: str) -> None:
    parent = element.getparent()
    if parent is not None:
        made = etree.fromstring(text)
        made.tail = element.tail
        parent.replace(element, made)
