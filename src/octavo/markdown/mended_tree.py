"""Small steps on a tree that is mended: an element goes, its words stay; what was done is noted."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from octavo.markdown.html_attributes import NOTE
from octavo.markdown.html_names import BLOCKS
from octavo.markdown.xhtml_tree import drop
from octavo.text.xhtml_names import LINE, MATH

#: What keeps its line until the pass that knows where it leads.
_LINED = frozenset(["a", "img", MATH])


@dataclass(slots=True)
class Mended:
    """What was done that an author should know: what, and on which line (0 if it is unknown)."""

    gone: list[tuple[str, int]] = field(default_factory=list)
    linked: list[tuple[str, int]] = field(default_factory=list)
    moved: list[tuple[str, int]] = field(default_factory=list)
    scripts: list[tuple[str, int]] = field(default_factory=list)
    languages: list[tuple[str, int]] = field(default_factory=list)


def line_of(element: etree._Element) -> int:
    """Return the line that an element or the nearest one around it states; 0 if none does."""
    for each in (element, *element.iterancestors()):
        if (stated := each.get(LINE)) and stated.isdigit():
            return int(stated)
    return 0


def take_lines(root: etree._Element) -> None:
    """Take the lines away but those that a pass needs which knows where a link leads."""
    for element in root.iter(etree.Element):
        if element.tag not in _LINED:
            element.attrib.pop(LINE, "")


def is_foreign(element: etree._Element) -> bool:
    """Tell whether an element is a formula or part of one."""
    return element.tag == MATH or next(element.iterancestors(MATH), None) is not None


def is_alone(element: etree._Element) -> bool:
    """Tell whether no other element stands beside it; asking its parent would count them all."""
    return element.getprevious() is None and element.getnext() is None


def is_block(element: etree._Element) -> bool:
    """Tell whether an element stands on lines of its own."""
    tag = str(element.tag)
    if tag in BLOCKS or element.get(NOTE) is not None:
        return True
    return tag in ("ins", "del") and any(is_block(child) for child in element)


def as_lines(element: etree._Element) -> None:
    """Make an element a paragraph, or a division if there are blocks in it."""
    element.tag = "div" if any(map(is_block, element)) else "p"


def unwrap(element: etree._Element) -> None:
    """Take an element out and leave its content in its place."""
    parent = element.getparent()
    if parent is None:
        return
    if element.text:
        add_text_before(element, element.text)
    for child in list(element):
        element.addprevious(child)
    drop(element)


def add_text_before(element: etree._Element, text: str) -> None:
    """Add text in front of an element."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def add_text(element: etree._Element, text: str) -> None:
    """Add text at the end of an element."""
    last = next(element.iterchildren(reversed=True), None)
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text


def text_before(element: etree._Element) -> str:
    """Return the words right before an element, among its parent's."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        return before.tail or "".join(map(str, before.itertext()))
    return (parent.text or "") if parent is not None else ""


def tag_around(element: etree._Element) -> str:
    """Return the tag of the parent; nothing if there is none."""
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)
