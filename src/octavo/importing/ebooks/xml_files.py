"""XML files of an e-book: read without entities, without the network, and mended where broken."""

from __future__ import annotations

import html.entities
import re

from lxml import etree

from octavo.text.xml_characters import without_forbidden

#: A document type; what stands in its brackets declares entities, and nothing there is text.
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(rb"""\A[^>]{0,100}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});?")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def decoded(data: bytes) -> str:
    """Return the text of an XML file, by its mark, its own word, or as UTF-8 or cp1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    said = _ENCODING.match(data)
    for name in (said[1].decode() if said else "utf-8", "utf-8-sig", "cp1252"):
        try:
            return data.decode(name).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


def bare_xml(data: bytes) -> str:
    """Return an XML file without its declarations, named entities as characters."""
    text = _DOCTYPE.sub("", _DECLARATION.sub("", decoded(data)), count=1)
    return without_forbidden(_ENTITY.sub(_character, text))


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name in _OF_XML and found[0].endswith(";"):
        return found[0]
    known = html.entities.html5.get(f"{name};") if found[0].endswith(";") else None
    return known.replace("&", "&amp;").replace("<", "&lt;") if known else f"&amp;{found[0][1:]}"


def read_xml(data: bytes) -> etree._Element | None:
    """Return the root of an XML file, mended if it is not well-formed; None if there is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(bare_xml(data).encode(), parser)
    except etree.XMLSyntaxError:
        return None
