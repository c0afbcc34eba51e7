"""Blocks that Markdown has no word for: figures, letters, epigraphs, and the rest by name."""

from __future__ import annotations

import re

from lxml import etree

from octavo.markdown.block_rules import EXAMPLE, VERSE
from octavo.markdown.callouts import CALLOUTS, shape_callout
from octavo.markdown.chapter_tree import read_chapter
from octavo.markdown.code import shape_code
from octavo.markdown.dialect import Writing
from octavo.markdown.html_attributes import CONTAINER
from octavo.markdown.mended_tree import is_alone
from octavo.markdown.tables import shape_table
from octavo.markdown.verse import shape_verse
from octavo.markdown.xhtml_tree import add_class, text_of
from octavo.text.xhtml_names import LINE, OPS

_TYPE = f"{{{OPS}}}type"
_ATTRIBUTION = re.compile(r"(?:\A|\n)[ \t]*[–—][ \t\u00a0]*(?=\S|\Z)")

#: Containers that mean more than a `div` of that class: element, epub:type, role.
_CONTAINERS = {
    "epigraph": ("blockquote", "epigraph", "doc-epigraph"),
    "letter": ("blockquote", "z3998:letter", ""),
    "quote": ("blockquote", "", ""),
}
#: The parts of an example, by their class; each is the word, too, by which a voice announces it.
_PARTS = ("source", "result")


def shape_blocks(root: etree._Element, language: str) -> None:
    """Give the tree's figures, tables, containers and breaks their final form."""
    for container in list(root.iterfind(f".//div[@{CONTAINER}]")):
        _container(container)
    for quote in list(root.iter("blockquote")):
        _attribution(quote)
    for image in list(root.iter("img")):
        _figure(image, language)
    for table in list(root.iter("table")):
        shape_table(table)
    shape_code(root)
    for rule in root.iter("hr"):
        add_class(rule, "scene-break")


def _container(block: etree._Element) -> None:
    kind = str(block.attrib.pop(CONTAINER))
    if kind in CALLOUTS:
        shape_callout(block, kind)
    elif kind == EXAMPLE:
        _example(block)
    elif kind == VERSE:
        shape_verse(block)
    for name in block.get("class", "").split():
        if name in _CONTAINERS:
            block.tag, kind, role = _CONTAINERS[name]
            if kind:
                block.set(_TYPE, kind)
            if role:
                block.set("role", role)


def _attribution(quote: etree._Element) -> None:
    """Make a last line that begins with a dash, which names the source, a paragraph."""
    last = quote[-1] if len(quote) else None
    if last is None or last.tag != "p" or "attribution" in last.get("class", "").split():
        return
    spot = _last_dash(last)
    if spot is None:
        return
    line = etree.Element("p", {"class": "attribution"})
    holder, found = spot
    before, line.text = (
        found.string[: found.start()].rstrip(),
        found.string[found.start() :].lstrip(),
    )
    followers = list(last if holder is last else holder.itersiblings())
    if any(follower.tag == "br" for follower in followers):
        return  # more lines of the quotation follow
    if holder is last:
        last.text = before
    else:
        holder.tail = before
    line.extend(followers)
    if len(last) and last[-1].tag == "br" and not (last[-1].tail or "").strip():
        last.remove(last[-1])
    last.addnext(line)
    line.tail, last.tail = last.tail, None
    if not text_of(last) and not len(last):
        quote.remove(last)


def _last_dash(paragraph: etree._Element) -> tuple[etree._Element, re.Match[str]] | None:
    """Where the paragraph's last line begins with a dash: in which text, and where in it.

    The text is the tail of the element, or the paragraph's own if it is the paragraph.
    """
    for child in reversed(paragraph):
        found = _last(child.tail or "", starts_line=False)
        if found:
            return child, found
    found = _last(paragraph.text or "", starts_line=True)
    return (paragraph, found) if found else None


def _last(text: str, *, starts_line: bool) -> re.Match[str] | None:
    matches = [
        m for m in _ATTRIBUTION.finditer(text) if starts_line or m.start() or m[0][0] == "\n"
    ]
    return matches[-1] if matches else None


def _figure(image: etree._Element, language: str) -> None:
    """Make an image alone in its paragraph a figure; its title is the caption."""
    paragraph = image.getparent()
    if (
        paragraph is None
        or paragraph.tag != "p"
        or not is_alone(image)
        or (paragraph.text or "").strip()
        or (image.tail or "").strip()
    ):
        return
    paragraph.tag = "figure"
    paragraph.text = image.tail = None
    caption = str(image.attrib.pop("title", ""))
    for name in ("class", "id"):
        if name in image.attrib:
            paragraph.set(name, image.attrib.pop(name))
    if caption:
        image.addnext(_caption(caption, language, image.get(LINE, "")))


def _caption(markdown: str, language: str, line: str) -> etree._Element:
    """Make a line of Markdown a `figcaption`; its links stand on the image's line."""
    writing = Writing(language=language, first_line=int(line or 1))
    holder = read_chapter(markdown, writing).root
    element = holder[0] if len(holder) == 1 and holder[0].tag == "p" else holder
    element.tag = "figcaption"
    element.tail = None
    element.attrib.pop(LINE, "")
    return element


def _example(block: etree._Element) -> None:
    """Name an example and its parts for voices: Markdown as it is written, and as it comes out.

    `data-label` names the word for the pass that knows the book's language.
    """
    block.set("role", "doc-example")
    for part in block.iterchildren("div"):
        name = part.get("class", "")
        if name in _PARTS:
            part.set("role", "group")
            part.set("data-label", f"example_{name}")
