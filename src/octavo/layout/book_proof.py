"""A proof of a whole book, where its documents hang together: a chapter's pages are cut from it.

A document that styles tie to those before it, or that begins on a page begun, has other pages
alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from octavo.core.model import Composition
from octavo.layout.asset_fetcher import AssetFetcher, assets_of
from octavo.layout.engine_log import listening
from octavo.layout.laid_pages import Laid
from octavo.layout.page_inspection import stretches
from octavo.layout.page_proof import Proof, proof_page
from octavo.layout.source_tree import TreeSource, joined
from octavo.layout.weasyprint.interrupt import interruptible
from octavo.layout.weasyprint.patches import mended
from octavo.layout.whole_book import laid_out


@dataclass(frozen=True, slots=True, kw_only=True)
class BookProof:
    """All documents of a composition, laid out; `root` is the tree that they were."""

    document: weasyprint.Document
    root: Element
    laid: Laid

    def excerpt(self, anchor: str) -> Proof:
        """Return the pages on which a document stands, as pages of its own.

        Blocks of other documents on them are left out, and what the layout engine said.
        """
        stretch = stretches(self.document.pages)[anchor]
        numbers = range(stretch[0], stretch[-1] + 1)
        element = next(item for item in self.root.iter() if item.get("id") == anchor)
        inside = frozenset(element.iter())
        return Proof(
            document=self.document,
            pages=tuple(proof_page(self.document.pages[no], inside) for no in numbers),
            laid=_part(self.laid, numbers),
            first=numbers.start,
        )


def prove_book(composition: Composition, is_wanted: Callable[[], bool]) -> BookProof:
    """Lay out all documents. Raises `LayoutInterruptedError` once `is_wanted` denies it."""
    fetcher, fonts = AssetFetcher(assets_of(composition)), FontConfiguration()
    root = joined(composition)
    with listening() as log, mended(interruptible(is_wanted)):
        style = weasyprint.CSS(string=composition.css, url_fetcher=fetcher, font_config=fonts)
        document = TreeSource(root, fetcher).render(stylesheets=[style], font_config=fonts)
    return BookProof(document=document, root=root, laid=laid_out(document, log, b""))


def _part(laid: Laid, numbers: range) -> Laid:
    """Return what was seen on some pages, with their numbers from 0."""
    first = numbers.start
    return replace(
        laid,
        pages=len(numbers),
        starts={anchor: no - first for anchor, no in laid.starts.items() if no in numbers},
        ends={anchor: no - first for anchor, no in laid.ends.items() if no in numbers},
        overruns=tuple(
            replace(item, page=item.page - first) for item in laid.overruns if item.page in numbers
        ),
        crowded=frozenset(no - first for no in laid.crowded if no in numbers),
        pictures=tuple(
            replace(item, page=item.page - first) for item in laid.pictures if item.page in numbers
        ),
        log=(),
    )
