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

from octavo.markdown.block_rules import parse_nested
from octavo.markdown.html_names import is_html
from octavo.markdown.positions import sign_of_line, text_of_line
from octavo.markdown.reading import parse_apart

_OPENING = re.compile(
    r"<(?P<name>[a-zA-Z][\w-]*)(?P<before>(?:\s[^<>]*?)?)\smarkdown(?:=[\"']?(?P<how>\w*)[\"']?)?(?P<behind>[^<>]*)>"
)
#: A container alone on its line, and below it what nobody writes for anything but Markdown: a
#: table, a heading, a list, a fence. Pandoc reads it as that (`markdown_in_html_blocks`).
_CONTAINER = re.compile(
    r"<(?P<name>article|aside|center|div|main|section)(?P<before>(?:\s[^<>]*)?)"
    r"(?P<how>)(?P<behind>)>(?=[ \t]*\Z)",
    re.I,
)
_MARKDOWN = re.compile(r"#{2,6}[ \t]+\S|```|~~~|[-*+][ \t]+\S|\d{1,9}[.)][ \t]+\S")
_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*\Z")
_NAME = re.compile(r"</?([a-zA-Z][^\s<>/\"'=]*)")
_VOID_LINE = re.compile(r"(?:<(?:br|hr|img|wbr)(?:\s[^<>]*|/)?>[ \t]*)+\Z", re.I)
_PHRASES = frozenset("p h1 h2 h3 h4 h5 h6 td th dt summary caption figcaption span".split())


def add_html_rules(md: MarkdownIt) -> None:
    """Put the rules into a parser, before its own rules for HTML."""
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    md.block.ruler.before("html_block", "octavo_markdown_html", _markdown_html, ends)
    md.block.ruler.before("html_block", "octavo_words_block", _words_block)
    md.block.ruler.before("html_block", "octavo_void_lines", _void_lines)
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


def _void_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse lines of breaks, rules, pictures alone; what follows is Markdown, as in pandoc.

    CommonMark has HTML go on until an empty line, so that a heading below `<hr>` would be words.
    """
    last = start
    if sign_of_line(state, start) != "<":
        return False
    while last < end and not state.is_code_block(last) and state.sCount[last] >= state.blkIndent:
        at = state.bMarks[last] + state.tShift[last]
        if not _VOID_LINE.match(state.src, at, state.eMarks[last]):
            break
        last += 1
    if last == start or silent:
        return last > start
    token = state.push("html_block", "", 0)
    token.map = [start, last]
    token.content = state.getLines(start, last, state.blkIndent, True)
    state.line = last
    return True


def _markdown_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    at = state.bMarks[start] + state.tShift[start]
    if sign_of_line(state, start) != "<" or state.is_code_block(start):
        return False
    found = _OPENING.match(state.src, at, state.eMarks[start])
    if found is None and _has_markdown(state, start, end):
        found = _CONTAINER.match(state.src, at, state.eMarks[start])
    if found is None or found["how"] == "0":
        return False
    spot = _closing(state, start, end, found)
    if spot is None:
        return False
    if silent:
        return True
    line, begin = spot
    _push(state, f"<{found['name']}{found['before']}{found['behind']}>", start)
    lines = _lines_between(state, (start, found.end()), spot)
    is_phrase = found["name"].lower() in _PHRASES
    if found["how"] == "span" or (is_phrase and found["how"] != "block"):
        _push_phrase(state, lines, start)
    elif len(lines) > 1 and not lines[0].strip() and not lines[-1].strip():
        _push_lines(state, start + 1, line)
    else:
        _push_text(state, lines, start)
    _push(state, state.src[begin : state.eMarks[line]], line)
    state.line = line + 1
    return True


def _has_markdown(state: StateBlock, start: int, end: int) -> bool:
    """Tell whether the lines below one are a table, a heading, a list or a fence."""
    below = text_of_line(state, start + 1) if start + 1 < end else ""
    after = text_of_line(state, start + 2) if start + 2 < end else ""
    return bool(_MARKDOWN.match(below) or ("|" in below and _DELIMITERS.match(after)))


def _lines_between(state: StateBlock, start: tuple[int, int], end: tuple[int, int]) -> list[str]:
    """Return what stands between two places, each a line and an offset, without outer marks."""
    (first, begin), (last, stop) = start, end
    if first == last:
        return [state.src[begin:stop]]
    between = (state.src[state.bMarks[n] : state.eMarks[n]] for n in range(first + 1, last))
    head = state.src[begin : state.eMarks[first]]
    return [head, *between, state.src[state.bMarks[last] : stop]]


def _push_phrase(state: StateBlock, lines: list[str], start: int) -> None:
    """Push lines of text, from the first one that has words."""
    while len(lines) > 1 and not lines[0].strip():
        lines, start = lines[1:], start + 1
    token = state.push("inline", "", 0)
    token.content = "\n".join(line.strip() for line in lines).strip("\n")
    token.map, token.children = [start, start + len(lines)], []


def _push_lines(state: StateBlock, start: int, end: int) -> None:
    """Push the blocks of lines between the tags; what all are set in by is no code."""
    before = state.blkIndent
    columns = [state.sCount[line] for line in range(start, end) if not state.isEmpty(line)]
    state.blkIndent = max(before, min(columns, default=0))
    parse_nested(state, start, end)
    state.blkIndent = before


def _push_text(state: StateBlock, lines: list[str], start: int) -> None:
    """Push the blocks of what begins or ends beside a tag, parsed as a text of its own."""
    indents = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
    cut = min(indents, default=0)
    text = "\n".join([lines[0].lstrip(), *(line[cut:] for line in lines[1:])])
    state.tokens += parse_apart(state.md, text, state.env, start)


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
