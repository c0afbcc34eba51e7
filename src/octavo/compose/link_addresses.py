"""Addresses of links on paper, which nobody can click: printed once, behind the words."""

from __future__ import annotations

import re

from lxml import etree

from octavo.markdown.xhtml_tree import text_of
from octavo.text.direction import LEFT_TO_RIGHT

#: Where a link cannot stand its address: titles, and a caption's line.
_NOT_IN = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption"})
_OUTSIDE = re.compile(r"(?:https?|mailto|tel|doi|urn):", re.I)
_LEFT_OUT = re.compile(r"(?:https?://|mailto:|tel:)", re.I)
#: An address breaks behind these marks and before those, rather than anywhere else, and never
#: behind a hyphen, which would be taken for one of ours (so The Chicago Manual of Style advises).
_BREAK = re.compile(r"(?<=[/:])(?![/:])|(?<=.)(?=[.,?&=#%_~@+])")


def print_addresses(element: etree._Element) -> None:
    """Set the address of each outside link, in brackets, behind its first link in the section.

    Not where the link's words are its address. What is set is a
    `span.address`, which a style can hide.
    """
    said: set[str] = set()
    for link in list(element.iter("a")):
        target = link.get("href", "")
        if not _OUTSIDE.match(target) or any(item.tag in _NOT_IN for item in link.iterancestors()):
            continue
        shown = shown_address(target)
        if _bare(shown) in said:
            continue
        said.add(_bare(shown))
        if _bare(shown_address(text_of(link))) != _bare(shown):
            span = _address(shown)
            span.tail, link.tail = link.tail, None
            link.addnext(span)


def shown_address(target: str) -> str:
    """Return an address as it is printed: without `https://`, `mailto:`, and a slash at its end."""
    shown = _LEFT_OUT.sub("", target.strip(), count=1)
    return shown[:-1] if shown.count("/") == 1 and shown.endswith("/") else shown


def _bare(shown: str) -> str:
    return shown.lower().removeprefix("www.").rstrip("/")


def _address(shown: str) -> etree._Element:
    # A space before it, inside: where a style hides the address, the space goes with it.
    span = etree.Element("span", {"class": "address", "dir": LEFT_TO_RIGHT})
    pieces = _BREAK.split(shown)
    span.text = f" ({pieces[0]}"
    for piece in pieces[1:]:
        etree.SubElement(span, "wbr").tail = piece
    last = span[-1] if len(span) else None
    if last is None:
        span.text += ")"
    else:
        last.tail = f"{last.tail})"
    return span
