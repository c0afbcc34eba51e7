"""Formulas in TeX: MathML takes the place of what Markdown only keeps.

It does so when the tree has its final form (`mathml.py`), so that no rule of Markdown reads a
formula as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from urllib.parse import quote, unquote

from lxml import etree

from octavo.core.model import Finding
from octavo.markdown.html_attributes import DISPLAY, TEX
from octavo.markdown.mended_tree import is_alone
from octavo.markdown.tex_macros import Macros, is_definitions
from octavo.markdown.tex_signs import TexError
from octavo.markdown.xhtml_tree import add_class, drop
from octavo.text.direction import LEFT_TO_RIGHT, is_right_to_left
from octavo.text.word_spaces import NO_BREAK
from octavo.text.xhtml_names import LINE, MATHML
from octavo.text.xml_characters import without_forbidden

#: A formula of spaces alone, with which authors indent (`\\(\quad\\)`).
_SPACES = re.compile(r"(?:\\(?:q?quad|enspace|thinspace|[,;:!> ])(?![a-zA-Z])|~|\s)+")
_QUADS = re.compile(r"\\(q?)quad")
_KEPT = ("class", "id", "lang", "title")
#: How bookdown names a formula within it ("Authoring Books with R Markdown", 2.2.1).
_EQUATION = re.compile(r"\(\\#(eq:[^()\s]+)\)")

#: What a display parts in two, or what holds it as a block of its own.
_PARTED = ("dd", "li", "p")
_PUNCTUATION = re.compile(r"[.,;:!?。，；：！？]+(?=\s|\Z)")


def name_formulas(root: etree._Element) -> None:
    """Make the names that bookdown writes into formulas their ids. Call it before ids are set."""
    for holder in root.iter("div", "span"):
        if "%23eq%3A" in holder.get(TEX, ""):
            tex = unquote(str(holder.get(TEX)))
            if named := _EQUATION.search(tex):
                if not holder.get("id"):
                    holder.set("id", named[1])
                holder.set(TEX, quote(_EQUATION.sub("", tex).strip(), safe=""))


def set_math(root: etree._Element, file: str, language: str) -> Iterator[Finding]:
    """Put MathML where Markdown kept TeX, its source line in `data-line`.

    A formula that cannot be read stays as it is typed, with a finding.
    """
    macros = Macros()
    formulas = _Formulas()
    for holder in list(root.iter("p", "div", "span")):
        if TEX not in holder.attrib:
            _take_definitions(holder, macros)
            continue
        tex = without_forbidden(unquote(str(holder.attrib.pop(TEX))))
        line = str(holder.get(LINE, ""))
        display = holder.tag == "div" or holder.attrib.pop(DISPLAY, "") == "block"
        if tex and _SPACES.fullmatch(tex):
            _put_spaces(holder, tex)
            continue
        try:
            meant = macros.expand(tex)
            if tex and not meant and is_definitions(tex):
                _take_out(holder)
                continue
            math = formulas.mathml(meant, display=display)
        except TexError as error:
            yield replace(error.finding, file=file, line=int(line) if line else None)
            _as_typed(holder, tex)
            continue
        if line:
            math.set(LINE, line)
        if is_right_to_left(language):
            math.set("dir", LEFT_TO_RIGHT)
        _put(holder, math)


def _take_definitions(paragraph: etree._Element, macros: Macros) -> None:
    """Take out a paragraph that only defines commands, as pandoc does; keep what they mean."""
    text = paragraph.text or ""
    if paragraph.tag == "p" and not len(paragraph) and is_definitions(text):
        macros.expand(text)
        _take_out(paragraph)


def _take_out(holder: etree._Element) -> None:
    """Take out what shows nothing, and a paragraph of which nothing is left."""
    parent = holder.getparent()
    if parent is None:
        return
    if (
        parent.tag == "p"
        and is_alone(holder)
        and not f"{parent.text or ''}{holder.tail or ''}".strip()
    ):
        drop(parent)
    else:
        drop(holder)


def _put_spaces(holder: etree._Element, tex: str) -> None:
    """Put spaces as wide as the formula's in its place; a display of nothing goes."""
    if holder.tag == "div":
        drop(holder)
        return
    wide = "".join("\u2003\u2003" if found else "\u2003" for found in _QUADS.findall(tex))
    holder.tail = f"{wide or NO_BREAK}{holder.tail or ''}"
    drop(holder)


def _as_typed(holder: etree._Element, tex: str) -> None:
    if holder.tag == "div":
        holder.tag = "pre"
    code = etree.SubElement(holder, "code")
    holder.text, code.text = None, tex
    add_class(holder, "math-source")


def _put(holder: etree._Element, math: etree._Element) -> None:
    """Put a display in its `div`, a formula of a line in the place of its `span`."""
    if holder.tag == "div":
        add_class(holder, "math")
        holder.append(math)
        return
    for name in _KEPT:
        if name in holder.attrib:
            math.set(name, str(holder.get(name)))
    math.tail = holder.tail
    parent = holder.getparent()
    if parent is not None:
        parent.replace(holder, math)
        if math.get("display") == "block":
            _set_apart(math, parent)


def _set_apart(math: etree._Element, parent: etree._Element) -> None:
    """Give a display among words a block of its own, between the words before and behind it.

    A sign of punctuation right behind stays with it.
    """
    if parent.tag not in _PARTED or parent.get("class"):
        return
    block = etree.Element("div", {"class": "math"})
    found = _PUNCTUATION.match(math.tail or "")
    after = etree.Element(parent.tag)
    after.text = (math.tail or "")[len(found[0]) if found else 0 :].lstrip()
    after.extend(list(math.itersiblings()))
    if parent.tag == "p":
        parent.addnext(block)
        if after.text or len(after):
            block.addnext(after)
        if LINE in parent.attrib:
            after.set(LINE, parent.get(LINE, ""))
            block.set(LINE, parent.get(LINE, ""))
    else:
        parent.insert(parent.index(math), block)
        block.tail = after.text
    block.append(math)
    math.tail = found[0].strip() if found else None
    if parent.tag == "p" and not len(parent) and not (parent.text or "").strip():
        if parent.get("id"):
            block.set("id", parent.get("id", ""))
        drop(parent)


class _Formulas:
    """The formulas of a chapter; one that stands in many places is read once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, bool], etree._Element | TexError] = {}

    def mathml(self, tex: str, *, display: bool) -> etree._Element:
        """Return MathML of its own. Raises `TexError`."""
        # The converter is a fifth of the parser's loading; few books have a formula.
        from octavo.markdown.mathml import to_mathml

        made = self._made.get((tex, display))
        if made is None:
            try:
                made = to_mathml(tex, display=display)
                _mend_operators(made)
            except TexError as error:
                made = error
            self._made[tex, display] = made
        if isinstance(made, TexError):
            raise made
        return deepcopy(made)


def _mend_operators(math: etree._Element) -> None:
    r"""Write an operator made of letters, such as `\mathop{\mathrm{Var}}`, as words.

    MathML lets an operator hold characters alone; one of other parts becomes a row.
    """
    for operator in [item for item in math.iter(f"{{{MATHML}}}mo", "mo") if len(item)]:
        parts = list(operator.iterdescendants())
        if all(etree.QName(part).localname in ("mi", "mn", "mrow", "mtext") for part in parts):
            operator.text = "".join(map(str, operator.itertext())).strip()
            for part in list(operator):
                operator.remove(part)
        else:
            operator.tag = operator.tag.removesuffix("mo") + "mrow"
            operator.attrib.clear()
