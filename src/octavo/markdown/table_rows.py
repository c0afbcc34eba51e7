"""Rows of a table that are longer than its head: markdown-it would drop what they have more."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, table
from markdown_it.token import Token

from octavo.markdown.attribute_lists import read_attributes
from octavo.markdown.block_attributes import give
from octavo.markdown.positions import sign_of_line, text_of_line
from octavo.markdown.reading import reading_of

#: As kramdown has them ("Inline Attribute Lists").
_ATTRIBUTES = re.compile(r"\{:[^{}]*\}[ \t]*\Z")
_BELOW_HEAD = frozenset("|:-")


def add_table_rows(md: MarkdownIt) -> None:
    """Have the rule for tables keep all cells; the head gets empty ones above them."""
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first, last = len(state.tokens), None if silent else _attributes_below(state, start, end)
    if not table(state, start, end if last is None else last, silent):
        return False
    if not silent:
        state.tokens[first:] = _with_all_cells(state, state.tokens[first:])
        if last is not None and state.line == last:
            give(
                state.tokens[first], read_attributes(text_of_line(state, last).strip("{: }")) or {}
            )
            state.line = last + 1
    return True


def _attributes_below(state: StateBlock, start: int, end: int) -> int | None:
    """Return the line of kramdown's attributes right below a table; None if it has none."""
    if start + 2 >= end or sign_of_line(state, start + 1) not in _BELOW_HEAD:
        return None
    for line in range(start + 2, end):
        text = text_of_line(state, line)
        if not text or state.sCount[line] < state.blkIndent:
            return None
        if text.startswith("{:") and _ATTRIBUTES.match(text):
            return line
    return None


def _with_all_cells(state: StateBlock, tokens: list[Token]) -> list[Token]:
    head = sum(token.type == "th_open" for token in tokens)
    made: list[Token] = []
    widest, head_end, more = head, 0, list[str]()
    line = 0
    for token in tokens:
        if token.type == "tr_open" and token.map:
            line = token.map[0]
            more = _cells(text_of_line(state, line))[head:] if made[-1].type != "thead_open" else []
        elif token.type == "tr_close":
            head_end = head_end or len(made)
            if any(more):
                reading_of(state).long_rows.append((len(more), line))
                widest = max(widest, head + len(more))
                made += (part for text in more for part in _cell("td", text, token.level, line))
        made.append(token)
    empty = [
        part for _ in range(widest - head) for part in _cell("th", "", made[0].level + 2, line)
    ]
    return [*made[:head_end], *empty, *made[head_end:]]


def _cells(text: str) -> list[str]:
    """Return the cells of a line as markdown-it parts them."""
    cells = escapedSplit(text.strip())
    first = 1 if cells and cells[0] == "" else 0
    last = len(cells) - 1 if len(cells) > first and cells[-1] == "" else len(cells)
    return [cell.strip() for cell in cells[first:last]]


def _cell(tag: str, text: str, level: int, line: int) -> list[Token]:
    opened, closed = Token(f"{tag}_open", tag, 1), Token(f"{tag}_close", tag, -1)
    inline = Token("inline", "", 0, content=text, children=[], map=[line, line + 1])
    opened.level = closed.level = level + 1
    inline.level = level + 2
    for token in (opened, inline, closed):
        token.block = True
    return [opened, inline, closed]
