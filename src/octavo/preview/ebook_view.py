"""The e-book's own documents, one chapter at a time, and what they load."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from octavo.compose.ereader_documents import compose_chapter
from octavo.compose.ereader_images import ereader_images
from octavo.compose.math_font import math_faces
from octavo.compose.used_characters import characters_of_css
from octavo.core.model import Asset, Book, Section
from octavo.markdown.xhtml_tree import read
from octavo.preview.book_reader import Reading
from octavo.preview.shown_editions import Setting
from octavo.styling.faces import PRINT_BLOCKS, cut_faces, font_face_rules
from octavo.text.xhtml_names import LINE, SVG, XHTML

#: The address of the e-book's stylesheet.
STYLESHEET = "/style/ebook.css"

_XML = f"{{{XHTML}}}"
_SOURCE = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"')

#: Stands where an image should be that is not there.
_MISSING = Asset(
    name="images/missing.svg",
    media_type="image/svg+xml",
    data=(
        f'<svg xmlns="{SVG}" viewBox="0 0 320 180" width="320" height="180">'
        '<path d="M1 1h318v178H1zM1 1l318 178M319 1L1 179" fill="none" stroke="#888"/></svg>'
    ).encode(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The e-book's stylesheet with the fonts it names; `version` is a digest of both."""

    version: str
    css: str
    fonts: Mapping[str, Asset]
    characters: frozenset[str]
    opening: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A chapter's document as served, and the assets it names by their addresses."""

    xhtml: bytes
    assets: Mapping[str, Asset]


def make_styles(reading: Reading, setting: Setting, before: Styles | None = None) -> Styles:
    """Make the stylesheet and fonts for a book; those of `before` where they still serve."""
    css = setting.layers.css
    book = reading.loaded.book
    used = characters_of(book.sections) | characters_of_css(css)
    used |= frozenset("".join((book.metadata.title, *book.words.values())))
    if before and used <= before.characters:
        used = before.characters
    faces = cut_faces(setting.theme, used, PRINT_BLOCKS)
    faces += math_faces(_formulas(book))
    key = digest(*(face.asset.data for face in faces))
    base = f"/asset/{key}/"
    whole = font_face_rules(faces, base) + css
    return Styles(
        version=digest(whole.encode()),
        css=whole,
        fonts={f"{key}/{face.asset.name}": face.asset for face in faces},
        characters=used,
        opening=setting.layers.tokens.get("--opening", ""),
    )


def make_text(reading: Reading, section: Section, styles: Styles) -> Text:
    """Make the document of one section, its blocks with their lines."""
    loaded = reading.loaded
    own = {use.path: loaded.images[use.path] for use in section.images if use.path in loaded.images}
    images = {path: _addressed(asset) for path, asset in ereader_images(own, [section])[0].items()}
    for source in shown_images(section):
        images.setdefault(source, _addressed(_MISSING))
    address = f"{STYLESHEET}?v={styles.version}"
    document = compose_chapter(
        loaded.book, section, images=images, opening=styles.opening, stylesheet=address
    )
    assets = {asset.name.removeprefix("asset/"): asset for asset in images.values()}
    sheet = reading.sheets.get(section.id)
    xhtml = _with_lines(document.xhtml, section, sheet.title if sheet else None)
    return Text(xhtml=xhtml, assets=assets)


def characters_of(sections: Iterable[Section]) -> frozenset[str]:
    """Return every character of their text, and of its markup."""
    texts = []
    for section in sections:
        texts += [section.title, section.body, section.author, section.number]
        texts += [note.body for note in section.notes]
    return frozenset("".join(texts))


def shown_images(section: Section) -> tuple[str, ...]:
    """Return what the images of a section name, whether it is there or not."""
    bodies = (section.title, section.body, *(note.body for note in section.notes))
    sources = [source for body in bodies for source in _SOURCE.findall(body)]
    return tuple(source.replace("&amp;", "&") for source in sources)


def missing_image() -> Asset:
    """Return what stands where an image should be."""
    return _MISSING


def digest(*parts: bytes) -> str:
    """Return a short name for bytes, the same for the same ones."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()[:20]


def _addressed(asset: Asset) -> Asset:
    """Return the asset under an address of its content, so that a changed image is another one."""
    return replace(asset, name=f"asset/{digest(asset.data)}/{asset.name}")


def _with_lines(xhtml: bytes, section: Section, title: int | None) -> bytes:
    """Return the document with the opener's line, and the file on each block."""
    head, begin, rest = xhtml.partition(b"<html")
    root = etree.fromstring(begin + rest, etree.XMLParser(resolve_entities=False, no_network=True))
    element = next(root.iter(f"{_XML}section"), None)
    for block in element if element is not None else ():
        if title is not None and block.get("class") == "opener":
            block.set(LINE, str(title))
        if section.file:
            block.set("data-file", section.file)
    return head + etree.tostring(root)


def _formulas(book: Book) -> Iterator[etree._Element]:
    for section in book.sections:
        for body in (section.body, *(note.body for note in section.notes)):
            if "<math" in body:
                yield read(body)
