"""Drop caps: a letter that floats in print, and the first letter of its paragraph in an e-book.

A screen reader says a floating "T" by itself, and then "he". DAISY's knowledge
base ("Drop Caps", read 2026) therefore has `::first-letter` for e-books, and
warns of `aria-hidden` beside hidden words, which reading systems show twice. A
reader that does not know `::first-letter` shows a plain paragraph.
"""

from __future__ import annotations

import unicodedata

from lxml import etree

from octavo.parse.tree import add_class

_DROP_CAP, _INITIAL, _FIRST_LETTER = "drop-cap", "initial", "first-letter"
# What the span may lose, or leave to its paragraph: one letter has no language.
_SPARE = frozenset({"class", "dir", "id", "lang", "{http://www.w3.org/XML/1998/namespace}lang"})


def mark_initials(element: etree._Element) -> None:
    """Gives each paragraph that begins with a drop cap the class `initial`."""
    for span in _drop_caps(element):
        paragraph = next(span.iterancestors("p"), None)
        if paragraph is not None and _stands_first(span, paragraph):
            add_class(paragraph, _INITIAL)


def leave_first_letters(element: etree._Element) -> None:
    """Takes out the spans whose letter `::first-letter` finds; their paragraphs get that class.

    Where it would take more or less than the span holds (two letters, a mark
    behind the letter), the span stays and floats.
    """
    mark_initials(element)
    for span in _drop_caps(element):
        paragraph = span.getparent()
        if paragraph is None or not _is_first_letter(span, paragraph):
            continue
        add_class(paragraph, _FIRST_LETTER)
        if span.get("id"):
            paragraph.set("id", span.get("id", ""))
        paragraph.text = f"{span.text}{span.tail or ''}"
        paragraph.remove(span)


def _drop_caps(element: etree._Element) -> list[etree._Element]:
    return [span for span in element.iter("span") if _DROP_CAP in span.get("class", "").split()]


def _stands_first(element: etree._Element, paragraph: etree._Element) -> bool:
    """Whether nothing of the paragraph stands before the element, which may be in another."""
    while element is not paragraph:
        parent = element.getparent()
        if parent is None or parent[0] is not element or (parent.text or "").strip():
            return False
        element = parent
    return True


def _is_first_letter(span: etree._Element, paragraph: etree._Element) -> bool:
    """Whether the span is what CSS Pseudo-Elements 4 (section 2.2) takes for the first letter."""
    text = span.text or ""
    letters = text.lstrip("".join(filter(_is_mark, text)))
    has_id = bool(span.get("id")) and bool(paragraph.get("id"))
    return (
        paragraph.tag == "p"
        and _stands_first(span, paragraph)
        and span.get("class") == _DROP_CAP
        and _SPARE.issuperset(map(str, span.attrib))
        and not has_id
        and not len(span)
        and len(letters) == 1
        and not _is_mark((span.tail or "")[:1])
    )


def _is_mark(character: str) -> bool:
    """Punctuation, and what combines with the letter before it: both go with a first letter."""
    return bool(character) and unicodedata.category(character)[0] in "PM"
