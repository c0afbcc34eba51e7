"""Tables made cell by cell, from rows that another way of writing them than pipes has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markdown_it.token import Token

#: What a cell holds: blocks, or a line of words.
Cell = Sequence[Token]


def built_table(
    head: Sequence[Sequence[Cell]], body: Iterable[Sequence[Cell]], place: tuple[int, int],
    aligned: Sequence[str] = (),
) -> list[Token]:  # fmt: skip
    """Return a table's tokens.

    `place` is its line in the text and its level; `aligned` are the sides of its columns (`left`,
    `right`, `center` or nothing).
    """
    made = [_open("table", "table", place)]
    for part, tag, rows in (("thead", "th", head), ("tbody", "td", list(body))):
        if rows:
            made.append(_open(part, part, place))
            for row in rows:
                made += [_open("tr", "tr", place), *_cells(row, tag, place, aligned), _close("tr")]
            made.append(_close(part))
    return [*made, _close("table")]


def words_cell(words: str, place: tuple[int, int]) -> list[Token]:
    """Return a line of words as what a cell holds."""
    line, level = place
    inline = Token("inline", "", 0, content=words, children=[], map=[line, line + 1])
    inline.level, inline.block = level + 1, True
    return [inline]


def block_cell(tokens: Sequence[Token]) -> list[Token]:
    """Return blocks as what a cell holds: of a lone paragraph its words."""
    paragraphs = [token.type for token in tokens]
    if paragraphs == ["paragraph_open", "inline", "paragraph_close"]:
        return [tokens[1]]
    return list(tokens)


def _cells(
    row: Sequence[Cell], tag: str, place: tuple[int, int], aligned: Sequence[str]
) -> Iterable[Token]:
    for number, cell in enumerate(row):
        opened = _open(tag, tag, place)
        if number < len(aligned) and aligned[number]:
            opened.attrs = {"style": f"text-align:{aligned[number]}"}
        yield opened
        yield from cell
        yield _close(tag)


def _open(name: str, tag: str, place: tuple[int, int]) -> Token:
    token = Token(f"{name}_open", tag, 1, map=[place[0], place[0] + 1])
    token.level, token.block = place[1], True
    return token


def _close(name: str) -> Token:
    token = Token(f"{name}_close", name, -1)
    token.block = True
    return token
