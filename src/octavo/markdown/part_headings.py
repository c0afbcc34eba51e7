r"""Headings by which bookdown opens a part: `# (PART) The sea {-}`, `# (APPENDIX) Tables {-}`.

A part stands in `book.toml` here. In a chapter with a title of its own such a heading is taken
out, and named; where it is the only one, its words are the title.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from octavo.markdown.reading import note_of

#: "Authoring Books with R Markdown", 2.2.
PART = re.compile(r"\((?:PART|APPENDIX)(?:\\?\*)?\)[ \t]*")
_LINE = re.compile(rf"^#[ \t]+{PART.pattern}(?P<title>.*?)[ \t]*(?:\{{.*\}})?[ \t]*$", re.M)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.M)


def part_heading(text: str) -> re.Match[str] | None:
    """Find the line by which a chapter's file opens a part, with its `title`; not in code."""
    fence = _FENCE.search(text)
    return _LINE.search(text, 0, fence.start() if fence else len(text))


def add_part_headings(md: MarkdownIt) -> None:
    """Put the rule into a parser, between blocks and what they hold."""
    md.core.ruler.after("block", "octavo_parts", _parts)


def _parts(state: StateCore) -> None:
    titles = [n for n, token in enumerate(state.tokens) if _is_title(state, n, token.tag)]
    parts = [n for n in titles if PART.match(state.tokens[n + 1].content)]
    for number in reversed(parts):
        words = state.tokens[number + 1]
        found = PART.match(words.content)
        if found and len(titles) > len(parts):
            line = words.map[0] if words.map else 0
            note_of(state.env).parts.append((words.content[found.end() :], line))
            del state.tokens[number : number + 3]
        elif found:
            words.content = words.content[found.end() :]


def _is_title(state: StateCore, number: int, tag: str) -> bool:
    token = state.tokens[number]
    return token.type == "heading_open" and tag == "h1" and not token.level
