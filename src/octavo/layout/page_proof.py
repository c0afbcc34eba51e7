"""A proof: one document with all that a page shows, to be looked at page by page.

Unlike a galley it has its heads and folios; unlike the finished book only the pages
that are asked for are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from octavo.core.model import Composition
from octavo.layout.asset_fetcher import AssetFetcher, assets_of
from octavo.layout.engine_log import listening
from octavo.layout.laid_pages import Laid
from octavo.layout.page_inspection import only_notes
from octavo.layout.source_tree import TreeSource, joined
from octavo.layout.weasyprint.boxes import BlockLevelBox, Page, PageBox
from octavo.layout.weasyprint.patch import Patch
from octavo.layout.weasyprint.patches import mended
from octavo.layout.weasyprint.resume import CannotResumeError, Trace, resuming, tracing
from octavo.layout.whole_book import laid_out
from octavo.text.units import POINTS_A_PIXEL
from octavo.text.xhtml_names import LINE

_TEXTS = frozenset({"dt", "figcaption", "h2", "h3", "h4", "h5", "h6", "p"})
_LINE = re.compile(rf' {LINE}="(\d+)"'.encode())


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A document laid out; its pages are those of `document` from `first` on."""

    document: weasyprint.Document
    pages: tuple[ProofPage, ...]
    laid: Laid
    first: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """The trim's width and height in points."""
        box = self.document.pages[0]._page_box
        return box.margin_width() * POINTS_A_PIXEL, box.margin_height() * POINTS_A_PIXEL

    def draw(self, pages: Sequence[int]) -> bytes:
        """Draw some of the pages (from 0) as a PDF."""
        chosen = [self.document.pages[self.first + number] for number in pages]
        with mended():  # composed lines are drawn as they were composed
            pdf: bytes = self.document.copy(chosen).write_pdf(uncompressed_pdf=True)
        return pdf


