"""Pages painted without links and outline, and without the files of the theme's fonts.

They go into the joined book once (`layout/weasyprint/font_files.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

import pydyf
from weasyprint.document import Document, Page

from octavo.core.model import Face
from octavo.layout.unembedded_type import Drawing, UsedFont
from octavo.layout.weasyprint.font_files import without_files
from octavo.layout.weasyprint.patch import in_place


def draw(document: Document, faces: Iterable[Face]) -> Drawing:
    """Return the pages as a PDF without links, outline and the files of the faces.

    Each page's content stands between `q` and `Q`, so that more can be drawn over it.
    """
    pages = document.copy([_bare(page) for page in document.pages])
    fonts: list[UsedFont] = []
    with in_place(without_files(faces, fonts)):
        pdf = pages.write_pdf(finisher=_closed)
    return Drawing(pdf=pdf, fonts=tuple(fonts))


def _bare(page: Page) -> Page:
    """Return the page without links, anchors, bookmarks and fields: a printed book has none."""
    bare = copy(page)
    bare.links, bare.anchors, bare.bookmarks, bare.forms = [], {}, [], {}
    return bare


def _closed(document: Document, pdf: pydyf.PDF) -> None:
    """Put the content of each page between `q` and `Q`."""
    contents = {item["Contents"] for item in pdf.objects if _is_page(item)}
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.reference in contents:
            item.stream = [b"q", *item.stream, b"Q"]


def _is_page(item: object) -> bool:
    return isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page"
