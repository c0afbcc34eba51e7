"""The wrap cover of a printed book, as documents: its ground, front, spine and back.

Each is a page of its own, so that what does not fit is seen, and set smaller;
`pdf.wrap_sheet` puts them on one sheet.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from octavo.bind.unbroken_spaces import bind_words
from octavo.compose.barcode import barcode
from octavo.compose.blurb import shortened
from octavo.compose.cover_sheet import BACK_GAP, BACK_LEADING, Sheet
from octavo.compose.front_picture import FrontPicture
from octavo.compose.geometry import ASSET_SCHEME
from octavo.compose.section_xhtml import document, sub
from octavo.compose.spine_words import Spine, spine_end, spine_page
from octavo.compose.typeset_cover import (
    TRIES,
    TitleSetting,
    cover_page,
    cover_sizes,
    set_title,
    tone,
)
from octavo.compose.used_characters import characters_of
from octavo.core.model import Asset, Book, Composition, Document, Edition, Matter
from octavo.markdown.xhtml_tree import read, text_of
from octavo.styling.faces import PRINT_BLOCKS, cut_faces, font_face_rules, text_width
from octavo.styling.layers import Layers
from octavo.styling.theme import DISPLAY, TEXT, Theme
from octavo.text.direction import is_right_to_left

#: The anchors of the pages.
GROUND, FRONT, SPINE = "wrap-ground", "cover", "wrap-spine"
BACK, BARCODE = "wrap-back", "wrap-barcode"

#: Sizes of the back's text in points, and the share of the blurb that stands: it is set smaller
#: first, and cut only where it cannot be read any smaller.
BACK_TRIES = (
    *((size, 1.0) for size in (14.0, 13.0, 12.0, 11.0, 10.0, 9.2)),
    *((9.2, share) for share in (0.85, 0.7, 0.55, 0.4, 0.3, 0.2, 0.1)),
)
#: The share of the back's free height that stands above the blurb.
_ABOVE = 0.36
#: Points: a little more than styles/cover/wrap.css gives the rule above the blurb and what stands
#: between them, and the author's portrait with the space above it.
_RULE, _AUTHOR = 30, 96
#: A short blurb is not set larger than this many characters' worth of lines allow.
_SHORT = 420


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """What a wrap cover is made of, whatever its sizes.

    `blurb` is XHTML (block elements), `about` a line about the author;
    `portrait` and `picture` are the author's and the front's, if there are any.
    `isbn` is that of the print edition.
    """

    book: Book
    edition: Edition
    theme: Theme
    layers: Layers
    sheet: Sheet
    blurb: str = ""
    about: str = ""
    portrait: Asset | None = None
    picture: FrontPicture | None = None
    spine: Spine | None = None
    isbn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """How small front and back are set: indices into the sizes that are tried."""

    front: int = 0
    back: int = 0

    def after(self, crowded: frozenset[str]) -> Try | None:
        """Return the next one for the pages that do not hold their words; None if there is none."""
        step = replace(
            self, front=self.front + (FRONT in crowded), back=self.back + (BACK in crowded)
        )
        more = step.front < len(TRIES) and step.back < len(BACK_TRIES)
        return step if more and step != self else None


def first_try(wrap: Wrap) -> Try:
    """Choose where to begin: a short blurb fills its panel only if large, a long one never is."""
    return Try(back=0 if len(wrap.blurb) < _SHORT else 1)


def compose_wrap(wrap: Wrap, sizes: Try) -> Composition:
    """Compose the cover's pages, set as small as `sizes` says."""
    metadata, sheet = wrap.book.metadata, wrap.sheet
    size, share = BACK_TRIES[sizes.back]
    pages = dict(_pages(wrap, share))
    documents = tuple(_document(wrap, anchor, page) for anchor, page in pages.items())
    used = characters_of(item.xhtml for item in documents).all
    faces = cut_faces(wrap.theme, used, PRINT_BLOCKS)
    css = font_face_rules(faces, ASSET_SCHEME) + wrap.layers.css
    css += cover_sizes(metadata, wrap.theme, scale=TRIES[sizes.front], setting=_title(wrap))
    css += f".{BACK} .blurb {{ font-size: {size}pt; }}\n"
    css += f".{BACK} .sink {{ height: {_sink(wrap, size, share):.2f}pt; }}\n"
    css += f".{SPINE} p {{ font-weight: {_weight(wrap.theme)}; }}\n"
    css += _sides(sheet, right_to_left=is_right_to_left(metadata.language))
    if wrap.picture:
        ground, ink = wrap.picture.ground, wrap.picture.ink
        css += f".{GROUND} .ground {{ background: {ground}; }}\n"
        css += f".{BACK}, .{SPINE} {{ color: {ink}; }}\n"
    images = [wrap.portrait, wrap.picture.asset if wrap.picture else None]
    return Composition(
        edition=wrap.edition,
        metadata=metadata,
        words=wrap.book.words,
        documents=documents,
        css=css,
        contents=(),
        faces=faces,
        images=tuple(image for image in images if image),
        findings=wrap.layers.findings,
    )


