"""A small book, made of Markdown as authors write it."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from octavo.bind.passes import bind
from octavo.compose.ereader_documents import compose_ereader
from octavo.compose.geometry import geometry, page_frame
from octavo.compose.print_documents import compose_print, print_book
from octavo.compose.text_column import text_face
from octavo.core.model import (
    Book,
    Chapter,
    Composition,
    Edition,
    Manuscript,
    Matter,
    Metadata,
    Part,
)
from octavo.editions.known_kinds import all_kinds
from octavo.markdown.section import parse_chapter
from octavo.printers.read_profile import load_profile
from octavo.styling.layers import EREADER, PRINT, Layers, layer
from octavo.styling.theme import load_theme, styles_folder

HTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


def chapter(text: str, name: str = "one", **fields) -> Chapter:
    given = {"matter": Matter.BODY, "kind": "chapter", **fields}
    return Chapter(id=name, path=f"manuscript/{name}.md", text=text, **given)


def book(*chapters: Chapter, parts: tuple[Part, ...] = (), **metadata) -> Book:
    facts = {
        "title": "A Title",
        "language": "en",
        "identifier": "urn:uuid:0",
        "slug": "a-title",
        "date": "2026-01-01",
        **metadata,
    }
    manuscript = Manuscript(
        root=Path("/"), metadata=Metadata(**facts), chapters=chapters, parts=parts
    )
    sections = tuple(parse_chapter(item, facts["language"]) for item in chapters)
    return bind(manuscript, sections)


def print_layers(name: str, trim: str = "") -> Layers:
    """The print rules of a theme, for a book of 200 pages."""
    theme = load_theme(name, styles_folder())
    face = text_face(layer(theme, PRINT, ""))
    frame = page_frame(load_profile("plain"), 200, trim=trim, face=face)
    return layer(theme, PRINT, "", geometry=geometry(frame))


def printed(made: Book, **edition) -> Composition:
    theme = load_theme("classic", styles_folder())
    layers = layer(theme, PRINT, "", geometry=geometry(page_frame(load_profile("plain"), 1)))
    edition = Edition(name="print", kind=all_kinds()["print"], **edition)
    return compose_print(print_book(made, layers, images={}), edition)


def ereader(made: Book, **edition) -> Composition:
    theme = load_theme("classic", styles_folder())
    layers = layer(theme, EREADER, "")
    edition = Edition(name="ebook", kind=all_kinds()["ebook"], **edition)
    return compose_ereader(made, edition, layers, images={}, cover=None)


def tree(composition: Composition, anchor: str) -> etree._Element:
    (found,) = [item for item in composition.documents if item.anchor == anchor]
    return etree.fromstring(found.xhtml)


def by_class(root: etree._Element, name: str) -> list[etree._Element]:
    return [item for item in root.iter() if name in item.get("class", "").split()]


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
