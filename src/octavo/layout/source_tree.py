"""The composition's documents as one tree for WeasyPrint.

The tree is handed over as it is, without a second parse as HTML: that saves
the slowest parser of the pipeline, and keeps block elements inside notes that
an HTML parser would move out of their paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

import cssselect2
import weasyprint

from octavo.core.model import Composition
from octavo.layout.asset_fetcher import AssetFetcher
from octavo.text.xhtml_names import XHTML

_DECLARATION = f' xmlns="{XHTML}"'.encode()
#: What asks for a coloured picture (UTS 51, ED-9a: ❤️, 1️⃣), and what joins one to a sign of the
#: symbols' face (👨‍❤️‍👨): Pango looks for them among the machine's fonts, past the book's own.
_EMOJI_STYLE = "\N{VARIATION SELECTOR-16}".encode()
_JOINERS = re.compile(
    rb"\xe2\x80\x8d(?=\xe2[\x86-\xaf])|(?<=\xe2[\x86-\xaf][\x80-\xbf])\xe2\x80\x8d"
)  # U+200D beside U+2180 to U+2BFF, in UTF-8


class TreeSource(weasyprint.HTML):  # type: ignore[misc]
    """`weasyprint.HTML` made of a tree; its constructor only knows text."""

    def __init__(self, root: ElementTree.Element, fetcher: AssetFetcher) -> None:
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def joined(composition: Composition) -> ElementTree.Element:
    """Return one `html` element that holds the bodies of all documents, in order."""
    roots = [_root(document.xhtml) for document in composition.documents]
    first = roots[0]
    title = first.find("head/title")
    if title is not None:
        title.text = composition.metadata.title
    _add_authors(first, (person.name for person in composition.metadata.authors))
    body = first.find("body")
    for root in roots[1:]:
        more = root.find("body")
        if body is not None and more is not None:
            body.extend(more)
    return first


def _root(xhtml: bytes) -> ElementTree.Element:
    # Without the namespace, as WeasyPrint's selectors expect; SVG and MathML keep theirs.
    plain = xhtml.replace(_DECLARATION, b"", 1).replace(_EMOJI_STYLE, b"")
    return ElementTree.fromstring(_JOINERS.sub(b"", plain))


def _add_authors(root: ElementTree.Element, names: Iterable[str]) -> None:
    head = root.find("head")
    for name in names:
        if head is not None:
            ElementTree.SubElement(head, "meta", {"name": "author", "content": name})