def _weight(theme: Theme) -> int:
    """Return the weight that titles are measured in: of the first face for headings."""
    first = next((font for font in theme.fonts if font.role == DISPLAY), theme.fonts[0])
    return first.weight


def _sink(wrap: Wrap, size: float, share: float) -> float:
    """Return how far down the blurb begins: what it leaves free is more below than above."""
    if not wrap.blurb or share < 1:
        return 0.0
    sheet, body = wrap.sheet, read(wrap.blurb)
    across = sheet.width - 2 * sheet.back_side
    texts = [text_of(block) for block in body] or [text_of(body)]
    lines = sum(
        math.ceil(text_width(wrap.theme, text, TEXT) * size / across * 1.04) for text in texts
    )
    high = (lines * BACK_LEADING + len(texts) * BACK_GAP) * size + _RULE
    high += _AUTHOR if wrap.about or wrap.portrait else 0
    return max(0.0, (sheet.back_room - high) * _ABOVE)


def _sides(sheet: Sheet, *, right_to_left: bool) -> str:
    """Write the rules for what stands beside the spine, or where a line begins."""
    start, end = ("right", "left") if right_to_left else ("left", "right")
    return (
        f".{BACK} .publisher {{ {'right' if sheet.turned else 'left'}: 0; }}\n"
        f".{BACK} .portrait {{ padding-{end}: 13pt; }}\n"
        f".{SPINE} .title {{ {start}: {spine_end(sheet)}pt; }}\n"
        f".{SPINE} .author {{ {end}: {spine_end(sheet)}pt; }}\n"
    )


def _pages(wrap: Wrap, share: float) -> Iterator[tuple[str, etree._Element]]:
    if wrap.picture is None:
        yield FRONT, cover_page(wrap.book.metadata, _title(wrap))
    yield GROUND, _ground(wrap)
    if wrap.spine:
        yield SPINE, spine_page(wrap.spine, SPINE, _class(wrap, SPINE))
    yield BACK, _back(wrap, share)
    if wrap.isbn:
        yield BARCODE, barcode(wrap.isbn, wrap.sheet.zone, BARCODE)


def _title(wrap: Wrap) -> TitleSetting:
    measure, tallest = wrap.sheet.title_room
    return set_title(wrap.book.metadata.title, wrap.theme, measure=measure, tallest=tallest)


def _class(wrap: Wrap, name: str) -> str:
    return name if wrap.picture else f"{name} {tone(wrap.book.metadata)}"


def _ground(wrap: Wrap) -> etree._Element:
    page = etree.Element("section", {"class": _class(wrap, GROUND), "id": GROUND})
    sub(page, "div", attributes={"class": "ground"})
    sheet = wrap.sheet
    if wrap.picture:
        left = 0.0 if sheet.turned else sheet.front_left
        width = sheet.width + sheet.bleed
        place = f"left:{left}pt;top:0;width:{width}pt;height:{sheet.whole[1]}pt"
        source = f"{ASSET_SCHEME}{wrap.picture.asset.name}"
        sub(page, "img", attributes={"class": "picture", "src": source, "alt": "", "style": place})
    return page


def _back(wrap: Wrap, share: float) -> etree._Element:
    page = etree.Element("section", {"class": _class(wrap, BACK), "id": BACK})
    if wrap.blurb:
        sub(page, "div", attributes={"class": "sink"})
        sub(page, "div", attributes={"class": "rule"})
        blurb = shortened(read(wrap.blurb), share)
        blurb.tag = "div"
        blurb.set("class", "blurb")
        page.append(blurb)
    if wrap.about or wrap.portrait:
        author = sub(page, "div", attributes={"class": "about"})
        if wrap.portrait:
            source = f"{ASSET_SCHEME}{wrap.portrait.name}"
            holder = sub(author, "div", attributes={"class": "portrait"})
            sub(holder, "img", attributes={"src": source, "alt": ""})
        sub(author, "p", wrap.about)
    if wrap.book.metadata.publisher:
        sub(page, "p", wrap.book.metadata.publisher, attributes={"class": "publisher"})
    return page


def _document(wrap: Wrap, anchor: str, page: etree._Element) -> Document:
    metadata = wrap.book.metadata
    bind_words(page, metadata.language)
    return Document(
        name=f"text/{anchor}.xhtml",
        kind="cover",
        matter=Matter.FRONT,
        title=metadata.title,
        anchor=anchor,
        xhtml=document(metadata.title, metadata.language, [page]),
    )
