"""MathML as an author writes it → MathML that is whole, in its namespace; its words stay.

What each element may hold is MathML 3's (W3C Recommendation, chapter 3), which EPUB 3.3 asks for.
"""

from __future__ import annotations

from types import MappingProxyType

from lxml import etree

from octavo.markdown.html_names import BLOCKS
from octavo.markdown.html_names import MATHML as NAMES
from octavo.markdown.math_text import spelled
from octavo.markdown.mended_tree import unwrap
from octavo.markdown.xhtml_tree import drop
from octavo.text.xhtml_names import LINE, MATHML

#: Elements that hold words, and no elements.
_WORDS = frozenset(["annotation", "mi", "mn", "mo", "ms", "mtext"])
#: Elements that hold a certain number of others.
_MANY = MappingProxyType(
    {
        "mfrac": 2, "mover": 2, "mroot": 2, "msub": 2, "msubsup": 3, "msup": 2, "munder": 2,
        "munderover": 3,
    }
)  # fmt: skip
#: Elements that stand only in others; elsewhere they are rows.
_WITHIN = MappingProxyType({"mtr": "mtable", "mtd": "mtr"})
#: Scripts before a base, and notes on a formula: rarely written by hand, and easily wrong.
_ROWS = frozenset(["mmultiscripts", "mprescripts", "none", "semantics", "annotation"])
_KEPT = frozenset(["alttext", LINE, "display", "mathvariant"])
#: What no formula holds: notes and other links, pictures, paragraphs.
_NEVER = BLOCKS | {"a", "img"}
_DISPLAYS = frozenset(["block", "inline"])
_VARIANTS = frozenset(
    "normal bold italic bold-italic double-struck bold-fraktur script bold-script fraktur"
    " sans-serif bold-sans-serif sans-serif-italic sans-serif-bold-italic monospace".split()
)


def set_formulas(root: etree._Element) -> None:
    """Mend the formulas below an element; what is no MathML leaves its words."""
    for formula in list(root.iter("math")):
        if formula.getparent() is None or formula.tag != "math":
            continue
        if any(element.tag in _NEVER for element in formula.iter(etree.Element)):
            _leave_words(formula)
        else:
            _set_formula(formula)


def _leave_words(formula: etree._Element) -> None:
    """Take a formula away that was never closed, so that it holds what follows it."""
    for element in list(formula.iter(etree.Element)):
        if str(element.tag).lower() in NAMES:
            unwrap(element)


def _set_formula(formula: etree._Element) -> None:
    for element in list(formula.iter(etree.Element)):
        tag = str(element.tag).lower()
        if element is not formula and tag == "math":
            tag = "mrow"
        if tag not in NAMES:
            unwrap(element)
            continue
        element.tag = tag
        _keep_attributes(element)
    for element in reversed(list(formula.iter(etree.Element))):
        _hold(element)
    if not len(formula):
        drop(formula)
        return
    _put_named(formula)


def _put_named(formula: etree._Element) -> None:
    """Put a formula in its namespace in the place of one without; it says what it spells."""
    xml = etree.tostring(formula, encoding="unicode", with_tail=False)
    named = etree.fromstring(xml.replace("<math", f'<math xmlns="{MATHML}"', 1))
    if not named.get("alttext"):
        named.set("alttext", spelled(named))
    named.tail = formula.tail
    parent = formula.getparent()
    if parent is not None:
        parent.replace(formula, named)


def _hold(element: etree._Element) -> None:
    """Have an element hold what it may; the elements in it do so already."""
    tag, parent = str(element.tag), element.getparent()
    if tag in _WORDS and tag not in _ROWS:
        for child in list(element):
            unwrap(child) if not len(child) else _flatten(child)
        return
    _words_apart(element)
    around = "" if parent is None else str(parent.tag)
    if tag == "mspace":
        if len(element):
            element.tag = "mrow"
    elif (
        tag in _ROWS
        or len(element) != _MANY.get(tag, len(element))
        or around != _WITHIN.get(tag, around)
    ):
        element.tag = "mrow"
        for child in element:
            if child.tag in _WITHIN:
                child.tag = "mrow"
    elif tag == "mtable":
        for row in [each for each in element if each.tag != "mtr"]:
            _wrap(_wrap(row, "mtd"), "mtr")
    elif tag == "mtr":
        for cell in [each for each in element if each.tag != "mtd"]:
            _wrap(cell, "mtd")


def _flatten(element: etree._Element) -> None:
    words = "".join(map(str, element.itertext()))
    for child in list(element):
        element.remove(child)
    element.text = words
    unwrap(element)


def _wrap(element: etree._Element, tag: str) -> etree._Element:
    holder = etree.Element(tag)
    element.addprevious(holder)
    holder.append(element)
    return holder


def _words_apart(element: etree._Element) -> None:
    """Put words that stand beside elements into elements of their own."""
    said, element.text = element.text or "", None
    if said.strip():
        made = etree.Element("mtext")
        made.text = said
        element.insert(0, made)
    for child in list(element):
        said, child.tail = child.tail or "", None
        if said.strip():
            made = etree.Element("mtext")
            made.text = said
            child.addnext(made)


def _keep_attributes(element: etree._Element) -> None:
    for name in [str(each) for each in element.attrib]:
        value = str(element.get(name))
        if (
            name not in _KEPT
            or (name == "display" and (element.tag != "math" or value not in _DISPLAYS))
            or (name == "mathvariant" and value not in _VARIANTS)
            or (name == "alttext" and element.tag != "math")
        ):
            del element.attrib[name]
