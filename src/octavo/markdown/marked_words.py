"""Words that are marked by what they are: of another language, or capitals alone."""

from __future__ import annotations

from lxml import etree

from octavo.markdown.xhtml_tree import add_class, text_of
from octavo.text.direction import LEFT_TO_RIGHT, Direction, direction
from octavo.text.xhtml_names import CODE_ELEMENTS, XML_LANG


def mark_languages(root: etree._Element, language: str) -> None:
    """Give every element that states a language `lang`, `xml:lang` and, if need be, `dir`.

    `language` is the chapter's. EPUB 3.3 (section 6.1.1) asks for `xml:lang`,
    reading systems that read HTML for `lang`. A direction is written where it
    is another than around it, and an author's own is kept; code is `ltr`.
    """
    base = direction(language)
    for element in root.iterdescendants(etree.Element):
        stated = element.get("lang") or element.get(XML_LANG)
        if stated:
            element.set("lang", stated)
            element.set(XML_LANG, stated)
        own = (
            direction(stated) if stated else LEFT_TO_RIGHT if element.tag in CODE_ELEMENTS else None
        )
        if own and not element.get("dir") and own != _around(element, base):
            element.set("dir", own)


def _around(element: etree._Element, base: Direction) -> str:
    """Return the direction in which an element stands; `auto` where only its text could tell."""
    stated = (holder.get("dir") for holder in element.iterancestors())
    return next((value for value in stated if value), base)


def mark_capitals(root: etree._Element) -> None:
    """Give `.small-caps` of capitals alone the class `capitals`: NASA is small all through."""
    for element in root.iter(etree.Element):
        if "small-caps" in element.get("class", "").split() and text_of(element).isupper():
            add_class(element, "capitals")
