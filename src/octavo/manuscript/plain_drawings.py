"""Drawings whose words are HTML where a program knows that, and words of SVG where it does not.

Programs for diagrams write both into a `switch`: what a browser shows in a `foreignObject`, and
behind it the same in SVG (SVG 1.1, 5.8.2). A book can hold the second.
"""

from __future__ import annotations

from lxml import etree

from octavo.text.xhtml_names import SVG

_SVG = f"{{{SVG}}}"


def plain_drawing(data: bytes) -> bytes:
    """Return a drawing with the plain one of each pair; other data as it is."""
    if b"<foreignObject" not in data or b"<switch" not in data:
        return data
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return data
    for switch in list(root.iter(f"{_SVG}switch")):
        plain = [one for one in switch.iterchildren("*") if one.tag != f"{_SVG}foreignObject"]
        parent = switch.getparent()
        if plain and parent is not None:
            plain[0].tail = switch.tail
            parent.replace(switch, plain[0])
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
