"""XHTML with the author's own tags → a tree, read as browsers read it and mended for a book.

Each element is given a place that its content model allows (HTML, the Living Standard, section 4),
and no word is lost: a list holds items, a table rows, a line of text no blocks. Elements that mean
nothing in a book become what they are nearest to, or go and leave their content: `<details>` its
words, `<video>` and `<iframe>` a link.
"""

from __future__ import annotations

import re

from lxml import etree

from octavo.markdown.html_attributes import NOTE, OWN
from octavo.markdown.html_elements import set_elements
from octavo.markdown.html_formulas import set_formulas
from octavo.markdown.html_lists_tables import set_lists, set_tables
from octavo.markdown.html_names import VOID
from octavo.markdown.html_places import set_figures, set_lines, set_paragraphs, set_phrases
from octavo.markdown.mended_tree import Mended, add_text, line_of
from octavo.markdown.raw_html import BY_AUTHOR
from octavo.markdown.reading import TooDeepError
from octavo.text.xhtml_names import LINE
from octavo.text.xml_characters import without_forbidden

#: Where a note begins, as the tree was written.
_NOTE = re.compile(rf'(?=<div {LINE}="\d+" {NOTE}=)')
#: As deep as blocks of Markdown. libxml2 leaves out what is deeper than 255 elements.
_DEEPEST = 100
#: A table has more around its rows when it is laid out than in its source.
_TABLE = 4
_NAME = re.compile(r"[a-zA-Z_][\w.-]*")


def read_html(xhtml: str) -> tuple[etree._Element, Mended]:
    """Return the tree of a fragment, inside a `div`, and what had to be mended."""
    root = etree.Element("div")
    for part in _NOTE.split(without_forbidden(xhtml)):
        _parse(part, root)  # a tag that is left open ends before the notes
    _look_at_depth(root)
    for element in list(root.iter(etree.Element)):
        _empty(element)
        _look_at_names(element)
    set_formulas(root)
    return root, _mend(root)


def _parse(part: str, root: etree._Element) -> None:
    """Add the elements of a part to the tree."""
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    document = etree.fromstring(f"<html><body>{part}</body></html>", parser)
    body = document.find("body") if document is not None else None
    if body is None:
        add_text(root, part)
        return
    add_text(root, body.text or "")
    for child in list(body):
        root.append(child)


def _look_at_depth(root: etree._Element) -> None:
    """Raise `TooDeepError` where the parser may have left out what stood deeper."""
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        step = _TABLE if element.tag == "table" else 1
        depth += step if event == "start" else -step
        if depth > _DEEPEST:
            raise TooDeepError(line_of(element) or None)


def _empty(element: etree._Element) -> None:
    """Put what the parser took into an element that is always empty behind it."""
    if str(element.tag) not in VOID:
        return
    for child in reversed(element):
        element.addnext(child)
    if element.text:
        element.tail, element.text = f"{element.text}{element.tail or ''}", None


def _look_at_names(element: etree._Element) -> None:
    """Take away attributes whose names are none; those of our own are not for authors."""
    by_author = BY_AUTHOR in element.attrib
    element.attrib.pop(BY_AUTHOR, "")
    for name in [str(each) for each in element.attrib]:
        forged = by_author and name in OWN and name != LINE
        if forged or (not _NAME.fullmatch(name) and name not in ("xml:lang", "epub:type")):
            del element.attrib[name]


def _mend(root: etree._Element) -> Mended:
    """Mend a tree in its place; `root` itself is a `div` that may hold anything."""
    mended = Mended()
    set_elements(root, mended)
    set_lines(root)
    set_lists(root, mended)
    set_tables(root, mended)
    set_figures(root, mended)
    set_phrases(root, mended)
    set_paragraphs(root)
    return mended
