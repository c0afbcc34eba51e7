"""Tables drawn with lines, as pandoc has them ("Tables" in its manual).

    +-------+------+        Right   Left        -----------------
    | Tide  | Time |       ------  -----         Tide      Time
    +=======+======+          12     12         -------  --------
    | High  | - 12 |                             High     12:10,
    +-------+------+        Table: Demo.                  or so
                                                -----------------

The first holds blocks, the others words. What is drawn otherwise stays as it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from unicodedata import east_asian_width

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from octavo.markdown.built_tables import block_cell, built_table, words_cell
from octavo.markdown.positions import sign_of_line, text_of_line
from octavo.markdown.reading import parse_apart

_RULE = re.compile(r"\+(?:[:]?[-=]+[:]?\+)+[ \t]*\Z")
_COLUMNS = re.compile(r" {0,3}-{2,}(?: +-{2,})+[ \t]*\Z")
_FULL = re.compile(r" {0,3}-{5,}[ \t]*\Z")
_WORDS_BEGIN = re.compile(r"[ ]{0,3}(?![#>|:`~+*-]|\d+[.)] )\S|[ ]{4,}\S")
#: Lines of the longest table that is looked for.
_MOST = 2000
Span = tuple[int, int]


def add_pandoc_tables(md: MarkdownIt) -> None:
    """Put the rules into a parser, before all others: they begin as rules and as words."""
    md.block.ruler.before("table", "octavo_grid_table", _grid_table)
    md.block.ruler.before("table", "octavo_ruled_table", _ruled_table)


def _grid_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if sign_of_line(state, start) != "+" or state.is_code_block(start):
        return False
    first = text_of_line(state, start)
    if not _RULE.match(first):
        return False
    lines = list(_lines(state, start, end, lambda line: line.lstrip()[:1] in ("+", "|")))
    columns = [place for place, sign in enumerate(first.rstrip()) if sign == "+"]
    rows = _grid_rows(lines, columns)
    if silent or rows is None:
        return rows is not None
    heads = next((at for at, (rule, _, _) in enumerate(rows) if "=" in rule), -1) + 1
    aligned = _sides(rows[heads - 1][0] if heads else first, columns)
    made = [
        [block_cell(parse_apart(state.md, text, state.env, start + line)) for text in cells]
        for _, line, cells in rows
    ]
    state.tokens += built_table(made[:heads], made[heads:], (start, state.level), aligned)
    state.line = start + len(lines)
    return True


def _grid_rows(
    lines: Sequence[str], columns: Sequence[int]
) -> list[tuple[str, int, list[str]]] | None:
    """Return the rule below each row, its first line, its cells; None if some line is other."""
    if not _RULE.match(lines[-1]):
        return None
    rows, first = list[tuple[str, int, list[str]]](), 1
    for number, line in enumerate(lines[1:], 1):
        wide = _wide(line.rstrip())
        if _RULE.match(line):
            if [place for place, sign in enumerate(wide) if sign == "+"] != list(columns):
                return None
            if number > first:
                held = [_wide(one.rstrip()) for one in lines[first:number]]
                cells = ["\n".join(_cut(one, span) for one in held) for span in _between(columns)]
                rows.append((line, first, [_dedented(cell) for cell in cells]))
            first = number + 1
        elif len(wide) != columns[-1] + 1 or any(wide[place] != "|" for place in columns):
            return None
    return rows or None


def _sides(rule: str, columns: Sequence[int]) -> list[str]:
    return [
        _side(rule[last - 1] == ":", rule[first + 1] == ":") if ":" in rule[first:last] else ""
        for first, last in pairwise(columns)
    ]


def _between(columns: Sequence[int]) -> Iterator[Span]:
    yield from ((first + 1, last) for first, last in pairwise(columns))


def _dedented(cell: str) -> str:
    """Return a cell without the space that its lines have in common."""
    lines = cell.split("\n")
    common = min((len(one) - len(one.lstrip()) for one in lines if one.strip()), default=0)
    return "\n".join(one[common:].rstrip() for one in lines).strip("\n")


def _ruled_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or start + 2 >= end:
        return False
    if "-" not in (sign_of_line(state, start), sign_of_line(state, start + 1)):
        return False  # as most blocks are
    if state.sCount[start] - state.blkIndent >= 4:
        return False
    opening = _full_line(state, start)
    is_full, is_columns = bool(_FULL.match(opening)), bool(_COLUMNS.match(opening))
    below = _full_line(state, start + 1)
    if not below.strip():
        return False
    is_drawn = is_full or is_columns
    if not is_drawn and not (_WORDS_BEGIN.match(opening) and _COLUMNS.match(below)):
        return False
    near = list(_lines(state, start, end, lambda line: bool(line.strip())))
    if is_full and not any(map(_COLUMNS.match, near)):
        return False
    closing = _FULL if is_full else _COLUMNS
    every = _to_closing(_lines(state, start, end, lambda line: True), closing) if is_drawn else near
    lines = [_wide(line) for line in every]
    ends = [n for n, line in enumerate(lines[1:], 1) if closing.match(line)]
    if is_drawn:
        head_end = next((n for n, line in enumerate(lines) if _COLUMNS.match(line)), -1)
        last = next((n for n in ends if n > head_end), -1)
    else:
        head_end = 1
        last = next((n for n, line in enumerate(lines) if n > 1 and not line.strip()), len(lines))
    table = _ruled_rows(lines, head_end, last, has_blanks=is_drawn)
    if table is None:
        return False
    head, body, aligned = table
    place = (start, state.level)
    rows = [[[words_cell(text, place) for text in row] for row in part] for part in (head, body)]
    state.tokens += built_table(rows[0], rows[1], place, aligned)
    state.line = start + last + (1 if is_drawn else 0)
    return True


def _to_closing(lines: Iterable[str], closing: re.Pattern[str]) -> Iterator[str]:
    """Yield lines to the one that closes a table, behind that which says its columns."""
    has_columns = False
    for line in lines:
        yield line
        if has_columns and closing.match(line):
            return
        has_columns = has_columns or bool(_COLUMNS.match(line))


def _ruled_rows(
    lines: Sequence[str], head_end: int, last: int, *, has_blanks: bool
) -> tuple[list[list[str]], list[list[str]], list[str]] | None:
    """Return head, body and sides of the columns; None if words stand between the columns."""
    if head_end < 0 or last <= head_end + 1:
        return None
    spans = [found.span() for found in re.finditer("-+", lines[head_end])]
    head = [line for line in lines[:head_end] if line.strip() and not _FULL.match(line)]
    body = list(lines[head_end + 1 : last])
    if any(_is_between(line, spans) for line in (*head, *body)) or "" in [h.strip() for h in head]:
        return None
    if has_blanks and any(not line.strip() for line in body):
        groups = [list(part) for said, part in groupby(body, lambda one: bool(one.strip())) if said]
    else:
        groups = [[line] for line in body]
    starts = [*(first for first, _ in spans[1:]), None]
    columns = [(first, nxt) for (first, _), nxt in zip(spans, starts, strict=True)]
    told = head[0] if head else body[0]
    sides = [_told_side(told, span) for span in spans]
    rows = [_joined(group, columns) for group in groups]
    return [_joined(head, columns)] if head else [], rows, sides


def _joined(lines: Sequence[str], columns: Sequence[tuple[int, int | None]]) -> list[str]:
    cells = ([_cut(line, span).strip() for line in lines] for span in columns)
    return ["\n".join(part for part in cell if part) for cell in cells]


def _is_between(line: str, spans: Sequence[Span]) -> bool:
    """Tell whether a word crosses from one column into the next."""
    return any(line[first - 1 : first].strip() for first, _ in spans[1:])


def _told_side(line: str, span: Span) -> str:
    """Return the side to which a column's words are set: where they are flush with its line."""
    first, last = span
    if not line[first:last].strip():
        return ""
    return _side(line[first : first + 1] == " ", line[last - 1 : last].strip() == "")


def _side(is_free_before: bool, is_free_behind: bool) -> str:
    if is_free_before and is_free_behind:
        return "center"
    return "right" if is_free_before else "left" if is_free_behind else ""


def _cut(line: str, span: tuple[int, int | None]) -> str:
    return line[span[0] : span[1]].replace("\ufdd0", "")


def _wide(line: str) -> str:
    """Return a line with a noncharacter behind each wide character, so that columns are places."""
    if line.isascii():
        return line
    return "".join(f"{sign}\ufdd0" if east_asian_width(sign) in "WF" else sign for sign in line)


def _full_line(state: StateBlock, number: int) -> str:
    return state.getLines(number, number + 1, state.blkIndent, False)


def _lines(
    state: StateBlock, start: int, end: int, goes_on: Callable[[str], bool]
) -> Iterator[str]:
    for number in range(start, min(end, start + _MOST)):
        line = _full_line(state, number)
        if (line.strip() and state.sCount[number] < state.blkIndent) or not goes_on(line):
            return
        yield line
