"""Tables as directives write them: a list of lists, or values with commas between them.

```{list-table} Tides        * - a cell
:header-rows: 1                - the next
```{csv-table} Tides         High, 12:10
:header: Tide, Time
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from octavo.markdown.built_tables import block_cell, built_table, words_cell
from octavo.markdown.directives import Directive

TABLES = frozenset({"csv-table", "list-table", "table"})
#: Reads what a directive holds, from a line of the text on.
Read = Callable[[str, int], list[Token]]


def directive_table(fence: Token, directive: Directive, read: Read) -> list[Token]:
    """Return the tokens of a table that is a directive; none if it cannot be read."""
    place = (fence.map[0] if fence.map else 0), fence.level
    first = place[0] + 1 + directive.skipped
    if directive.name == "table":
        table = read(directive.content, first)
    elif directive.name == "list-table":
        table = _list_table(directive, read(directive.content, first), place)
    else:
        table = _csv_table(directive, place)
    return [*_caption(directive.argument, place), *table] if table else []


def _caption(words: str, place: tuple[int, int]) -> list[Token]:
    if not words:
        return []
    opened, closed = Token("paragraph_open", "p", 1), Token("paragraph_close", "p", -1)
    opened.map = [place[0], place[0] + 1]
    return [opened, *words_cell(f"Table: {words}", place), closed]


def _heads(directive: Directive) -> int:
    said = directive.options.get("header-rows", "0")
    return int(said) if said.isdecimal() else 0


def _csv_table(directive: Directive, place: tuple[int, int]) -> list[Token]:
    heads, text = _heads(directive), directive.content
    if "header" in directive.options:
        heads, text = heads + 1, f"{directive.options['header']}\n{text}"
    given = csv.reader(io.StringIO(text), skipinitialspace=True)
    rows = [[words_cell(" ".join(cell.split()), place) for cell in row] for row in given if row]
    return built_table(rows[:heads], rows[heads:], place) if rows else []


def _list_table(
    directive: Directive, tokens: Sequence[Token], place: tuple[int, int]
) -> list[Token]:
    """Return a list whose items are lists as a table; nothing if it is something else."""
    rows = []
    for item in _items(tokens):
        cells = [block_cell(cell) for cell in _items(item)]
        if not cells:
            return []
        rows.append(cells)
    heads = _heads(directive)
    return built_table(rows[:heads], rows[heads:], place)


def _items(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield what each item of a list holds; nothing if the tokens are no lone list."""
    if not tokens or tokens[0].type not in ("bullet_list_open", "ordered_list_open"):
        return
    depth, held = 0, list[Token]()
    for token in tokens[1:-1]:
        if token.type == "list_item_open":
            depth += 1
            if depth == 1:
                held = []
                continue
        elif token.type == "list_item_close":
            depth -= 1
            if not depth:
                yield held
                continue
        held.append(token)
