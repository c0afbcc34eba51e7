"""The printed book: its pages, finished for a printer."""

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
    name="print",
    noun="print edition",
    format="pdf",
    pages=Pages.OWN,
    usual=True,
    checks=(Concern.FILE, Concern.SEQUENCE, Concern.BLOCK, Concern.PRESS),
)


def make(loaded: Loaded, edition: Edition, services: Services) -> Rendering:
    """Make the upload file of a print edition."""
    from octavo.pagination.paginate import set_pages

    pages = yield from set_pages(loaded, edition, services, meanwhile=_load_finishers)
    from octavo.pagination.page_findings import font_findings
    from octavo.pdf.finishing import add_blank_pages, finish_print, saved
    from octavo.pdf.foreign_fonts import foreign_fonts
    from octavo.pdf.join import pages_pdf
    from octavo.pdf.pdf_x import as_pdfx, pdfx_findings
    from octavo.printers.profile import limit_findings

    yield Step(name="finish", edition=edition.name)
    composition, count = pages.composition, pages.count
    plain, language = pages_pdf(pages), composition.metadata.language
    with finish_print(
        plain, pages.map, language, bleed=pages.frame.bleed, rules=pages.profile.pdf
    ) as document:
        add_blank_pages(document, count)
        data = saved(document, lean=pages.run is not None)
    obstacles: tuple[str, ...] = ()
    if pages.profile.pdf.variant == "pdf/x-1a":
        data, obstacles = as_pdfx(data, composition.metadata)
    foreign = foreign_fonts(data, {face.family for face in composition.faces})
    limits = limit_findings(
        pages.profile, count, edition=edition.name, trim=edition.trim, paper=edition.paper
    )
    found = (
        *pages.findings,
        *font_findings(foreign),
        *limits,
        *pdfx_findings(obstacles, edition.name),
    )
    return Rendered(edition=edition, data=data, pages=count, findings=found, text=pages.text)


def _load_finishers() -> None:
    """Load what joins and finishes pages: there is time while workers set them."""
    import octavo.pdf.finishing
    import octavo.pdf.foreign_fonts
    import octavo.pdf.join
    import octavo.pdf.pdf_x  # noqa: F401
