"""The cover's own page."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from octavo.epub.markup import add, clean, page, to_bytes
from octavo.epub.names import creators
from octavo.model import Metadata
from octavo.text.added_words import word
from octavo.text.xhtml_names import EPUB_TYPE


def cover_name(taken: Collection[str]) -> str:
    """Return the file name of the page: a chapter of the book may be called `cover` as well."""
    name = "text/cover.xhtml"
    while name in taken:
        name = name.replace(".xhtml", "-page.xhtml")
    return name


def cover_page(metadata: Metadata, words: Mapping[str, str], image: str) -> bytes:
    """Return the page, for the folder `text/`; `image` is the cover's path in the package."""
    root, body = page(word(words, "cover"), metadata.language, "../styles/book.css")
    body.set(EPUB_TYPE, "cover")
    add(
        add(body, "div", {"class": "cover"}),
        "img",
        {"role": "doc-cover", "src": f"../{image}", "alt": cover_text(metadata, words)},
    )
    return to_bytes(root)


def cover_text(metadata: Metadata, words: Mapping[str, str]) -> str:
    """Return the alternative text: `Cover: The Tide by Ada Lovelace, Mary Shelley`."""
    text = f"{word(words, 'cover')}: {metadata.title}"
    names = ", ".join(person.name for person in creators(metadata.authors))
    return clean(f"{text} {word(words, 'by')} {names}" if names else text)
