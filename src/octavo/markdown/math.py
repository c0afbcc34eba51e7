"""Formulas in TeX: MathML takes the place of what Markdown only keeps.

It does so when the tree has its final form (`mathml.py`), so that no rule of Markdown reads a
formula as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from urllib.parse import unquote

from lxml import etree

from octavo.core.model import Finding
from octavo.markdown.html_attributes import DISPLAY, TEX
from octavo.markdown.mended_tree import is_alone
from octavo.markdown.tex_macros import Macros, is_definitions
from octavo.markdown.tex_signs import TexError
from octavo.markdown.xhtml_tree import add_class, drop
from octavo.text.direction import LEFT_TO_RIGHT, is_right_to_left
from octavo.text.word_spaces import NO_BREAK
from octavo.text.xhtml_names import LINE

#: A formula of spaces alone, with which authors indent (`\\(\quad\\)`).
_SPACES = re.compile(r"(?:\\(?:q?quad|enspace|thinspace|[,;:!> ])(?![a-zA-Z])|~|\s)+")
_QUADS = re.compile(r"\\(q?)quad")
_KEPT = ("class", "id", "lang", "title")


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
        tex = unquote(str(holder.attrib.pop(TEX)))
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
        if math.get("display") == "block" and _is_alone(math, parent):
            parent.tag = "div"
            add_class(parent, "math")


def _is_alone(math: etree._Element, paragraph: etree._Element) -> bool:
    words = f"{paragraph.text or ''}{math.tail or ''}".strip()
    return paragraph.tag == "p" and is_alone(math) and not words


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
            except TexError as error:
                made = error
            self._made[tex, display] = made
        if isinstance(made, TexError):
            raise made
        return deepcopy(made)
