"""What the layout engine leaves open: page labels, boxes, black on one plate, fixed ids."""

from __future__ import annotations

import io

import pikepdf

from octavo.model import Metadata
from octavo.pdf.black import greys_to_black
from octavo.resolve.pagemap import PageMap


def finish_print(pdf: bytes, pages: PageMap, metadata: Metadata) -> bytes:
    """The upload file: labels equal to the folios, no annotations, no outline.

    The same input gives the same bytes: the file's id is made of its content.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.Root.PageLabels = _labels(pages)
        document.Root.Lang = pikepdf.String(metadata.language)
        for name in ("/Outlines", "/Names", "/AcroForm"):
            if name in document.Root:
                del document.Root[name]
        for page in document.pages:
            if "/Annots" in page:
                del page["/Annots"]
            page.TrimBox = page.MediaBox
        greys_to_black(document)
        document.remove_unreferenced_resources()
        target = io.BytesIO()
        document.save(target, deterministic_id=True, linearize=False)
    return target.getvalue()


def _labels(pages: PageMap) -> pikepdf.Dictionary:
    """The page labels (ISO 32000-2, 12.4.2): `r` is lower-case roman, `D` decimal."""
    numbers = pikepdf.Array()
    for item in pages.ranges:
        numbers.append(item.start)
        numbers.append(pikepdf.Dictionary(S=pikepdf.Name.r if item.roman else pikepdf.Name.D))
    return pikepdf.Dictionary(Nums=numbers)
