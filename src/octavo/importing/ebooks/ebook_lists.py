"""Lists of an e-book → lists of Markdown, and lines that dialects would take for their items."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml import etree

from octavo.importing import markdown_escape
from octavo.importing.ebooks.braces import braces
from octavo.importing.ebooks.ebook_inline import Hand, one_line
from octavo.importing.ebooks.raw_blocks import raw

#: Gives an element's blocks as Markdown.
Inside = Callable[[etree._Element, Hand], list[str]]

#: What dialects beside CommonMark take for the mark of a list's item.
_COUNTED = re.compile(r"((?=\((?:\w{1,5}|#)\)\s)|(?:[a-z]|[ivx]{2,5}|#)(?=[.)]\s)|[A-Z](?=\)\s))")


def escape_start(line: str) -> str:
    """Return a line of inline Markdown that is a paragraph, also where it counts as lists do."""
    found = _COUNTED.match(line)
    if found:
        return f"{found[1]}\\{line[found.end(1) :]}"
    return markdown_escape.escape_start(line)


def list_text(element: etree._Element, hand: Hand, inside: Inside) -> str:
    """Return a list as Markdown, or as HTML where its items say more than Markdown can."""
    loose = any(child.tag == "p" for item in element for child in item)
    items = [(item, inside(item, hand)) for item in element if item.tag == "li"]
    if any(item.get("value") or braces(item, but=("role", "epub:type")) for item, _ in items):
        return raw(element)
    start = element.get("start") or ""
    number = int(start) if element.tag == "ol" and re.fullmatch("[0-9]{1,9}", start) else 1
    written = []
    for count, (_, blocks) in enumerate(items):
        mark = f"{number + count}." if element.tag == "ol" else "-"
        mark = f"{mark} ".ljust(4)
        written.append((mark + indented(blocks, len(mark), tight=not loose)).rstrip())
    said = braces(element, but=("start", "type"))
    text = ("\n\n" if loose else "\n").join(written)
    return f"{said}\n\n{text}" if said and text else text


def indented(blocks: Sequence[str], width: int, *, tight: bool) -> str:
    """Indent the blocks of an item, the first of which stands behind its mark."""
    between = (
        "\n" if tight and len(blocks) == 2 and re.match(r"(?:-  |\d+\.)", blocks[1]) else "\n\n"
    )
    first, *rest = between.join(blocks).split("\n")
    return "\n".join([first, *((" " * width + line) if line else "" for line in rest)])


def definitions_text(element: etree._Element, hand: Hand, inside: Inside) -> str:
    """Return a list of definitions as Markdown, or as HTML where it has another form."""
    lines: list[str] = []
    terms = [child for child in element if child.tag in ("dt", "dd")]
    odd = not terms or terms[0].tag != "dt" or len(terms) != len(element)
    if odd or any(braces(each) for each in terms):
        return raw(element)
    for number, child in enumerate(terms):
        if child.tag == "dt":
            if number and terms[number - 1].tag == "dd":
                lines.append("")
            lines.append(escape_start(one_line(child, hand)))
        else:
            loose = any(each.tag == "p" for each in child)
            blocks = inside(child, hand)
            if not blocks:
                return raw(element)
            lines += [""] if loose else []
            lines.append(":   " + indented(blocks, 4, tight=False))
    said = braces(element)
    text = "\n".join(lines)
    return f"{said}\n\n{text}" if said else text
