"""One formula → a drawing, by ziamath; loaded only where a book for print has formulas.

ziamath's own font is STIX Two Math, under the SIL Open Font License 1.1: it may
be embedded, and the licence asks nothing of documents that are made with it
(clause 5). Here it is not even embedded: its letters become paths.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from lxml import etree
from ziafont.fonttypes import BBox
from ziamath.nodes.mnode import Mnode
from ziamath.nodes.mrow import Mrow
from ziamath.nodes.mtable import Mtable
from ziamath.zmath import Math

from octavo.compose.formula_words import Formula, part_words
from octavo.core.model import Asset
from octavo.markdown.mathml import characters
from octavo.text.units import POINTS_A_PIXEL
from octavo.text.xhtml_names import SVG

if TYPE_CHECKING:
    from ziamath.mathfont import MathFont

    from octavo.styling.theme import FontSource

#: The size at which formulas are drawn, in SVG's own units; em = units / this.
_DRAWN = 100.0
#: Against the text's size: at 0.93 the capitals and digits of STIX Two Math (cap height 0.656 em)
#: stand between EB Garamond's capitals (0.650 em) and its smaller lower case.
SCALE = 0.93
#: Room at both sides of a formula in a line, in em: the drawing is cut at its ink.
_BESIDE = 0.03
#: Hexadecimal digits of a drawing's digest that name it.
_DIGITS = 16

_HEAD = f'<svg xmlns="{SVG}" width="{{w}}" height="{{h}}" viewBox="{{x}} {{y}} {{w}} {{h}}">'


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One drawn formula; lengths in em of the text around it.

    `depth` is how far it reaches below the baseline.
    """

    asset: Asset
    width: float
    height: float
    depth: float


def draw(math: etree._Element, thinnest: float = 0.0, fonts: Sequence[FontSource] = ()) -> Drawing:
    """Draws a `math` element; its asset is named after what it shows.

    No bar or line is thinner than `thinnest`, in em of the text around it. `fonts` are the faces
    for words of scripts that the math font lacks.
    """
    display = math.get("display") == "block"
    drawn = Formula(_for_ziamath(math), size=_DRAWN, fonts=fonts)
    box = drawn.node.bbox
    side = 0.0 if display else _BESIDE * _DRAWN
    left, right = min(box.xmin, 0.0) - side, max(box.xmax, 0.0) + side
    top, bottom = -box.ymax, -box.ymin
    element = ElementTree.Element("svg")
    drawn.node.draw(0, 0, element)
    half = max(_thicken(element, thinnest / SCALE * _DRAWN), default=0.0)
    top, bottom = top - half, bottom + half
    paths = "".join(ElementTree.tostring(child, encoding="unicode") for child in element)
    lengths = {"w": right - left, "h": bottom - top, "x": left, "y": top}
    head = _HEAD.format(**{name: f"{value:.2f}" for name, value in lengths.items()})
    data = f"{head}{paths}</svg>".encode()
    name = f"math/{hashlib.sha256(data).hexdigest()[:_DIGITS]}.svg"
    unit = SCALE / _DRAWN
    return Drawing(
        asset=Asset(name=name, media_type="image/svg+xml", data=data),
        width=(right - left) * unit,
        height=(bottom - top) * unit,
        depth=bottom * unit,
    )


def _thicken(drawing: ElementTree.Element, least: float) -> Iterator[float]:
    """Thicken thin bars and lines to `least`, about their middle; yield the growth of each side."""
    for shape in drawing.iter():
        for side, start in (("height", "y"), ("width", "x"), ("stroke-width", "")):
            wide = float(shape.get(side, "inf"))
            if wide < least and (shape.tag == "rect" or not start):
                more = (least - wide) / 2
                shape.set(side, f"{least:.2f}")
                if start:
                    shape.set(start, f"{float(shape.get(start, '0')) - more:.2f}")
                yield more


def missing_signs(math: etree._Element) -> list[str]:
    """Return the characters of a formula that its font lacks."""
    font = _math_font()
    signs = {sign for sign in characters(math) if not sign.isspace()}
    return sorted(sign for sign in signs if not font.glyphindex(sign))


def _math_font() -> MathFont:
    return Math("<math><mi>x</mi></math>", size=_DRAWN).font


