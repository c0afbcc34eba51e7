"""What the layout engine leaves open: page labels, boxes, black on one plate, fixed ids."""

from __future__ import annotations

import io

import pikepdf

from octavo.model import Metadata
from octavo.pdf.black import greys_to_black
from octavo.pdf.boxes import add_blank_pages, set_boxes
from octavo.pdf.labels import page_labels
from octavo.profiles.profile import NO_SIDES, Sides
from octavo.resolve.pagemap import PageMap


def finish_print(
    pdf: bytes, pages: PageMap, metadata: Metadata, *, bleed: Sides = NO_SIDES, count: int = 0
) -> bytes:
    """The upload file: labels equal to the folios, no annotations, no outline.

    `bleed` is what the pages have round the trim; blank pages fill the file up
    to `count`. The same input gives the same bytes: its id is made of its content.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.Root.PageLabels = page_labels(pages)
        document.Root.Lang = pikepdf.String(metadata.language)
        for name in ("/Outlines", "/Names", "/AcroForm"):
            if name in document.Root:
                del document.Root[name]
        for page in document.pages:
            if "/Annots" in page:
                del page["/Annots"]
        set_boxes(document, bleed)
        greys_to_black(document)
        add_blank_pages(document, count)
        document.remove_unreferenced_resources()
        target = io.BytesIO()
        document.save(target, deterministic_id=True, linearize=False)
    return target.getvalue()
