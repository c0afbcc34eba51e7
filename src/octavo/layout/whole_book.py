"""A composition in one piece → pages; the page of a cover → its picture."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace

import weasyprint
from PIL import Image
from weasyprint.text.fonts import FontConfiguration

from octavo.core.errors import OctavoError
from octavo.core.model import Asset, Composition
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
from octavo.layout.text_on_pages import text_on
from octavo.layout.weasyprint.patches import mended
from octavo.typesetting.set_text import encode

#: Pixels of an e-book's cover: what Amazon KDP calls ideal ("Cover Image Guidelines", 2026).
WIDTH, HEIGHT = 1600, 2560


def lay_out(composition: Composition, *, tagged: bool = False) -> Laid:
    """Lay out all documents of a composition as one run of pages and paint them.

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
    return replace(laid_out(document, log, pdf), text=encode(text_on(document.pages)))


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


def draw_cover(compositions: Iterable[Composition]) -> Asset:
    """Draw the first composition that fits its page as `images/cover.jpg`, 1600 × 2560 pixels, RGB.

    It fits if it has one page and no line leaves the type area. Raises
    `OctavoError` if none does, or if one could not be set as its styles say: a
    cover in the wrong type must not go into a book unseen.
    """
    for composition in compositions:
        laid = lay_out(composition)
        if laid.log:
            raise _unset(laid.log[0])
        if laid.pages == 1 and not laid.overruns:
            return _drawn(laid)
    raise _unset("its words do not fit")


def _unset(reason: str) -> OctavoError:
    return OctavoError(
        f"the cover cannot be set: {reason}.",
        hint='Give a picture of your own: cover = "images/cover.jpg" in [book].',
    )


def _drawn(laid: Laid) -> Asset:
    import pypdfium2  # few books need it: most covers are pictures already

    document = pypdfium2.PdfDocument(laid.pdf)
    page = document[0]
    image = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    document.close()
    if image.size != (WIDTH, HEIGHT):
        image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=88, optimize=True, progressive=False)
    return Asset(name="images/cover.jpg", media_type="image/jpeg", data=target.getvalue())
