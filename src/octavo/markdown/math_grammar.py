"""What MathML's grammar forbids, and latex2mathml writes: mended by the content model.

Source: MathML 3, 3.2 (token elements hold text alone) and appendix A (the schema that EPUBCheck
reads).
"""

from __future__ import annotations

from lxml import etree

_TOKENS = frozenset({"mi", "mn", "mo", "ms", "mtext"})


def mend_grammar(math: etree._Element) -> None:
    """Take out what no reader could take in: elements in a sign or word, values that are empty."""
    for element in math.iter(etree.Element):
        for name, value in element.attrib.items():
            if not value.strip():
                del element.attrib[name]
        if element.tag in _TOKENS and len(element):
            _open(element)


def _open(element: etree._Element) -> None:
    """Make a row of a token that holds elements; an operator's words stay an operator."""
    words = "".join(map(str, element.itertext()))
    if element.tag == "mo" and all(
        child.tag in _TOKENS for child in element.iter() if not len(child)
    ):
        for child in list(element):
            element.remove(child)
        element.text = words
        return
    element.tag = "mrow"
    for name in set(element.attrib) - {"class", "id"}:
        del element.attrib[name]