#: The spaces between the columns and the rows of a table by its class.
_SPACES = {
    "aligned": ("0em 1.5em", "0.5em"),
    "eqnarray": ("0.3em", "0.5em"),
    "lined": ("0.8em", "0.5em"),
}
#: How thick the lines of a table are, and how far one stands out over its cells, in em.
_LINE, _OUT = 0.05, 0.4

#: Its em of lengths is that of CSS's pixels, a third more than that of its glyphs in points.
_GLYPHS = POINTS_A_PIXEL

#: Accents as ziamath knows them: those that stretch (a bar is a rule, no glyph), and one stiff.
_STRETCHING = {"^": "\u0302", "~": "\u0303", "‾": "―", "_": "―"}
_STIFF = {"^": "ˆ"}
#: Signs that it sets closer than their like, and how far they stand apart.
_CLOSE = {**dict.fromkeys("⟵⟶⟷⟸⟹⟺⟼", "0.278em"), **dict.fromkeys("∧∨", "0.222em")}
_LONGER = {"←": "⟵", "→": "⟶", "↔": "⟷", "⇐": "⟸", "⇒": "⟹", "⇔": "⟺", "↦": "⟼"}
_ACCENTED = ("mover", "munder")
_SCRIPTS = ("msub", "msup", "msubsup", "mover", "munder", "munderover")
_BESIDES = ("lspace", "rspace")


def _for_ziamath(math: etree._Element) -> ElementTree.Element:
    """Return a formula for ziamath 0.13: no namespace, mended where browsers read it otherwise.

    As elements: of a text it takes `&lt;/` for a tag.
    """
    text = etree.tostring(math, encoding="unicode", with_tail=False)
    root = etree.fromstring(re.sub(r' xmlns="[^"]*"', "", text, count=1))
    part_words(root, _math_font())
    for cell in [item for item in root.iter("mtd", "mtr") if not len(item)]:
        # It draws nothing of a table in which a cell or a row is empty.
        holder = cell if cell.tag == "mtd" else etree.SubElement(cell, "mtd")
        etree.SubElement(holder, "mspace", width="0em")
    for style in root.iter("mstyle"):
        if len(style) > 1:  # it puts what stands in it into the place of the style
            row = etree.Element("mrow")
            row.extend(list(style))
            style.append(row)
    root.set("display", root.get("display", "inline"))  # it takes what is not said for a display
    root.attrib.pop("alttext", "")  # it takes references to characters apart, in attributes too
    for table in root.iter("mtable"):
        parent = table.getparent()
        small = parent is not None and parent.get("scriptlevel") == "1"
        spaces = _SPACES.get(table.get("class", ""), ("0.9em", "0.4em"))
        if not small:
            table.set("columnspacing", spaces[0])
            table.set("rowspacing", spaces[1])
    for holder in root.iter(*_ACCENTED):
        accent = holder[1]
        if accent.tag == "mo" and accent.text in _STRETCHING:
            stiff = accent.get("stretchy") == "false" or holder.get("accent") == "true"
            accent.text = (_STIFF if stiff else _STRETCHING).get(accent.text, accent.text)
    for bracket in root.iter("mo"):
        for name in ("minsize", "maxsize"):
            if bracket.get(name, "").endswith("em"):
                bracket.set(name, f"{float(bracket.get(name, '')[:-2]) * _GLYPHS:.4f}em")
    for holder in root.iter("mover", "munder", "munderover"):
        if holder[0].tag == "mo" and holder[0].get("stretchy") == "true":
            # It stretches what stands above and below, and never what stands between.
            holder[0].text = _LONGER.get(holder[0].text or "", holder[0].text)
    for arrow in root.iter("mo"):
        space = _CLOSE.get(arrow.text or "")
        if space and "lspace" not in arrow.attrib and arrow.getprevious() is not None:
            arrow.set("lspace", space)
            arrow.set("rspace", space)
    for holder in list(root.iter(*_SCRIPTS)):
        _free_spaces(holder)
    for words in root.iter("mtext"):
        words.text = (words.text or "").replace("-", "‐")  # it draws a rule for a hyphen-minus
    return ElementTree.fromstring(etree.tostring(root, encoding="unicode"))


def _free_spaces(holder: etree._Element) -> None:
    """Move an operator's spaces around its scripts; ziamath puts them between the two."""
    base = holder[0]
    if base.tag != "mo" or "rspace" not in base.attrib:
        return
    before, after = (etree.Element("mspace", width=base.get(name, "0em")) for name in _BESIDES)
    for name in _BESIDES:
        base.set(name, "0em")
    row = etree.Element("mrow")
    parent = holder.getparent()
    if parent is not None:
        parent.replace(holder, row)
        row.extend([before, holder, after])


