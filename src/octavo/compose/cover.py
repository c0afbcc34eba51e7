"""The cover of a book whose author gave none: set from the theme's own type."""

from __future__ import annotations

from lxml import etree

from octavo.compose.characters import characters_of
from octavo.compose.front import author_line, bound
from octavo.compose.geometry import ASSET_SCHEME
from octavo.compose.markup import document, sub
from octavo.model import Book, Composition, Document, Edition, Matter
from octavo.theme.fonts import PRINT_BLOCKS, cut_faces, font_face_rules
from octavo.theme.layers import Layers
from octavo.theme.theme import Theme

#: Characters from which a title counts as long, and as longer: its size steps down.
_LONG, _LONGER = 26, 60


def compose_cover(book: Book, edition: Edition, theme: Theme, layers: Layers) -> Composition:
    """One page with title, subtitle and authors; `layers` are those of the medium `cover`."""
    page = _page(book)
    text = document(book.metadata.title, book.metadata.language, [page], "")
    faces = cut_faces(theme, characters_of(text), PRINT_BLOCKS)
    return Composition(
        edition=edition,
        metadata=book.metadata,
        words=book.words,
        documents=(
            Document(
                name="text/cover.xhtml",
                kind="cover",
                matter=Matter.FRONT,
                title=book.metadata.title,
                anchor="cover",
                xhtml=text,
            ),
        ),
        css=font_face_rules(faces, ASSET_SCHEME) + layers.css,
        contents=(),
        faces=faces,
    )


def _page(book: Book) -> etree._Element:
    metadata = book.metadata
    length = len(metadata.title)
    size = " longer" if length >= _LONGER else " long" if length >= _LONG else ""
    page = etree.Element("section", {"class": f"cover{size}", "id": "cover"})
    sub(page, "div", attributes={"class": "frame"})
    titles = sub(page, "div", attributes={"class": "titles"})
    sub(titles, "p", bound(metadata.title), {"class": "title"})
    sub(titles, "div", attributes={"class": "rule"})
    if metadata.subtitle:
        sub(titles, "p", bound(metadata.subtitle), {"class": "subtitle"})
    if metadata.authors:
        sub(page, "p", author_line(metadata), {"class": "authors"})
    return page
