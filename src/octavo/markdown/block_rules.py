"""Blocks that CommonMark has no word for, read wherever they stand: in lists and notes too.

    ::: name rest of the line {attributes}     a container: `special_blocks.py` says what it means
    | a line                                   a line block, as pandoc has it
    A> an aside                                Markua's blocks beside the text
    {.class}                                   attributes of the block below
    (name)=                                    its name, as MyST gives it
    *[HTML]: Hypertext Markup Language         an abbreviation

Each rule takes the lines of markdown-it's `StateBlock`, and pushes tokens that know their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from octavo.markdown.attribute_lists import read_attributes, read_markua
from octavo.markdown.block_attributes import ATTRIBUTES
from octavo.markdown.callouts import markua_kind
from octavo.markdown.container_openings import (
    END_BRACES,
    STATEMENT,
    Opening,
    callout_title,
    other_title,
    read_opening,
)
from octavo.markdown.directives import read_directive
from octavo.markdown.positions import text_of_line
from octavo.markdown.reading import reading_of

#: A line of colons, and what stands behind them: nothing where a container ends.
COLONS = re.compile(r"(:{3,})[ \t]*(.*?)[ \t]*:*[ \t]*\Z")
_CODE = re.compile(r"[ \t>]*(`{3,}(?=[^`]*\Z)|~{3,})")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t]*#*\Z")

_LINE_BLOCK = re.compile(r"\|(?: (.*))?\Z")
_ASIDE = re.compile(r"([A-EGIQTWX])>(?: |\Z)")
_ATTRIBUTES = re.compile(r"\{:?([^{}]*)\}[ \t]*\Z")
#: Where MyST ends a cell of a notebook, with what it says of the next.
_CELL_END = re.compile(r"\+\+\+(?:[ \t]+\{.*\})?[ \t]*\Z")
_TARGET = re.compile(r"\(([^()\s]+)\)=[ \t]*\Z")
#: What an abbreviation stands for.
ABBREVIATION = re.compile(r"\*\[([^\]\n]+)\]:[ \t]*(.*?)[ \t]*\Z")

#: The containers whose lines are not Markdown's blocks.
VERSE = "verse"
#: The container that stands twice: as it is written, and as it comes out.
EXAMPLE = "example"


#: Spaces of a verse that are one step of indent. A noncharacter (Unicode 16, 23.7) stands for each,
#: because Markdown takes spaces away.
STEP, INDENT = 2, "\ufde0"
_SOURCE = re.compile(rf"[{INDENT}\s]*-{{2,3}}(?!-)\s*\S")

#: Signs of list items before a block that ends with a sign of its own.
_ITEM = re.compile(r"\A(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+(?=[`~:]{3})")
#: What can end a paragraph, a quotation or a list without a blank line before it.
_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def push_block(
    state: StateBlock, opening: Opening, whole: tuple[int, int], inner: tuple[int, int]
) -> None:
    """Push a container: the lines `whole` are its own, the lines `inner` are what it holds."""
    token = state.push("container_open", "div", 1)
    token.map = list(whole)
    token.meta = {"opening": opening}
    _push_title(state, opening, whole[0])
    parse_nested(state, *inner)
    state.push("container_close", "div", -1).meta = {"of": opening.name}


def _push_title(state: StateBlock, opening: Opening, line: int) -> None:
    """Push the title of a callout or another container, if it has one."""
    if title := callout_title(opening):
        _push_inline(state, "callout_title", [(line, title)])
    elif title := other_title(opening):
        _push_inline(state, "summary", [(line, title)])


def add_block_rules(md: MarkdownIt) -> None:
    """Put the rules of this module into a parser."""
    ruler = md.block.ruler
    ruler.before("fence", "octavo_container", _container, _ENDS)
    ruler.before("fence", "octavo_line_block", _line_block)
    ruler.before("fence", "octavo_aside", _aside, _ENDS)
    ruler.before("fence", "octavo_attributes", _attribute_line)
    ruler.before("fence", "octavo_cell_end", _cell_end)
    ruler.before("reference", "octavo_abbreviation", _abbreviation)


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start) or not (found := COLONS.match(text_of_line(state, start))):
        return False
    if silent:
        return True
    words = found[2]
    if not words:
        reading_of(state).stray_colons.append(start)
        state.line = start + 1
        return True
    last, closed = _partner(state, start, end)
    if not closed:
        reading_of(state).open_containers.append(start)
    _push_container(state, words, start, last)
    state.line = last + 1 if closed else last
    return True


def _partner(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    """Find the line on which a container closes, or where what it stands in ends."""
    known = reading_of(state).partners.setdefault(state, {})
    line, closed = known.get((start, state.blkIndent), (-1, False))
    if not start < line < end and (closed or line != end):
        known |= _partners(state, start, end)
        line, closed = known[start, state.blkIndent]
    return line, closed


def _partners(state: StateBlock, start: int, end: int) -> dict[tuple[int, int], tuple[int, bool]]:
    """Return the partners of the container that begins at `start`, and of those within it."""
    found: dict[tuple[int, int], tuple[int, bool]] = {}
    opened, fence, last = list[int](), "", end
    items = set[int]()
    for line in range(start, end):
        text = text_of_line(state, line)
        if text and state.sCount[line] < state.blkIndent:
            last = line
            break
        behind = _ITEM.sub("", text)
        if behind != text:
            text = behind
            items.add(line)
        if code := _CODE.match(text):
            if not fence:
                fence = code[1]
            elif text.strip().startswith(fence) and not text.strip().strip(fence[0]):
                fence = ""
        if fence or state.is_code_block(line) or not (colons := COLONS.match(text)):
            continue
        if colons[2]:
            opened.append(line)
            continue
        # What begins an item ends with it.
        while opened[-1] in items and state.sCount[line] <= state.sCount[opened[-1]]:
            opened.pop()
        found[opened.pop(), state.blkIndent] = line, True
        if not opened:
            break
    return found | {(line, state.blkIndent): (last, False) for line in opened}


def _push_container(state: StateBlock, words: str, start: int, end: int) -> None:
    if words.startswith("{") and read_directive(words, ""):
        _push_directive(state, words, start, end)
        return
    opening = read_opening(words)
    if opening.attributes is None and (braces := END_BRACES.search(words)):
        reading_of(state).unread_openings.append((braces[0], start))
    first = start + 1
    if opening.name == STATEMENT:
        reading_of(state).blocks.append((opening.title.partition(" ")[0].lower(), start))
        title, first = _statement(state, opening.title, first, end)
        opening = replace(opening, title=title)
    token = state.push("container_open", "div", 1)
    token.map = [start, end]
    token.meta = {"opening": opening, "line": start}
    token.info = words
    if opening.name == VERSE:
        _push_verse(
            state,
            [(line, _indented(state, line, state.sCount[start])) for line in range(first, end)],
        )
    else:
        if opening.name == EXAMPLE:
            _push_source(state, first, end)
        else:
            _push_title(state, opening, start)
        parse_nested(state, first, end)
        if opening.name == EXAMPLE:
            state.push("container_close", "div", -1)
    state.push("container_close", "div", -1).meta = {"of": opening.name}


def _statement(state: StateBlock, title: str, first: int, end: int) -> tuple[str, int]:
    """Return a statement's title, by a heading at its start (Quarto), and where it goes on."""
    line = next((n for n in range(first, end) if not state.isEmpty(n)), end)
    found = _HEADING.match(text_of_line(state, line)) if line < end else None
    if found is None or "(" in title:
        return title, first
    return f"{title} ({found[1]})", line + 1


