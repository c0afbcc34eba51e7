"""The pages of a wrap cover put together on its sheet, with exact boxes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import NamedTuple

import pikepdf

from octavo.model import Metadata
from octavo.pdf.black import greys_to_black
from octavo.pdf.process import colours_to_process
from octavo.pdf.rgb import inks_to_rgb


class Place(NamedTuple):
    """Where a page goes on the sheet: the six numbers of a matrix (ISO 32000-2, 8.3.3)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float


def lay_on_sheet(
    pdf: bytes,
    sheet: int,
    places: Mapping[int, Place],
    *,
    bleed: float,
    wider: Mapping[int, tuple[float, float, float, float]],
    metadata: Metadata,
    process: bool = False,
    inks: bool = True,
) -> bytes:
    """One page of all: those of `places` (numbers from 0) on the page `sheet`.

    What a page draws beyond its edges is kept where `wider` allows it: lengths
    at its left, foot, right and head. The TrimBox lies `bleed` points within the
    sheet, which is the BleedBox. With `process` no colour is left in RGB, and
    none in four inks without `inks`. The same input gives the same bytes.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[sheet]
        # The layout engine turns the page's coordinates; what is added goes by the PDF's own.
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n")
        for number, place in places.items():
            _widen(document.pages[number], wider.get(number, (0, 0, 0, 0)))
            form = document.pages[number].as_form_xobject()
            # A name of our own: the library's are random.
            name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Panel{number}"))
            matrix = " ".join(f"{round(value, 5) + 0:.10g}" for value in place)
            page.contents_add(f"q {matrix} cm {name} Do Q\n".encode("ascii"))
        kept = page.obj
        for number in reversed(range(len(document.pages))):
            if document.pages[number].obj.objgen != kept.objgen:
                del document.pages[number]
        _set_boxes(document.pages[0], bleed)
        document.Root.Lang = pikepdf.String(metadata.language)
        for key in ("/Outlines", "/Names", "/AcroForm"):
            if key in document.Root:
                del document.Root[key]
        greys_to_black(document)
        if process:
            colours_to_process(document)
        if not inks:
            inks_to_rgb(document)
        document.remove_unreferenced_resources()
        target = io.BytesIO()
        document.save(target, deterministic_id=True, linearize=False)
    return target.getvalue()


def _widen(page: pikepdf.Page, sides: tuple[float, float, float, float]) -> None:
    left, bottom, right, top = (float(edge) for edge in page.MediaBox)
    more = (left - sides[0], bottom - sides[1], right + sides[2], top + sides[3])
    page.MediaBox = pikepdf.Array([round(edge, 4) for edge in more])
    for key in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]


def _set_boxes(page: pikepdf.Page, bleed: float) -> None:
    width, height = (float(edge) for edge in list(page.MediaBox)[2:])
    page.MediaBox = pikepdf.Array([0, 0, round(width, 4), round(height, 4)])
    page.BleedBox = page.MediaBox
    edges = (bleed, bleed, width - bleed, height - bleed)
    page.TrimBox = pikepdf.Array([round(edge, 4) for edge in edges])
    for key in ("/Annots", "/CropBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]
