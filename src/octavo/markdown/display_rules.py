r"""Displays with an environment in them: `$$ \begin{align} … \end{align} $$`, over several lines.

The rule for environments that stand alone would take these out of their dollars, and leave the
dollars as text. Displays without an environment are marks within a paragraph (`mark_rules.py`).
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from octavo.markdown.attribute_lists import read_attributes
from octavo.markdown.block_attributes import ATTRIBUTES

_ENDS = {
    "$$": re.compile(r"\$\$[ \t]*(?:\{([^{}]*)\})?[ \t]*\Z"),
    "\\\\[": re.compile(r"\\\\\]()[ \t]*\Z"),
}
#: What can be ended by a display without a blank line before it.
_INTERRUPTS: RuleOptionsType = {
    "alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]
}


def add_display_rules(md: MarkdownIt) -> None:
    """Put the rule of this module into a parser."""
    md.block.ruler.before("amsmath", "octavo_display", _display, _INTERRUPTS)


def _display(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = _found(state, start, end)
    if found is None:
        return False
    tex, line, braces = found
    state.line = line + 1
    if not silent:
        token = state.push("amsmath", "math", 0)
        token.block, token.content, token.map = True, tex, [start, state.line]
        token.meta = {ATTRIBUTES: read_attributes(braces) or {}}
    return True


def _found(state: StateBlock, start: int, end: int) -> tuple[str, int, str] | None:
    """Return the TeX of a display that begins here, its last line, and its attributes."""
    first = _line(state, start)
    mark = next((mark for mark in _ENDS if first.startswith(mark)), "")
    if not mark or state.is_code_block(start):
        return None
    lines = list[str]()
    for number in range(start, end):
        line = first[len(mark) :] if number == start else _line(state, number)
        outside = number > start and state.sCount[number] < state.blkIndent
        if outside or (number > start and not line.strip()):
            return None
        if closing := _ENDS[mark].search(line):
            lines.append(line[: closing.start()])
            tex = "\n".join(lines).strip()
            held = "\\begin{" in tex and mark not in tex
            return (tex, number, closing[1] or "") if held else None
        lines.append(line)
    return None


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
