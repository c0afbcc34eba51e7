"""Scene breaks and page breaks, however they are typed, and those that part nothing.

A line of stars, of dots or of an ornament alone says what `* * *` says, though it is escaped, set
in the middle by a tag, or written as a heading without words.
"""

from __future__ import annotations

import re

from lxml import etree

from octavo.markdown.html_attributes import NOTE
from octavo.markdown.xhtml_tree import add_class, drop, text_of
from octavo.text.xhtml_names import HEADINGS, LINE

SCENE, PAGE = "scene-break", "page-break"

#: Three of one sign, a sign alone that is no word of any language, or ornaments (Unicode's blocks
#: General Punctuation, Geometric Shapes and Dingbats).
_SIGNS = re.compile(
    r"(?P<sign>[*∗＊•·∙●○◦~#=_+–—-])(?:\s*(?P=sign)){2,}|[*＊•●~#]|(?:[⁂⁎⁑※☆★◆◇❖✱-✽❀-❋❦❧☙]\s*){1,7}"
)
_LINES = ("p", "div", "h2", "h3", "h4", "h5", "h6")
#: What may stand around the signs: marks that change their look alone.
_LOOKS = frozenset("b big br em font i small span strong".split())
_PAGES = frozenset({PAGE, "pagebreak", "newpage", "new-page", "page_break"})


def shape_breaks(root: etree._Element) -> None:
    """Make rules of what is meant as one, and take out those at either end or above a heading."""
    for element in list(root.iter(*_LINES)):
        if _is_page(element):
            element.tag, element.text = "div", None
            element.set("class", PAGE)
        elif _is_scene(element):
            _make_rule(element)
    for title in list(root.iter("h1")):
        if not text_of(title) and not len(title):
            _make_rule(title)
    for rule in root.iter("hr"):
        add_class(rule, SCENE)
    for breaks in [*root.iterchildren("hr"), *root.iterchildren("div")]:
        if _parts_nothing(breaks):
            drop(breaks)


def is_scene_break(words: str) -> bool:
    """Return whether a line of these words alone says that a scene ends."""
    return _SIGNS.fullmatch(words.strip()) is not None


def _is_page(element: etree._Element) -> bool:
    named = _PAGES.intersection(element.get("class", "").lower().split())
    return bool(named) and not len(element) and not (element.text or "").strip()


def _is_scene(element: etree._Element) -> bool:
    heading = element.tag in HEADINGS
    if element.get("id") or element.get(NOTE) is not None or not _is_loose(element):
        return False
    if any(inner.tag not in _LOOKS for inner in element.iterdescendants(etree.Element)):
        return False
    words = "".join(map(str, element.itertext())).strip()
    return _SIGNS.fullmatch(words) is not None if words else heading and not len(element)


def _is_loose(element: etree._Element) -> bool:
    """Tell whether a block stands in the run of the text, and not in a list, table or verse."""
    if {"stanza", "line", "attribution", "callout-title"} & set(element.get("class", "").split()):
        return False
    holders = [holder.tag for holder in element.iterancestors()]
    return all(tag in ("div", "section", "article", "blockquote", "center") for tag in holders)


def _make_rule(element: etree._Element) -> None:
    line = element.get(LINE)
    for name in list(element.attrib):
        del element.attrib[name]
    for inner in list(element):
        element.remove(inner)
    element.tag, element.text = "hr", None
    if line:
        element.set(LINE, line)


def _parts_nothing(element: etree._Element) -> bool:
    """Tell whether a break stands first, last, next to a heading or behind another break."""
    if element.tag == "div" and not _is_page(element):
        return False
    if (element.tail or "").strip():
        return False
    before, behind = element.getprevious(), element.getnext()
    if before is None or behind is None or behind.get(NOTE) is not None:
        return True
    if before.tag == "h1" or behind.tag == "h1":
        return True
    beside = {str(before.tag), str(behind.tag)} & HEADINGS
    return element.tag == "hr" and (bool(beside) or behind.tag == "hr" or _is_page(behind))
