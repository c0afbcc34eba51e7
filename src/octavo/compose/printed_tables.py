"""Tables in print: which stay whole, which need smaller type, and which are stacked.

Large print has no smaller type to fall back on. There a table that its measure
does not hold is told row by row: what it is of, and below that what each column
says of it (`--tables: stacked`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from octavo.compose.text_column import Column
from octavo.core.model import Finding, Section
from octavo.findings.catalogue.pages import TableWide
from octavo.markdown.xhtml_tree import add_class, text_of
from octavo.text.xhtml_names import XML_LANG, id_within

#: How a table that is wider than the measure is set: in smaller type, and then with its words
#: broken wherever they must.
SMALLER, BROKEN = 1, 2

#: Multiples of the measure that smaller type cannot mend: 9 pt against 7.
_HOPELESS = 1.35

#: The share of a page that a table may take and yet stay whole, so that no more is left blank
#: where it does not fit. A row of one line has 1.4, with the space around it.
_WHOLE = 0.34
_SPACE = 0.4
#: The share of a page from which a row may break, so that no more is left blank before it.
_TALL = 0.25
#: Characters that part two columns.
_GAP = 2
#: Columns from which a stacked table tells with each cell what it is of.
_TOLD = 3
#: What a stacked table and its cells keep of their attributes.
_KEPT = frozenset({"id", "lang", "dir", XML_LANG})


def mark_tables(
    element: etree._Element, section: Section, column: Column, *, fit: Mapping[str, int]
) -> None:
    """Give each table a name for the layout, and the classes that its breaks and type need.

    `fit` says how wide ones are set, by those names.
    """
    names = {table: _name(section, place) for place, table in enumerate(element.iter("table"))}
    for table in list(names):
        name = names[table]
        table.set("data-table", name)
        holder = table.getparent()
        step = fit.get(name, 0)
        if holder is not None and "table" in holder.get("class", "").split():
            height = _lines(table, column.small_characters) * column.small
            add_class(holder, "whole" if height <= _WHOLE * column.lines else "long")
            _mark_tall(table, column)
            if column.stacked and (step or _natural(table) > column.small_characters):
                _stack(holder, table)
                continue
        if step >= SMALLER:
            add_class(table, "smaller")
        if step >= BROKEN:
            add_class(table, "broken")


def wide_findings(sections: Iterable[Section], fit: Mapping[str, int]) -> Iterator[Finding]:
    """Yield a finding for each table whose words had to be broken, where it stands."""
    for section in sections:
        for index in range(len(section.tables)):
            if fit.get(_name(section, index), 0) >= BROKEN:
                yield TableWide.found(file=section.file, line=section.tables[index])


def tighter(wide: Mapping[str, float], fit: Mapping[str, int]) -> dict[str, int]:
    """Return how tables are set next, by their names, where a layout found some `wide`.

    `wide` are widths as multiples of the measure. What is far too wide is not tried in smaller
    type alone.
    """
    steps = {
        name: min(BROKEN, max(fit.get(name, 0) + 1, BROKEN if width > _HOPELESS else 0))
        for name, width in wide.items()
    }
    return {**fit, **steps}


def _name(section: Section, index: int) -> str:
    return id_within(section.id, f"table-{index + 1}")


def _stack(holder: etree._Element, table: etree._Element) -> None:
    """Put a list of definitions in a table's place: the first cell of each row, then the others.

    No table by another display: PDF/UA-1 asks for cells in the rows of a table.
    """
    add_class(holder, "stacked")
    heads = [text_of(cell).strip() for cell in table.iterfind("thead/tr[last()]/*")]
    told = len(heads) >= _TOLD
    listing = etree.Element("dl", {name: table.get(name, "") for name in _KEPT & {*table.attrib}})
    caption = table.find("caption")
    if caption is not None:
        caption.tag = "p"
        add_class(caption, "caption")
        holder.insert(0, caption)
    if any(heads) and not told:
        line = etree.Element("p", {"class": "caption"})
        line.text = " \u2013 ".join(filter(None, heads))
        table.addprevious(line)
    rows = [row for path in ("tr", "tbody/tr", "tfoot/tr") for row in table.iterfind(path)]
    for row in rows:
        for place, cell in enumerate(list(row)):
            cell.tag = "dd" if place else "dt"
            for name in {str(name) for name in cell.attrib} - _KEPT:
                del cell.attrib[name]
            if told and place < len(heads) and heads[place]:
                cell.text = f"{heads[place]}: {cell.text or ''}"
            listing.append(cell)
    listing.tail = table.tail
    holder.replace(table, listing)


def _natural(table: etree._Element) -> int:
    """Count the characters of a line that holds every row of a table unbroken, gaps included."""
    longest: dict[int, int] = {}
    for row in table.iter("tr"):
        for place, cell in enumerate(row):
            longest[place] = max(longest.get(place, 0), len(text_of(cell)) + _GAP)
    return sum(longest.values())


def _mark_tall(table: etree._Element, column: Column) -> None:
    """Mark the rows that may break over pages, because they take much of one."""
    rows = zip(table.iter("tr"), _row_lines(table, column.small_characters), strict=True)
    for row, lines in rows:
        if lines * column.small > _TALL * column.lines:
            add_class(row, "tall")


def _lines(table: etree._Element, characters: float) -> float:
    """Estimate how many lines of small type a table takes."""
    caption = table.find("caption")
    told = 0.0 if caption is None else 1.5 + len(text_of(caption)) // characters
    return sum(_row_lines(table, characters)) + told


def _row_lines(table: etree._Element, characters: float) -> list[float]:
    """Estimate how many lines of small type each row takes, with the space around it."""
    rows = [[len(text_of(cell)) for cell in row.iter("th", "td")] for row in table.iter("tr")]
    columns = max((len(row) for row in rows), default=1)
    longest = [max((row[n] for row in rows if n < len(row)), default=0) for n in range(columns)]
    room = characters - _GAP * columns
    total = max(sum(longest), 1)
    lines = []
    for row in rows:
        wraps = (
            size / max(room * longest[n] / total, 1) if total > room else 1
            for n, size in enumerate(row)
        )
        lines.append(max((int(item + 0.999) for item in wraps), default=1) + _SPACE)
    return lines
