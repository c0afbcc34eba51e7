"""Places of marks within a block's text: each inline token knows where it was read."""

from __future__ import annotations

from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

#: The key of a token's `meta` that holds its offset in the text of its block.
AT = "at"


class PlacedState(StateInline):
    """The state of the inline parser; what it pushes carries its offset."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token that knows where it was read."""
        token = super().push(ttype, tag, nesting)
        token.meta[AT] = self.pos
        return token


class PlacedInline(ParserInline):
    """The inline parser of markdown-it, with places."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Parse a block's text into `tokens`."""
        state = PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def lines_before(token: Token, text: str) -> int:
    """Count the line ends of a block's text before an inline token."""
    return text.count("\n", 0, int(token.meta.get(AT, 0)))
