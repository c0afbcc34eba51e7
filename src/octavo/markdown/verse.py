"""`::: verse`: lines that stay lines.

    ::: verse
    A line of the first stanza,
      and one that is set in by a step

    The second stanza
    -- Who wrote it
    :::

A stanza is a `p`, a line in it `<span class="line">`, with a `br` between two:
a reader without styles, and a voice, still has lines. The stylesheet makes the
spans blocks, so that a line too long for the page turns over with a hanging
indent, and leaves out the breaks. This is how hand-made e-books have it
(Standard Ebooks, Manual of Style, "Poetry, verse, and songs").
"""

from __future__ import annotations

from lxml import etree

from octavo.markdown.block_rules import INDENT
from octavo.text.xhtml_names import LINE, OPS

#: The deepest step that the stylesheet has.
_DEEPEST = 16


def shape_verse(block: etree._Element) -> None:
    """Give the stanzas their lines; a verse that names its source is a quotation."""
    block.set(f"{{{OPS}}}type", "z3998:verse")
    if block.find("p[@class='attribution']") is not None and _is_alone(block):
        block.tag = "blockquote"
    for stanza in block.findall("p[@class='stanza']"):
        _set_lines(stanza)


def _is_alone(block: etree._Element) -> bool:
    return next(block.iterancestors("blockquote"), None) is None


def _set_lines(stanza: etree._Element) -> None:
    lines = [line for line in _split(stanza) if len(line) or (line.text or "").strip(INDENT)]
    for child in list(stanza):
        stanza.remove(child)
    stanza.text = None
    for number, line in enumerate(lines):
        if number:
            etree.SubElement(stanza, "br")
        depth = min(_take_marks(line), _DEEPEST)
        line.tag, line.tail = "span", None
        line.attrib.pop(LINE, "")  # the stanza has it
        line.set("class", f"line i{depth}" if depth else "line")
        stanza.append(line)


def _split(element: etree._Element) -> list[etree._Element]:
    """Split an element: once for each line in it, with what stands in it split alike."""
    parts = [_bare(element)]
    _say(parts, element.text or "")
    for child in element:
        if child.tag == "br":
            if not (child.tail or "").startswith("\n"):
                parts.append(_bare(element, again=True))
        else:
            first, *others = _split(child)
            parts[-1].append(first)
            for piece in others:
                parts.append(_bare(element, again=True))
                parts[-1].append(piece)
        _say(parts, child.tail or "")
    return parts


def _bare(element: etree._Element, *, again: bool = False) -> etree._Element:
    """Copy an element without its content; an id is given once."""
    copy = etree.Element(str(element.tag))
    for name, value in element.attrib.items():
        if not (again and name == "id"):
            copy.set(name, value)
    return copy


def _say(parts: list[etree._Element], text: str) -> None:
    """Add text to the last part, and a new part for each line end in it."""
    for number, words in enumerate(text.split("\n")):
        if number:
            parts.append(_bare(parts[0], again=True))
        here = parts[-1]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + words
        else:
            here.text = (here.text or "") + words


def _take_marks(line: etree._Element) -> int:
    """How many steps the line is set in; the marks go."""
    words = "".join(map(str, line.itertext()))
    for part in line.iter(etree.Element):
        part.text = (part.text or "").replace(INDENT, "") or None
        part.tail = (part.tail or "").replace(INDENT, "") or None
    return len(words) - len(words.lstrip(INDENT))
