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

from octavo.markdown.callouts import callout_kind
from octavo.markdown.container_openings import Opening
from octavo.markdown.directive_tokens import fence_tokens, title_tokens

_ALERT = re.compile(r"\[!(\w+)\][+-]?[ \t]*([^\n]*)(?:\n|\Z)")


def add_alerts(md: MarkdownIt) -> None:
    """Put the rule into a parser, between blocks and what they hold."""
    md.core.ruler.after("block", "octavo_alerts", _alerts)


def _alerts(state: StateCore) -> None:
    state.tokens = _turned(state, state.tokens)


def _turned(state: StateCore, given: list[Token]) -> list[Token]:
    tokens: list[Token] = []
    for number, token in enumerate(given):
        if token.type == "blockquote_open":
            _alert(given, number)
        made = fence_tokens(state, token, _turned) if token.type == "fence" else None
        tokens += [token] if made is None else made
        if token.type == "container_open" and token.meta.get("title"):
            tokens += title_tokens(token, str(token.meta["title"]))
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
    token.meta = {**token.meta, "opening": opening, "title": opening.rest}
    close = next(t for t in tokens[start + 1 :] if t.nesting == -1 and t.level == token.level)
    close.type, close.tag, close.meta = "container_close", "div", {"of": kind}
    first.content = first.content[found.end() :]
    if first.map:
        first.map = tokens[start + 1].map = [first.map[0] + 1, first.map[1]]
    if not first.content.strip():
        for part in tokens[start + 1 : start + 4]:
            part.hidden = True
