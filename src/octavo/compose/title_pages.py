"""Pages that Octavo makes of the metadata: half-title, also-by, title page, copyright page."""

from __future__ import annotations

from lxml import etree

from octavo.bind.unbroken_spaces import bind_words
from octavo.compose.section_xhtml import set_semantics, sub
from octavo.core.model import Edition, Metadata


def half_title(metadata: Metadata) -> etree._Element:
    """Make the half-title: the title alone, on the first recto."""
    page = _page("halftitlepage")
    sub(page, "p", metadata.title)
    bind_words(page, metadata.language)
    return page


def also_by_page(metadata: Metadata, words: dict[str, str]) -> etree._Element:
    """List the author's other books, as `also_by` of book.toml has them."""
    page = _page("also-by")
    page.set("aria-label", words["also_by"])
    opener = sub(page, "header", attributes={"class": "opener"})
    sub(opener, "h1", words["also_by"])
    listing = sub(page, "ul")
    for title in metadata.also_by:
        sub(listing, "li", title)
    bind_words(page, metadata.language)
    return page


def title_page(metadata: Metadata, words: dict[str, str]) -> etree._Element:
    """Make the title page: title, subtitle, authors, publisher."""
    page = _page("titlepage")
    page.set("aria-label", words["title_page"])
    sub(page, "h1", bound(metadata.title))
    if metadata.subtitle:
        sub(page, "p", bound(metadata.subtitle), attributes={"class": "subtitle"})
    if metadata.authors:
        sub(page, "p", author_line(metadata), attributes={"class": "authors"})
    if metadata.publisher:
        sub(page, "p", metadata.publisher, attributes={"class": "publisher"})
    bind_words(page, metadata.language)
    return page


def copyright_page(metadata: Metadata, edition: Edition, words: dict[str, str]) -> etree._Element:
    """Make the copyright page: rights, publisher, ISBN, printer, and nothing not in book.toml."""
    leaf = _page("copyright-page")
    leaf.set("aria-label", words["copyright_page"])
    page = sub(leaf, "div", attributes={"class": "imprint"})
    title = ": ".join(filter(None, [metadata.title, metadata.subtitle]))
    sub(page, "p", title, attributes={"class": "title"})
    if metadata.rights:
        sub(page, "p", metadata.rights)
    elif metadata.authors:
        sub(page, "p", author_line(metadata))
    if metadata.publisher:
        sub(page, "p", f"{words['published_by']} {metadata.publisher}")
    if edition.isbn:
        sub(page, "p", f"ISBN {edition.isbn}", attributes={"class": "isbn"})
    if edition.printer:
        sub(page, "p", edition.printer, attributes={"class": "printer"})
    bind_words(leaf, metadata.language)
    return leaf


def author_line(metadata: Metadata) -> str:
    """Return the authors' names, in order."""
    return ", ".join(author.name for author in metadata.authors if author.role == "aut")


def bound(text: str) -> str:
    """Bind the last two words of a title by a no-break space, so that they stay on one line."""
    head, space, last = text.rpartition(" ")
    return f"{head}\u00a0{last}" if space and len(last) < 8 else text


def _page(kind: str) -> etree._Element:
    element = etree.Element("section", {"class": kind, "id": kind})
    set_semantics(element, kind)
    return element
