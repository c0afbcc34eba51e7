"""Admonitions of other tools: set in, as Python-Markdown and MkDocs have them, or in tags.

!!! note "A title"        ??? tip        ???+ warning        === "A tab"
    The content.
{% hint style="info" %} … {% endhint %}                      GitBook's hints
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from octavo.markdown.block_rules import push_block
from octavo.markdown.callouts import callout_kind, hint_kind
from octavo.markdown.container_openings import DETAILS, Opening
from octavo.markdown.positions import text_of_line
from octavo.markdown.reading import last_end

_OPENING = re.compile(
    r"(?:(?:!!!|\?\?\?\+?)[ \t]+(?P<name>[a-zA-Z][\w-]*)(?:[ \t]+[\w-]+)*|===\+?!?)"
    r"(?:[ \t]+(?P<mark>[\"'])(?P<title>.*)(?P=mark))?[ \t]*\Z"
)
_HINT = re.compile(r"\{%[ \t]*hint\b(.*?)%\}[ \t]*\Z")
_END_HINT = re.compile(r"\{%[ \t]*endhint[ \t]*%\}[ \t]*\Z")
_STYLE = re.compile(r"style=[\"'](\w+)[\"']")
#: How far the content is set in.
_INDENT = 4
_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def add_admonition_rules(md: MarkdownIt) -> None:
    """Put the rules of this module into a parser."""
    md.block.ruler.before("fence", "octavo_admonition", _admonition, _ENDS)
    md.block.ruler.before("fence", "octavo_hint", _hint, _ENDS)


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = None if state.is_code_block(start) else _OPENING.match(text_of_line(state, start))
    if found is None or (found["name"] is None and found["title"] is None):
        return False
    last = _end_of_content(state, start, end)
    if last == start + 1:
        return False
    if silent:
        return True
    kind = (callout_kind(found["name"]) or "note") if found["name"] else DETAILS
    opening = Opening(name=kind, rest=found["title"] or "", attributes={})
    before, state.blkIndent = state.blkIndent, state.sCount[start] + _INDENT
    push_block(state, opening, (start, last), (start + 1, last))
    state.blkIndent = before
    state.line = last
    return True


def _end_of_content(state: StateBlock, start: int, end: int) -> int:
    """Return the line behind what is set in below the opening; blank lines at its end are not."""
    last = start + 1
    for line in range(start + 1, end):
        if not state.isEmpty(line):
            if state.sCount[line] < state.sCount[start] + _INDENT:
                break
            last = line + 1
    return last


def _hint(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """GitBook's hints, from one tag to the other."""
    found = None if state.is_code_block(start) else _HINT.match(text_of_line(state, start))
    if found is None or last_end(state, "endhint") < state.eMarks[start]:
        return False
    last = _end_of_hint(state, start, end)
    if last is None:
        return False
    if silent:
        return True
    style = _STYLE.search(found[1])
    opening = Opening(name=hint_kind(style[1] if style else ""), rest="", attributes={})
    push_block(state, opening, (start, last + 1), (start + 1, last))
    state.line = last + 1
    return True


def _end_of_hint(state: StateBlock, start: int, end: int) -> int | None:
    depth = 0
    for line in range(start, end):
        text = text_of_line(state, line)
        depth += (_HINT.match(text) is not None) - (_END_HINT.match(text) is not None)
        if not depth:
            return line
    return None
