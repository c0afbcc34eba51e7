"""Tables in print: which stay whole, and which need smaller type to fit the measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from octavo.model import Finding, Section
from octavo.parse.tree import add_class, text_of

#: How a table that is wider than the measure is set: in smaller type, and then with its words
#: broken wherever they must.
SMALLER, BROKEN = 1, 2

#: Multiples of the measure that smaller type cannot mend: 9 pt against 7.
_HOPELESS = 1.35

#: Lines of small type of a table that stays on one page: about a third of one, so that no more is
#: left blank where it does not fit. A row of one line has 1.4, with the space around it.
_WHOLE = 14
_SPACE = 0.4
#: Characters of a line of small type on the measure of the profile `plain`.
_LINE = 78


def mark_tables(element: etree._Element, section: Section, fit: Mapping[str, int]) -> None:
    """Gives each table a name for the layout, and the classes that its breaks and type need.

    `fit` says how wide ones are set, by those names.
    """
    for table in element.iter("table"):
        name = _name(section, _index(element, table))
        table.set("data-table", name)
        holder = table.getparent()
        if holder is not None and "table" in holder.get("class", "").split():
            holder_class = "whole" if _lines(table) <= _WHOLE else "long"
            add_class(holder, holder_class)
        step = fit.get(name, 0)
        if step >= SMALLER:
            add_class(table, "smaller")
        if step >= BROKEN:
            add_class(table, "broken")


def wide_findings(sections: Iterable[Section], fit: Mapping[str, int]) -> Iterator[Finding]:
    """Says of each table whose words had to be broken where it stands."""
    for section in sections:
        for index in range(len(section.tables)):
            if fit.get(_name(section, index), 0) >= BROKEN:
                yield Finding(
                    code="table-wide",
                    message="this table is wider than the printed page even in smaller type;"
                    " its words are broken to fit.",
                    file=section.file,
                    line=section.tables[index],
                    hint="Leave columns out, turn it round, or part it in two.",
                )


def tighter(wide: Mapping[str, float], fit: Mapping[str, int]) -> dict[str, int]:
    """How tables are set next, by their names, where a layout found some `wide`.

    `wide` are widths as multiples of the measure. What is far too wide is not tried in smaller
    type alone.
    """
    steps = {
        name: min(BROKEN, max(fit.get(name, 0) + 1, BROKEN if width > _HOPELESS else 0))
        for name, width in wide.items()
    }
    return {**fit, **steps}


def _index(element: etree._Element, table: etree._Element) -> int:
    return list(element.iter("table")).index(table)


def _name(section: Section, index: int) -> str:
    return f"{section.id}--table-{index + 1}"


def _lines(table: etree._Element) -> float:
    """About how many lines of small type a table takes."""
    rows = [[len(text_of(cell)) for cell in row.iter("th", "td")] for row in table.iter("tr")]
    columns = max((len(row) for row in rows), default=1)
    longest = [max((row[n] for row in rows if n < len(row)), default=0) for n in range(columns)]
    room = _LINE - 2 * columns
    total = max(sum(longest), 1)
    lines = 0.0
    for row in rows:
        wraps = (
            size / max(room * longest[n] / total, 1) if total > room else 1
            for n, size in enumerate(row)
        )
        lines += max((int(item + 0.999) for item in wraps), default=1) + _SPACE
    caption = table.find("caption")
    return lines + (0 if caption is None else 1.5 + len(text_of(caption)) // _LINE)
