"""Places of marks within a block's text: each inline token knows where it was read."""

from __future__ import annotations

import re
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from octavo.text.unspaced_scripts import is_unspaced

#: The key of a token's `meta` that holds its offset in the text of its block.
AT = "at"

#: Jamo, their compatible forms, syllables (Unicode 16, the blocks).
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")


class PlacedState(StateInline):
    """The state of the inline parser; what it pushes carries its offset."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token that knows where it was read."""
        token = super().push(ttype, tag, nesting)
        token.meta[AT] = self.pos
        return token


class UnspacedState(PlacedState):
    """The same, for all scripts: `**` ends behind a mark and before a word that stands beside it.

    CommonMark asks for a space between `注意：**` and the next word, or takes the asterisks for
    words, where the scripts of China, Japan, Korea and Thailand have none. Source: "CommonMark
    Extension: CJK-friendly emphasis" (markdown-cjk-friendly, specification 2.0); underscores stay
    as they are there, too.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Tell whether marks can open and close."""
        found = super().scanDelims(start, canSplitWord)
        end = start + found.length
        before, after = (
            self.src[max(0, start - 1) : start],
            self.src[end : min(end + 1, self.posMax)],
        )
        if not canSplitWord or not (_stands_beside(before) or _stands_beside(after)):
            return found
        return Scanned(_flanks(after, before), _flanks(before, after), found.length)


class PlacedInline(ParserInline):
    """The inline parser of markdown-it, with places; CommonMark's alone where it is `plain`."""

    def __init__(self, *, plain: bool) -> None:
        super().__init__()
        self._state = PlacedState if plain else UnspacedState

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Parse a block's text into `tokens`."""
        state = self._state(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _stands_beside(character: str) -> bool:
    """Tell whether a character is of a script in which a mark may stand beside a word."""
    return is_unspaced(character) or bool(_HANGUL.match(character))


def _flanks(inner: str, outer: str) -> bool:
    """Tell whether marks flank what is on their inner side."""
    if not inner or inner.isspace():
        return False
    is_word = not _is_mark(inner) or _stands_beside(inner)
    return is_word or not outer or outer.isspace() or _is_mark(outer) or _stands_beside(outer)


def _is_mark(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def lines_before(token: Token, text: str) -> int:
    """Count the line ends of a block's text before an inline token."""
    return text.count("\n", 0, int(token.meta.get(AT, 0)))
