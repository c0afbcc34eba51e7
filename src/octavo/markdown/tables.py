"""Tables: their captions, and which of their cells are headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from octavo.core.model import Finding
from octavo.findings.catalogue.markup import AttributesUnread
from octavo.markdown.source_places import Lines
from octavo.markdown.spans import read_attributes
from octavo.markdown.xhtml_tree import add_class, drop, text_of

_CAPTION = re.compile(r"^\s*Table:\s+")
_BRACES = re.compile(r"\s+\{:?([^{}]*)\}\s*\Z")
_CAPTION_LINE = re.compile(r"^ {0,3}Table:[ \t]+[^\n]*\{:?([^{}\n]*)\}[ \t]*$", re.M)
#: On a caption: each row of the table begins with its heading.
_ROW_HEADERS = "row-headers"


class Captions(Extension):
    """Registers the attributes of captions."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Add the processor before inline Markdown (20): quotation marks are still as written."""
        md.treeprocessors.register(_Captions(md), "octavo-captions", 22)


class _Captions(Treeprocessor):
    def run(self, root: Any) -> None:
        for paragraph in root.iter("p"):
            words = paragraph.text or ""
            braces = _BRACES.search(words) if _CAPTION.match(words) else None
            attributes = read_attributes(braces[1]) if braces else None
            if braces and attributes:
                paragraph.text = words[: braces.start()]
                for name, value in attributes.items():
                    paragraph.set(name, value)


def caption_findings(lines: Lines, file: str) -> Iterator[Finding]:
    """Warnings for attributes of a caption that cannot be read: they stay text."""
    for found in _CAPTION_LINE.finditer(lines.text):
        if read_attributes(found[1]) is None:
            line = lines.at(found.start())
            yield AttributesUnread.caption({"words": found[1]}, file=file, line=line)


def shape_table(table: etree._Element) -> None:
    """Give a table its caption, its headings and a block around it."""
    _take_caption(table)
    for cell in table.iter("th", "td"):
        align = cell.attrib.pop("align", "")
        if align in ("right", "center"):
            add_class(cell, f"align-{align}")
    _set_headings(table)
    _wrap(table)


def _take_caption(table: etree._Element) -> None:
    has_caption = table.find("caption") is not None
    for neighbour in () if has_caption else (table.getprevious(), table.getnext()):
        if neighbour is not None and neighbour.tag == "p" and _CAPTION.match(neighbour.text or ""):
            neighbour.text = _CAPTION.sub("", neighbour.text or "")
            drop(neighbour)
            neighbour.tag, neighbour.tail = "caption", None
            table.insert(0, neighbour)
            _hand_over(neighbour, table)
            return


def _hand_over(caption: etree._Element, table: etree._Element) -> None:
    """Move the attributes that braces give a caption to its table."""
    for name in list(caption.attrib):
        value = str(caption.attrib.pop(name))
        if name == "class":
            for word in value.split():
                add_class(table, word)
        else:
            table.set(name, value)


def _set_headings(table: etree._Element) -> None:
    """Headings say what they head; an empty cell heads nothing."""
    if _ROW_HEADERS in table.get("class", "").split():
        for row in table.iterfind("tbody/tr"):
            if len(row) and row[0].tag == "td":
                row[0].tag = "th"
                row[0].set("scope", "row")
    head = table.find("thead")
    if head is not None and not any(_says(cell) for cell in head.iter("th", "td")):
        drop(head)  # the way to write a table without headings
    for cell in table.iter("th"):
        if not _says(cell):
            cell.tag = "td"
            cell.attrib.pop("scope", "")
        elif not cell.get("scope"):
            cell.set("scope", "col")


def _says(cell: etree._Element) -> bool:
    return bool(text_of(cell)) or cell.find(".//img") is not None


def _wrap(table: etree._Element) -> None:
    """Put a block around the table: only there the layout engine keeps a caption with it."""
    holder = etree.Element("div", {"class": "table"})
    table.addprevious(holder)
    holder.tail, table.tail = table.tail, None
    holder.append(table)
