"""The printed book's pages for a screen: tagged, with links and an outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.core.edition_kind import Concern, Kind, Pages
from octavo.core.loaded_book import Loaded
from octavo.core.model import Edition
from octavo.core.progress import Step
from octavo.editions.rendering import Rendered, Rendering

if TYPE_CHECKING:
    from octavo.layout.workshop import Services

KIND = Kind(
    name="digital",
    noun="digital edition",
    format="pdf",
    pages=Pages.SHOWN,
    checks=(Concern.FILE, Concern.SEQUENCE, Concern.SCREEN),
)


def make(loaded: Loaded, edition: Edition, services: Services) -> Rendering:
    """Make a PDF/UA-1 of an edition's pages."""
    from octavo.pagination.page_findings import font_findings
    from octavo.pagination.paginate import set_pages
    from octavo.pdf.foreign_fonts import foreign_fonts
    from octavo.pdf.screen_pdf import finish_digital

    pages = yield from set_pages(loaded, edition, services, tagged=True)
    yield Step(name="finish", edition=edition.name)
    composition = pages.composition
    data = finish_digital(
        pages.laid.pdf, pages.map, composition.metadata, contents=composition.contents
    )
    foreign = foreign_fonts(data, {face.family for face in composition.faces})
    found = (*pages.findings, *font_findings(foreign))
    return Rendered(
        edition=edition, data=data, pages=pages.laid.pages, findings=found, text=pages.text
    )