def _seen(document: weasyprint.Document, log: list[str]) -> Laid:
    """Return what is seen on the pages; crowded are those of notes alone too, as in galleys."""
    laid = laid_out(document, log, b"")
    added = {number for number, page in enumerate(document.pages) if only_notes(page)}
    return replace(laid, crowded=laid.crowded | added)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The pages on which a change is seen, before all others are laid out anew.

    `pages` are those of the proof, and behind them the old ones; `seen` those that face the
    reader with the change (from 0).
    """

    proof: Proof
    pages: tuple[ProofPage, ...]
    seen: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pulled:
    """The last layout: what it was made of, and what came of it."""

    composition: Composition
    left: bool
    folio: int
    proof: Proof
    trace: Trace


class Proofer:
    """Lays out documents; styles and fonts are read once as long as they stay the same."""

    def __init__(self) -> None:
        self._key: object = None
        self._fonts = FontConfiguration()
        self._style: weasyprint.CSS = None
        self._last: _Pulled | None = None

    def pull(self, composition: Composition, *, left: bool = False, folio: int = 1) -> Proof:
        """Lay out the composition's documents.

        It begins on a left page if `left`, unless the document opens on a side of its own;
        `folio` is the number of its first page.
        """
        self._read_styles(composition)
        self._last = None
        last = self._pull(composition, left=left, folio=folio)
        if last.proof.pages[0].blank and len(last.proof.pages) > 1:
            last = self._pull(composition, left=not left, folio=folio)
        self._last = last
        return last.proof

    def glance(self, composition: Composition, *, left: bool, folio: int) -> Glance | None:
        """Lay out the spread with the first change since the last proof, and nothing else.

        None where it cannot be had so: after another chapter, or with other styles or fonts.
        It is for the moment: `pull` is asked for afterwards.
        """
        last, self._last = self._last, None
        if last is None or (last.left, last.folio) != (left, folio):
            return None
        page = _changed_page(last, composition)
        if page is None or (composition.css, composition.faces) != self._key:
            return None
        seen = spread(last.proof.pages, page)
        # What stands on a page may depend on what the next one begins with.
        first, until = max(0, page - 1), max(seen)
        try:
            taken_up = resuming(last.trace, first, until)
            document, _ = self._render(composition, taken_up, left=left, folio=folio)
        except CannotResumeError:
            return None
        # The pages before, and what was seen on them, are those of the proof before.
        made = [proof_page(page) for page in document.pages[first:]]
        pages = (*last.proof.pages[:first], *made)
        proof = Proof(document=document, pages=pages, laid=last.proof.laid)
        more = last.proof.pages[until + 1 :] if len(proof.pages) > until else ()
        seen = tuple(number for number in seen if number < len(proof.pages))
        return Glance(proof=proof, pages=proof.pages + more, seen=seen)

    def _pull(self, composition: Composition, *, left: bool, folio: int) -> _Pulled:
        trace = Trace()
        document, log = self._render(composition, tracing(trace), left=left, folio=folio)
        # Links lead out of the proof; whether they lead anywhere was seen in the book.
        laid = _seen(document, [said for said in log if not said.startswith("No anchor #")])
        pages = tuple(proof_page(page) for page in document.pages)
        proof = Proof(document=document, pages=pages, laid=laid)
        return _Pulled(composition=composition, left=left, folio=folio, proof=proof, trace=trace)

    def _render(
        self, composition: Composition, patch: Patch, *, left: bool, folio: int
    ) -> tuple[weasyprint.Document, list[str]]:
        side = "left" if left else "right"
        begin = f"html {{ break-before: {side} }} @page :first {{ counter-reset: page {folio} }}"
        start = weasyprint.CSS(string=begin, font_config=self._fonts)
        with listening() as log, mended(patch):
            source = TreeSource(joined(composition), AssetFetcher(assets_of(composition)))
            document = source.render(stylesheets=[self._style, start], font_config=self._fonts)
        return document, log

    def _read_styles(self, composition: Composition) -> None:
        key = (composition.css, composition.faces)
        if key != self._key:
            self._fonts = FontConfiguration()
            fetcher = AssetFetcher(assets_of(composition))
            self._style = weasyprint.CSS(
                string=composition.css, url_fetcher=fetcher, font_config=self._fonts
            )
            self._key = key


def spread(pages: Sequence[ProofPage], number: int) -> tuple[int, ...]:
    """Return a page and the one that faces it, in their order."""
    other = number + 1 if pages[number].left else number - 1
    facing = 0 <= other < len(pages) and pages[other].left != pages[number].left
    return tuple(sorted({number, other})) if facing else (number,)


def _changed_page(last: _Pulled, composition: Composition) -> int | None:
    """Return the page of the last proof on which the first block begins that is another one now."""
    olds, news = last.composition.documents, composition.documents
    same = len(olds) == len(news) and olds[:-1] == news[:-1] and olds[-1].name == news[-1].name
    if not same or last.composition.metadata != composition.metadata:
        return None
    lines = _LINE.findall(_same_start(olds[-1].xhtml, news[-1].xhtml))
    wanted = int(lines[-1]) if lines else 0
    pages = enumerate(last.proof.pages)
    return next((no for no, page in pages if any(b.line == wanted for b in page.blocks)), None)


def _same_start(one: bytes, other: bytes) -> bytes:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return one[:low]


def proof_page(page: Page, inside: Container[Element] | None = None) -> ProofPage:
    """Return what is known of a page; only blocks of elements `inside`, if that is given."""
    box = page._page_box
    return ProofPage(
        left=box.page_type.side == "left",
        blank=bool(box.page_type.blank),
        # A paragraph with a large initial has two boxes of one place.
        blocks=tuple(dict.fromkeys(_blocks(box, box.margin_height(), inside))),
    )


def _blocks(
    page: PageBox, height: float, inside: Container[Element] | None
) -> Iterator[ProofBlock]:
    """Yield the blocks of a page that hold no others of known line."""
    for box in page.descendants():
        element = box.element
        if element is None or box.element_tag != element.tag or not (line := element.get(LINE)):
            continue
        if not isinstance(box, BlockLevelBox) or _holds_blocks(element):
            continue
        if inside is not None and element not in inside:
            continue
        top = box.border_box_y()
        yield ProofBlock(
            line=int(line),
            top=round(top / height, 4),
            bottom=round((top + box.border_height()) / height, 4),
        )


def _holds_blocks(element: Element) -> bool:
    """Return whether others of known line stand in it; in a paragraph these are its notes."""
    return element.tag not in _TEXTS and any(
        inner is not element and inner.get(LINE) for inner in element.iter()
    )
