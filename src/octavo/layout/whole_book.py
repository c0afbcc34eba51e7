"""A print composition → pages."""

from __future__ import annotations

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from octavo.core.model import Composition
from octavo.layout.asset_fetcher import AssetFetcher, assets_of
from octavo.layout.engine_log import listening
from octavo.layout.laid_pages import Laid
from octavo.layout.page_inspection import (
    find_overruns,
    find_pictures,
    overprinting,
    stretches,
    wide_tables,
)
from octavo.layout.source_tree import TreeSource, joined
from octavo.layout.weasyprint.patches import mended


def lay_out(composition: Composition, *, tagged: bool = False) -> Laid:
    """Lay out all documents of a composition as one run of pages and paints them.

    `tagged` adds the structure tree that PDF/UA-1 (ISO 14289-1) asks for, and what PDF/A-3u
    does (ISO 19005-3: its output intent, sRGB); `pdf.screen_pdf` declares both.
    """
    options = {"pdf_variant": "pdf/a-3u", "pdf_tags": True} if tagged else {}
    fetcher = AssetFetcher(assets_of(composition))
    fonts = FontConfiguration()
    with listening() as log, mended():
        source = TreeSource(joined(composition), fetcher)
        style = weasyprint.CSS(string=composition.css, url_fetcher=fetcher, font_config=fonts)
        document = source.render(stylesheets=[style], font_config=fonts, **options)
        pdf = document.write_pdf(**options)
    return laid_out(document, log, pdf)


def laid_out(document: weasyprint.Document, log: list[str], pdf: bytes) -> Laid:
    """Return what can be seen on the pages of a document that is laid out."""
    starts: dict[str, int] = {}
    crowded = set()
    for number, page in enumerate(document.pages):
        if overprinting(page):
            crowded.add(number)
        for anchor in page.anchors:
            starts.setdefault(anchor, number)
    return Laid(
        pages=len(document.pages),
        starts=starts,
        ends={anchor: pages[-1] for anchor, pages in stretches(document.pages).items()},
        overruns=tuple(find_overruns(document.pages)),
        crowded=frozenset(crowded),
        log=tuple(log),
        pictures=tuple(find_pictures(document.pages)),
        wide=wide_tables(document.pages),
        pdf=pdf,
    )
