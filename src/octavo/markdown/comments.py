"""Comments as other tools have them in Markdown: nobody sees them in the book.

%%words%%      Obsidian's, within a line; `%%` alone begins and ends one of several lines
{/* words */}  MDX's
"""

from __future__ import annotations

import re
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from octavo.markdown.positions import text_of_line

#: Comments within a line, by the signs that they begin with.
_INLINE = MappingProxyType(
    {
        "%%": re.compile(r"(?<![\w%])%%[^%\n]+%%(?![\w%])"),
        "{/*": re.compile(r"\{/\*.*?\*/\}", re.S),
    }
)
_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def add_comments(md: MarkdownIt) -> None:
    """Put the rules of this module into a parser."""
    md.inline.ruler.before("octavo_tag", "octavo_comment", _comment)
    md.inline.add_terminator_char("%")
    md.block.ruler.before("fence", "octavo_comment_block", _comment_block, _ENDS)


def _comment(state: StateInline, silent: bool) -> bool:
    for sign, pattern in _INLINE.items():
        found = state.src.startswith(sign, state.pos) and pattern.match(
            state.src, state.pos, state.posMax
        )
        if found:
            state.pos = found.end()
            return True
    return False


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Pass over lines from `%%` alone to the next."""
    if state.is_code_block(start) or text_of_line(state, start).rstrip() != "%%":
        return False
    lines = range(start + 1, end)
    last = next((n for n in lines if text_of_line(state, n).rstrip().endswith("%%")), None)
    if last is None:
        return False
    if not silent:
        state.line = last + 1
    return True
