"""Places: where the lines of a block begin, and where in its text each mark was read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, lheading, paragraph
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from octavo.text.unspaced_scripts import is_unspaced

#: The key of a token's `meta` that holds its offset in the text of its block.
AT = "at"
#: The key of the line of the file on which an image's title begins.
TITLE_LINE = "title line"

_BEFORE_TITLE = re.compile(r"\]\(\s*(?:<[^<>\n]*>|\S*)\s+(?=[\"'(])")

#: Jamo, their compatible forms, syllables (Unicode 16, the blocks).
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")

_Rule = Callable[[StateInline, bool], bool]
#: Where words can end and a mark begin.
_SIGNS = re.compile(
    r"[\n\\`~*_\[\]<&^@${]|=(?==)|%(?=%)|!(?=\[)|w(?=ww\.)|:(?=//)|(?<=mailto):|(?<=xmpp):"
)
#: The signs at which a rule can match; one that is not here is tried at all of them.
_BEGIN = MappingProxyType(
    {
        "autolink": "<",
        "backticks": "`",
        "emphasis": "*_",
        "entity": "&",
        "escape": "\\",
        "footnote_inline": "^",
        "footnote_ref": "[",
        "gfm_autolink_email": "@",
        "gfm_autolink_protocol": ":",
        "gfm_autolink_www": "w",
        "html_inline": "<",
        "image": "!",
        "link": "[",
        "newline": "\n",
        "octavo_block_name": "^",
        "octavo_brackets": "\\",
        "octavo_comment": "%{",
        "octavo_component": "<",
        "octavo_marked": "=",
        "octavo_math": "$",
        "octavo_span": "[",
        "octavo_tag": "{",
        "octavo_wiki_link": "[!",
        "octavo_words": "<",
        "strikethrough": "~",
        "sub": "~",
        "sup": "^",
    }
)


@dataclass(frozen=True, slots=True)
class Label:
    """Where a label ends (-1: nowhere before `looked`), and whether a link or note is in it."""

    end: int
    holds_link: bool
    looked: int


class PlacedState(StateInline):
    """The state of the inline parser; what it pushes carries its offset.

    `labels` are those that were looked for, by the place of the bracket that opens them.
    """

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.labels: dict[int, Label] = {}
        self._begun = 0

    def append_pending(self, text: str) -> None:
        """Add words; the first of them say where their token begins."""
        if not self._pending_buffer and not self._pending:
            self._begun = self.pos
        self._pending_buffer.append(text)

    def pushPending(self) -> Token:  # noqa: N802 (markdown-it's name)
        """Push the words that were read as a token that knows where they began."""
        token = super().pushPending()
        token.meta[AT] = self._begun
        return token

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
    """The inline parser of markdown-it, with places; at a sign it tries the rules for that sign.

    It is CommonMark's alone where it is `plain`.
    """

    def __init__(self, *, plain: bool) -> None:
        super().__init__()
        self._state = PlacedState if plain else UnspacedState
        self.terminator_re = _SIGNS
        self._rules: dict[str, tuple[_Rule, ...]] = {}

    def add_terminator_char(self, ch: str) -> None:
        """Leave the signs at which words end as they are: all are known."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Parse a block's text into `tokens`."""
        state = self._state(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def tokenize(self, state: StateInline) -> None:
        """Push the tokens of a stretch of text."""
        source, end, deepest = state.src, state.posMax, state.md.options["maxNesting"]
        while state.pos < end:
            sign = source[state.pos]
            rules = self._rules.get(sign) or self._rules_at(sign)
            if state.level >= deepest or not any(rule(state, False) for rule in rules):
                state.append_pending(sign)
                state.pos += 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 (markdown-it's name)
        """Go on behind the mark or the words that begin here, and note where that is."""
        at = state.pos
        known = state.cache.get(at)
        if known is not None:
            state.pos = known
            return
        if state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax  # too deep: the rest is words
        else:
            sign = state.src[at]
            state.level += 1
            if not any(rule(state, True) for rule in self._rules.get(sign) or self._rules_at(sign)):
                state.pos += 1
            state.level -= 1
        state.cache[at] = state.pos

    def _rules_at(self, sign: str) -> tuple[_Rule, ...]:
        """Return the rules that can match at a sign, in their order."""
        named = zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True)
        self._rules[sign] = tuple(
            rule for name, rule in named if name not in _BEGIN or sign in _BEGIN[name]
        )
        return self._rules[sign]


class LineCount:
    """Counts the lines of a text before places in it that come one behind the other."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._lines = text, 0, 0

    def before(self, place: int) -> int:
        """Count the line ends before a place."""
        if place >= self._at:
            self._lines += self._text.count("\n", self._at, place)
        else:
            self._lines -= self._text.count("\n", place, self._at)
        self._at = place
        return self._lines


def lines_to_title(image: Token, text: str) -> int:
    """Count the line ends between the beginning of an image and its title."""
    start = int(image.meta.get(AT, 0))
    found = _BEFORE_TITLE.match(text, start + len("![") + len(image.content))
    return text.count("\n", start, found.end()) if found else 0


def add_positions(md: MarkdownIt) -> None:
    """Have the text of a block begin on the line of its first word."""
    md.block.ruler.at("paragraph", _paragraph)
    md.block.ruler.at("lheading", _heading)


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return paragraph(state, start, end, silent) and _begun(state, start)


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return lheading(state, start, end, silent) and _begun(state, start)


def _begun(state: StateBlock, start: int) -> bool:
    """Pass over lines of spaces that are no blanks to markdown-it, such as U+00A0.

    It takes them off the text as well, and so the text would seem to begin on one of them.
    """
    inline = state.tokens[-2]
    while start < state.line - 1 and not text_of_line(state, start).strip():
        start += 1
    if inline.map and inline.map[0] < start:
        inline.map = [start, inline.map[1]]
    return True


def text_of_line(state: StateBlock, line: int) -> str:
    """Return a line without what it is set in by, and without the marks of what it stands in."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def sign_of_line(state: StateBlock, line: int) -> str:
    """Return the first character of `text_of_line`; empty if it has none."""
    at = state.bMarks[line] + state.tShift[line]
    return state.src[at] if at < state.eMarks[line] else ""


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
