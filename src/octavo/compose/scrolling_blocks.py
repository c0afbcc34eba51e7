"""Formulas and tables that may be wider than a phone: they scroll in themselves.

Their block can take the focus, because what scrolls must be within reach of the
keyboard (WCAG 2.2, 2.1.1; axe's rule "scrollable-region-focusable", which Ace
applies), and so it has a role and a name.
"""

from __future__ import annotations

from lxml import etree

from octavo.markdown.math_text import spelled
from octavo.markdown.xhtml_tree import add_class, text_of
from octavo.text.xhtml_names import MATH

#: Characters that fit into a line of 320 px, the narrowest phone: of a formula set at 16 px,
#: and of a table's longest words with what stands between its columns.
_FORMULA, _TABLE = 26, 34
#: The space between two columns, in characters.
_GAP = 2


def let_scroll(root: etree._Element) -> None:
    """Mark the blocks that may be too wide."""
    for block in root.iter("div"):
        names = block.get("class", "").split()
        if "math" in names and (math := block.find(MATH)) is not None:
            words = spelled(math)
            if len(words) > _FORMULA:
                _mark(block, words)
        table = block.find("table") if "table" in names else None
        if table is not None and _width(table) > _TABLE:
            caption = table.find("caption")
            _mark(block, text_of(caption) if caption is not None else "")


def _mark(block: etree._Element, name: str) -> None:
    add_class(block, "wide")
    block.set("tabindex", "0")
    if name:
        block.set("role", "group")
        block.set("aria-label", name)


def _width(table: etree._Element) -> int:
    """Count the characters of the longest word of each column, with the gaps."""
    columns: dict[int, int] = {}
    for row in table.iter("tr"):
        for number, cell in enumerate(row):
            longest = max(map(len, text_of(cell).split()), default=0)
            columns[number] = max(columns.get(number, 0), longest)
    return sum(columns.values()) + _GAP * max(len(columns) - 1, 0)
