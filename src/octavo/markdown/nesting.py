"""Whether a chapter may stand too deep in itself to be parsed: told by its signs, unparsed.

That is the only error that a chapter's text can have (`NestedDeep`), and to parse a chapter takes
hundreds of times longer than to count what could open something in it.
"""

from __future__ import annotations

import re

#: What stands in front of a line's words where blocks stand in each other. A level of quotation
#: takes a character, a list and its item two, an aside of Markua two, a line of a definition two.
_BEFORE = re.compile(r"(?:[ \t]|[-*+:>~|]|\(?[#@\w]\w{0,9}[.)>](?=\s|\Z))+", re.A)
_SIGNS = re.compile(r"[^\s\w]", re.A)
#: What holds others whatever the indent: containers, directives, admonitions, notes, LaTeX.
_OPENING = re.compile(r":::|(?:```|~~~)\s*\{|!!!|\?\?\?|\[\^[^\]\n]*\]:|\\begin|\{")
#: Each kind of mark within lines takes a sign at both ends.
_MARKS = re.compile(r"[*_~^=+\[\]{}]")
_BLANK = re.compile(r"\n[ \t>]*\n")

#: A tab indents as four spaces.
_TAB = 4
#: The parser's limit is 98 levels of blocks, and with raw HTML 100 elements, marks included. So
#: deep come less than `_BLOCKS` characters before words, `_OPENINGS` and half of `_MARKED` never:
#: 24 + 16 + 40, and a table, its row and its cell with what is around them.
_BLOCKS, _OPENINGS, _MARKED = 24, 16, 80


def may_nest_deep(text: str) -> bool:
    """Tell whether blocks or marks of a chapter may stand too deep in each other to be parsed.

    False is sure; true is a reason to parse it.
    """
    if text.count("<") + sum(1 for _ in _OPENING.finditer(text)) > _OPENINGS:
        return True
    if any(_depth(line) > _BLOCKS for line in text.splitlines()):
        return True
    pieces = _BLANK.split(text)
    return any(len(_MARKS.findall(piece)) > _MARKED for piece in pieces)


def _depth(line: str) -> int:
    """Return how deep a line may stand at most: its columns before words, if signs are there."""
    found = _BEFORE.match(line)
    if found is None or not _SIGNS.search(found[0]):
        return 0
    return len(found[0].expandtabs(_TAB))
