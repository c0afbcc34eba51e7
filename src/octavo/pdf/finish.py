"""What the layout engine leaves open: page labels, boxes, black on one plate, fixed ids."""

from __future__ import annotations

import io

import pikepdf

from octavo.model import Metadata
from octavo.pagination.folios import PageMap
from octavo.pdf.black import greys_to_black
from octavo.pdf.boxes import add_blank_pages, set_boxes
from octavo.pdf.images import lay_on_paper
from octavo.pdf.labels import page_labels, say_language
from octavo.pdf.rgb import inks_to_rgb
from octavo.profiles.profile import NO_SIDES, PdfRules, Sides

#: The rules of no printer.
ANY = PdfRules()


def finish_print(
    pdf: bytes,
    pages: PageMap,
    metadata: Metadata,
    *,
    bleed: Sides = NO_SIDES,
    count: int = 0,
    rules: PdfRules = ANY,
    lean: bool = False,
) -> bytes:
    """The upload file: labels equal to the folios, no annotations, no outline.

    `bleed` is what the pages have round the trim; blank pages fill the file up
    to `count`; `rules` are the printer's, for colours and what is seen through. A `lean`
    PDF names no resource that is not used. The same input gives the same bytes: its id is
    made of its content.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.Root.PageLabels = page_labels(pages)
        say_language(document, metadata.language)
        for name in ("/Outlines", "/Names", "/AcroForm"):
            if name in document.Root:
                del document.Root[name]
        for page in document.pages:
            if "/Annots" in page:
                del page["/Annots"]
        set_boxes(document, bleed)
        greys_to_black(document)
        if "transparency" in rules.refuses:
            lay_on_paper(document)
        if not rules.takes("cmyk"):
            inks_to_rgb(document)
        add_blank_pages(document, count)
        if not lean:
            document.remove_unreferenced_resources()
        target = io.BytesIO()
        document.save(target, deterministic_id=True, linearize=False)
    return target.getvalue()
