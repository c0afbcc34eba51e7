"""Paragraphs, tables and rules of a Word file → HTML, as the reader of pages takes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeGuard

from lxml import etree

from octavo.importing.readers.word.body import Cell, Item, Paragraph, Rule, Table
from octavo.importing.readers.word.spans import fill, is_bold, tag_of, words_of
from octavo.importing.readers.word.styles import Role
from octavo.importing.readers.written_paragraphs import BOLD, CENTRED, PAGE, SIZE
from octavo.markdown.scene_breaks import is_scene_break
from octavo.text.xhtml_names import LINE

#: A line in the middle without letters or figures has no more characters if it is an ornament.
_ORNAMENT = 12


def is_ornament(item: Item) -> bool:
    """Tell whether a paragraph is a sign alone, which says that a scene ends."""
    if not isinstance(item, Paragraph) or item.item or item.look.role is not Role.TEXT:
        return False
    if any(tag_of(each) not in ("", "br") for each in item.spans):
        return False
    words = words_of(item.spans)
    lone = item.look.is_centred and len(words) <= _ORNAMENT and not re.search(r"[\w?!]", words)
    return is_scene_break(words) or lone


def heading_levels(items: Sequence[Item]) -> dict[int, int]:
    """Return the levels of HTML for those of Word: 1 is the title's.

    A heading that is the only one of the highest level, opens the text and has no title before
    it, is the title.
    """
    depths = Counter(each.look.depth for each in items if _has_role(each, Role.HEADING))
    top = min(depths, default=1)
    opens = any(_has_role(each, Role.HEADING) and each.look.depth == top for each in items[:3])
    is_title = opens and depths[top] == 1 and not any(_has_role(one, Role.TITLE) for one in items)
    shift = 0 if is_title else 1
    return {depth: min(6, depth - top + 1 + shift) for depth in depths}


def _has_role(item: Item, role: Role) -> TypeGuard[Paragraph]:
    return isinstance(item, Paragraph) and item.look.role is role


class Shaper:
    """Puts items into HTML; `levels` are those of headings (see `heading_levels`).

    `homes` are the ids of places that a heading has a name for, by which links find it.
    """

    def __init__(self, levels: dict[int, int]) -> None:
        self._levels = levels
        self.ornaments: list[str] = []

    def put(self, parent: etree._Element, items: Sequence[Item]) -> None:
        """Put items into an element; those that belong together come into one."""
        for kind, group in groupby(items, key=_kind):
            held = list(group)
            paragraphs = [each for each in held if isinstance(each, Paragraph)]
            if kind == "list":
                self._lists(parent, paragraphs)
            elif kind == "code":
                _code(parent, paragraphs)
            else:
                home = etree.SubElement(parent, "blockquote") if kind == "quote" else parent
                for each in held:
                    self._one(home, each)

    def _one(self, parent: etree._Element, item: Item) -> None:
        if isinstance(item, Table):
            self._table(parent, item)
        elif isinstance(item, Rule):
            etree.SubElement(parent, "hr").set(LINE, str(item.line))
        elif is_ornament(item):
            self.ornaments.append(words_of(item.spans))
            etree.SubElement(parent, "hr").set(LINE, str(item.line))
        else:
            element = etree.SubElement(parent, self._tag(item))
            for name, said in _stated(item):
                element.set(name, said)
            fill(element, item.spans, is_heading=element.tag != "p")

    def _tag(self, item: Paragraph) -> str:
        if item.look.role is Role.TITLE:
            return "h1"
        if item.look.role is Role.HEADING:
            return f"h{self._levels.get(item.look.depth, 6)}"
        return "p"

    def _lists(self, parent: etree._Element, items: Sequence[Paragraph]) -> None:
        """Put numbered paragraphs into lists, deeper ones into the item that they follow."""
        open_lists: list[tuple[int, str, etree._Element]] = []
        for each in items:
            num_id, depth = each.look.numbered or ("", 0)
            kind, count = each.item or ("", 1)
            while open_lists and (
                open_lists[-1][0] > depth
                or (open_lists[-1][0] == depth and open_lists[-1][1] != num_id)
            ):
                open_lists.pop()
            if not open_lists or open_lists[-1][0] < depth:
                home = _last_item(open_lists[-1][2]) if open_lists else parent
                open_lists.append((depth, num_id, _list(home, kind, count)))
            element = etree.SubElement(open_lists[-1][2], "li")
            element.set(LINE, str(each.line))
            fill(element, each.spans)

    def _table(self, parent: etree._Element, table: Table) -> None:
        element = etree.SubElement(parent, "table")
        element.set(LINE, str(table.line))
        for at, row in enumerate(table.rows):
            line = etree.SubElement(element, "tr")
            for cell in row:
                if cell.continues and _above(table, at, cell) is not None:
                    continue
                tag = "th" if table.has_head and at == 0 else "td"
                made = etree.SubElement(line, tag)
                if cell.columns > 1:
                    made.set("colspan", str(cell.columns))
                rest = list(_below(table, at, cell))
                if rest:
                    made.set("rowspan", str(len(rest) + 1))
                items = [item for each in (cell, *rest) for item in each.items]
                self.put(made, items)
            if not len(line):
                element.remove(line)


def _last_item(listing: etree._Element) -> etree._Element:
    return listing[-1] if len(listing) else etree.SubElement(listing, "li")


def _list(parent: etree._Element, kind: str, count: int) -> etree._Element:
    if kind == "bullet":
        return etree.SubElement(parent, "ul")
    made = etree.SubElement(parent, "ol")
    if count != 1:
        made.set("start", str(count))
    return made


def _same(table: Table, at: int, cell: Cell) -> Cell | None:
    """Return the cell of a row that goes on with a cell from above, in the same columns."""
    row = table.rows[at] if 0 <= at < len(table.rows) else ()
    return next((each for each in row if each.column == cell.column), None)


def _above(table: Table, at: int, cell: Cell) -> Cell | None:
    return _same(table, at - 1, cell) if at else None


def _below(table: Table, at: int, cell: Cell) -> Iterator[Cell]:
    """Yield the cells below that a cell is merged with."""
    for row in range(at + 1, len(table.rows)):
        found = _same(table, row, cell)
        if found is None or not found.continues:
            return
        yield found


def _kind(item: Item) -> str:
    """Return what an item belongs into along with its neighbours; empty for nothing."""
    if not isinstance(item, Paragraph):
        return ""
    if item.item is not None:
        return "list"
    return {Role.QUOTE: "quote", Role.CODE: "code"}.get(item.look.role, "")


def _stated(item: Paragraph) -> Iterator[tuple[str, str]]:
    """Yield how a paragraph is set, for `written_headings.py` to see."""
    yield LINE, str(item.line)
    bold = is_bold(item.spans)
    for name, so in ((CENTRED, item.look.is_centred), (PAGE, item.starts_page), (BOLD, bold)):
        if so and item.look.role is Role.TEXT:
            yield name, "1"
    if item.size:
        yield SIZE, f"{item.size:g}"


def _code(parent: etree._Element, items: Sequence[Paragraph]) -> None:
    element = etree.SubElement(parent, "pre")
    if items:
        element.set(LINE, str(items[0].line))
    lines = (
        "".join("\n" if tag_of(each) == "br" else each.text for each in one.spans) for one in items
    )
    element.text = "\n".join(lines)
