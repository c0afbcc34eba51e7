"""Formulas of an ODT: objects of MathML beside the text."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from octavo.importing.readers.odf_package import DRAW
from octavo.text.xhtml_names import MATHML, XLINK_HREF

_MATH = f"{{{MATHML}}}"


def formula_of(frame: etree._Element, files: Mapping[str, bytes]) -> etree._Element | None:
    """Return the formula in a frame as an element `formula` of bare MathML; None if it has none.

    What the formula was typed as stands beside it, in LibreOffice's own language, and goes.
    """
    held = frame.find(f"{DRAW}object")
    if held is None:
        return None
    math = held.find(f"{_MATH}math")
    if math is None:
        name = (held.get(XLINK_HREF) or "").removeprefix("./").rstrip("/")
        math = _parsed(files.get(f"{name}/content.xml", b""))
    if math is None or math.tag != f"{_MATH}math":
        return None
    made = deepcopy(math)
    made.tail = None
    for aside in [*made.iter(f"{_MATH}annotation", f"{_MATH}annotation-xml")]:
        parent = aside.getparent()
        if parent is not None:
            parent.remove(aside)
    for element in made.iter(etree.Element):
        element.tag = etree.QName(element).localname
        for name in [*element.attrib]:
            if name not in ("display", "mathvariant"):
                del element.attrib[name]
    for wrapper in [*made.iter("semantics")]:
        wrapper.tag = "mrow"
    etree.cleanup_namespaces(made)
    made.tag = "formula"
    return made if "".join(map(str, made.itertext())).strip() else None


def _parsed(data: bytes) -> etree._Element | None:
    if not data or b"<!ENTITY" in data:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError:
        return None
