"""HTML tables → Markdown tables; what Markdown cannot say of a table is written as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from lxml import etree

from octavo.importing.markdown_escape import plain_words
from octavo.importing.readers.inline_markdown import BLOCK_TAGS, inline

#: A table of Markdown has as many cells in each row as in its longest; one of more cells than
#: this, most of them empty, is HTML, whose rows may differ. Tables that people read have 1,000.
MOST_CELLS = 30_000

#: What may stand in a cell of HTML, and what no HTML within Markdown can hold.
_MARKS = ("em", "strong", "i", "b", "sup", "sub", "u", "s")
_OF_MARKDOWN = ("note", "tex", "formula", "ref", "img", "a", "code")

_ALIGNED = {"left": ":--", "center": ":-:", "right": "--:"}


def table_text(table: etree._Element) -> str:
    """Return a table as Markdown, its first row as the head; empty if it has no words.

    A table with cells that span others is HTML, as is one that MOST_CELLS cannot hold: unless
    its cells hold what only Markdown can say, such as the call of a note.
    """
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    rows = [row for row in rows if row]
    if not any(_cell(cell) for row in rows for cell in row):
        return ""
    width = max(map(len, rows))
    spans = any(_spans(cell) for row in rows for cell in row)
    needs_markdown = next(table.iterdescendants(*_OF_MARKDOWN), None) is not None
    if width * len(rows) > MOST_CELLS or (spans and not needs_markdown):
        return "\n".join(_html(rows))
    lines = [_row([_cell(cell) for cell in row], width) for row in rows]
    marks = [_ALIGNED.get(_align(cell), "---") for cell in rows[0]]
    lines.insert(1, _row(marks + ["---"] * (width - len(marks)), width))
    return "\n".join(lines)


def has_head(table: etree._Element) -> bool:
    """Return whether the table marks its first row as the head."""
    row = next(table.iter("tr"), None)
    return row is not None and all(cell.tag == "th" for cell in row)


def _marked(element: etree._Element) -> str:
    """Return what stands in a cell as HTML: its words, and the marks that a table may hold."""
    pieces = [escape(element.text or "", quote=False)]
    for child in element:
        inside = _marked(child)
        if child.tag == "br":
            pieces.append("<br />")
        elif child.tag in _MARKS and inside.strip():
            pieces.append(f"<{child.tag}>{inside}</{child.tag}>")
        elif child.tag in BLOCK_TAGS and inside.strip() and "".join(pieces).strip():
            pieces.append(f"<br />{inside}")
        else:
            pieces.append(inside)
        pieces.append(escape(child.tail or "", quote=False))
    return "".join(pieces)


def _row(cells: list[str], width: int) -> str:
    return "| " + " | ".join(cells + [""] * (width - len(cells))) + " |"


def _cell(cell: etree._Element) -> str:
    lines = [plain_words(line) for line in inline(cell).split("\n")]
    return "<br />".join(line for line in lines if line)


def _align(cell: etree._Element) -> str:
    found = re.search(r"text-align:\s*(\w+)", cell.get("style") or "")
    return (cell.get("align") or (found[1] if found else "")).lower()


def _spans(cell: etree._Element) -> bool:
    return any((cell.get(name) or "1").strip() not in ("1", "0") for name in ("colspan", "rowspan"))


def _html(rows: list[list[etree._Element]]) -> Iterator[str]:
    yield "<table>"
    for row in rows:
        yield "<tr>"
        for cell in row:
            spans = "".join(
                f' {name}="{cell.get(name)}"'
                for name in ("colspan", "rowspan")
                if re.fullmatch(r"[1-9][0-9]{0,2}", cell.get(name) or "")
            )
            yield f"<{cell.tag}{spans}>{plain_words(_marked(cell)).strip()}</{cell.tag}>"
        yield "</tr>"
    yield "</table>"
