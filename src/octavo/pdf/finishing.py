"""What the layout engine leaves open in a PDF for print: page labels, exact boxes, colours, ids."""

from __future__ import annotations

import io

import pikepdf

from octavo.pagination.folios import PageMap
from octavo.pdf.image_pixels import lay_on_paper
from octavo.pdf.inks import greys_to_black, inks_to_rgb
from octavo.pdf.page_labels import page_labels, say_language
from octavo.printers.profile import NO_SIDES, PdfRules, Sides

#: The rules of no printer.
ANY = PdfRules()

_BOXES = ("/MediaBox", "/TrimBox", "/BleedBox")


def finish_print(
    pdf: bytes, pages: PageMap, language: str, *, bleed: Sides = NO_SIDES, rules: PdfRules = ANY
) -> pikepdf.Pdf:
    """Open the pages as an upload file: labels equal to the folios, no annotations, no outline.

    `bleed` is what the pages have round the trim; `rules` are the printer's, for colours and
    what is seen through.
    """
    document = pikepdf.open(io.BytesIO(pdf))
    document.Root.PageLabels = page_labels(pages)
    say_language(document, language)
    drop_navigation(document)
    for page in document.pages:
        if "/Annots" in page:
            del page["/Annots"]
    set_boxes(document, bleed)
    greys_to_black(document)
    if "transparency" in rules.refuses:
        lay_on_paper(document)
    if not rules.takes("cmyk"):
        inks_to_rgb(document)
    return document


def drop_navigation(document: pikepdf.Pdf) -> None:
    """Take out what is for screens alone: outline, names of places, fields."""
    for name in ("/Outlines", "/Names", "/AcroForm"):
        if name in document.Root:
            del document.Root[name]


def saved(document: pikepdf.Pdf, *, lean: bool = False) -> bytes:
    """Return the file's bytes; a `lean` one names no resource already that is not used.

    The same document gives the same bytes: its id is made of its content.
    """
    if not lean:
        document.remove_unreferenced_resources()
    target = io.BytesIO()
    document.save(target, deterministic_id=True, linearize=False)
    return target.getvalue()


def set_boxes(document: pikepdf.Pdf, bleed: Sides) -> None:
    """Set MediaBox, TrimBox and BleedBox of every page (ISO 32000-2, 14.11.2).

    The layout engine's BleedBox ends 10 pt from the trim, and its boxes begin
    below zero where there is bleed: here the MediaBox begins at 0, the BleedBox
    is all of it, and the TrimBox is what the cut leaves.
    """
    for page in document.pages:
        if bleed == NO_SIDES:
            page.TrimBox = page.MediaBox
        else:
            _bleeding(page)


def add_blank_pages(document: pikepdf.Pdf, count: int) -> None:
    """Add empty pages until there are `count`: nothing is drawn on them.

    Each has the boxes of the last page on its own side of the spread.
    """
    while len(document.pages) < count:
        model = document.pages[max(0, len(document.pages) - 2)]
        boxes = {key: model.obj[key] for key in _BOXES if key in model.obj}
        empty = pikepdf.Dictionary(Type=pikepdf.Name.Page, Resources=pikepdf.Dictionary())
        document.pages.append(pikepdf.Page(document.make_indirect(empty)))
        for key, box in boxes.items():
            document.pages[-1].obj[key] = pikepdf.Array(list(box))


def _bleeding(page: pikepdf.Page) -> None:
    media = [float(edge) for edge in page.MediaBox]
    trim = [float(edge) for edge in page.TrimBox]
    left, bottom = media[0], media[1]
    if left or bottom:
        # The content moves with its boxes.
        move = f"1 0 0 1 {0 - left:.10g} {0 - bottom:.10g} cm\n"
        page.contents_add(move.encode("ascii"), prepend=True)
    page.MediaBox = _box(media, left, bottom)
    page.BleedBox = page.MediaBox
    page.TrimBox = _box(trim, left, bottom)


def _box(edges: list[float], left: float, bottom: float) -> pikepdf.Array:
    moved = (edges[0] - left, edges[1] - bottom, edges[2] - left, edges[3] - bottom)
    return pikepdf.Array([round(edge, 4) for edge in moved])
