"""`nav.xhtml`: the contents, which is a page of the book too, and the landmarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from octavo.core.model import ContentsEntry, Metadata
from octavo.epub.xhtml_pages import add, clean, page, to_bytes
from octavo.text.added_words import word
from octavo.text.xhtml_names import EPUB_TYPE

NAV_NAME = "nav.xhtml"
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
    _landmarks(body, words, landmarks)
    return to_bytes(root)


def label(entry: ContentsEntry) -> str:
    """Return an entry as one line of plain text: `3. The long way home`."""
    return " ".join(filter(None, (_numeral(entry), clean(entry.title)))) or "—"


def _numeral(entry: ContentsEntry) -> str:
    return f"{entry.number}." if entry.number and clean(entry.title) else entry.number


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


def _landmarks(
    body: etree._Element, words: Mapping[str, str], landmarks: Mapping[str, str]
) -> None:
    """Add the landmarks, hidden from the page: reading systems have menus for them."""
    nav = add(
        body,
        "nav",
        {
            EPUB_TYPE: "landmarks",
            "id": "landmarks",
            "hidden": "hidden",
            "aria-label": word(words, "landmarks"),
        },
    )
    items = add(nav, "ol")
    for kind, name in landmarks.items():
        item = add(items, "li")
        add(item, "a", {EPUB_TYPE: kind, "href": name}, text=landmark_title(words, kind))


def landmark_title(words: Mapping[str, str], kind: str) -> str:
    """Return what a landmark is called in the book's language."""
    return word(words, {"toc": "contents", "bodymatter": "start"}.get(kind, kind))
