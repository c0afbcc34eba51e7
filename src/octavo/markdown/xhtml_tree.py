"""XHTML as text ↔ XHTML as a tree.

Inside the house XHTML carries no namespace but `epub:`; `compose/` adds the
root that declares both.
"""

from __future__ import annotations

import html.entities
import re

from lxml import etree

from octavo.markdown.html_names import VOID
from octavo.markdown.math_text import spelled
from octavo.text.xhtml_names import MATH, OPS, id_within
from octavo.text.xml_characters import forbidden_character, without_forbidden

_WRAPPER = f'<div xmlns:epub="{OPS}">'
_DECLARATION = f' xmlns:epub="{OPS}"'
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_VOID_TAG = re.compile(
    rf"<({'|'.join(sorted(VOID))})\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)\s*/?>", re.I
)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
# A code point has seven digits at most.
_MOST_DIGITS = 10
_NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")


def read(xhtml: str) -> etree._Element:
    """Return the tree of an XHTML fragment, inside a wrapping `div`.

    Named entities become characters, void elements are closed, and comments
    and characters that XML cannot hold are left out, so that the HTML authors
    write passes. Raises `etree.XMLSyntaxError` otherwise.
    """
    text = re.sub(r"&([A-Za-z][A-Za-z0-9]*);", _character, _COMMENT.sub("", xhtml))
    text = without_forbidden(_NUMBERED.sub(_allowed_number, text))
    text = _VOID_TAG.sub(r"<\1\2/>", text)
    return etree.fromstring(f"{_WRAPPER}{text}</div>", _parser())


def write(wrapper: etree._Element) -> str:
    """Return the XHTML of a wrapping element's content."""
    parts = [_escape(wrapper.text or "")]
    parts += [etree.tostring(child, encoding="unicode") for child in wrapper]
    return "".join(parts).replace(_DECLARATION, "").strip()


def text_of(element: etree._Element) -> str:
    """Return the element's words, note calls left out, runs of space as one."""
    return " ".join("".join(_texts(element)).split())


def is_call(element: etree._Element) -> bool:
    """Whether the element is the call of a note."""
    # By its id too: an author may give a link of his own this class.
    return (
        element.tag == "a"
        and "noteref" in element.get("class", "").split()
        and id_within("", "noteref-") in element.get("id", "")
    )


def add_class(element: etree._Element, name: str) -> None:
    """Add a class to the element once."""
    names = element.get("class", "").split()
    if name not in names:
        element.set("class", " ".join([*names, name]))


def drop(element: etree._Element) -> None:
    """Take the element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _parser() -> etree.XMLParser:
    # No entity is resolved and nothing is fetched: a chapter reads no file.
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _texts(element: etree._Element) -> list[str]:
    if not isinstance(element.tag, str) or is_call(element):
        return []
    if element.tag == MATH:
        return [spelled(element)]
    texts = [element.text or ""]
    for child in element:
        texts += [*_texts(child), child.tail or ""]
    return texts


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name in _XML_ENTITIES:
        return found[0]
    return html.entities.html5.get(f"{name};", f"&amp;{name};")


def _allowed_number(found: re.Match[str]) -> str:
    """Return a numeric reference, or nothing if it names what XML cannot hold."""
    return found[0] if _is_known(found) else ""


def _is_known(found: re.Match[str]) -> bool:
    digits, base = (found[1], 16) if found[1] else (found[2], 10)
    digits = digits.lstrip("0") or "0"
    # Python reads no number of 5,000 digits, and no character has one.
    number = int(digits, base) if len(digits) < _MOST_DIGITS else 0
    return 0 < number < 0x110000 and forbidden_character(chr(number)) is None


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
