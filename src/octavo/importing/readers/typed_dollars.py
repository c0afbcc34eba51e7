"""Dollars in documents of word processors: prices and names of a shell; formulas are set apart."""

from __future__ import annotations

import re

from lxml import etree

from octavo.importing.readers.html_elements import text_of
from octavo.markdown.html_names import BLOCKS
from octavo.markdown.mark_rules import has_formula

#: A formula in TeX has a command, so that nothing else can be meant.
_TEX = re.compile(r"\$(?=[^\s$])(?:[^$\\]|\\.){0,500}?\\[A-Za-z]{2}(?:[^$\\]|\\.){0,500}?(?<!\s)\$")
#: So many dollars are not looked through: the time grows with their square.
_MANY = 200


def keep_dollars(root: etree._Element) -> None:
    """Set apart, in a tree, each typed dollar that would begin or end a formula, as `sign`."""
    holding: dict[etree._Element, bool] = {}
    for element in [*root.iter(etree.Element)]:
        typed = "" if element.tag == "tex" else element.text or ""
        if "$" in typed and _is_read(_block(element), holding):
            _set_apart(element, None)
        above = element.getparent()
        if "$" in (element.tail or "") and above is not None and _is_read(_block(above), holding):
            _set_apart(above, element)


def _block(element: etree._Element) -> etree._Element:
    while element.tag not in BLOCKS and (above := element.getparent()) is not None:
        element = above
    return element


def _is_read(block: etree._Element, known: dict[etree._Element, bool]) -> bool:
    """Return whether two dollars of a block would be read as the signs of a formula."""
    if block not in known:
        text = text_of(block)
        count = text.count("$")
        known[block] = count > _MANY or (count > 1 and has_formula(text))
    return known[block]


def _set_apart(holder: etree._Element, before: etree._Element | None) -> None:
    """Set apart the dollars of a holder's first text, or of the text behind an element in it."""
    text = (holder.text if before is None else before.tail) or ""
    formulas = [each.span() for each in _TEX.finditer(text)]
    pieces, end = [], 0
    for found in re.finditer(r"\$", text):
        if not any(first <= found.start() < last for first, last in formulas):
            pieces.append(text[end : found.start()])
            end = found.end()
    rest = text[end:]
    if not pieces:
        return
    at = 0 if before is None else holder.index(before) + 1
    if before is None:
        holder.text = pieces[0]
    else:
        before.tail = pieces[0]
    for number, behind in enumerate([*pieces[1:], rest]):
        sign = etree.Element("sign")
        sign.text, sign.tail = "$", behind
        holder.insert(at + number, sign)
