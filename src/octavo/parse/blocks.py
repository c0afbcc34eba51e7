"""Blocks that Markdown has no word for: figures, captions, letters, epigraphs."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from octavo.parse.markdown import to_xhtml
from octavo.parse.tree import EPUB_NS, add_class, drop, read, text_of

_TYPE = f"{{{EPUB_NS}}}type"
_CAPTION = re.compile(r"^\s*Table:\s+")
_ATTRIBUTION = re.compile(r"(?:\A|\n)[ \t]*[–—][ \t\u00a0]*(?=\S)")

#: Containers that mean more than a `div` of that class: element, epub:type.
_CONTAINERS = {
    "epigraph": ("blockquote", "epigraph"),
    "letter": ("blockquote", "z3998:letter"),
    "quote": ("blockquote", ""),
}


def shape_blocks(root: etree._Element, language: str) -> None:
    """Gives the tree's figures, tables, containers and breaks their final form."""
    for container in list(root.iterfind(".//div[@data-container]")):
        _container(container)
    for quote in list(root.iter("blockquote")):
        _attribution(quote)
    for image in list(root.iter("img")):
        _figure(image, language)
    for table in list(root.iter("table")):
        _table(table)
    for rule in root.iter("hr"):
        add_class(rule, "scene-break")


def _container(block: etree._Element) -> None:
    del block.attrib["data-container"]
    for name in block.get("class", "").split():
        if name in _CONTAINERS:
            block.tag, kind = _CONTAINERS[name]
            if kind:
                block.set(_TYPE, kind)


def _attribution(quote: etree._Element) -> None:
    """A last line that begins with a dash names the source: it becomes a paragraph of its own."""
    last = quote[-1] if len(quote) else None
    if last is None or last.tag != "p":
        return
    spot = _last_dash(last)
    if spot is None:
        return
    line = etree.Element("p", {"class": "attribution"})
    holder, setter, found = spot
    line.text = found.string[found.start() :].lstrip()
    setter(found.string[: found.start()].rstrip())
    for follower in list(holder.itersiblings() if holder is not last else last):
        line.append(follower)
    last.addnext(line)
    line.tail, last.tail = last.tail, None
    if not text_of(last) and not len(last):
        quote.remove(last)


_Spot = tuple[etree._Element, Callable[[str], None], re.Match[str]]


def _last_dash(paragraph: etree._Element) -> _Spot | None:
    """The text node, among the paragraph's own, whose last line begins with a dash."""
    for child in reversed(paragraph):
        found = _last(child.tail or "", starts_line=False)
        if found:
            return child, lambda text, node=child: setattr(node, "tail", text), found  # type: ignore[misc]
    found = _last(paragraph.text or "", starts_line=True)
    if found:
        return paragraph, lambda text: setattr(paragraph, "text", text), found
    return None


def _last(text: str, *, starts_line: bool) -> re.Match[str] | None:
    matches = [
        m for m in _ATTRIBUTION.finditer(text) if starts_line or m.start() or m[0][0] == "\n"
    ]
    return matches[-1] if matches else None


def _figure(image: etree._Element, language: str) -> None:
    """An image alone in its paragraph is a figure; its title is the caption."""
    paragraph = image.getparent()
    alone = (
        paragraph is not None
        and paragraph.tag == "p"
        and len(paragraph) == 1
        and not (paragraph.text or "").strip()
        and not (image.tail or "").strip()
    )
    if not alone:
        return
    paragraph.tag = "figure"
    paragraph.text = image.tail = None
    caption = image.attrib.pop("title", "")
    for name in ("class", "id"):
        if name in image.attrib:
            paragraph.set(name, image.attrib.pop(name))
    if caption:
        image.addnext(_inline("figcaption", caption, language))


def _inline(tag: str, markdown: str, language: str) -> etree._Element:
    """An element whose content is a line of Markdown."""
    holder = read(to_xhtml(markdown, language))
    element = holder[0] if len(holder) == 1 and holder[0].tag == "p" else holder
    element.tag = tag
    element.tail = None
    return element


def _table(table: etree._Element) -> None:
    for cell in table.iter("th", "td"):
        align = cell.attrib.pop("align", "")
        if align in ("right", "center"):
            add_class(cell, f"align-{align}")
        if cell.tag == "th" and not cell.get("scope"):
            cell.set("scope", "col")
    for neighbour in (table.getprevious(), table.getnext()):
        if neighbour is not None and neighbour.tag == "p" and _CAPTION.match(neighbour.text or ""):
            neighbour.text = _CAPTION.sub("", neighbour.text or "")
            drop(neighbour)
            neighbour.tag, neighbour.tail = "caption", None
            table.insert(0, neighbour)
            return
