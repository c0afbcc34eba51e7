"""`toc.ncx`: the contents for readers of EPUB 2, and for Kindle's converter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from lxml import etree

from octavo.core.model import ContentsEntry, Metadata
from octavo.epub.navigation import label
from octavo.epub.package_names import creators
from octavo.epub.xhtml_pages import add, to_bytes
from octavo.text.xhtml_names import NCX, XML_LANG

NCX_NAME = "toc.ncx"


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
