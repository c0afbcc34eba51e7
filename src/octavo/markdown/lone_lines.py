r"""Lines alone that tell another tool about its pages, and that no reader should see.

{mainmatter}  {sample: true}  {pagebreak}      Markua's directives
{blurb, class: tip} … {/blurb}  {aside}        Markua's blocks beside the text
-# Part One                                    Leanpub's older parts
[TOC]  [[toc]]  [[_TOC_]]  {{TOC}}  {:toc}     where other tools put the contents
\newpage  \clearpage                           pandoc's page breaks
{::options … /}  {::comment} … {:/comment}     kramdown's extensions
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from octavo.markdown.attribute_lists import read_markua
from octavo.markdown.block_rules import push_block
from octavo.markdown.callouts import callout_kind, markua_kind
from octavo.markdown.container_openings import Opening
from octavo.markdown.positions import text_of_line
from octavo.markdown.reading import last_end

#: The class of an empty block behind which a page begins.
_PAGE = {"class": "page-break"}

_PASSED_OVER = re.compile(
    r"""(?: \{(?:front|main|back)matter\} | \{sample:[ ]*\w+\} | \{exclude[\w-]*\}
          | \[toc\] | \[\[_?toc_?\]\] | \{\{[ ]*_*toc[\w:-]*[ ]*\}\} | \$\{toc\}
          | @\[toc\](?:\(.*?\))?
          | \{::(?:options|nomarkdown)\b[^{}]*\} | \{:/(?:nomarkdown|options)?\} )[ \t]*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_NEW_PAGE = re.compile(
    r"(?:\{page-?break\}|\\(?:newpage|pagebreak(?:\[\d\])?|clearpage|cleardoublepage)(?:\{\})?)\s*\Z"
)
_PART = re.compile(r"-#[ \t]+(\S.*?)[ \t]*#*[ \t]*\Z")
_TOC_ITEM = re.compile(r"(?:[*+-]|\d+[.)])[ \t]+\S.*\Z")
_TOC_MARK = re.compile(r"\{:[^{}]*(?<![\w.])toc\b[^{}]*\}[ \t]*\Z")
_COMMENT = re.compile(r"\{::comment\}[ \t]*\Z")
_COMMENT_END = re.compile(r"\{:/(?:comment)?\}[ \t]*\Z")
_BOX = re.compile(r"\{(aside|blurb)(?:,[ \t]*([^{}]*))?\}[ \t]*\Z")

_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def add_lone_lines(md: MarkdownIt) -> None:
    """Put the rules of this module into a parser."""
    ruler = md.block.ruler
    ruler.before("fence", "octavo_boxes", _box, _ENDS)
    ruler.before("octavo_attributes", "octavo_directives", _directive)


def _directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a line alone: what stands below it, too, is no part of it."""
    if silent or state.is_code_block(start):
        return False
    text = text_of_line(state, start)
    last = start + 1
    if _PASSED_OVER.match(text) or _TOC_MARK.match(text):
        pass
    elif _TOC_ITEM.match(text) and last < end and _TOC_MARK.match(text_of_line(state, last)):
        last += 1
    elif _COMMENT.match(text):
        is_closed = last_end(state, "{:/") > state.eMarks[start]
        lines = range(last, end) if is_closed else ()
        closing = (n for n in lines if _COMMENT_END.match(text_of_line(state, n)))
        if (line := next(closing, None)) is None:
            return False
        last = line + 1
    elif _NEW_PAGE.match(text):
        token = state.push("page_break", "div", 0)
        token.attrs, token.map = dict(_PAGE), [start, last]
    elif found := _PART.match(text):
        _push_title(state, found[1], start)
    else:
        return False
    state.line = last
    return True


def _push_title(state: StateBlock, words: str, line: int) -> None:
    token = state.push("heading_open", "h1", 1)
    token.markup, token.map = "#", [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = words, token.map, []
    state.push("heading_close", "h1", -1).markup = "#"


def _box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Markua's asides and blurbs in braces, from one to the other (Markua, 6.5)."""
    found = None if state.is_code_block(start) else _BOX.match(text_of_line(state, start))
    if found is None:
        return False
    closed = f"{{/{found[1]}}}"
    lines = range(start + 1, end) if last_end(state, closed) > state.eMarks[start] else ()
    last = next((n for n in lines if text_of_line(state, n).strip() == closed), None)
    if last is None:
        return False
    if silent:
        return True
    attributes = read_markua(found[2] or "") or {}
    kind = callout_kind(attributes.get("class", "")) or markua_kind("A")
    opening = Opening(name=kind, rest="", attributes={})
    push_block(state, opening, (start, last + 1), (start + 1, last))
    state.line = last + 1
    return True
