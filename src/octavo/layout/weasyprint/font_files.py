"""Pages written without the files of the theme's fonts, which go into the joined book once.

Cutting and packing the fonts is most of what WeasyPrint does to write a short PDF; a book in
many pieces would do it for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

import pydyf
import uharfbuzz as hb
from weasyprint.pdf.fonts import Font

from octavo.core.model import Face
from octavo.layout.unembedded_type import UsedFont
from octavo.layout.weasyprint.patch import Patch

_Build: TypeAlias = Callable[[pydyf.PDF, dict[object, Font], bool, bool, object], pydyf.Dictionary]
_Known: TypeAlias = Callable[..., Font]


def without_files(faces: Iterable[Face], used: list[UsedFont]) -> Patch:
    """Return what keeps `write_pdf` from embedding files of these faces; `used` takes the fonts.

    All other fonts are embedded as WeasyPrint does it, and so is a face in which a character is
    missing: WeasyPrint invents glyphs for it, which no other piece of the book knows.
    """
    assets = {face.asset.data: face.asset.name for face in faces}

    def made(embed: _Build, plain: _Known) -> tuple[_Build, _Known]:
        def build_fonts_dictionary(
            pdf: pydyf.PDF, fonts: dict[object, Font], compress: bool, subset: bool, options: object
        ) -> pydyf.Dictionary:
            others = dict(fonts)
            for font in fonts.values():
                in_use = font.to_unicode.keys() | font.missing.values() | {0}
                font.widths = {
                    glyph: font.widths[glyph] for glyph in font.widths if glyph in in_use
                }
            for fellows in _by_name(fonts).values():
                name = _asset(list(fellows.values()), assets)
                used.append(_used(list(fellows.values()), name))
                if name:
                    for key in fellows:
                        del others[key]
            return embed(pdf, others, compress, subset, options)

        def known(*description: object) -> Font:
            font = plain(*description)
            if font.file_content in assets:
                font.widths = dict(_widths(font.file_content))
            return font

        return build_fonts_dictionary, known

    return Patch(
        name="no font files",
        why="The files of the theme's fonts are cut and packed again for each piece of a book.",
        replaces=("pdf:build_fonts_dictionary", "pdf.stream:Font"),
        made=made,
    )


@lru_cache(maxsize=32)
def _widths(data: bytes) -> Mapping[int, float]:
    """Return the widths of a font's glyphs in thousandths of an em.

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


def _by_name(fonts: dict[object, Font]) -> dict[str, dict[object, Font]]:
    """Return the fonts by their name in the resources, which several may share."""
    named: dict[str, dict[object, Font]] = {}
    for key, font in fonts.items():
        named.setdefault(font.hash, {})[key] = font
    return named


def _asset(fonts: list[Font], assets: dict[bytes, str]) -> str:
    """Return the asset that these fonts were read from; empty if they must be embedded."""
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
