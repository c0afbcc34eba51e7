"""Fences that hold no code for readers, as tokens: directives, bookdown's blocks, raw HTML.

What another tool would run, or would have followed, is noted; it stays as it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from octavo.markdown.block_attributes import give
from octavo.markdown.callouts import container_kind
from octavo.markdown.code import is_known
from octavo.markdown.container_openings import Opening
from octavo.markdown.directive_tables import TABLES, directive_table
from octavo.markdown.directives import (
    STATEMENTS,
    Chunk,
    Directive,
    glossary,
    is_run,
    picture_of,
    read_chunk,
    read_directive,
    said,
    statement_title,
    without_options,
)
from octavo.markdown.fence_callouts import fence_callout
from octavo.markdown.pictures import picture_tokens
from octavo.markdown.reading import note_of, parse_apart

_RAW = re.compile(r"\{=(\w+)\}\Z")
#: What of TeX is a formula by itself; pandoc sets it as one in every format.
_FORMULA = re.compile(
    r"\s*\\begin\{((?:align|alignat|flalign|gather|multline|equation|eqnarray|displaymath|array)\*?)\}"
    r"(?:(?!\\begin\{\1\}).)*\\end\{\1\}\s*",
    re.S,
)
#: knitr's engines for blocks of Markdown; bookdown's own blocks name their class as `type`.
_BLOCKS = frozenset({"asis", "block", "block2"})

#: Turns the alerts and directives among tokens that were parsed within one.
Turn = Callable[[StateCore, list[Token]], list[Token]]


def fence_tokens(state: StateCore, fence: Token, turn: Turn) -> list[Token] | None:
    """Return the tokens of a fence that holds no code for readers; None if it stays what it is."""
    info = fence.info.strip()
    if called := fence_callout(fence):
        opening, content = called
        skipped = fence.content.count("\n") - content.count("\n")
        body = Directive(name=opening.name, content=content, skipped=skipped)
        return _block(state, fence, opening, body, turn)
    if not info.startswith("{"):
        return None
    if raw := _RAW.match(info):
        return _raw(state, fence, raw[1], fence.content)
    directive = read_directive(info, fence.content)
    if directive and (tokens := _directive(state, fence, directive, turn)) is not None:
        return tokens
    chunk = read_chunk(info, fence.content)
    if chunk and (not directive or not directive.is_code):
        return _chunk(state, fence, chunk, turn)
    return None


def _raw(state: StateCore, fence: Token, kind: str, content: str) -> list[Token]:
    """Return HTML as such, and TeX that is a formula; another format is for itself alone."""
    if kind in ("tex", "latex") and _FORMULA.fullmatch(content):
        token = Token("amsmath", "math", 0, content=content.strip(), level=fence.level)
    elif kind.startswith("html"):
        token = Token("html_block", "", 0, content=content, level=fence.level)
    else:
        note_of(state.env).alone.append((kind, _line(fence)))
        return []
    token.map, token.block = fence.map, True
    return [token]


def _directive(
    state: StateCore, fence: Token, directive: Directive, turn: Turn
) -> list[Token] | None:
    """Return a directive's tokens; None for code, whose token is brought into order."""
    kind = container_kind(directive.name)
    if directive.is_nothing:
        return []
    if directive.is_raw:
        return _raw(state, fence, directive.argument, directive.content)
    if directive.name in TABLES:
        read = partial(_parsed, state, turn=turn)
        if made := directive_table(fence, directive, read):
            return made
    if directive.is_picture:
        return _picture(state, fence, directive, turn)
    if kind:
        opening = Opening(name=kind, rest=directive.argument, attributes=_given(fence, directive))
        return _block(state, fence, opening, directive, turn)
    if directive.holds_markdown:
        if directive.statement:
            note_of(state.env).blocks.append((directive.name, _line(fence)))
        opening = Opening(
            name=directive.name if not directive.statement else "statement",
            rest="",
            attributes=_given(fence, directive),
            title=directive.title,
        )
        return _block(state, fence, opening, directive, turn)
    if directive.name == "math":
        fence.content = "\n".join([directive.argument, directive.content]).lstrip("\n")
        give(fence, _given(fence, directive))
    elif directive.is_code:
        kept = [f":{name}: {value}" for name, value in said(directive.options).items()]
        fence.content = "\n".join([*kept, directive.content])
        if is_run(directive.name, directive.options):
            note_of(state.env).run.append(_line(fence))
    elif not is_known(directive.name) and not is_drawn(directive.name):
        note_of(state.env).blocks_typed.append((directive.name, _line(fence)))
        fence.content, fence.info = f"{fence.info.strip()}\n{fence.content}", ""
    else:
        return None
    return [fence]


