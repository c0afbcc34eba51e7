"""The landmarks of an e-book: its cover, its contents, where reading starts; for both EPUBs.

EPUB 3 has them in `nav.xhtml`, EPUB 2 in the guide of the package.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from octavo.core.model import Document, Matter
from octavo.epub.xhtml_pages import add
from octavo.text.added_words import word
from octavo.text.xhtml_names import EPUB_TYPE

#: The guide's words for the landmarks (OPF 2.0.1, 2.6); Kindle opens the book at `text`.
_GUIDE = {"cover": "cover", "toc": "toc", "bodymatter": "text"}


def landmarks_of(documents: Sequence[Document], *, cover: str, toc: str) -> dict[str, str]:
    """Return file names by landmark; reading starts where the body does.

    `cover` is the file name of the cover's page, if there is one, `toc` that of the contents.
    """
    start = next((item.name for item in documents if item.matter is Matter.BODY), "")
    named = {"cover": cover, "toc": toc, "bodymatter": start}
    return {kind: name for kind, name in named.items() if name}


def add_landmarks(
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
        add(item, "a", {EPUB_TYPE: kind, "href": name}, text=_title(words, kind))


def guide_of(words: Mapping[str, str], landmarks: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the guide of an EPUB 2: type, title and file name of each landmark."""
    return [(_GUIDE[mark], _title(words, mark), name) for mark, name in landmarks.items()]


def _title(words: Mapping[str, str], kind: str) -> str:
    """Return what a landmark is called in the book's language."""
    return word(words, {"toc": "contents", "bodymatter": "start"}.get(kind, kind))
