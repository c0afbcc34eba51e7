"""Lists of HTML → lists of Markdown. `inside` gives an element's blocks as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

#: Steps by which what stands in a list is indented (Python-Markdown's `tab_length`).
STEP = " " * 4

Inside = Callable[[etree._Element], list[str]]


def list_text(element: etree._Element, inside: Inside) -> str:
    """Return a mended `ul` or `ol` (see `mend_html.py`) as Markdown; empty if it has no words."""
    ordered = element.tag == "ol"
    start = element.get("start") or ""
    number = int(start) if ordered and re.fullmatch("[0-9]{1,9}", start) else 1
    items: list[list[str]] = []
    for child in element:
        if child.tag == "li":
            items += [blocks] if (blocks := inside(child)) else []
        else:  # a list beside the item that it belongs to
            holder = etree.Element("li")
            tail, child.tail = child.tail, None
            blocks = _of_stray(child, holder, inside)
            child.tail = tail
            if items:
                items[-1] += blocks
            elif blocks:
                items.append(blocks)
    tight = all(len(blocks) == 1 or _is_tight(blocks) for blocks in items)
    written = []
    for count, blocks in enumerate(items):
        mark = f"{number + count}. ".ljust(4) if ordered else "-   "
        written.append(mark + indented(blocks, tight=tight))
    return ("\n" if tight else "\n\n").join(written)


def _of_stray(child: etree._Element, holder: etree._Element, inside: Inside) -> list[str]:
    """Return the blocks of an element that moves into `holder` for the moment."""
    parent = child.getparent()
    at = parent.index(child) if parent is not None else 0
    holder.append(child)
    blocks = inside(holder)
    if parent is not None:
        parent.insert(at, child)
    return blocks


def _is_tight(blocks: list[str]) -> bool:
    # A list that begins with another number than 1 is one only behind a blank line.
    return len(blocks) == 2 and re.match(r"(?:-   |1\. )", blocks[1]) is not None


def indented(blocks: list[str], *, tight: bool = False) -> str:
    """Indent blocks for a list's item: the first stands behind its mark."""
    text = ("\n" if tight else "\n\n").join(blocks)
    first, *rest = text.split("\n")
    return "\n".join([first, *((STEP + each) if each else "" for each in rest)])


def definitions(element: etree._Element, inside: Inside) -> str:
    """Return a mended `dl`: terms on lines of their own, `:   ` before what they mean."""
    lines: list[str] = []
    for child in element.iter("dt", "dd"):
        if next(child.iterancestors("dl"), None) is not element:
            continue
        blocks = inside(child)
        if child.tag == "dd" and blocks and lines:
            lines.append(":   " + indented(blocks))
        elif blocks:
            first = " ".join(blocks[0].split()) if child.tag == "dt" else blocks[0]
            lines += ["", first, *(piece for each in blocks[1:] for piece in ("", each))]
    return "\n".join(lines).strip("\n")
