"""`::: note`, `::: tip`, `::: warning`, `::: important`: words that stand beside the text."""

from __future__ import annotations

from lxml import etree

from octavo.markdown.xhtml_tree import text_of
from octavo.text.xhtml_names import OPS

#: Element, epub:type and role of each. An `aside` may not be a `doc-notice` (ARIA in HTML, 4);
#: the structural vocabulary of EPUB has no word for a plain note beside the text.
CALLOUTS = {
    "note": ("aside", "", "note"),
    "tip": ("aside", "tip", "doc-tip"),
    "important": ("div", "notice", "doc-notice"),
    "warning": ("div", "notice", "doc-notice"),
}

_TITLE = "callout-title"


def shape_callout(block: etree._Element, kind: str) -> None:
    """Give a callout its element, its role and a title.

    Without a title of its own it is called what it is, in the book's language:
    `data-word` names the word for the pass that knows it.
    """
    block.tag, epub_type, role = CALLOUTS[kind]
    if epub_type:
        block.set(f"{{{OPS}}}type", epub_type)
    block.set("role", role)
    title = block.find(f"p[@class='{_TITLE}']")
    if title is None or not text_of(title):
        if title is None:
            title = etree.Element("p", {"class": _TITLE})
            block.insert(0, title)
        title.set("data-word", f"callout_{kind}")
