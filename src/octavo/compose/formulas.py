"""Formulas for print: MathML → drawings, because WeasyPrint 70 sets no MathML.

It prints the text of a fraction as "7x", without a word. ziamath draws each
formula as paths (`formula_drawing.py`). A drawing has no text: what is printed cannot be
searched or copied; the e-book's MathML can.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING

from lxml import etree

from octavo.core.model import Asset, Book, Finding, Section
from octavo.findings.catalogue.fonts import GlyphMissing
from octavo.findings.catalogue.mathematics import MathSmall, MathUndrawn
from octavo.findings.entry import Value
from octavo.markdown.math_text import spelled
from octavo.markdown.xhtml_tree import read, write
from octavo.styling.hairlines import THINNEST
from octavo.text.units import css_points
from octavo.text.xhtml_names import LINE, MATH

if TYPE_CHECKING:
    from octavo.compose.formula_drawing import Drawing
    from octavo.styling.theme import FontSource

#: Points below which a formula's letters are hard to read.
SMALLEST = 7.0
#: The size of the text where the stylesheet does not say it in points.
_TEXT = 11.0
# What the stylesheet says of the text's size and of the page, in points (styles/print/page.css).
_SIZE = re.compile(r"\bhtml \{[^}]*?\bfont-size: ([\d.]+)pt")
_PAGE = re.compile(r"@page \{[^}]*?\bsize: ([\d.]+)pt")
_SIDES = re.compile(r"@page :left \{[^}]*?margin-left: ([\d.]+)pt[^}]*?margin-right: ([\d.]+)pt")


@dataclass(slots=True, kw_only=True)
class _Work:
    """The drawings of a book by their MathML, and what was found."""

    text: float
    small: float
    measure: float
    thinnest: float
    fonts: tuple[FontSource, ...]
    made: dict[tuple[str, float], Drawing] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def draw_formulas(
    book: Book,
    css: str,
    tokens: Mapping[str, str] = MappingProxyType({}),
    fonts: tuple[FontSource, ...] = (),
) -> tuple[Book, dict[str, Asset], tuple[Finding, ...]]:
    """Put drawings in the place of a book's formulas; return book, images by path, findings.

    `css` is the edition's stylesheet, which names the size of its text and of
    its page in points; of `tokens` are the size of small text and the thinnest line. `fonts` are
    the theme's: they set words that the math font lacks. Equal formulas are drawn once. One that
    cannot be drawn stands as it is typed, with a finding.
    """
    size, page, sides = (pattern.search(css) for pattern in (_SIZE, _PAGE, _SIDES))
    measure = float(page[1]) - float(sides[1]) - float(sides[2]) if page and sides else inf
    text = float(size[1]) if size else _TEXT
    work = _Work(
        text=text,
        small=css_points(tokens.get("--size-small", "")) or text,
        measure=measure,
        thinnest=css_points(tokens.get(THINNEST, "")),
        fonts=fonts,
    )
    sections = tuple(_draw_section(section, work) for section in book.sections)
    assets = {item.asset.name: item.asset for item in work.made.values()}
    return replace(book, sections=sections), assets, tuple(work.findings)


def _draw_section(section: Section, work: _Work) -> Section:
    notes = tuple(
        replace(note, body=_draw_all(note.body, section, work, small=True))
        for note in section.notes
    )
    title, body = (_draw_all(text, section, work) for text in (section.title, section.body))
    return replace(section, title=title, body=body, notes=notes)


def _draw_all(xhtml: str, section: Section, work: _Work, *, small: bool = False) -> str:
    if "<math" not in xhtml:
        return xhtml
    root = read(xhtml)
    for math in list(root.iter(MATH)):
        line = str(math.attrib.pop(LINE, ""))
        where = (section.file, int(line) if line else None)
        size = work.small if small or _is_small(math) else work.text
        drawing = _drawing(math, work, size=size, where=where)
        parent = math.getparent()
        if parent is None:
            continue
        if drawing is None:
            parent.replace(math, _as_typed(math, parent))
        else:
            work.findings += _small(drawing, work, where)
            parent.replace(math, _image(math, drawing))
    return write(root)


_Where = tuple[str, int | None]


def _is_small(math: etree._Element) -> bool:
    """Whether a formula stands in a table or a caption, which are set smaller."""
    return next(math.iterancestors("table", "figcaption"), None) is not None


def _drawing(math: etree._Element, work: _Work, *, size: float, where: _Where) -> Drawing | None:
    # Not above: it takes a quarter of a second to load, and most books have no formula.
    from octavo.compose.formula_drawing import missing_signs
    from octavo.compose.formula_words import font_for, upright_fonts

    bare = copy.deepcopy(math)
    bare.tail = None
    for name in ("class", "id", "lang", "title", "dir"):
        bare.attrib.pop(name, "")
    key = etree.tostring(bare, encoding="unicode"), round(work.thinnest / size, 4)
    if key not in work.made:
        foreign = missing_signs(math)
        fonts = upright_fonts(work.fonts) if foreign else ()
        missing = [sign for sign in foreign if font_for(sign, fonts) is None]
        if missing:
            work.findings += (_glyphless(sign, where) for sign in missing)
            return None
        try:
            work.made[key] = _drawn(*key, fonts)
        except (
            ArithmeticError,
            AssertionError,
            AttributeError,
            LookupError,
            RecursionError,
            SyntaxError,
            TypeError,
            ValueError,
        ):
            # What ziamath stumbles over in its depths is no fault that a traceback would explain.
            work.findings.append(_undrawn(math, where))
            return None
    return work.made[key]


@lru_cache(maxsize=4096)
def _drawn(mathml: str, thinnest: float, fonts: tuple[FontSource, ...]) -> Drawing:
    """Draw a formula once, however often its book is laid out."""
    from octavo.compose.formula_drawing import draw

    return draw(etree.fromstring(mathml), thinnest, fonts)


def _image(math: etree._Element, drawing: Drawing) -> etree._Element:
    image = etree.Element("img", {"alt": spelled(math), "src": drawing.asset.name})
    display = math.get("display") == "block"
    image.set("class", " ".join(filter(None, ["formula", math.get("class", "")])))
    for name in ("id", "lang", "title"):
        if name in math.attrib:
            image.set(name, str(math.get(name)))
    style = f"width:{drawing.width:.4f}em"
    if not display:
        style += f";vertical-align:{-drawing.depth:.4f}em"
    image.set("style", style)
    image.tail = math.tail
    return image


def _as_typed(math: etree._Element, parent: etree._Element) -> etree._Element:
    """Return the formula's TeX, as the parse leaves one that cannot be read."""
    holder = etree.Element("pre" if parent.tag == "div" else "span")
    holder.set("class", " ".join(filter(None, ["math-source", math.get("class", "")])))
    for name in ("id", "lang", "title"):
        if name in math.attrib:
            holder.set(name, str(math.get(name)))
    etree.SubElement(holder, "code").text = math.get("alttext") or spelled(math)
    holder.tail = math.tail
    return holder


def _small(drawing: Drawing, work: _Work, where: _Where) -> Iterator[Finding]:
    """Says it if a formula is so wide that it must shrink below what can be read."""
    wide = drawing.width * work.text
    size = work.text * min(1.0, work.measure / wide)
    if size < SMALLEST:
        values = {"wide": wide, "measure": work.measure, "size": size}
        yield MathSmall.found(values, file=where[0], line=where[1])


def _glyphless(sign: str, where: _Where) -> Finding:
    values: dict[str, Value] = {"character": sign, "number": ord(sign)}
    return GlyphMissing.formula(values, file=where[0], line=where[1])


def _undrawn(math: etree._Element, where: _Where) -> Finding:
    values = {"formula": math.get("alttext", "")}
    return MathUndrawn.found(values, file=where[0], line=where[1])
