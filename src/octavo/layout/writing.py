"""Pages painted without the theme's font files, which go into the joined book once.

Cutting and packing the fonts is most of what WeasyPrint does to write a short PDF; a
book in many pieces would do it for each.

Wraps two private names of WeasyPrint (`pdf.build_fonts_dictionary`, `pdf.stream.Font`): the
version is pinned, and `tests/unit/layout` notices if they change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from functools import lru_cache
from typing import Any

import pydyf
import uharfbuzz as hb
import weasyprint
from weasyprint.document import Document, Page
from weasyprint.pdf import stream
from weasyprint.pdf.fonts import Font

from octavo.layout.type import Drawing, UsedFont
from octavo.model import Face


def draw(document: Document, faces: Iterable[Face]) -> Drawing:
    """The pages as a PDF without links, outline and the files of the faces.

    Each page's content stands between `q` and `Q`, so that more can be drawn over it.
    """
    pages = document.copy([_bare(page) for page in document.pages])
    with without_files(faces) as fonts:
        pdf = pages.write_pdf(finisher=_closed)
    return Drawing(pdf=pdf, fonts=tuple(fonts))


@contextmanager
def without_files(faces: Iterable[Face]) -> Iterator[list[UsedFont]]:
    """While it lasts, `write_pdf` embeds no file of these faces; the list tells what was used.

    All other fonts are embedded as WeasyPrint does it, and so is a face in which a character is
    missing: WeasyPrint invents glyphs for it, which no other piece of the book knows.
    """
    assets = {face.asset.data: face.asset.name for face in faces}
    used: list[UsedFont] = []
    plain = stream.Font
    embed = weasyprint.pdf.build_fonts_dictionary

    def build(
        pdf: pydyf.PDF, fonts: dict[Any, Font], compress: bool, subset: bool, options: Any
    ) -> pydyf.Dictionary:
        others = dict(fonts)
        for font in fonts.values():
            in_use = font.to_unicode.keys() | font.missing.values() | {0}
            font.widths = {glyph: font.widths[glyph] for glyph in font.widths if glyph in in_use}
        for fellows in _by_name(fonts).values():
            name = _asset(list(fellows.values()), assets)
            used.append(_used(list(fellows.values()), name))
            if name:
                for key in fellows:
                    del others[key]
        return embed(pdf, others, compress, subset, options)

    def known(*description: Any) -> Font:
        font = plain(*description)
        if font.file_content in assets:
            font.widths = dict(_widths(font.file_content))
        return font

    weasyprint.pdf.build_fonts_dictionary, stream.Font = build, known
    try:
        yield used
    finally:
        weasyprint.pdf.build_fonts_dictionary, stream.Font = embed, plain


@lru_cache(maxsize=32)
def _widths(data: bytes) -> Mapping[int, float]:
    """The widths of a font's glyphs in thousandths of an em.

    WeasyPrint takes the width that a glyph has at the size in which it is met first, and rounds
    it; where an em has 2,048 units, pieces of a book would not agree on it. The box for missing
    characters, glyph 0, is left to WeasyPrint, which knows what it should measure.
    """
    face = hb.Face(data)
    font, em = hb.Font(face), face.upem
    return {
        glyph: round(font.get_glyph_h_advance(glyph) * 1000 / em)
        for glyph in range(1, face.glyph_count)
    }


def _by_name(fonts: dict[Any, Font]) -> dict[str, dict[Any, Font]]:
    """The fonts by their name in the resources, which several may share."""
    named: dict[str, dict[Any, Font]] = {}
    for key, font in fonts.items():
        named.setdefault(font.hash, {})[key] = font
    return named


def _asset(fonts: list[Font], assets: dict[bytes, str]) -> str:
    """The name of the asset that these fonts were read from; empty if they must be embedded."""
    names = {assets.get(font.file_content, "") for font in fonts}
    special = any(
        font.bitmap
        or font.png
        or font.svg
        or font.colr
        or font.missing
        or font.used_in_forms
        or "fvar" in font.tables
        for font in fonts
    )
    return names.pop() if len(names) == 1 and not special else ""


def _used(fonts: list[Font], asset: str) -> UsedFont:
    widths: dict[int, float] = {}
    texts: dict[int, str] = {}
    for font in fonts:
        widths = {**font.widths, **widths}
        texts = {**font.to_unicode, **texts}
    first = fonts[0]
    return UsedFont(
        name=first.hash,
        face=asset,
        base=first.name.decode().lstrip("/"),
        family=first.family,
        flags=first.flags,
        ascent=first.ascent,
        descent=first.descent,
        angle=first.italic_angle,
        stem_v=first.stemv,
        stem_h=first.stemh,
        glyphs=tuple((glyph, widths[glyph], texts.get(glyph, "")) for glyph in sorted(widths)),
    )


def _bare(page: Page) -> Page:
    """The page without links, anchors, bookmarks and fields: a printed book has none."""
    bare = copy(page)
    bare.links, bare.anchors, bare.bookmarks, bare.forms = [], {}, [], {}
    return bare


def _closed(document: Document, pdf: pydyf.PDF) -> None:
    """Puts the content of each page between `q` and `Q`."""
    contents = {item["Contents"] for item in pdf.objects if _is_page(item)}
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.reference in contents:
            item.stream = [b"q", *item.stream, b"Q"]


def _is_page(item: object) -> bool:
    return isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page"
