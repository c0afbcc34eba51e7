"""The Markdown that Octavo reads: CommonMark, GitHub's and pandoc's additions, and its own blocks.

The parser is markdown-it; each `add_…` puts in rules of our own, from the module that has its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markdown.extensions import Extension
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from octavo.markdown.admonition_rules import add_admonition_rules
from octavo.markdown.alerts import add_alerts
from octavo.markdown.bare_links import add_bare_links
from octavo.markdown.block_attributes import add_block_attributes
from octavo.markdown.block_rules import add_block_rules
from octavo.markdown.block_signs import SignRuler
from octavo.markdown.close_headings import add_close_headings
from octavo.markdown.comments import add_comments
from octavo.markdown.component_rules import add_component_rules
from octavo.markdown.fancy_lists import add_fancy_lists
from octavo.markdown.hidden_lines import hide_lines
from octavo.markdown.html_rules import add_html_rules
from octavo.markdown.label_ends import add_label_ends
from octavo.markdown.lone_lines import add_lone_lines
from octavo.markdown.mark_rules import add_display_rules, add_mark_rules
from octavo.markdown.note_rules import add_note_rules
from octavo.markdown.pandoc_tables import add_pandoc_tables
from octavo.markdown.part_headings import add_part_headings
from octavo.markdown.positions import PlacedInline, add_positions
from octavo.markdown.reading import Reading, TooDeepError, environment, mark_open_fences
from octavo.markdown.reference_marks import add_reference_rules
from octavo.markdown.table_rows import add_table_rows
from octavo.markdown.tagged_addresses import add_tagged_addresses
from octavo.markdown.vault_marks import add_vault_marks
from octavo.markdown.word_roles import add_word_roles

#: Blocks and marks that stand in each other; deeper ones are taken as text, as markdown-it has it.
_DEEPEST = 100
#: Blocks as deep are refused: the parser would leave out the words of those that are deeper. One
#: step can be two blocks, a list and its item.
_DEEPEST_BLOCK = _DEEPEST - 2
#: Addresses that are normal, for sure: taking them apart is a tenth of a paragraph's time.
_NORMAL = re.compile(
    r"(?:https?://(?:[a-z0-9][a-z0-9-]{0,62}\.)+[a-z]{2,20}(?=[/?#]|\Z)|(?!/))[A-Za-z0-9/._~?=&#+,-]*"
)


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
    A tab in code is as wide as `tab` characters; 0 leaves it. What `is_line` has no blocks.
    With `figures` the description of a picture alone in its paragraph is its caption.
    `extensions` are those of third parties, as `markdown.Markdown` takes them.
    """

    language: str = "en"
    first_line: int = 1
    typographer: bool = True
    places: bool = True
    tab: int = 4
    is_line: bool = False
    extensions: tuple[Extension | str, ...] = ()
    figures: bool = False


def commonmark() -> MarkdownIt:
    """Make a parser of CommonMark 0.31.2 and nothing else; its marks know their places."""
    md = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    md.inline = _placed(md, plain=True)
    add_label_ends(md)
    return md


def dialect() -> MarkdownIt:
    """Make a parser of all that Octavo reads."""
    md = commonmark()
    md.inline = _placed(md, plain=False)
    md.enable(["table", "strikethrough"])
    # What was escaped stays apart from other words: the typographer leaves it as it is.
    md.disable("text_join")
    md.options["tasklists"] = True
    md.block.ruler.before("table", "octavo_depth", _look_at_depth)
    # Which addresses a link may have is judged where all links are (`bind/references.py`).
    md.validateLink = _any_address  # type: ignore[method-assign]
    md.normalizeLink = _normal_address  # type: ignore[method-assign]
    md.use(deflist_plugin)
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    add_note_rules(md)
    md.use(sub_plugin).use(superscript_plugin)
    md.use(amsmath_plugin)
    add_display_rules(md)
    add_bare_links(md)
    add_positions(md)
    add_table_rows(md)
    add_pandoc_tables(md)
    add_block_rules(md)
    add_lone_lines(md)
    add_admonition_rules(md)
    add_block_attributes(md)
    add_alerts(md)
    add_part_headings(md)
    add_close_headings(md)
    add_fancy_lists(md)
    add_mark_rules(md)
    add_tagged_addresses(md)
    add_reference_rules(md)
    add_word_roles(md)
    add_vault_marks(md)
    add_comments(md)
    add_html_rules(md)
    add_component_rules(md)
    md.block.ruler = SignRuler(md.block.ruler)
    return md


def parse(md: MarkdownIt, text: str, first_line: int = 1, *, is_line: bool = False) -> Parsed:
    """Parse a chapter's Markdown into tokens; it begins on `first_line` of its file.

    Raises `TooDeepError` for blocks that stand too deep in each other.
    """
    reading = Reading()
    env = environment(reading)
    try:
        tokens = (md.parseInline if is_line else md.parse)(text, env)
    except TooDeepError as error:
        raise TooDeepError(None if error.line is None else first_line + error.line) from None
    mark_open_fences(tokens, text)
    hide_lines(tokens, reading)
    return Parsed(tokens, reading, env.get("footnotes", {}).get("list", {}))


def _look_at_depth(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level >= _DEEPEST_BLOCK and not silent:
        raise TooDeepError(start)
    return False


def _normal_address(url: str) -> str:
    """Return an address with what it cannot hold escaped; most hold nothing of that."""
    return url if _NORMAL.fullmatch(url) else normalizeLink(url)


def _any_address(url: str) -> bool:
    return True


def _placed(md: MarkdownIt, *, plain: bool) -> PlacedInline:
    inline = PlacedInline(plain=plain)
    inline.ruler, inline.ruler2 = md.inline.ruler, md.inline.ruler2
    return inline
