"""Where a printed section may not break, as far as CSS cannot know: it counts no lines.

A section must not end on a page of one or two lines, nor its last paragraph on
a single word. What is marked here, `styles/print/breaks.css` and the layout keep.
"""

from __future__ import annotations

import re

from lxml import etree

from octavo.parse.tree import add_class, text_of

#: Lines that the end of a section keeps together. Octavo's own choice: a page of three lines or
#: fewer looks forgotten.
FEWEST = 4
#: Characters of a line: the longest that a page has (`compose/geometry.py`, 70), so that a
#: paragraph is never thought longer than it is.
_LINE = 70
#: Characters of a word that may not stand alone on a paragraph's last line, its marks included:
#: about as wide as the indent of the next paragraph, which would begin behind its end.
_RUNT = 7

#: What is no word of any language and must break somewhere: a run of so many letters and marks of
#: scripts that part words by spaces. To look for its hyphens would take minutes.
_ENDLESS = re.compile(r"[!-~\u00a1-\u0dff]{90,}")
#: Characters after which such a run may break.
_STEP = 12
_NOT_IN = frozenset({"pre", "code", "math"})

#: What ends a section with lines, and what may stand around it.
_LINES = frozenset({"p", "li", "dd", "dt"})
_HOLDERS = frozenset({"blockquote", "div", "section", "ul", "ol", "dl", *_LINES})


def hold_end(element: etree._Element) -> None:
    """Marks the blocks at the end of a section whose lines stay together.

    The last one breaks only so that `FEWEST` of its lines go to the next page
    (`end`); one that has not so many takes lines of the block before it along (`held`).
    """
    lines = 0
    for block in reversed(_blocks(element)):
        add_class(block, "end")
        lines += max(1, len(text_of(block)) // _LINE)
        if lines >= FEWEST:
            return
        add_class(block, "held")


def bind_runts(element: etree._Element) -> None:
    """Ties a short last word of each paragraph to the word before it.

    The space between them cannot break then; it is always in the last line,
    which is not justified, so that its width matters nowhere.
    """
    for block in element.iter("p", "li", "dd"):
        holder, name = (block[-1], "tail") if len(block) else (block, "text")
        text = (getattr(holder, name) or "").rstrip()
        head, space, last = text.rpartition(" ")
        if space and 0 < len(last) < _RUNT and head[-1:].strip():
            setattr(holder, name, f"{head}\u00a0{last}")


def break_endless(element: etree._Element) -> None:
    """Lets a run of characters break that is longer than any word: an address, a key, a slip."""
    for holder in list(element.iter(etree.Element)):
        if holder.tag in _NOT_IN or next(holder.iterancestors(*_NOT_IN), None) is not None:
            continue
        for name in ("text", "tail"):
            text = getattr(holder, name) or ""
            if _ENDLESS.search(text):
                _break(holder, name, text)


def _break(holder: etree._Element, name: str, text: str) -> None:
    """Puts a `wbr` after every few characters of the endless runs in one text of an element."""
    cuts = [
        place
        for found in _ENDLESS.finditer(text)
        for place in range(found.start() + _STEP, found.end() - _STEP, _STEP)
    ]
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    setattr(holder, name, pieces[0])
    parent = holder if name == "text" else holder.getparent()
    if parent is None:
        return
    first = 0 if name == "text" else parent.index(holder) + 1
    for place, piece in enumerate(pieces[1:], first):
        mark = etree.Element("wbr")
        mark.tail = piece
        parent.insert(place, mark)


def _blocks(element: etree._Element) -> list[etree._Element]:
    """The blocks of lines at the element's end, in order; none before anything else."""
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
