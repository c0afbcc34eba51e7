"""Attributes of blocks: behind a heading or a caption, below a paragraph, on their own line."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from octavo.markdown.attribute_lists import merge, read_attributes, read_markua

#: The key of a token's `meta` that holds its attributes.
ATTRIBUTES = "attributes"
#: The key of the line on which they are written, from 0.
BRACES_LINE = "braces line"

_BEHIND = re.compile(r"(?<=\S)[ \t]*\{:?([^{}\n]*)\}[ \t]*\Z")
_SPACED = re.compile(r"(?<=\S)[ \t]+\{:?([^{}\n]*)\}[ \t]*\Z")
_COLON = re.compile(r"(?<=\s)\{:([^{}\n]*)\}[ \t]*\Z")
_LAST_LINE = re.compile(r"\n[ \t]*\{:?([^{}\n]*)\}[ \t]*\Z")
#: What a paragraph may be all of, so that it has no element of its own.
_ITEMS = frozenset(["list_item_open", "dd_open"])
_CAPTION = re.compile(r"\s*Table:\s+|:\s+(?=\S)")


def add_block_attributes(md: MarkdownIt) -> None:
    """Put the rule into a parser, between blocks and lines."""
    md.core.ruler.after("block", "octavo_attributes", _attributes)


def give(token: Token, attributes: dict[str, str], line: int | None = None) -> None:
    """Give a token attributes, beside those that it has; `line` is theirs in the text."""
    into = dict(token.meta.get(ATTRIBUTES, {}))
    merge(into, attributes)
    token.meta[ATTRIBUTES] = into
    if line is not None:
        token.meta[BRACES_LINE] = line


def _attributes(state: StateCore) -> None:
    _take_lines(state.tokens)
    opened: list[Token] = []
    for token in state.tokens:
        if token.type == "inline" and opened:
            _behind(token, opened)
        elif token.nesting == 1:
            opened.append(token)
        elif token.nesting == -1 and opened:
            opened.pop()


def _take_lines(tokens: list[Token]) -> None:
    """Give the attributes of lines of their own to the blocks below, or right above, them."""
    waiting: dict[str, str] = {}
    line = None
    opened: list[Token] = []
    last: dict[int, Token] = {}
    for token in tokens:
        if token.type == "attribute_line":
            line = token.map[0] if token.map else None
            if token.meta["above"] and token.level in last:
                give(last[token.level], token.meta[ATTRIBUTES], line)
            else:
                merge(waiting, token.meta[ATTRIBUTES])
            continue
        if waiting and token.nesting >= 0:
            give(token, waiting, line)
        waiting = {}
        if token.nesting == 1:
            opened.append(token)
        elif token.nesting == -1 and opened:
            last[token.level] = opened.pop()
        elif token.type != "inline":
            last[token.level] = token
    tokens[:] = [token for token in tokens if token.type != "attribute_line"]


def _behind(inline: Token, opened: list[Token]) -> None:
    """Take the attributes at the end of a block's text."""
    holder = opened[-1]
    text = inline.content
    if holder.type == "heading_open":
        found = _BEHIND.search(text)
    elif holder.type in ("td_open", "th_open", "dt_open") or (
        holder.type == "paragraph_open" and _CAPTION.match(text)
    ):
        found = _SPACED.search(text)
    elif holder.type == "paragraph_open":
        found = _LAST_LINE.search(text) or _COLON.search(text)
    else:
        return
    attributes = read_attributes(found[1]) if found else None
    if found is not None and attributes is None and holder.type == "heading_open":
        attributes = read_markua(found[1])
    if found is not None and attributes is None and _is_caption(holder, text):
        inline.meta["unread"] = found[0].strip(), text.count("\n", 0, found.start())
    if found is None or attributes is None:
        return
    inline.content = text[: found.start()]
    in_item = holder.hidden and len(opened) > 1 and opened[-2].type in _ITEMS
    line = inline.map[0] + text.count("\n", 0, found.start(1)) if inline.map else None
    give(opened[-2] if in_item else holder, attributes, line)


def _is_caption(holder: Token, text: str) -> bool:
    return holder.type == "paragraph_open" and _CAPTION.match(text) is not None
