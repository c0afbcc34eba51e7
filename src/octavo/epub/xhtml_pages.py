"""Building and reading XML: one way to make an element, one way to write a file."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from octavo.core.errors import EXIT_FAULT, OctavoError
from octavo.text.direction import RIGHT_TO_LEFT, is_right_to_left
from octavo.text.xhtml_names import OPS, XHTML, XML_LANG
from octavo.text.xml_characters import without_forbidden


def clean(text: str) -> str:
    """Return one line of text that XML can hold: without control characters, white space collapsed.

    ebooklib drops a metadata value with a control character and says nothing;
    so none may reach it.
    """
    return " ".join(without_forbidden(text, "").split())


def add(
    parent: etree._Element, tag: str, attributes: Mapping[str, str] | None = None, *, text: str = ""
) -> etree._Element:
    """Append an element of the parent's namespace; `text` is plain and gets escaped."""
    namespace = etree.QName(parent).namespace
    element = etree.SubElement(parent, f"{{{namespace}}}{tag}")
    for name, value in (attributes or {}).items():
        element.set(name, value)
    if text:
        element.text = clean(text)
    return element


def page(title: str, language: str, stylesheet: str) -> tuple[etree._Element, etree._Element]:
    """Make an XHTML page with its head; return the root and the empty body.

    `stylesheet` is the address of the book's CSS, relative to the page.
    """
    root = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML, "epub": OPS})  # type: ignore[dict-item]
    root.set("lang", language)
    root.set(XML_LANG, language)
    if is_right_to_left(language):
        root.set("dir", RIGHT_TO_LEFT)
    head = add(root, "head")
    add(head, "meta", {"charset": "utf-8"})
    add(head, "title", text=title)
    add(head, "link", {"rel": "stylesheet", "type": "text/css", "href": stylesheet})
    return root, add(root, "body")


def to_bytes(root: etree._Element) -> bytes:
    """Write the file: XML declaration, UTF-8, indented where that adds no text, a final newline."""
    data = etree.tostring(root, encoding="utf-8", pretty_print=True)
    doctype = b"<!DOCTYPE html>\n" if etree.QName(root).localname == "html" else b""
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + doctype + data


def parse(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML file that is in hand; no network, no entities, no DTD.

    Raises OctavoError if `data` is not well-formed: the composition promises
    that it is, so the fault is ours.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise OctavoError(
            f"this file of the e-book is not well-formed XML ({error.msg}).",
            where=f"{name}:{error.lineno or 1}",
            hint="Please report it, with the chapter that it was made from.",
            exit_code=EXIT_FAULT,
        ) from error
