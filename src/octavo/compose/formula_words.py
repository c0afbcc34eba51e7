"""Words in a formula of scripts that the math font lacks, drawn in the faces of the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from lxml import etree
from ziafont.fonttypes import BBox
from ziamath.drawable import Drawable
from ziamath.nodes.mnode import Mnode
from ziamath.nodes.mnumber import Mtext
from ziamath.zmath import Math

from octavo.styling.faces import Shaped, open_font, shaped
from octavo.styling.theme import CODE, FontSource

if TYPE_CHECKING:
    from ziamath.mathfont import MathFont

_REGULAR = 400


class Formula(Math):
    """A formula that knows the faces for words of other scripts."""

    def __init__(
        self, mathml: ElementTree.Element, *, size: float, fonts: Sequence[FontSource]
    ) -> None:
        self.fonts = fonts
        super().__init__(mathml, size=size, margin=0)


def upright_fonts(fonts: Sequence[FontSource]) -> tuple[FontSource, ...]:
    """Return a regular upright face of each family that is not for code, in their order."""
    nearest: dict[str, FontSource] = {}
    for font in fonts:
        if font.role != CODE and font.style == "normal":
            best = nearest.setdefault(font.family, font)
            if abs(font.weight - _REGULAR) < abs(best.weight - _REGULAR):
                nearest[font.family] = font
    return tuple(nearest.values())


def font_for(sign: str, fonts: Sequence[FontSource]) -> FontSource | None:
    """Return the first face that has a character, if one does."""
    return next((font for font in fonts if ord(sign) in open_font(font.path).unicodes), None)


def part_words(root: etree._Element, font: MathFont) -> None:
    """Make each stretch of text that the math font lacks a text of its own, in place."""
    for element in list(root.iter("mi", "mn", "mo", "ms", "mtext")):
        text = element.text or ""
        stretches = [
            (lacks, "".join(signs))
            for lacks, signs in groupby(text, lambda sign: _lacks(font, sign))
        ]
        if not any(lacks for lacks, _ in stretches):
            continue
        element.tag, element.text = "mrow", None
        element.attrib.clear()
        for _, words in stretches:
            etree.SubElement(element, "mtext").text = words


def _lacks(font: MathFont, sign: str) -> bool:
    return not sign.isspace() and not font.glyphindex(sign)


class _Words(Mtext, tag="mtext"):
    """Text in a formula; where the math font lacks it, in another face."""

    # The signature is ziamath's, with whatever it passes by name.
    def _setup(self, **kwargs: object) -> None:
        if not any(_lacks(self.font, sign) for sign in self.string):
            super()._setup(**kwargs)
            return
        formula: object = self
        while isinstance(formula, Mnode):
            formula = formula.parent
        fonts = formula.fonts if isinstance(formula, Formula) else ()
        x, low, high = 0.0, 0.0, 0.0
        for font, signs in groupby(self.string, lambda sign: font_for(sign, fonts)):
            if font is None:
                raise LookupError(f"no face has {self.string!r}")
            stretch = _Stretch(shaped(font, "".join(signs)), self.glyphsize)
            self.nodes.append(stretch)
            self.nodexy.append((x, 0.0))
            x += stretch.wide
            low, high = min(low, stretch.bbox.ymin), max(high, stretch.bbox.ymax)
        self.bbox = BBox(0, x, low, high)


class _Stretch(Drawable):
    """Words of one face; `size` is that of their em."""

    def __init__(self, line: Shaped, size: float) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._line, self._scale = line, size / line.upem
        self.wide = line.width * size
        heights = [line.font.get_glyph_extents(item.codepoint) for item in line.glyphs.glyph_infos]
        tops = [found.y_bearing for found in heights if found]
        feet = [found.y_bearing + found.height for found in heights if found]
        low, high = min(feet, default=0) * self._scale, max(tops, default=0) * self._scale
        self.bbox = BBox(0, self.wide, low, high)

    def draw(self, x: float, y: float, svg: ElementTree.Element) -> tuple[float, float]:
        """Draw the words with their origin at a point; y grows downwards."""
        at = 0.0
        glyphs = self._line.glyphs
        for item, place in zip(glyphs.glyph_infos, glyphs.glyph_positions, strict=True):
            pen = _Pen()
            self._line.font.draw_glyph_with_pen(item.codepoint, pen)
            left = x + (at + place.x_offset) * self._scale
            top = y - place.y_offset * self._scale
            if pen.parts:
                moved = (
                    f"translate({left:.2f} {top:.2f}) scale({self._scale:.5f} -{self._scale:.5f})"
                )
                shape = {"d": "".join(pen.parts), "transform": moved}
                ElementTree.SubElement(svg, "path", shape)
            at += place.x_advance
        return x + self.wide, y


_Point = tuple[float, float]


class _Pen:
    """Writes an outline as the data of an SVG path; its methods are those of fontTools' pens."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def moveTo(self, point: _Point) -> None:  # noqa: N802
        self.parts.append(f"M{_spelled(point)}")

    def lineTo(self, point: _Point) -> None:  # noqa: N802
        self.parts.append(f"L{_spelled(point)}")

    def curveTo(self, *points: _Point) -> None:  # noqa: N802
        self.parts.append(f"C{_spelled(*points)}")

    def qCurveTo(self, *points: _Point) -> None:  # noqa: N802
        self.parts.append(f"Q{_spelled(*points)}")

    def closePath(self) -> None:  # noqa: N802
        self.parts.append("Z")

    def endPath(self) -> None:  # noqa: N802
        """Leave the outline open: glyphs have none such."""


def _spelled(*points: _Point) -> str:
    return " ".join(f"{number:g}" for point in points for number in point)
