"""The table of an adopted book, on the screen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from octavo.importing.adopt_table import Line

#: A longer table shows so many lines of its beginning and of its end.
_MOST, _FIRST, _LAST = 40, 24, 8
#: Columns that stand beside the title, and the narrowest that this gets.
_BESIDE, _NARROWEST = 20, 24


def table_lines(table: Sequence[Line]) -> Iterator[str]:
    """Yield the table's lines as they fit into the terminal; a long one loses its middle."""
    width = max(_NARROWEST, shutil.get_terminal_size().columns - _BESIDE)
    longest = max((cell_len(each.title) for each in table), default=0)
    signs = max((len(each.by) + 2 for each in table), default=0)
    room = min(longest, max(_NARROWEST, width - signs))
    shown = [_line(each, number, room) for each, number in _numbered(table)]
    if len(shown) <= _MOST:
        yield from shown
        return
    middle = table[_FIRST : len(table) - _LAST]
    words = sum(each.words or 0 for each in middle)
    yield from shown[:_FIRST]
    yield f"        … {len(middle):,} more lines, {words:,} words; all of them are in the ledger"
    yield from shown[-_LAST:]


def _numbered(table: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    number = 0
    for each in table:
        if each.kind == "chapter":
            number += 1
            yield each, str(number)
        else:
            yield each, "" if each.kind == "part" else each.kind


def _line(line: Line, number: str, room: int) -> str:
    if line.kind == "part":
        return f"  {line.title}"
    title = _fitted(line.title, room)
    words = f"{line.words or 0:>9,} words"
    by = f"  {line.by}" if line.by else ""
    return f"{number:>7} {title}{words}{by}"


def _fitted(title: str, room: int) -> str:
    if cell_len(title) <= room:
        return set_cell_size(title, room)
    return f"{set_cell_size(title, room - 1).rstrip()}…".ljust(room)
