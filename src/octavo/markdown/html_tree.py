"""XHTML with the author's own tags → a tree, read as browsers read it and mended for a book."""

from __future__ import annotations

import re

from lxml import etree

from octavo.markdown.html_mend import Mended, drop, mend, unwrap
from octavo.markdown.html_names import MATHML as NAMES
from octavo.text.xhtml_names import MATHML
from octavo.text.xml_characters import without_forbidden

_NAME = re.compile(r"[a-zA-Z_][\w.-]*")


def read_html(xhtml: str) -> tuple[etree._Element, Mended]:
    """Return the tree of a fragment, inside a `div`, and what had to be mended."""
    parser = etree.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    text = without_forbidden(xhtml)
    document = etree.fromstring(f"<html><body>{text}</body></html>", parser)
    body = document.find("body") if document is not None else None
    root = etree.Element("div")
    if body is None:
        root.text = text
        return root, Mended()
    root.text = body.text
    for child in list(body):
        root.append(child)
    _name_formulas(root)
    for element in list(root.iter(etree.Element)):
        for name in [str(each) for each in element.attrib]:
            if not _NAME.fullmatch(name) and name not in ("xml:lang", "epub:type"):
                del element.attrib[name]
    return root, mend(root)


def _name_formulas(root: etree._Element) -> None:
    """Put the author's MathML into its namespace; what is none of it leaves its words."""
    for formula in list(root.iter("math")):
        for element in list(formula.iter(etree.Element)):
            tag = str(element.tag).lower()
            if tag not in NAMES:
                unwrap(element) if element is not formula else drop(element)
                continue
            element.tag = f"{{{MATHML}}}{tag}"
            for name in list(element.attrib):
                if name not in ("display", "mathvariant", "alttext", "data-line"):
                    del element.attrib[name]
