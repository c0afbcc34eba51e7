"""The contents, twice: `nav.xhtml`, which is a page of the book too, and `toc.ncx`.

The NCX is for readers of EPUB 2, and for Kindle's converter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from unicodedata import east_asian_width

from lxml import etree

from octavo.core.model import ContentsEntry, Metadata
from octavo.epub.landmarks import add_landmarks
from octavo.epub.package_names import creators
from octavo.epub.xhtml_pages import add, clean, page, to_bytes
from octavo.text.added_words import word
from octavo.text.xhtml_names import EPUB_TYPE, NCX, XML_LANG

NAV_NAME, NCX_NAME = "nav.xhtml", "toc.ncx"
CSS_NAME = "styles/book.css"


def nav_page(
    metadata: Metadata,
    words: Mapping[str, str],
    *,
    contents: Sequence[ContentsEntry],
    landmarks: Mapping[str, str],
) -> bytes:
    """Make the navigation document, for the root of the package.

    `landmarks` are file names by their type, `cover`, `toc` or `bodymatter`,
    one of each at most.
    """
    title = word(words, "contents")
    root, body = page(title, metadata.language, CSS_NAME)
    _contents(body, title, contents)
    add_landmarks(body, words, landmarks)
    return to_bytes(root)


def label(entry: ContentsEntry) -> str:
    """Return an entry as one line of plain text: `3. The long way home`."""
    return " ".join(filter(None, (_numeral(entry), clean(entry.title)))) or "—"


def _numeral(entry: ContentsEntry) -> str:
    """Return an entry's number with its stop: 第1部 and 부록 A have none in the books of theirs."""
    number = entry.number
    wide = any(east_asian_width(sign) in "WF" for sign in number)
    return f"{number}." if number and clean(entry.title) and not wide else number


def _contents(body: etree._Element, title: str, contents: Sequence[ContentsEntry]) -> None:
    nav = add(
        body,
        "nav",
        {
            EPUB_TYPE: "toc",
            "role": "doc-toc",
            "id": "toc",
            "class": "toc",
            "aria-labelledby": "toc-title",
        },
    )
    add(nav, "h1", {"id": "toc-title", "class": "toc-title"}, text=title)
    _list(nav, contents)


def _list(parent: etree._Element, entries: Sequence[ContentsEntry]) -> None:
    items = add(parent, "ol")
    for entry in entries:
        item = add(items, "li", {"class": f"toc-{entry.kind}"} if entry.kind else {})
        _link(item, entry)
        if entry.children:
            _list(item, entry.children)


def _link(item: etree._Element, entry: ContentsEntry) -> None:
    """Add a link, its number apart for the stylesheet: the text reads the same without it."""
    link = add(item, "a", {"href": entry.href})
    if entry.number and clean(entry.title):
        number = add(link, "span", {"class": "toc-number"}, text=_numeral(entry))
        number.tail = f" {clean(entry.title)}"
    else:
        link.text = label(entry)


def ncx_file(metadata: Metadata, identifier: str, contents: Sequence[ContentsEntry]) -> bytes:
    """Make the NCX; `identifier` is the one of the package, as the NCX must repeat it."""
    root = etree.Element(f"{{{NCX}}}ncx", nsmap={None: NCX})  # type: ignore[dict-item]
    root.set("version", "2005-1")
    root.set(XML_LANG, metadata.language)
    head = add(root, "head")
    facts = {
        "dtb:uid": identifier,
        "dtb:depth": str(_depth(contents)),
        "dtb:totalPageCount": "0",
        "dtb:maxPageNumber": "0",
    }
    for name, content in facts.items():
        add(head, "meta", {"name": name, "content": content})
    _labelled(root, "docTitle", metadata.title)
    for person in creators(metadata.authors):
        _labelled(root, "docAuthor", person.name)
    _points(add(root, "navMap"), contents, serial=count(1), order={})
    return to_bytes(root)


def _depth(entries: Sequence[ContentsEntry]) -> int:
    return 1 + max((_depth(entry.children) for entry in entries if entry.children), default=0)


def _labelled(parent: etree._Element, tag: str, text: str) -> etree._Element:
    holder = add(parent, tag)
    add(holder, "text", text=text)
    return holder


def _points(
    parent: etree._Element,
    entries: Sequence[ContentsEntry],
    *,
    serial: Iterator[int],
    order: dict[str, int],
) -> None:
    """Add the entries depth first; those with the same address share a playOrder."""
    for entry in entries:
        place = order.setdefault(entry.href, len(order) + 1)
        attributes = {"id": f"point-{next(serial)}", "playOrder": str(place)}
        point = add(parent, "navPoint", attributes)
        _labelled(point, "navLabel", label(entry))
        add(point, "content", {"src": entry.href})
        _points(point, entry.children, serial=serial, order=order)