class _Table(Mtable, tag="mtable"):
    """A table with lines between its columns and rows, where the classes of its cells say so."""

    # The signature is ziamath's, with whatever it passes by name.
    def _setup(self, **kwargs: object) -> None:
        super()._setup(**kwargs)
        names = " ".join(cell.get("class", "") for row in self.element for cell in row).split()
        if set(names) & {"line-above", "line-below", "line-right"}:
            half, thick = self.size_px(f"{_OUT}em"), self.size_px(f"{_LINE}em")
            beside, above, box = half + thick / 2, (half + thick) / 2, self.bbox
            self.nodexy = [(x + beside, y) for x, y in self.nodexy]
            self.bbox = BBox(box.xmin, box.xmax + 2 * beside, box.ymin - above, box.ymax + above)

    def draw(self, x: float, y: float, svg: ElementTree.Element) -> tuple[float, float]:
        end = super().draw(x, y, svg)
        if self.element.get("class") == "lined":
            for left, top, wide, high in self._lines():
                sizes = {"x": x + left, "y": y + top, "width": wide, "height": high}
                ElementTree.SubElement(
                    svg, "rect", {name: f"{value:.2f}" for name, value in sizes.items()}
                )
        return end

    def _lines(self) -> Iterator[tuple[float, float, float, float]]:
        """Yield the lines as rectangles from the table's own corner; y grows downwards."""
        thick, half = self.size_px(f"{_LINE}em"), self.size_px(f"{_OUT}em")
        columns, rows = self._edges(half)
        places = ((r, c, cell) for r, row in enumerate(self.element) for c, cell in enumerate(row))
        for r, c, cell in places:
            left, right = columns[c : c + 2]
            top, bottom = rows[r : r + 2]
            for name in cell.get("class", "").split():
                if name in ("line-left", "line-right"):
                    edge = left if name == "line-left" else right
                    yield edge - thick / 2, top, thick, bottom - top
                elif name in ("line-above", "line-below"):
                    edge = top if name == "line-above" else bottom
                    yield left - thick / 2, edge - thick / 2, right - left + thick, thick

    def _edges(self, half: float) -> tuple[list[float], list[float]]:
        """Return where columns and rows meet, in the middle between them."""
        nodes = iter(zip(self.nodes, self.nodexy, strict=True))
        cells = [[next(nodes) for _ in row] for row in self.element]
        wide = max(len(row) for row in cells)
        widths = [max(row[c][0].bbox.xmax for row in cells if c < len(row)) for c in range(wide)]
        span = sum(widths) + 2 * half * (wide - 1)
        columns = [self.bbox.xmax / 2 - span / 2 - half]
        for width in widths:
            columns.append(columns[-1] + width + 2 * half)
        rows = list[float]()
        for row in cells:
            baseline = row[0][1][1]
            top = baseline - max(node.bbox.ymax for node, _ in row)
            rows[-1:] = [(rows[-1] + top) / 2] if rows else [top - half / 2]
            rows.append(baseline - min(node.bbox.ymin for node, _ in row))
        rows[-1] += half / 2
        return columns, rows


#: What a row says to its parts, which the parts of a row within hear from that row.
_OF_ROWS = frozenset({"nostretch", "rowymax", "rowymin"})


class _Row(Mrow, tag="mrow"):
    """A row that measures each of its parts once.

    ziamath measures a row's parts before it sets them, and so do the rows
    inside: a formula nested eight deep took a second, each step more twice as
    long. What was measured is kept with the formula (the topmost parent).
    """

    # The signature is ziamath's, with whatever it passes by name.
    def _get_height_nostretch(
        self, line: list[ElementTree.Element], **kwargs: object
    ) -> tuple[float, float]:
        formula: object = self
        while isinstance(formula, Mnode):
            formula = formula.parent
        kept: dict[object, tuple[float, float]] = vars(formula).setdefault("_octavo_heights", {})
        given = {name: value for name, value in kwargs.items() if name not in _OF_ROWS}
        around = (self.glyphsize, repr(self.style), repr(sorted(given.items())))
        key = (around, *(ElementTree.tostring(item) for item in line))
        if key not in kept:
            kept[key] = super()._get_height_nostretch(line, **kwargs)
        return kept[key]
