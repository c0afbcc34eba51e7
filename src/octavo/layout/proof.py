"""A proof: one document with all that a page shows, to be looked at page by page.

Unlike a galley it has its heads and folios; unlike the finished book only the pages
that are asked for are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration

from octavo.layout.fetch import AssetFetcher, assets_of
from octavo.layout.grid import on_grid
from octavo.layout.laid import Laid
from octavo.layout.lines import whole_lines
from octavo.layout.listen import listening
from octavo.layout.render import laid_out
from octavo.layout.source import TreeSource, joined
from octavo.model import Composition

#: The attribute that says which line of its file a block comes from.
LINE = "data-line"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofBlock:
    """A block on a page, or the piece of it that stands there; `top` and `bottom` are shares of
    the page's height."""

    line: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPage:
    """What is known of a page: which side it is, whether nothing stands on it, its blocks."""

    left: bool
    blank: bool
    blocks: tuple[ProofBlock, ...]


class Proof:
    """A document laid out. `size` is the trim's width and height in points."""

    def __init__(self, document: weasyprint.Document, log: list[str]) -> None:
        self._document = document
        self.pages = tuple(_page(page) for page in document.pages)
        self.laid: Laid = laid_out(document, log, b"")
        box = document.pages[0]._page_box
        self.size = (box.margin_width() * 0.75, box.margin_height() * 0.75)

    def draw(self, pages: Sequence[int]) -> bytes:
        """A PDF of some of the pages (from 0)."""
        chosen = [self._document.pages[number] for number in pages]
        pdf: bytes = self._document.copy(chosen).write_pdf()
        return pdf


class Proofer:
    """Lays out documents; styles and fonts are read once as long as they stay the same."""

    def __init__(self) -> None:
        self._key: object = None
        self._fonts = FontConfiguration()
        self._style: weasyprint.CSS = None

    def pull(self, composition: Composition, *, left: bool = False, folio: int = 1) -> Proof:
        """A proof of the composition's documents.

        It begins on a left page if `left`, unless the document opens on a side of its own;
        `folio` is the number of its first page.
        """
        fetcher = AssetFetcher(assets_of(composition))
        self._read_styles(composition, fetcher)
        proof = self._pull(composition, fetcher, left, folio)
        if proof.pages[0].blank and len(proof.pages) > 1:
            proof = self._pull(composition, fetcher, not left, folio)
        return proof

    def _pull(
        self, composition: Composition, fetcher: AssetFetcher, left: bool, folio: int
    ) -> Proof:
        side = "left" if left else "right"
        begin = f"html {{ break-before: {side} }} @page :first {{ counter-reset: page {folio} }}"
        start = weasyprint.CSS(string=begin, font_config=self._fonts)
        with listening() as log, on_grid(), whole_lines():
            source = TreeSource(joined(composition), fetcher)
            document = source.render(stylesheets=[self._style, start], font_config=self._fonts)
        # Links lead out of the proof; whether they lead anywhere was seen in the book.
        return Proof(document, [said for said in log if not said.startswith("No anchor #")])

    def _read_styles(self, composition: Composition, fetcher: AssetFetcher) -> None:
        key = (composition.css, composition.faces)
        if key != self._key:
            self._fonts = FontConfiguration()
            self._style = weasyprint.CSS(
                string=composition.css, url_fetcher=fetcher, font_config=self._fonts
            )
            self._key = key


def _page(page: Any) -> ProofPage:
    box = page._page_box
    return ProofPage(
        left=box.page_type.side == "left",
        blank=bool(box.page_type.blank),
        # A paragraph with a large initial has two boxes of one place.
        blocks=tuple(dict.fromkeys(_blocks(box, box.margin_height()))),
    )


def _blocks(page: Any, height: float) -> Iterator[ProofBlock]:
    """The blocks of a page that hold no others of known line."""
    for box in page.descendants():
        element = box.element
        if element is None or box.element_tag != element.tag or not element.get(LINE):
            continue
        if not isinstance(box, boxes.BlockLevelBox) or any(
            inner is not element and inner.get(LINE) for inner in element.iter()
        ):
            continue
        top = box.border_box_y()
        yield ProofBlock(
            line=int(element.get(LINE)),
            top=round(top / height, 4),
            bottom=round((top + box.border_height()) / height, 4),
        )
