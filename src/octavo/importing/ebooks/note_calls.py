"""Notes in an e-book, wherever they stand: calls become `note`, their texts are taken out.

A call is one by its word (`noteref`), or by a short link to a block that links back to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from octavo.importing.ebooks.braces import classes
from octavo.importing.ebooks.ebook_inline import NOTE
from octavo.importing.ebooks.ebook_pages import TO, Page, add_keys, keys_of, types_of
from octavo.importing.ebooks.stretches import Leavings
from octavo.importing.readers.html_elements import drop, text_of

MARK = "marks of notes, which Octavo sets itself"
_CALLS = frozenset(("noteref", "annoref"))
_NOTES = frozenset(("footnote", "endnote", "rearnote", "note"))
_BACK = frozenset(("backlink", "referrer"))
_HOLDERS = frozenset(("aside", "li", "p", "div", "dd", "section", "blockquote", "td"))
_NAMED = re.compile(r"(?:foot|end|rear)?notes?(?:text|body|-?item)?\Z|fn\Z", re.I)
#: What a call may look like: a number or a letter, in brackets or not; stars and daggers.
_SIGN = re.compile(
    r"[\s\[({]*(?:note\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[a-z]{1,2}|[*†‡§¶#+]{1,4})[\s\])}.:]*\Z", re.I
)
_LABEL = re.compile(r"\A[\s\[({]*(\d{1,4}|[*†‡§¶]{1,4})[\s\])}.:]+")


class Notes:
    """The notes of a book: calls are replaced in its pages, the texts lie here by their labels."""

    def __init__(self, pages: Sequence[Page], leavings: Leavings) -> None:
        self._leavings = leavings
        self._places: dict[str, tuple[etree._Element, str]] = {
            key: (element, page.path)
            for page in pages
            for element in page.body.iter(etree.Element)
            for key in keys_of(element)
        }
        # Where each block and link stands: a link back leads to what stands before it.
        self._order = {
            element: number
            for page in pages
            for number, element in enumerate(page.body.iter("a", *_HOLDERS))
        }
        self.texts: dict[str, etree._Element] = {}
        self._labels: dict[etree._Element, str] = {}
        links = [(link, page) for page in pages for link in page.body.iter("a") if link.get(TO)]
        found = [(link, self._holder(link), page) for link, page in links]
        holders = {holder for _, holder, _ in found if holder is not None}
        for link, holder, page in found:
            if holder is not None and not any(each in holders for each in link.iterancestors()):
                self._call(link, holder, page)
        self._called = {key for key, place in self._places.items() if place[0].tag == NOTE}
        for holder, label in self._labels.items():
            self._take(holder, label)

    def _holder(self, link: etree._Element) -> etree._Element | None:
        """Return the text of the note that a link calls; None if it is no call."""
        place = self._places.get(link.get(TO, ""))
        if place is None:
            return None
        target = place[0]
        typed = bool(_CALLS & set(types_of(link))) and not _BACK & set(types_of(link))
        if _BACK & set(types_of(link)) or (not typed and not _SIGN.match(text_of(link))):
            return None
        holder = _block_of(target)
        if holder is None or link in {*holder.iter("a")} or holder.tag == "body":
            return None
        if typed or _NOTES & set(types_of(holder)):
            return holder
        own = {link, *link.iterancestors("sup", "span", "em"), *_beside(link)}
        keys = {key for each in own for key in keys_of(each)}
        inner = {key for each in link.iter(etree.Element) for key in keys_of(each)}
        if any(back.get(TO) in keys | inner for back in holder.iter("a")) and not self._is_before(
            holder, link
        ):
            return holder
        return None

    def _is_before(self, holder: etree._Element, link: etree._Element) -> bool:
        """Return whether a block stands before a link on its page, which then is the link back."""
        same = holder.getroottree().getroot() is link.getroottree().getroot()
        return same and self._order.get(holder, 0) < self._order.get(link, 0)

    def _call(self, link: etree._Element, holder: etree._Element, page: Page) -> None:
        label = self._labels.setdefault(holder, str(len(self._labels) + 1))
        element = link
        parent = link.getparent()
        if parent is not None and parent.tag in ("sup", "span") and len(parent) == 1:
            lone = not (parent.text or "").strip(" [(") and not (link.tail or "").strip(" ])")
            element = parent if lone else link
        keys = [key for each in element.iter(etree.Element) for key in keys_of(each)]
        self._leavings.words(page.path, MARK, text_of(element))
        tail = element.tail
        element.clear()
        element.tag, element.tail = NOTE, tail
        element.set("label", label)
        add_keys(element, keys)

    def _take(self, holder: etree._Element, label: str) -> None:
        page = next((self._places[key][1] for key in self._keys(holder) if key in self._places), "")
        for back in list(holder.iter("a")):
            leads_back = back.get(TO) in self._called
            if _BACK & set(types_of(back)) or (leads_back and len(text_of(back).split()) < 4):
                _drop_around(back, holder)
                self._leavings.element(back, page, MARK)
        self._take_label(holder, page)
        parent = holder.getparent()
        if parent is not None:
            drop(holder)
        holder.tail = None
        holder.tag = "notetext"
        self.texts[label] = holder

    def _keys(self, holder: etree._Element) -> Iterator[str]:
        for each in holder.iter(etree.Element):
            yield from keys_of(each)

    def _take_label(self, holder: etree._Element, page: str) -> None:
        """Take off the number before a note's words, where it is no link."""
        first = next((each for each in holder.iter() if (each.text or "").strip()), None)
        if first is None:
            return
        found = _LABEL.match(first.text or "")
        named = first is not holder and first.tag in ("span", "sup") and _SIGN.match(text_of(first))
        if named and len(first) == 0:
            self._leavings.element(first, page, MARK)
        elif found:
            self._leavings.words(page, MARK, found[0])
            first.text = (first.text or "")[found.end() :]


def _drop_around(back: etree._Element, holder: etree._Element) -> None:
    """Leave no space where a link back stood."""
    if (back.tail or "").strip() == "" and back.getnext() is None:
        back.tail = None


def _block_of(target: etree._Element) -> etree._Element | None:
    """Return the block that a note's place stands for: all of the note, and that note alone."""
    block = target
    while block.tag not in _HOLDERS:
        parent = block.getparent()
        if parent is None or parent.tag in ("body", "table"):
            return None
        block = parent
    for each in block.iterancestors():
        held = each.tag in ("div", "li", "aside", "dd") and _is_note(each)
        if (held or _NOTES & set(types_of(each))) and not _holds_several(each):
            block = each
        if each.tag == "body":
            break
    return block


def _is_note(element: etree._Element) -> bool:
    return element.tag == "li" or any(_NAMED.match(name) for name in classes(element))


def _holds_several(element: etree._Element) -> bool:
    """Return whether an element holds several notes, each with a way back."""
    items = [each for each in element.iter("li", "aside") if each is not element]
    backs = [each for each in element.iter("a") if each.get(TO) and _SIGN.match(text_of(each))]
    inner = [each for each in element.iter("div", "p") if each is not element and _is_note(each)]
    return len(items) > 1 or len(inner) > 1 or len(backs) > 1


def _beside(link: etree._Element) -> list[etree._Element]:
    """Return the empty anchors right before a call: links back lead there."""
    previous, parent = link.getprevious(), link.getparent()
    if previous is None and parent is not None and parent.tag in ("sup", "span"):
        previous = parent.getprevious()
    return [previous] if previous is not None and not text_of(previous).strip() else []
