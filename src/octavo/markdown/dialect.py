"""The Markdown that Octavo reads: CommonMark, GitHub's and pandoc's additions, and its own blocks.

The parser is markdown-it; each `add_…` puts in rules of our own, from the module that has its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from octavo.markdown.admonition_rules import add_admonition_rules
from octavo.markdown.alerts import add_alerts
from octavo.markdown.block_attributes import add_block_attributes
from octavo.markdown.block_rules import add_block_rules
from octavo.markdown.component_rules import add_component_rules
from octavo.markdown.fancy_lists import add_fancy_lists
from octavo.markdown.html_rules import add_html_rules
from octavo.markdown.mark_rules import add_display_rules, add_mark_rules
from octavo.markdown.positions import PlacedInline
from octavo.markdown.reading import Reading, environment
from octavo.markdown.vault_marks import add_vault_marks

#: Blocks and marks that stand in each other; deeper ones are taken as text, as markdown-it has it.
_DEEPEST = 100


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
    md.inline = _placed(md, plain=True)
    return md


def dialect() -> MarkdownIt:
    """Make a parser of all that Octavo reads."""
    md = commonmark()
    md.inline = _placed(md, plain=False)
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
    add_admonition_rules(md)
    add_block_attributes(md)
    add_alerts(md)
    add_fancy_lists(md)
    add_mark_rules(md)
    add_vault_marks(md)
    add_html_rules(md)
    add_component_rules(md)
    return md


def parse(md: MarkdownIt, text: str) -> Parsed:
    """Parse a chapter's Markdown into tokens."""
    reading = Reading()
    env = environment(reading)
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


def _placed(md: MarkdownIt, *, plain: bool) -> PlacedInline:
    inline = PlacedInline(plain=plain)
    inline.ruler, inline.ruler2 = md.inline.ruler, md.inline.ruler2
    return inline