def _chunk(state: StateCore, fence: Token, chunk: Chunk, turn: Turn) -> list[Token] | None:
    name, options = chunk.language, chunk.options
    body = Directive(name=name, content=fence.content)
    if name in STATEMENTS:
        note_of(state.env).blocks.append((name, _line(fence)))
        title = statement_title(name, options.get("name", ""))
        named = {"id": chunk.label} if chunk.label else {}
        opening = Opening(name="statement", rest="", attributes=named, title=title)
        return _block(state, fence, opening, body, turn)
    if name in _BLOCKS:
        kind = options.get("type", "").removeprefix("rmd")
        opening = Opening(name=kind or "block", rest="", attributes={})
        return _block(state, fence, opening, body, turn)
    if source := picture_of(fence.content):
        sized = {"width": options["out-width"]} if "out-width" in options else {}
        if chunk.label:
            sized["id"] = f"fig:{chunk.label}".replace("fig:fig-", "fig-")
        caption = options.get("fig-cap", "")
        alt = options.get("fig-alt", "")
        return picture_tokens(state.md, source, _place(fence), words=(caption, alt), own=sized)
    if chunk.is_unseen:
        note_of(state.env).hidden.append(("knitr", fence.content.count("\n"), _line(fence)))
        return []
    if is_run(name, options):
        note_of(state.env).run.append(_line(fence))
    fence.content = without_options(fence.content)
    return None


def is_drawn(name: str) -> bool:
    """Tell whether a fence in braces holds what another tool would draw or run."""
    return is_run(name, {}) and name in ("mermaid", "ojs", "webr")


def _block(
    state: StateCore, fence: Token, opening: Opening, directive: Directive, turn: Turn
) -> list[Token]:
    """Return the tokens of a directive whose content is Markdown."""
    opened = Token("container_open", "div", 1, map=fence.map, level=fence.level)
    opened.meta = {"opening": opening}
    content = glossary(directive.content) if directive.name == "glossary" else directive.content
    inner = _parsed(state, content, _line(fence) + 1 + directive.skipped, turn)
    for token in inner:
        token.level += fence.level + 1
    words = opening.rest if container_kind(opening.name) else opening.title
    title = title_tokens(opened, words) if words else []
    closed = Token("container_close", "div", -1, level=fence.level, meta={"of": opening.name})
    return [opened, *title, *inner, closed]


def title_tokens(token: Token, words: str) -> list[Token]:
    """Return the tokens of a callout's title, inside the callout that `token` opens."""
    opened, closed = Token("callout_title_open", "p", 1), Token("callout_title_close", "p", -1)
    inline = Token("inline", "", 0, content=words, children=[])
    for part in (opened, inline, closed):
        part.level, part.map = token.level + 1, token.map
    return [opened, inline, closed]


def _picture(state: StateCore, fence: Token, directive: Directive, turn: Turn) -> list[Token]:
    """Return a picture, the first paragraph of what the directive holds its caption."""
    caption, below = directive.content.strip("\n"), ""
    if directive.name == "figure":
        caption, _, below = caption.partition("\n\n")
    options = directive.options
    own = {key: options[key] for key in ("width", "height") if options.get(key)}
    words = " ".join(caption.split()), options.get("alt", "")
    own |= _given(fence, directive)
    figure = picture_tokens(state.md, directive.argument, _place(fence), words=words, own=own)
    line = _line(fence) + 2 + directive.skipped + caption.count("\n")
    return [*figure, *(_parsed(state, below, line, turn) if below.strip() else [])]


def _parsed(state: StateCore, content: str, first: int, turn: Turn) -> list[Token]:
    """Parse what a fence holds, whose first line is line `first` of the text."""
    return turn(state, parse_apart(state.md, content, state.env, first))


def _given(fence: Token, directive: Directive) -> dict[str, str]:
    """Return the id of a directive, and its classes where it stands between colons."""
    options = directive.options
    found = (options.get(key) for key in ("label", "name"))
    name = next((value for value in found if value and " " not in value), "")
    classes = options.get("class", "") if fence.markup[:1] == ":" else ""
    return {key: value for key, value in {"id": name, "class": classes}.items() if value}


def _line(fence: Token) -> int:
    return fence.map[0] if fence.map else 0


def _place(fence: Token) -> tuple[int, int]:
    return _line(fence), fence.level
