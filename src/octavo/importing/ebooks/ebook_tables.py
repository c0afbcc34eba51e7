"""Tables of an e-book → tables of Markdown, or HTML where a table says more than those can."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from octavo.importing.ebooks.braces import braces, classes
from octavo.importing.ebooks.ebook_inline import Hand, one_line
from octavo.importing.ebooks.raw_blocks import may_be_raw, raw
from octavo.importing.readers.inline_markdown import BLOCK_TAGS

_MARKS = {"align-right": "--:", "align-center": ":-:"}

#: Gives an element's blocks as Markdown.
_Inside = Callable[[etree._Element, Hand], list[str]]


def table_text(table: etree._Element, hand: Hand, inside: _Inside) -> str:
    """Return a table as Markdown; its caption stands above it.

    A table with spans or blocks in its cells is HTML; one that only lays out a page is its cells.
    """
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    rows = [row for row in rows if row]
    nested = any(True for _ in table.iterdescendants("table"))
    if nested or sum(map(len, rows)) < 2:
        return "\n\n".join(_as_blocks(table, rows, hand, inside))
    if _is_simple(table, rows):
        return _piped(table, rows, hand)
    return raw(table) if may_be_raw(table) else "\n\n".join(_as_blocks(table, rows, hand, inside))


def _as_blocks(
    table: etree._Element, rows: list[list[etree._Element]], hand: Hand, inside: _Inside
) -> list[str]:
    captions = [each for each in table if each.tag == "caption"]
    holders = [*captions, *(cell for row in rows for cell in row)]
    own = [each for each in holders if next(each.iterancestors("table"), None) is table]
    return [text for each in own for text in inside(each, hand)]


def _is_simple(table: etree._Element, rows: list[list[etree._Element]]) -> bool:
    cells = [cell for row in rows for cell in row]
    heads = [row for row in rows if all(cell.tag == "th" for cell in row)]
    has_head = bool(_head(table))
    return (
        len({len(row) for row in rows}) == 1
        and not any(
            cell.get("colspan", "1") != "1" or cell.get("rowspan", "1") != "1" for cell in cells
        )
        and not any(child.tag in BLOCK_TAGS for cell in cells for child in cell)
        and not any(braces(cell, but=("role", *(f".{mark}" for mark in _MARKS))) for cell in cells)
        and len(_head(table)) < 2
        and (has_head or len(heads) < 2)
        and all(_is_even(column) for column in zip(*rows, strict=True))
        and all(
            cell.tag == "td" or number == 0
            for row in _body(table, rows)
            for number, cell in enumerate(row)
        )
        and table.find("tfoot") is None
        and not any(each.tag in BLOCK_TAGS for each in _caption(table))
    )


def _is_even(column: tuple[etree._Element, ...]) -> bool:
    """Return whether all cells of a column that say something stand at one side."""
    sides = {_side(cell) for cell in column if len(cell) or (cell.text or "").strip()}
    return len(sides) < 2


def _side(cell: etree._Element) -> str:
    return next((name for name in classes(cell) if name in _MARKS), "")


def _head(table: etree._Element) -> list[etree._Element]:
    head = table.find("thead")
    return [] if head is None else head.findall("tr")


def _caption(table: etree._Element) -> list[etree._Element]:
    caption = table.find("caption")
    return [] if caption is None else list(caption)


def _body(table: etree._Element, rows: list[list[etree._Element]]) -> list[list[etree._Element]]:
    """Return the rows below the head, which may be the first of a table without a marked one."""
    if _head(table) or all(cell.tag == "th" for cell in rows[0]):
        return rows[1:]
    return rows


def _piped(table: etree._Element, rows: list[list[etree._Element]], hand: Hand) -> str:
    body = _body(table, rows)
    width = len(rows[0])
    head = [_cell(cell, hand) for cell in rows[0]] if len(body) < len(rows) else [""] * width
    columns = [*zip(*rows, strict=True)]
    sides = [next(filter(None, map(_side, column)), "") for column in columns]
    lines = [_row(head), _row([_MARKS.get(side, "---") for side in sides])]
    lines += [_row([_cell(cell, hand) for cell in row]) for row in body]
    return "\n".join([*_above(table, body, hand), *lines])


def _above(table: etree._Element, body: list[list[etree._Element]], hand: Hand) -> list[str]:
    """Return the line of the caption, and what else is said of the table."""
    named = bool(body) and all(row[0].tag == "th" for row in body if (row[0].text or len(row[0])))
    named = named and any(row[0].tag == "th" for row in body)
    if named and "row-headers" not in classes(table):
        table.set("class", " ".join([*classes(table), "row-headers"]))
    said = braces(table)
    caption = table.find("caption")
    words = one_line(caption, hand) if caption is not None else ""
    if words:
        return [f"Table: {words}" + (f" {said}" if said else ""), ""]
    return [said, ""] if said else []


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: etree._Element, hand: Hand) -> str:
    return one_line(cell, hand)
