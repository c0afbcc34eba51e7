"""How far the ink of a line reaches, measured with the font itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from octavo.styling.faces import open_font, shaped
from octavo.styling.theme import CODE, FontSource, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """A line's width, and its reach above and below the baseline; in ems."""

    width: float
    above: float
    below: float


def ink_of(theme: Theme, text: str, role: str) -> Ink:
    """Measure the ink of a line in the theme's faces for `role`, or in those behind them."""
    width = above = below = 0.0
    for source, run in _runs(theme, text, role):
        line = shaped(source, run)
        width += line.width
        for glyph in line.glyphs.glyph_infos:
            extents = line.font.get_glyph_extents(glyph.codepoint)
            if extents and extents.height:
                above = max(above, extents.y_bearing / line.upem)
                below = max(below, -(extents.y_bearing + extents.height) / line.upem)
    return Ink(width=width, above=above, below=below)


def _runs(theme: Theme, text: str, role: str) -> Iterator[tuple[FontSource, str]]:
    """Yield the text in pieces, each with the first upright face that has its characters."""
    fonts = [font for font in theme.fonts if font.style == "normal" and font.role != CODE]
    fonts.sort(key=lambda font: font.role != role)
    covered = [set(open_font(font.path).unicodes) for font in fonts]

    def face(character: str) -> int:
        having = (at for at, known in enumerate(covered) if ord(character) in known)
        return next(having, 0)

    for at, run in groupby(text, face):
        yield fonts[at], "".join(run)
