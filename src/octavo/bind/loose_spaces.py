"""No-break spaces that bind nothing: those that come along when words are pasted from a page.

Editors put one on both sides of a bold word, and pages part all words of a line by them. A line
then finds no place to break for half its length.
"""

from __future__ import annotations

import re

from lxml import etree

from octavo.text.word_spaces import NO_BREAK
from octavo.text.xhtml_names import CODE_ELEMENTS, MATH

_UNTOUCHED = CODE_ELEMENTS | {MATH}
#: A word of letters beside a mark; what binds a short one, or a number, is meant.
_BEFORE = re.compile(rf"(?<=[^\W\d_]{{3}}){NO_BREAK}\Z|(?<=[^\W\d_]{{3}}[,;.:]){NO_BREAK}\Z")
_BEHIND = re.compile(rf"\A([,;.:]?){NO_BREAK}(?=[^\W\d_]{{3}})")
#: Words bound to each other that are too many for a line, and how many characters they have.
_CHAIN = re.compile(rf"(?:[^\s]+{NO_BREAK}){{3,}}[^\s]+")
_LONG = 30


def loosen(element: etree._Element) -> None:
    """Make ordinary spaces of such, in an element and what follows its children."""
    if not isinstance(element.tag, str) or element.tag in _UNTOUCHED:
        return
    element.text = _unchained(element.text)
    for child in element:
        loosen(child)
        child.tail = _unchained(child.tail)
    for number, child in enumerate(element):
        if child.tag == "br":
            continue
        holder, name = (element[number - 1], "tail") if number else (element, "text")
        if text := getattr(holder, name):
            setattr(holder, name, _BEFORE.sub(" ", text))
        if child.tail:
            child.tail = _BEHIND.sub(r"\1 ", child.tail)


def _unchained(text: str | None) -> str | None:
    if not text or text.count(NO_BREAK) < 3:
        return text
    return _CHAIN.sub(_loose, text)


def _loose(found: re.Match[str]) -> str:
    return found[0].replace(NO_BREAK, " ") if len(found[0]) > _LONG else found[0]
