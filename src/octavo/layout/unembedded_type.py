"""Drawn pages whose fonts have no files yet, as values.

This module and what it imports know nothing of WeasyPrint: whoever joins pages need not load it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedFont:
    """A font as drawn pages use it.

    `name` is its key in the pages' resources, `face` the name of the face's asset
    (`fonts/eb-garamond-400-normal.ttf`), or empty where the font is not of the theme: its file is
    then in the PDF already. `base` is its name in the PDF (`ABCDEF+EB-Garamond`). `glyphs` are the
    glyphs in use: id, width in thousandths of an em, and the text that a glyph stands for.
    The other values are those of a font descriptor (ISO 32000-2, 9.8.1).
    """

    name: str
    face: str
    base: str
    family: str = ""
    flags: int = 0
    ascent: int = 0
    descent: int = 0
    angle: float = 0
    stem_v: int = 0
    stem_h: int = 0
    glyphs: tuple[tuple[int, float, str], ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the font as values that JSON knows."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> UsedFont:
        """Read what `to_json` gave. Raises `KeyError`, `TypeError` or `ValueError` otherwise."""
        glyphs = tuple((int(glyph), width, str(text)) for glyph, width, text in stored["glyphs"])
        return cls(**{**stored, "glyphs": glyphs})


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Drawn pages, and the fonts that they use.

    The content of each page stands between `q` and `Q`: it leaves the graphics state as it was.
    """

    pdf: bytes
    fonts: tuple[UsedFont, ...] = ()
