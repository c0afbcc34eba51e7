r"""Tables of formulas: lines between columns and rows, and how cells stand where TeX says it.

The reader of TeX (`tex.py`) puts a sign of Unicode's private use at the head of such a table, for
latex2mathml would set attributes that MathML Core does not have; here the sign goes, and classes
of the cells say what is wanted (styles/core/math.css, compose/formula_drawing.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

#: The first sign that marks a table; the next marks the next table, up to the last.
FIRST_TABLE, LAST_TABLE = 0xE000, 0xE0FF
_REPEATED = re.compile(r"\*\s*\{(\d{1,2})\}\s*\{([^{}]*)\}")
_PASSED = re.compile(r"[@!<>]\s*\{[^{}]*\}")
_WIDE = re.compile(r"[pmb]\s*\{[^{}]*\}")


@dataclass(slots=True, kw_only=True)
class TableMark:
    """What is to be done with one table.

    `columns` are the numbers of the cells that have a line before them (one past the last: behind
    it), `rows` the numbers of the rows with a line above, from the first cell to the last or for
    some of them; `kind` is the environment's name.
    """

    kind: str
    columns: frozenset[int] = frozenset()
    rows: list[tuple[int, range | None]] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """Whether the table is as latex2mathml sets it."""
        return self.kind not in _SET and not self.columns and not self.rows


def read_columns(text: str) -> tuple[str, frozenset[int]] | None:
    """Return the columns of an array as letters, and where lines stand; None if they are wrong."""
    text = _REPEATED.sub(lambda found: found[2] * int(found[1]), text)
    # Some write \\| where a bar would part the cells of a table in Markdown.
    text = _WIDE.sub("l", _PASSED.sub("", text)).replace(" ", "").replace("\\|", "|")
    letters, lines = "", set[int]()
    for sign in text:
        if sign in "|:":
            lines.add(len(letters))
        elif sign in "lcr":
            letters += sign
        else:
            return None
    return (letters, frozenset(lines)) if letters else None


def settle_tables(math: etree._Element, marks: Sequence[TableMark]) -> None:
    """Take the marks out of a formula, and set the tables as they say."""
    for sign in [item for item in math.iter() if _number(item, marks) is not None]:
        number = _number(sign, marks)
        parent = sign.getparent()
        if number is None or parent is None:
            continue
        table = next(sign.iterancestors("mtable"), None)
        if parent.tag == "mtd":
            parent.remove(sign)
        else:
            sign.tag, sign.text = "mrow", None
        if table is not None:
            _settle(table, marks[number])
    for table in math.iter("mtable"):
        # An `align` of one column has no space between columns: an empty list is not valid.
        if not table.get("columnspacing", " "):
            del table.attrib["columnspacing"]


def _number(element: etree._Element, marks: Sequence[TableMark]) -> int | None:
    text = element.text or ""
    number = ord(text) - FIRST_TABLE if len(text) == 1 else -1
    return number if 0 <= number < len(marks) else None


def _settle(table: etree._Element, mark: TableMark) -> None:
    rows = [row for row in table if row.tag == "mtr"]
    if mark.kind.startswith("multline"):
        for row, side in ((rows[0], "left"), (rows[-1], "right")):
            if len(rows) > 1:
                row[0].set("columnalign", side)
    if mark.kind.startswith("eqnarray"):
        table.set("displaystyle", "true")
        table.set("class", "eqnarray")
    if mark.kind in ("dcases", "drcases"):
        table.set("displaystyle", "true")
    if mark.columns or mark.rows:
        table.set("class", "lined")
        _rule(rows, mark)


def _rule(rows: list[etree._Element], mark: TableMark) -> None:
    wide = max(len(row) for row in rows)
    for row in rows:
        while len(row) < wide:
            etree.SubElement(row, "mtd")
        for number in mark.columns:
            if number < wide:
                _say(row[number], "line-left")
            else:
                _say(row[wide - 1], "line-right")
    for number, cells in mark.rows:
        row = rows[min(number, len(rows) - 1)]
        for place in cells or range(wide):
            if 0 <= place < wide:
                _say(row[place], "line-above" if number < len(rows) else "line-below")


def _say(cell: etree._Element, name: str) -> None:
    names = cell.get("class", "").split()
    if name not in names:
        cell.set("class", " ".join([*names, name]))


_SET = frozenset(
    {"multline", "multline*", "multlined", "eqnarray", "eqnarray*", "dcases", "drcases"}
)
