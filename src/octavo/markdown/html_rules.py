"""HTML within Markdown: which tags are HTML and which are words, and Markdown inside HTML.

`<your-name>` and `Vec<T>` are words: no element of HTML has such a name. `<div markdown="1">`
holds Markdown (Python-Markdown's `md_in_html`), and so do `block` and `span` in the place of `1`.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_inline import StateInline

from octavo.markdown.html_names import is_html

_OPENING = re.compile(
    r"<(?P<name>[a-zA-Z][\w-]*)(?P<before>(?:\s[^<>]*?)?)\smarkdown(?:=[\"']?(?P<how>\w*)[\"']?)?(?P<behind>[^<>]*)>"
)
_NAME = re.compile(r"</?([a-zA-Z][^\s<>/\"'=]*)")
_PHRASES = frozenset("p h1 h2 h3 h4 h5 h6 td th dt summary caption figcaption span".split())


def add_html_rules(md: MarkdownIt) -> None:
    """Put the rules into a parser, before its own rules for HTML."""
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    md.block.ruler.before("html_block", "octavo_markdown_html", _markdown_html, ends)
    md.block.ruler.before("html_block", "octavo_words_block", _words_block)
    md.inline.ruler.before("html_inline", "octavo_words", _words)


def _words(state: StateInline, silent: bool) -> bool:
    """Parse a tag that is none: the sign before it is text."""
    if state.src[state.pos] != "<":
        return False
    found = _NAME.match(state.src, state.pos, state.posMax)
    if found is None or is_html(found[1]):
        return False
    if not silent:
        state.append_pending("<")
    state.pos += 1
    return True


def _words_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a line that begins with a tag that is none: it begins a paragraph."""
    at = state.bMarks[start] + state.tShift[start]
    found = None if state.is_code_block(start) else _NAME.match(state.src, at, state.eMarks[start])
    if silent or found is None or is_html(found[1]):
        return False
    return paragraph(state, start, end, False)


def _markdown_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    at = state.bMarks[start] + state.tShift[start]
    found = (
        None if state.is_code_block(start) else _OPENING.match(state.src, at, state.eMarks[start])
    )
    if found is None or found["how"] == "0":
        return False
    spot = _closing(state, start, end, found)
    if spot is None:
        return False
    if silent:
        return True
    line, begin = spot
    _push(state, f"<{found['name']}{found['before']}{found['behind']}>", start)
    inner = state.src[found.end() : begin]
    is_phrase = found["name"].lower() in _PHRASES
    if found["how"] == "span" or (is_phrase and found["how"] != "block"):
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = inner.strip("\n"), [start, line + 1], []
    else:
        _push_blocks(state, inner, start, found.end())
    _push(state, state.src[begin : state.eMarks[line]], line)
    state.line = line + 1
    return True


def _push_blocks(state: StateBlock, inner: str, start: int, at: int) -> None:
    """Push the blocks of the inside, parsed as a text of its own, by lines of the whole."""
    before = len(state.tokens)
    lines = inner.split("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
    cut = min(indents, default=0)
    text = "\n".join([lines[0].lstrip(), *(line[cut:] for line in lines[1:])])
    state.md.block.parse(text, state.md, state.env, state.tokens)
    for token in state.tokens[before:]:
        if token.map:
            token.map = [start + token.map[0], start + token.map[1]]


def _closing(
    state: StateBlock, start: int, end: int, opening: re.Match[str]
) -> tuple[int, int] | None:
    """Find the closing tag: its line, and where it begins."""
    tags = re.compile(rf"<(?P<end>/?){re.escape(opening['name'])}\b[^<>]*>", re.I)
    depth, last = 1, state.eMarks[end - 1] if end else len(state.src)
    for tag in tags.finditer(state.src, opening.end(), last):
        depth += -1 if tag["end"] else 1
        if depth == 0:
            line = state.src.count("\n", state.bMarks[start], tag.start()) + start
            return line, tag.start()
    return None


def _push(state: StateBlock, html: str, line: int) -> None:
    token = state.push("html_block", "", 0)
    token.content, token.map = html, [line, line + 1]
