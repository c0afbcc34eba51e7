"""Callouts as other tools write them, turned into Octavo's: alerts and directives.

> [!NOTE]                 GitHub's alerts
> [!tip]- A title         Obsidian's callouts, of more kinds, with titles
```{note} A title         MyST's directives with backticks
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from octavo.markdown.callouts import callout_kind, container_kind
from octavo.markdown.container_openings import DIRECTIVE, Opening
from octavo.markdown.fence_callouts import fence_callout
from octavo.markdown.reading import parse_apart

_ALERT = re.compile(r"\[!(\w+)\][+-]?[ \t]*([^\n]*)(?:\n|\Z)")
_OPTION = re.compile(r"(?::[\w-]+:[^\n]*\n)+")


def add_alerts(md: MarkdownIt) -> None:
    """Put the rule into a parser, between blocks and what they hold."""
    md.core.ruler.after("block", "octavo_alerts", _alerts)


def _alerts(state: StateCore) -> None:
    state.tokens = _with_callouts(state, state.tokens)


def _with_callouts(state: StateCore, given: list[Token]) -> list[Token]:
    tokens: list[Token] = []
    for number, token in enumerate(given):
        if token.type == "blockquote_open":
            _alert(given, number)
        directive = DIRECTIVE.match(token.info.strip()) if token.type == "fence" else None
        kind = container_kind(directive[1]) if directive else None
        if token.type == "fence" and (other := fence_callout(token)):
            tokens += _parsed(state, token, *other)
        elif directive and kind:
            tokens += _directive(state, token, Opening(name=kind, rest=directive[2], attributes={}))
        else:
            tokens.append(token)
            if token.type == "container_open" and token.meta.get("title"):
                tokens += _title(token)
    return tokens


def _alert(tokens: list[Token], start: int) -> None:
    """Turn a quotation that begins with the name of a callout into one."""
    first = tokens[start + 2] if len(tokens) > start + 2 else None
    found = _ALERT.match(first.content) if first and first.type == "inline" else None
    kind = callout_kind(found[1]) if found else None
    if first is None or found is None or kind is None:
        return
    token = tokens[start]
    token.type, token.tag = "container_open", "div"
    opening = Opening(name=kind, rest=found[2].strip(), attributes={})
    token.meta = {**token.meta, "opening": opening, "options": {}, "title": opening.rest}
    close = next(t for t in tokens[start + 1 :] if t.nesting == -1 and t.level == token.level)
    close.type, close.tag, close.meta = "container_close", "div", {"of": kind}
    first.content = first.content[found.end() :]
    if first.map:
        first.map = tokens[start + 1].map = [first.map[0] + 1, first.map[1]]
    if not first.content.strip():
        for part in tokens[start + 1 : start + 4]:
            part.hidden = True


def _title(token: Token) -> list[Token]:
    """Return the tokens of a callout's title."""
    opened, closed = Token("callout_title_open", "p", 1), Token("callout_title_close", "p", -1)
    inline = Token("inline", "", 0, content=str(token.meta["title"]), children=[])
    for part in (opened, inline, closed):
        part.level, part.map = token.level + 1, token.map
    return [opened, inline, closed]


def _directive(state: StateCore, fence: Token, opening: Opening) -> list[Token]:
    """Return the tokens of a directive, whose content is Markdown."""
    options = _OPTION.match(fence.content)
    return _parsed(state, fence, opening, fence.content[options.end() if options else 0 :])


def _parsed(state: StateCore, fence: Token, opening: Opening, content: str) -> list[Token]:
    """Return the tokens of a callout that holds the Markdown at the end of a fence."""
    opened = Token("container_open", "div", 1, map=fence.map, level=fence.level)
    opened.meta = {"opening": opening, "options": {}, "title": opening.rest}
    skipped = fence.content.count("\n") - content.count("\n")
    first = (fence.map[0] if fence.map else 0) + 1 + skipped
    inner = parse_apart(state.md, content, state.env, first)
    for token in inner:
        token.level += fence.level + 1
    title = _title(opened) if opening.rest else []
    closed = Token("container_close", "div", -1, level=fence.level, meta={"of": opening.name})
    return [opened, *title, *_with_callouts(state, inner), closed]
