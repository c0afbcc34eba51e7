"""Lists, tables and code that were lost where the main text of a page was looked for.

What finds the main text goes by how pages look on average, and takes a short article's lists for
menus. Where a list that stands between two paragraphs of the article is missing, the part of the
page that holds them all is the article, without what is a site's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from octavo.importing.readers.html_elements import drop, start_of, text_of

#: What may be lost.
_STRUCTURES = ("ul", "ol", "dl", "pre", "table", "blockquote", "details")
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "pre", "blockquote", "dt", "dd")
#: What is a site's own, by its element or by its names.
_OF_SITE = frozenset(("aside", "button", "footer", "form", "nav", "noscript", "script", "style"))
_NAMED = re.compile(
    r"\b(?:ads?|breadcrumbs?|comments?|cookies?|footer|menu|nav|navbar|pager|pagination|related"
    r"|share|sharing|sidebar|social|subscribe|tags?|toc|widget)\b",
    re.I,
)
#: A structure counts as lost if so much of it is missing, and as a menu if so much of it is links.
_MISSING, _LINKS = 0.8, 0.5
#: The part that holds the article may have so many times the words that were found.
_LARGEST = 3


def whole_part(root: etree._Element, found: etree._Element) -> etree._Element | None:
    """Return the part of the page `root` that holds all of the text `found`; None if all is there.

    It is a copy, without what is a site's own.
    """
    starts = {start_of(each) for each in found.iter(*_BLOCKS)} - {""}
    held = [each for each in root.iter(*_BLOCKS) if start_of(each) in starts]
    home = _home(held)
    if home is None or home.tag == "html":
        return None
    words = Counter(text_of(found).split())
    order = {each: number for number, each in enumerate(home.iter())}
    places = [order[each] for each in held if each in order]
    lost = (
        each
        for each in home.iter(*_STRUCTURES)
        if min(places) < order[each] < max(places) and _is_lost(each, words, home)
    )
    if not any(True for _ in lost):
        return None
    part = _without_site(home)
    return part if len(text_of(part).split()) <= _LARGEST * words.total() else None


def _home(held: list[etree._Element]) -> etree._Element | None:
    """Return the innermost element that holds all of these."""
    if not held:
        return None
    shared = [*held[0].iterancestors()]
    for each in held[1:]:
        above = set(each.iterancestors())
        shared = [one for one in shared if one in above]
    return shared[0] if shared else None


def _is_lost(element: etree._Element, words: Counter[str], home: etree._Element) -> bool:
    own = text_of(element).split()
    if len(own) < 2 or any(_is_sites(each) for each in _between(element, home)):
        return False
    linked = sum(len(text_of(each).split()) for each in element.iter("a"))
    missing = (Counter(own) - words).total()
    return missing >= _MISSING * len(own) and linked < _LINKS * len(own)


def _between(element: etree._Element, home: etree._Element) -> Iterator[etree._Element]:
    yield element
    for each in element.iterancestors():
        if each is home:
            return
        yield each


def _is_sites(element: etree._Element) -> bool:
    named = f"{element.get('id') or ''} {element.get('class') or ''}"
    is_part = element.tag in ("div", "section", "ul", "ol", "p", "span")
    return element.tag in _OF_SITE or (is_part and _NAMED.search(named) is not None)


def _without_site(home: etree._Element) -> etree._Element:
    part = deepcopy(home)
    part.tail = None
    for element in [*part.iter(etree.Element)]:
        if element is not part and _is_sites(element):
            drop(element)
    part.tag = "body"
    return part
