"""Tables: their captions, and which of their cells are headings."""

from __future__ import annotations

import re

from lxml import etree

from octavo.markdown.xhtml_tree import add_class, drop, text_of
from octavo.text.xhtml_names import LINE

#: As pandoc knows them (manual, "Tables"), and with the name that bookdown has in them (2.4).
_CAPTION = re.compile(r"^\s*(?:[Tt]able)?:\s+(?:\(\\?#(?P<name>tab:[^()\s]+)\)\s*)?")
#: On a caption: each row of the table begins with its heading.
_ROW_HEADERS = "row-headers"


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
        if neighbour is None or neighbour.tag != "p":
            continue
        if found := _CAPTION.match(neighbour.text or ""):
            neighbour.text = (neighbour.text or "")[found.end() :]
            if found["name"] and not neighbour.get("id"):
                neighbour.set("id", found["name"])
            drop(neighbour)
            neighbour.tag, neighbour.tail = "caption", None
            table.insert(0, neighbour)
            _hand_over(neighbour, table)
            return


def _hand_over(caption: etree._Element, table: etree._Element) -> None:
    """Move to a table the attributes that its caption has in braces."""
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
    """Put a block around the table: the layout engine keeps a caption with it only there."""
    holder = etree.Element("div", {"class": "table"})
    if line := table.get(LINE):
        holder.set(LINE, line)
    table.addprevious(holder)
    holder.tail, table.tail = table.tail, None
    holder.append(table)