def _push_directive(state: StateBlock, words: str, start: int, end: int) -> None:
    """Push a directive as the fence that it could as well be (`directive_tokens.py`)."""
    token = state.push("fence", "code", 0)
    token.info, token.map, token.markup = words, [start, end], ":::"
    token.content = state.getLines(start + 1, end, state.sCount[start], True)


def _push_source(state: StateBlock, start: int, end: int) -> None:
    """Push the Markdown of an example as code, and the opening of its result."""
    for name in ("source", "result"):
        token = state.push("container_open", "div", 1)
        token.map = [start, end]
        token.meta = {"opening": Opening(name=name, rest="", attributes={})}
        if name == "source":
            code = state.push("code_block", "code", 0)
            code.content = state.getLines(start, end, state.blkIndent, False).strip("\n") + "\n"
            code.map = [start, end]
            state.push("container_close", "div", -1)


def parse_nested(state: StateBlock, start: int, end: int) -> None:
    """Parse lines as blocks of their own."""
    before, parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = end, "container"
    state.md.block.tokenize(state, start, end)
    state.lineMax, state.parentType = before, parent


def _indented(state: StateBlock, line: int, indent: int) -> str:
    """Return a line of verse, set in by as many steps as it stands behind `indent`."""
    text = text_of_line(state, line)
    steps = max(0, state.sCount[line] - indent) // STEP
    return INDENT * steps + text.rstrip() if text else ""


def _push_verse(state: StateBlock, lines: list[tuple[int, str]]) -> None:
    """Stanzas, and the source, if the last line names one."""
    while lines and not lines[-1][1]:
        lines = lines[:-1]
    source = lines[-1:] if any(text for _, text in lines[:-1]) else []
    if not (source and _SOURCE.match(source[0][1])):
        source = []
    _push_stanzas(state, lines[:-1] if source else lines)
    if source:
        number, text = source[0]
        _push_inline(state, "attribution", [(number, text.strip(f"{INDENT} "))])


