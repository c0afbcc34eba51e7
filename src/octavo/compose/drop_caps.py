"""Drop caps: a letter that floats in print, and the first letter of its paragraph in an e-book.

A screen reader says a floating "T" by itself, and then "he". DAISY's knowledge
base ("Drop Caps", read 2026) therefore has `::first-letter` for e-books, and
warns of `aria-hidden` beside hidden words, which reading systems show twice. A
reader that does not know `::first-letter` shows a plain paragraph.
"""

from __future__ import annotations

import re
import unicodedata

from lxml import etree

from octavo.markdown.xhtml_tree import add_class, text_of
from octavo.text.xhtml_names import XML_LANG

_DROP_CAP, _INITIAL, _FIRST_LETTER = "drop-cap", "initial", "first-letter"
# What the span may lose, or leave to its paragraph: one letter has no language.
_SPARE = frozenset({"class", "dir", "id", "lang", XML_LANG})


#: `--opening`: how a chapter's first paragraph begins, by the theme or the book's own rules.
PLAIN, SMALL_CAPS, DROP_CAP = "plain", "small-caps", "drop-cap"

#: Letters of a first paragraph that is long enough for a drop cap of two lines, and for one that
#: stands clear of the next block: about three lines of a book.
_LONG = 160
#: Letters of the words that are set in small capitals: as far as this, to the end of a word, but
#: no further than the first mark.
_WORDS = 24
_FIRST_WORDS = re.compile(rf"[^,;:.!?…—–()\[\]]{{1,{_WORDS}}}\w*", re.S)


def open_chapter(element: etree._Element, opening: str, *, ereader: bool = False) -> None:
    """Set the first words of a section as its theme wants them, by spans of our own.

    Only a paragraph that opens the section (`p.opening`) and begins with a
    letter of a script that has capitals: not a quotation, a list, a figure, nor
    what the author marked himself. In an e-book a drop cap stands alone: small
    capitals beside it would part the first word for screen readers.
    """
    paragraph = next((item for item in element if "opening" in item.get("class", "").split()), None)
    if paragraph is None or opening not in (SMALL_CAPS, DROP_CAP) or _drop_caps(paragraph):
        return
    text = (paragraph.text or "").lstrip()
    marks = len(text) - len(text.lstrip("“”„«»‘’‚‹›\"'¿¡\u00a0\u202f"))
    first = text[marks : marks + 1]
    if not first or first.lower() == first.upper():
        return
    end = marks + 1
    while end < len(text) and unicodedata.category(text[end])[0] == "M":
        end += 1  # marks that belong to the letter
    if opening == SMALL_CAPS or len(text_of(paragraph)) < _LONG:
        _lead(paragraph, [("small-caps", _words(text, 0))], text)
    elif ereader:
        _lead(paragraph, [(_DROP_CAP, text[:end])], text)
    else:
        rest = _words(text, end)
        _lead(paragraph, [(_DROP_CAP, text[:end]), ("small-caps", rest)], text)


def _words(text: str, start: int) -> str:
    """Return the first words from `start` on."""
    marks = len(text[start:]) - len(text[start:].lstrip("“”„«»‘’‚‹›\"'¿¡\u00a0\u202f"))
    found = _FIRST_WORDS.match(text, start + marks)
    return text[start : found.end()].rstrip() if found else ""


def _lead(paragraph: etree._Element, spans: list[tuple[str, str]], text: str) -> None:
    """Put the first words of a paragraph into spans."""
    spans = [(name, words) for name, words in spans if words]
    paragraph.text = None
    for place, (name, words) in enumerate(spans):
        span = etree.Element("span", {"class": name})
        span.text = words
        paragraph.insert(place, span)
        text = text[len(words) :]
        last = span
    if spans:
        last.tail = text
    else:
        paragraph.text = text


def mark_initials(element: etree._Element) -> None:
    """Give each paragraph that begins with a drop cap the class `initial`."""
    for span in _drop_caps(element):
        paragraph = next(span.iterancestors("p"), None)
        if paragraph is not None and _stands_first(span, paragraph):
            add_class(paragraph, _INITIAL)


def leave_first_letters(element: etree._Element) -> None:
    """Take out the spans whose letter `::first-letter` finds; their paragraphs get that class.

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
    """Tell whether the element, which may be in another, is the first thing of the paragraph."""
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
