"""The Markdown that Octavo reads: CommonMark, GitHub's and pandoc's additions, and its own blocks.

The parser is markdown-it; rules of our own stand in `block_rules.py` and `mark_rules.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from octavo.markdown.alerts import add_alerts
from octavo.markdown.block_attributes import add_block_attributes
from octavo.markdown.block_rules import add_block_rules
from octavo.markdown.fancy_lists import add_fancy_lists
from octavo.markdown.html_rules import add_html_rules
from octavo.markdown.mark_rules import add_display_rules, add_mark_rules
from octavo.markdown.positions import PlacedInline

#: The key of markdown-it's environment under which a `Reading` lies.
READING = "octavo"

#: Blocks and marks that stand in each other; deeper ones are taken as text, as markdown-it has it.
_DEEPEST = 100


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
    #: The kind of a fancy list (`a`, `A`, `i`, `I`) by its first line.
    fancy_lists: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A chapter's tokens and what was noticed; `notes` are those written within lines."""

    tokens: list[Token]
    reading: Reading
    notes: dict[int, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How a chapter is written down: its language, the line of the file on which it begins.

    Without `typographer` the words stay as they are typed; without `places` no line is noted.
    A tab in code is as wide as `tab` characters; 0 leaves it.
    """

    language: str = "en"
    first_line: int = 1
    typographer: bool = True
    places: bool = True
    tab: int = 4


def commonmark() -> MarkdownIt:
    """Make a parser of CommonMark 0.31.2 and nothing else; its marks know their places."""
    md = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    md.inline = _placed(md)
    return md


def dialect() -> MarkdownIt:
    """Make a parser of all that Octavo reads."""
    md = commonmark()
    md.enable(["table", "strikethrough"])
    # What was escaped stays apart from other words: the typographer leaves it as it is.
    md.disable("text_join")
    md.options["tasklists"] = True
    # Which addresses a link may have is judged where all links are (`bind/references.py`).
    md.validateLink = _any_address  # type: ignore[method-assign]
    md.use(deflist_plugin)
    md.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    md.use(sub_plugin).use(superscript_plugin)
    md.use(amsmath_plugin)
    add_display_rules(md)
    md.use(gfm_autolink_plugin)
    add_block_rules(md)
    add_block_attributes(md)
    add_alerts(md)
    add_fancy_lists(md)
    add_mark_rules(md)
    add_html_rules(md)
    return md


def parse(md: MarkdownIt, text: str) -> Parsed:
    """Parse a chapter's Markdown into tokens."""
    reading = Reading()
    env: dict[str, Any] = {READING: reading}
    tokens = md.parse(text, env)
    _mark_open_fences(tokens, text.split("\n"))
    return Parsed(tokens, reading, env.get("footnotes", {}).get("list", {}))


def _any_address(url: str) -> bool:
    return True


def _mark_open_fences(tokens: list[Token], lines: list[str]) -> None:
    """Note on a fence's token that it is never closed: markdown-it does not tell."""
    for token in tokens:
        if token.type == "fence" and token.map:
            last = lines[min(token.map[1], len(lines)) - 1].strip("> \t")
            closed = last.startswith(token.markup) and not last.strip(token.markup[0])
            token.meta["open"] = token.map[1] - token.map[0] < 2 or not closed


def _placed(md: MarkdownIt) -> PlacedInline:
    inline = PlacedInline()
    inline.ruler, inline.ruler2 = md.inline.ruler, md.inline.ruler2
    return inline
