"""Where a printed section may not break, as far as CSS cannot know: it counts no lines.

A section must not end on a page of one or two lines; an example's source stands
with its result; what introduces a block stands with it. What is marked here,
`styles/print/page-breaks.css` keeps.
"""

from __future__ import annotations

import math

from lxml import etree

from octavo.compose.text_column import Column
from octavo.markdown.xhtml_tree import add_class, is_call, text_of

#: Characters of a line: the longest that a page has (`compose/geometry.py`, 70), so that a
#: paragraph is never thought longer than it is.
_LINE = 70

#: From here on Unicode has characters that fill their body, as wide as so many letters (styles/
#: scripts/japanese/script.toml).
_WIDE, _WORTH = "\u2e80", 1.8

#: The share of a page that an example or a passage of code may take and yet not break: what is
#: left blank where it does not fit is never more.
_WHOLE_EXAMPLE, _WHOLE_CODE = 0.5, 0.25

#: What a paragraph that leads to the next block ends with, and what its words are in if it is a
#: label.
_COLONS = (":", "\uff1a")
_MARKS = frozenset({"strong", "b"})

#: What ends a section with lines, and what may stand around it.
_LINES = frozenset({"p", "li", "dd", "dt"})
_HOLDERS = frozenset({"blockquote", "div", "section", "ul", "ol", "dl", *_LINES})
#: What has a line of space around it.
_SPACED = frozenset({"blockquote", "ul", "ol", "dl", "figure", "pre", "div"})


def hold_end(element: etree._Element, column: Column) -> None:
    """Mark the blocks at the end of a section whose lines stay together.

    The last one breaks only so that `column.end_lines` of its lines go to the next page
    (`end`); one that has not so many takes lines of the block before it along (`held`).
    """
    lines = 0
    for block in reversed(_blocks(element)):
        add_class(block, "end")
        lines += max(1, int(_length(text_of(block)) // _LINE))
        if lines >= column.end_lines:
            return
        add_class(block, "held")


def hold_introductions(element: etree._Element, column: Column) -> None:
    """Mark the paragraphs that lead to the block after them (`leads`).

    One that ends with a colon does, and one of a line that is all in bold or in small capitals:
    a label, the name of whoever speaks.
    """
    for paragraph in element.iter("p"):
        if paragraph.getnext() is None:
            continue
        if text_of(paragraph).endswith(_COLONS) or _is_label(paragraph, column):
            add_class(paragraph, "leads")


def _is_label(paragraph: etree._Element, column: Column) -> bool:
    """Return whether a paragraph is of one line, and all of it is set apart from the text."""
    if (paragraph.text or "").strip() or not len(paragraph):
        return False
    marked, *more = [item for item in paragraph if not is_call(item)] or [paragraph]
    if more or not _is_marked(marked) or (marked.tail or "").strip(" .:\n"):
        return False
    return _lines(text_of(paragraph), column.characters) == 1


def _is_marked(element: etree._Element) -> bool:
    classes = element.get("class", "").split()
    return element.tag in _MARKS or "small-caps" in classes


def hold_letters(element: etree._Element, column: Column) -> None:
    """Mark the lines that begin and end a letter, or another quotation of paragraphs.

    A greeting (`leads`) stands with what follows it, a signature (`held`) with what is before it:
    alone at a page's foot or head, either would belong to nothing.
    """
    for quotation in element.iter("blockquote"):
        if len(quotation) < 2:
            continue
        for block, name in ((quotation[0], "leads"), (quotation[-1], "held")):
            if block.tag == "p" and _lines(text_of(block), column.characters) == 1:
                add_class(block, name)


def hold_examples(element: etree._Element, column: Column) -> None:
    """Mark the examples and passages of code that are short enough to stand on one page."""
    for example in element.iter("div"):
        if "example" not in example.get("class", "").split():
            continue
        if _height(example, column) <= _WHOLE_EXAMPLE * column.lines:
            add_class(example, "whole")
    for code in element.iter("pre"):
        if _height(code, column) <= _WHOLE_CODE * column.lines:
            add_class(code, "whole")


def _height(block: etree._Element, column: Column) -> float:
    """Estimate how many lines of text a block takes."""
    if block.tag == "pre":
        lines = text_of(block).rstrip("\n").split("\n")
        return column.small * sum(_lines(line, column.code_characters) for line in lines)
    if block.tag in ("figure", "table"):
        return 8.0 + column.small * len(list(block.iter("tr")))
    inside = [
        item for item in block if isinstance(item.tag, str) and item.tag in _HOLDERS | _SPACED
    ]
    if not inside:
        return float(_lines(text_of(block), column.characters))
    spaces = sum(item.tag in _SPACED for item in inside)
    return spaces + sum(_height(item, column) for item in inside)


def _lines(text: str, characters: float) -> int:
    return max(1, math.ceil(_length(text) / characters))


def _length(text: str) -> float:
    """Count the characters of a text, wide ones as the letters they are worth."""
    if not text or max(text) < _WIDE:
        return len(text)
    return len(text) + (_WORTH - 1) * sum(character >= _WIDE for character in text)


def _blocks(element: etree._Element) -> list[etree._Element]:
    """Return the blocks of lines at the element's end, in order; none before anything else."""
    found: list[etree._Element] = []
    for child in reversed(element):
        if child.tag in _LINES and not any(item.tag in _HOLDERS for item in child):
            found.insert(0, child)
        elif child.tag in _HOLDERS and not (child.text or "").strip():
            inside = _blocks(child)
            found = inside + found
            if len(inside) < len(child):
                break
        else:
            break
    return found
