"""One document of a composition → a galley."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from octavo.core.model import Asset, Composition, Document
from octavo.layout.asset_fetcher import AssetFetcher, assets_of
from octavo.layout.engine_log import listening
from octavo.layout.galley import Block, Galley, GalleyPage, opens_left
from octavo.layout.laid_pages import Laid
from octavo.layout.page_furniture import Furnisher
from octavo.layout.page_inspection import only_notes
from octavo.layout.page_painting import draw
from octavo.layout.source_tree import TreeSource, joined
from octavo.layout.text_on_pages import text_on
from octavo.layout.unembedded_type import Drawing
from octavo.layout.weasyprint.boxes import (
    BlockLevelBox,
    Box,
    FootnoteAreaBox,
    LineBox,
    Page,
    PageBox,
    TextBox,
)
from octavo.layout.weasyprint.margin_boxes import WITHOUT_MARGIN_BOXES
from octavo.layout.weasyprint.patches import mended
from octavo.layout.whole_book import laid_out
from octavo.text.direction import is_right_to_left
from octavo.text.units import POINTS_A_PIXEL
from octavo.typesetting.set_text import encode as encode_text


class Setter:
    """Lays out documents of one composition, one after the other.

    Its styles and fonts are read once. `composition` needs no documents and no images.
    """

    def __init__(self, composition: Composition) -> None:
        self._composition = composition
        self._fonts = FontConfiguration()
        self._style = self._css(composition.css)
        self._furnisher: Furnisher | None = None
        self._right_to_left = is_right_to_left(composition.metadata.language)

    @property
    def furnisher(self) -> Furnisher:
        """Return what draws the heads and folios under the same styles."""
        if self._furnisher is None:
            self._furnisher = Furnisher(self._composition, self._fonts, self._style)
        return self._furnisher

    def lay_out(self, document: Document, images: Sequence[Asset], *, left: bool) -> Galley:
        """Lay out a document alone; it begins on the `left` if its styles leave that open."""
        with listening() as log, mended(WITHOUT_MARGIN_BOXES):
            rendered, opens = self._render(document, images, left=left)
            asked = opens_left(opens, right_to_left=self._right_to_left)
            side = left if asked is None else asked
            if side != left:
                rendered, opens = self._render(document, images, left=side)
            drawing = draw(rendered, self._composition.faces)
        return _galley(
            laid_out(rendered, log, b""), rendered.pages, drawing, opens=opens, left=side
        )

    def _render(
        self, document: Document, images: Sequence[Asset], *, left: bool
    ) -> tuple[weasyprint.Document, str]:
        composition = replace(self._composition, documents=(document,), images=tuple(images))
        fetcher = AssetFetcher(assets_of(composition))
        root = joined(composition)
        body = root.find("body")
        first = body[0] if body is not None and len(body) else None
        begin = self._css(f"html {{ break-before: {'left' if left else 'right'} }}")
        rendered = TreeSource(root, fetcher).render(
            stylesheets=[self._style, begin], font_config=self._fonts
        )
        return rendered, _opening(rendered, first)

    def _css(self, text: str) -> weasyprint.CSS:
        fetcher = AssetFetcher(assets_of(self._composition))
        return weasyprint.CSS(string=text, url_fetcher=fetcher, font_config=self._fonts)


def _opening(document: weasyprint.Document, first: Element | None) -> str:
    """Say how the document's first element wants to begin (`break-before`)."""
    for box in document.pages[0]._page_box.descendants():
        if box.element is first and first is not None:
            return str(box.style["break_before"])
    return "auto"


def _galley(
    seen: Laid, pages: Sequence[Page], drawing: Drawing, *, opens: str, left: bool
) -> Galley:
    return Galley(
        opens=opens,
        left=left,
        pages=tuple(_page(page._page_box) for page in pages),
        starts=seen.starts,
        blocks=tuple(_blocks(pages)),
        overruns=seen.overruns,
        crowded=seen.crowded | {no for no, page in enumerate(pages) if only_notes(page)},
        log=seen.log,
        pictures=seen.pictures,
        wide=seen.wide,
        text=encode_text(text_on(pages)),
        drawing=drawing,
    )


def _page(box: PageBox) -> GalleyPage:
    strings: dict[str, list[str]] = {}
    for child in box.descendants():
        # `none` where the styles set no string.
        for name, text in child.string_set if isinstance(child.string_set, list) else ():
            strings.setdefault(name, []).append(text)
    name = box.page_type.name or ""
    return GalleyPage(
        name="" if name == "auto" else name,
        strings={name: tuple(texts) for name, texts in strings.items()},
    )


def _blocks(pages: Sequence[Page]) -> Iterator[Block]:
    """Yield the children of the document's element, each with its pieces on the pages."""
    order: dict[Element, int] = {}
    for number, page in enumerate(pages):
        pieces: list[tuple[Element, Box, list[list[float]]]] = []
        for box in page._page_box.descendants():
            if isinstance(box, FootnoteAreaBox):
                break  # notes and margins come behind the text
            element = box.element
            if not order and element is not None and box.element_tag in ("section", "nav"):
                order = {child: index for index, child in enumerate(element)}
            if element is not None and _is_block(box, element) and element in order:
                # A block with a float in it holds a nameless one of the same element.
                if not pieces or pieces[-1][0] is not element:
                    pieces.append((element, box, []))
            elif pieces and isinstance(box, LineBox):
                pieces[-1][2].append([box.position_y + box.baseline, 0])
            elif pieces and pieces[-1][2] and isinstance(box, TextBox):
                pieces[-1][2][-1][1] += _letters(box)
        for element, box, lines in pieces:
            top = box.border_box_y()
            yield Block(
                index=order[element],
                page=number,
                top=round(top * POINTS_A_PIXEL, 2),
                bottom=round((top + box.border_height()) * POINTS_A_PIXEL, 2),
                lines=tuple((round(y * POINTS_A_PIXEL, 2), int(letters)) for y, letters in lines),
            )


def _is_block(box: Box, element: Element) -> bool:
    """Return whether a box is its element's, and not that of what styles put before or behind."""
    return isinstance(box, BlockLevelBox) and box.element_tag == element.tag


def _letters(box: TextBox) -> int:
    """Count the characters of a text box that the document has there; see `layout.galley.Block`."""
    if "::" in box.element_tag and "::first-" not in box.element_tag:
        return 0
    text = box.text.removesuffix(box.style["hyphenate_character"]).replace("\u00ad", "")
    return len("".join(text.split()))
