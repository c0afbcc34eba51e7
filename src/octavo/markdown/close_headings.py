"""Headings without a space behind their signs: `##Tides`, as Markdown had them before CommonMark.

One sign alone may be a number or a tag: `#5`, `#tides`.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from octavo.markdown.positions import sign_of_line, text_of_line

_HEADING = re.compile(r"(#{2,6})(?=[^\W\d_]|[*`\[])(.+?)[ \t]*#*[ \t]*\Z")
_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}


def add_close_headings(md: MarkdownIt) -> None:
    """Put the rule into a parser, behind that for other headings."""
    md.block.ruler.after("heading", "octavo_close_heading", _heading, _ENDS)


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if sign_of_line(state, start) != "#" or state.is_code_block(start):
        return False
    found = _HEADING.match(text_of_line(state, start))
    if found is None or silent:
        return found is not None
    tag = f"h{len(found[1])}"
    opened = state.push("heading_open", tag, 1)
    words = state.push("inline", "", 0)
    opened.map = words.map = [start, start + 1]
    opened.markup = found[1]
    words.content, words.children = found[2].strip(), []
    state.push("heading_close", tag, -1).markup = found[1]
    state.line = start + 1
    return True
