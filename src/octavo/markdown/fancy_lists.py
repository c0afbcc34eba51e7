"""Lists by letters and roman numerals, as pandoc has them: `a.`, `(b)`, `iv)`, `#.`.

A rule in front of markdown-it's own turns their marks into numbers of the same width, and notes
the kind: so everything else of a list is read by one rule. It asks for two items that follow on
each other, so that a sentence that begins with an initial is none; whatever the marks behind those
count, as with numbers, their items are the next.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from octavo.markdown.positions import text_of_line
from octavo.markdown.reading import reading_of

_MARK = re.compile(
    r"(?P<open>\(?)(?P<sign>[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+|\d{1,9}|#)"
    r"(?P<close>[.)])(?P<gap> +)(?=\S)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
#: pandoc asks for two spaces behind a capital with a point: `B. Russell` begins a sentence.
_GAP = 2
#: Items that must follow on each other.
_SURE = 2


def add_fancy_lists(md: MarkdownIt) -> None:
    """Put the rule into a parser, before lists."""
    md.block.ruler.before("list", "octavo_fancy_list", _fancy_list)


def _fancy_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or state.is_code_block(start):
        return False
    items = _items(state, start, end)
    if items is None:
        return False
    kind, marks = items
    reading_of(state).fancy_lists[start] = kind
    text = state.src
    for at, found, number in reversed(marks):
        width = found.end("close") - found.start()
        mark = f"{number:0{width - 1}d}" + ("." if found["close"] == "." else ")")
        text = text[:at] + mark + text[at + width :]
    state.src = text
    return False  # now it is a list as any other


def _items(
    state: StateBlock, start: int, end: int
) -> tuple[str, list[tuple[int, re.Match[str], int]]] | None:
    """Find a list that begins here: its kind, and its marks with their numbers."""
    first = _mark_at(state, start)
    if first is None or (first["sign"].isdigit() and not first["open"]):
        return None
    for kind in _kinds(first["sign"]):
        marks = list(_marks(state, start, end, first, kind))
        if len(marks) > 1:
            return kind, marks
    return None


def _kinds(sign: str) -> list[str]:
    """Return what a list's first mark can be: `i` is a numeral sooner than a letter."""
    if sign == "#" or sign.isdigit():
        return ["1"]
    roman, letter = ("i", "a") if sign.islower() else ("I", "A")
    if len(sign) > 1:
        return [roman]
    return (
        [roman, letter] if sign in "iI" else [letter, roman] if sign.lower() in _ROMAN else [letter]
    )


def _marks(
    state: StateBlock, start: int, end: int, first: re.Match[str], kind: str
) -> list[tuple[int, re.Match[str], int]]:
    """Return the marks at the same indent that count on from the first."""
    found: list[tuple[int, re.Match[str], int]] = []
    indent, expected = state.sCount[start], _value(first["sign"], kind, 1)
    for line in range(start, end):
        if state.sCount[line] != indent:
            if state.sCount[line] < indent and not state.isEmpty(line):
                break
            continue
        mark = _mark_at(state, line)
        if mark is None or mark["close"] != first["close"] or mark["open"] != first["open"]:
            continue
        value = _value(mark["sign"], kind, expected)
        if not value or (len(found) < _SURE and value != expected):
            break
        width = mark.end("close") - mark.start()
        if len(str(expected)) >= width:
            break  # `z)` and the like have no room for a number of two figures
        found.append((state.bMarks[line] + state.tShift[line], mark, expected))
        expected += 1
    return found


def _mark_at(state: StateBlock, line: int) -> re.Match[str] | None:
    found = _MARK.match(text_of_line(state, line))
    if found is None or (found["open"] and found["close"] == "."):
        return None
    capital = found["sign"].isupper() and found["close"] == "." and len(found["gap"]) < _GAP
    return None if capital else found


def _value(sign: str, kind: str, expected: int) -> int:
    """Return what a mark counts, read as one of a kind; 0 if it is none."""
    if sign == "#":
        return expected
    if kind == "1":
        return int(sign) if sign.isdigit() else 0
    if sign.isdigit() or sign.islower() != kind.islower():
        return 0
    if kind in "aA":
        return ord(sign.lower()) - ord("a") + 1 if len(sign) == 1 else 0
    values = [_ROMAN.get(each, 0) for each in sign.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-here if here < after else here for here, after in pairs) if all(values) else 0
