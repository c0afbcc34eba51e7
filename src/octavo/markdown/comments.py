"""Comments as other tools have them in Markdown: nobody sees them in the book.

%%words%%      Obsidian's, within a paragraph; a line that begins with `%%` begins one of several
               lines, to the line that ends with `%%`
{/* words */}  MDX's
{% comment %} words {% endcomment %}   Liquid's, which Jekyll and Eleventy read
"""

from __future__ import annotations

import re
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from octavo.markdown.positions import text_of_line
from octavo.markdown.reading import last_end, note_of

_VAULT = "%%"
_LIQUID = r"\{%-?[ \t]*comment[ \t]*-?%\}"
_LIQUID_END = r"\{%-?[ \t]*endcomment[ \t]*-?%\}"
#: Comments within a paragraph, by the signs that they begin with.
_INLINE = MappingProxyType(
    {
        _VAULT: re.compile(r"(?<![\w%])%%(?!%)(?P<words>(?:[^%]|%(?!%))+)%%(?![\w%])"),
        "{/*": re.compile(r"\{/\*(?P<words>.*?)\*/\}", re.S),
        "{%": re.compile(rf"{_LIQUID}(?P<words>.*?){_LIQUID_END}", re.S),
    }
)
_LIQUID_OPENS, _LIQUID_CLOSES = re.compile(_LIQUID), re.compile(_LIQUID_END + r"\s*\Z")
#: What surrounds the words of a comment.
_SIGNS = re.compile(rf"\A(?:%%|\{{/\*|{_LIQUID})|(?:%%|\*/\}}|{_LIQUID_END})\Z")
_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def add_comments(md: MarkdownIt) -> None:
    """Put the rules of this module into a parser."""
    md.inline.ruler.before("octavo_tag", "octavo_comment", _comment)
    md.inline.add_terminator_char("%")
    md.block.ruler.before("fence", "octavo_comment_block", _comment_block, _ENDS)


def may_hold_comments(text: str) -> bool:
    """Return whether a sign that begins a comment stands in a text."""
    return any(sign in text for sign in _INLINE)


def words_of_comment(comment: str) -> str:
    """Return the words of a comment, without the signs around it, on one line."""
    return " ".join(_SIGNS.sub("", comment.strip()).split())


def _comment(state: StateInline, silent: bool) -> bool:
    for sign, pattern in _INLINE.items():
        found = state.src.startswith(sign, state.pos) and pattern.match(
            state.src, state.pos, state.posMax
        )
        if found:
            if not silent:
                note_of(state.env).comments.append(found[0])
            state.pos = found.end()
            return True
    return False


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Pass over the lines of a comment that begins a line and ends one."""
    if state.is_code_block(start):
        return False
    text = text_of_line(state, start).rstrip()
    last = _last_line(state, text, start, end)
    if last is None:
        return False
    if not silent:
        lines = [text_of_line(state, line) for line in range(start, last + 1)]
        note_of(state.env).comments.append("\n".join(lines).rstrip())
        state.line = last + 1
    return True


def _last_line(state: StateBlock, text: str, start: int, end: int) -> int | None:
    """Return the last line of a comment whose first line is `text`; None if that begins none."""
    if opening := _LIQUID_OPENS.match(text):
        rest = text[opening.end() :]
        is_open = last_end(state, "endcomment") > state.bMarks[start]
        lines = range(start, end) if is_open else ()
        for line in lines:
            behind = rest if line == start else text_of_line(state, line)
            if "endcomment" in behind:
                return line if _LIQUID_CLOSES.search(behind) else None
        return None
    if not text.startswith(_VAULT) or _VAULT in text[2:] or text[2:3] == "%":
        return None
    lines = range(start + 1, end) if last_end(state, _VAULT) > state.eMarks[start] else ()
    found = ((line, text_of_line(state, line).rstrip()) for line in lines)
    closing = next((each for each in found if _VAULT in each[1]), (start, ""))
    ends = closing[1].endswith(_VAULT) and closing[1].count(_VAULT) == 1
    return closing[0] if ends else None
