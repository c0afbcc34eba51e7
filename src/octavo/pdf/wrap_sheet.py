"""The pages of a wrap cover put together on its sheet, with exact boxes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf

from octavo.pdf.finishing import drop_navigation
from octavo.pdf.inks import greys_to_black


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A page on the sheet: where it goes, and how far it may draw beyond its edges.

    `matrix` are the six numbers of a matrix (ISO 32000-2, 8.3.3); `wider` lengths at the page's
    left, foot, right and head.
    """

    matrix: tuple[float, float, float, float, float, float]
    wider: tuple[float, float, float, float] = (0, 0, 0, 0)


def lay_on_sheet(
    pdf: bytes, sheet: int, panels: Mapping[int, Panel], *, bleed: float, language: str
) -> pikepdf.Pdf:
    """Open one page of all: those of `panels` (numbers from 0) on the page `sheet`.

    The TrimBox lies `bleed` points within the sheet, which is the BleedBox.
    """
    document = pikepdf.open(io.BytesIO(pdf))
    page = document.pages[sheet]
    # The layout engine turns the page's coordinates; what is added goes by the PDF's own.
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n")
    for number, panel in panels.items():
        _widen(document.pages[number], panel.wider)
        form = document.pages[number].as_form_xobject()
        # A name of our own: the library's are random.
        name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Panel{number}"))
        matrix = " ".join(f"{round(value, 5) + 0:.10g}" for value in panel.matrix)
        page.contents_add(f"q {matrix} cm {name} Do Q\n".encode("ascii"))
    kept = page.obj
    for number in reversed(range(len(document.pages))):
        if document.pages[number].obj.objgen != kept.objgen:
            del document.pages[number]
    _set_boxes(document.pages[0], bleed)
    document.Root.Lang = pikepdf.String(language)
    drop_navigation(document)
    greys_to_black(document)
    return document


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
