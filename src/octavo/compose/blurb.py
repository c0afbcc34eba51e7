"""The blurb on a cover's back: a few blocks of text, cut where there is no room for all."""

from __future__ import annotations

from lxml import etree

from octavo.markdown.xhtml_tree import text_of
from octavo.text.shorten import first_words
from octavo.text.xhtml_names import LINE

#: Ends of sentences at which a text is cut if one is near.
_ENDS = (". ", "! ", "? ", "… ", ".” ", "!” ", "?” ", "。", "؟ ")


def without_apparatus(body: etree._Element) -> etree._Element:
    """Take out of a blurb what a cover cannot hold: links, images, ids."""
    etree.strip_elements(body, "img", "figure", "hr", with_tail=False)
    etree.strip_tags(body, "a")
    for element in body.iter(etree.Element):
        for name in ("id", LINE):
            element.attrib.pop(name, "")
    return body


def shortened(body: etree._Element, share: float) -> etree._Element:
    """Keep the blocks up to about `share` of all characters; the last is cut, with an ellipsis."""
    if share >= 1:
        return body
    room = int(len(text_of(body)) * share)
    for block in list(body):
        text = text_of(block)
        if room <= 0:
            body.remove(block)
        elif len(text) > room:
            for child in list(block):
                block.remove(child)
            block.text = _cut(text, room)
            block.tag = "p"
            room = 0
        else:
            room -= len(text)
    return body


def _cut(text: str, most: int) -> str:
    """`text` up to `most` characters, at the end of a sentence if one is near, else of a word."""
    head = text[:most]
    end = max(head.rfind(mark) + len(mark.rstrip()) for mark in _ENDS)
    if end > most * 0.6:
        return head[:end]
    return first_words(text, most)
