"""What is noticed while a chapter's blocks are read, and where rules of the parser find it."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

#: The key of markdown-it's environment under which it lies.
_KEY = "octavo"


class TooDeepError(RecursionError):
    """Blocks or tags stand too deep in each other; on that line of the file, if it is known."""

    def __init__(self, line: int | None) -> None:
        super().__init__("nested too deep")
        self.line = line


@dataclass(slots=True)
class Reading:
    """What is noticed while a chapter's blocks are read; lines count from 0 in its text."""

    stray_colons: list[int] = field(default_factory=list)
    open_containers: list[int] = field(default_factory=list)
    open_fences: list[int] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)
    #: Braces that were meant as attributes and are none; the word, and the line of the file.
    unread_attributes: list[tuple[str, str, int]] = field(default_factory=list)
    #: Braces behind a caption that cannot be read, with their line of the file.
    unread_captions: list[tuple[str, int]] = field(default_factory=list)
    #: Braces of a container's opening that cannot be read, with their line in the text.
    unread_openings: list[tuple[str, int]] = field(default_factory=list)
    #: References such as `&#1;` that name no character that a book can hold.
    unknown_references: list[tuple[str, int]] = field(default_factory=list)
    #: Components of other tools whose tags are left out, with their lines in the text.
    components: list[tuple[str, int]] = field(default_factory=list)
    #: The kind of a fancy list (`a`, `A`, `i`, `I`) by its first line.
    fancy_lists: dict[int, str] = field(default_factory=dict)
    #: Statements that another tool would number (`theorem`), with their lines in the text.
    blocks: list[tuple[str, int]] = field(default_factory=list)
    #: Directives that are not known, and stay as they are typed, with their lines in the text.
    blocks_typed: list[tuple[str, int]] = field(default_factory=list)
    #: Names of parts that a heading of bookdown's would open, with their lines in the text.
    parts: list[tuple[str, int]] = field(default_factory=list)
    #: Commands of TeX that have no words, and are left out, with their lines of the file.
    commands: list[tuple[str, int]] = field(default_factory=list)
    #: How many cells a row has more than its table's head, with its line in the text.
    long_rows: list[tuple[int, int]] = field(default_factory=list)
    #: Lines of code that a tool runs and does not show: tool, count, first line in the text.
    hidden: list[tuple[str, int, int]] = field(default_factory=list)
    #: What is written for another format alone: the format, and the line in the text.
    alone: list[tuple[str, int]] = field(default_factory=list)
    #: Lines of the text on which code begins that another tool would run.
    run: list[int] = field(default_factory=list)
    #: Comments of other tools, with their signs, as they are typed.
    comments: list[str] = field(default_factory=list)
    #: The last places of signs that end something, by the text that is read; -1 where none is.
    last_ends: WeakKeyDictionary[StateBlock, dict[str, int]] = field(
        default_factory=WeakKeyDictionary
    )
    #: Where containers end that were looked for, by their first line and the indent around them.
    partners: WeakKeyDictionary[StateBlock, dict[tuple[int, int], tuple[int, bool]]] = field(
        default_factory=WeakKeyDictionary
    )

    def join(self, other: Reading) -> None:
        """Take what was noticed in a line of the same file, such as a caption."""
        self.unread_attributes += other.unread_attributes
        self.unknown_references += other.unknown_references
        self.comments += other.comments

    def take(self, inner: Reading, first: int) -> None:
        """Take what was noticed in a text of its own, which begins on the line `first` of this."""
        self.stray_colons += [line + first for line in inner.stray_colons]
        self.open_containers += [line + first for line in inner.open_containers]
        self.run += [line + first for line in inner.run]
        self.comments += inner.comments
        self.hidden += [(tool, count, line + first) for tool, count, line in inner.hidden]
        self.alone += [(words, line + first) for words, line in inner.alone]
        self.unread_openings += [(words, line + first) for words, line in inner.unread_openings]
        self.blocks += [(words, line + first) for words, line in inner.blocks]
        self.blocks_typed += [(words, line + first) for words, line in inner.blocks_typed]
        self.long_rows += [(count, line + first) for count, line in inner.long_rows]
        self.parts += [(words, line + first) for words, line in inner.parts]
        self.fancy_lists.update({line + first: kind for line, kind in inner.fancy_lists.items()})
        for name, meaning in inner.abbreviations.items():
            self.abbreviations.setdefault(name, meaning)


def parse_apart(
    md: MarkdownIt, text: str, env: MutableMapping[str, Any], first: int
) -> list[Token]:
    """Parse a stretch as a text of its own; its lines are counted on from `first`."""
    whole: Reading = env[_KEY]
    known = set(env.get("references", ()))
    env[_KEY] = Reading()
    tokens: list[Token] = []
    try:
        md.block.parse(text, md, env, tokens)
    except TooDeepError as error:
        raise TooDeepError(None if error.line is None else error.line + first) from None
    mark_open_fences(tokens, text)
    whole.take(env[_KEY], first)
    env[_KEY] = whole
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + first, token.map[1] + first]
    for label, about in env.get("references", {}).items():
        if label not in known and "map" in about:
            about["map"] = [line + first for line in about["map"]]
    return tokens


def mark_open_fences(tokens: list[Token], text: str) -> None:
    """Note on a fence's token that it is never closed in its text: markdown-it does not tell.

    What was parsed apart has its lines among others there, and knows it already.
    """
    lines = text.split("\n")
    for token in tokens:
        known = "open" in token.meta
        if token.type == "fence" and token.map and token.markup[0] != ":" and not known:
            last = lines[min(token.map[1], len(lines)) - 1].strip("> \t")
            closed = last.startswith(token.markup) and not last.strip(token.markup[0])
            token.meta["open"] = token.map[1] - token.map[0] < 2 or not closed


def environment(reading: Reading) -> dict[str, Any]:
    """Return an environment for markdown-it in which rules find `reading`."""
    return {_KEY: reading}


def reading_of(state: StateBlock) -> Reading:
    """Return what is noticed in the text of a rule's state."""
    reading: Reading = state.env[_KEY]
    return reading


def note_of(env: Any) -> Reading:
    """Return what is noticed, given markdown-it's environment."""
    reading: Reading = env[_KEY]
    return reading


def last_end(state: StateBlock, sign: str) -> int:
    """Return the place of the last `sign` in the text that is read, or -1.

    What is open and ends nowhere is seen by it, without a look at each line below.
    """
    known = reading_of(state).last_ends.setdefault(state, {})
    if sign not in known:
        known[sign] = state.src.rfind(sign)
    return known[sign]