def _push_stanzas(state: StateBlock, lines: list[tuple[int, str]]) -> None:
    """Paragraphs of lines that stay lines; the token of each says that its spaces count."""
    stanza: list[tuple[int, str]] = []
    for number, text in [*lines, (0, "")]:
        if text:
            stanza.append((number, text))
        elif stanza:
            _push_inline(state, "stanza", stanza)
            stanza = []


def _push_inline(state: StateBlock, name: str, lines: list[tuple[int, str]]) -> None:
    token = state.push(f"{name}_open", "p", 1)
    token.map = [lines[0][0], lines[-1][0] + 1]
    inline = state.push("inline", "", 0)
    inline.content = "\n".join(text for _, text in lines)
    inline.map, inline.children = token.map, []
    inline.meta = {"lines": True}
    state.push(f"{name}_close", "p", -1)


def _line_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = _LINE_BLOCK.match(text_of_line(state, start))
    if first is None or "|" in (first[1] or "") or state.is_code_block(start):
        return False
    lines = list(_run(state, start, end, _LINE_BLOCK))
    if len(lines) < 2:  # it may be a row of a table that is none, or a bar
        return False
    if silent:
        return True
    token = state.push("container_open", "div", 1)
    token.map = [start, start + len(lines)]
    token.meta = {"opening": Opening(name=VERSE, rest="", attributes={})}
    _push_stanzas(state, [(number, _stepped(text)) for number, text in lines])
    state.push("container_close", "div", -1).meta = {"of": VERSE}
    state.line = start + len(lines)
    return True


def _stepped(text: str) -> str:
    words = text.lstrip(" ")
    return INDENT * ((len(text) - len(words)) // STEP) + words.rstrip()


def _run(
    state: StateBlock, start: int, end: int, pattern: re.Pattern[str]
) -> Iterator[tuple[int, str]]:
    """Yield the lines from `start` on that begin with a mark, each with what follows it."""
    for line in range(start, end):
        found = pattern.match(text_of_line(state, line))
        if found is None or state.sCount[line] < state.blkIndent:
            return
        yield line, found[1] or ""


def _aside(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Markua's asides, blurbs and what stands in the middle: `A>`, `T>`, `C>` before each line."""
    lines = [line for line, _ in _run(state, start, end, _ASIDE)]
    if not lines or state.is_code_block(start):
        return False
    if silent:
        return True
    letter = text_of_line(state, start)[0]
    saved = [(state.bMarks[n], state.tShift[n], state.sCount[n]) for n in lines]
    for line in lines:
        at = state.bMarks[line] + state.tShift[line] + 2
        if state.src[at : at + 1] == " ":
            at += 1
        words = state.src[at : state.eMarks[line]]
        indent = len(words) - len(words.lstrip(" "))
        state.bMarks[line], state.tShift[line], state.sCount[line] = at, indent, indent
    indent_before, state.blkIndent = state.blkIndent, 0
    lines_of_it = start, lines[-1] + 1
    opening = Opening(name=markua_kind(letter), rest="", attributes={})
    push_block(state, opening, lines_of_it, lines_of_it)
    state.blkIndent = indent_before
    for line, (mark, shift, count) in zip(lines, saved, strict=True):
        state.bMarks[line], state.tShift[line], state.sCount[line] = mark, shift, count
    state.line = lines[-1] + 1
    return True


def _attribute_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a line of braces alone: attributes of the block below it."""
    if silent or state.is_code_block(start):
        return False
    found = _ATTRIBUTES.match(text_of_line(state, start))
    attributes = (read_attributes(found[1]) or read_markua(found[1])) if found else None
    if target := _TARGET.match(text_of_line(state, start)):
        attributes = {"id": target[1]}
    if attributes is None:
        return False
    token = state.push("attribute_line", "", 0)
    token.map = [start, start + 1]
    above = start > 0 and not state.isEmpty(start - 1) and bool(state.tokens[:-1]) and not target
    below = start + 1 < end and not state.isEmpty(start + 1)
    token.meta = {ATTRIBUTES: attributes, "above": above and not below}
    state.line = start + 1
    return True


def _cell_end(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or state.is_code_block(start) or not _CELL_END.match(text_of_line(state, start)):
        return False
    state.line = start + 1
    return True


def _abbreviation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = None if state.is_code_block(start) else ABBREVIATION.match(text_of_line(state, start))
    if found is None:
        return False
    if not silent:
        reading_of(state).abbreviations.setdefault(found[1].strip(), found[2])
        state.line = start + 1
    return True
