"""Python-Markdown, set up for books."""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from octavo.markdown.containers import Containers
from octavo.markdown.examples import Examples
from octavo.markdown.math import Mathematics
from octavo.markdown.nested_blocks import Nested
from octavo.markdown.quotes import SUBSTITUTIONS, set_marks
from octavo.markdown.spans import Spans
from octavo.markdown.tables import Captions
from octavo.text.xml_characters import without_noncharacters

_EXTENSIONS = (
    "abbr",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "smarty",
    "tables",
)

# `path "title"`, as it stands between the round brackets of an image or a link.
_TITLED = re.compile(
    r"""(?<=\()[ \t]* (?:<[^<>\n]*>|[^\s()<>]+) [ \t]+
        (?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*') [ \t]*(?=\))""",
    re.VERBOSE,
)
# Noncharacters, which no text holds, stand for these while a chapter is read.
_SHIELD = str.maketrans("[]`", "\ufdd0\ufdd1\ufdd2")
_UNSHIELD = str.maketrans("\ufdd0\ufdd1\ufdd2", "[]`")


def to_xhtml(text: str, language: str) -> str:
    """Return the XHTML of a chapter's Markdown, with quotation marks of its language.

    Footnotes stand at the end in `<div class="footnote">`, as Python-Markdown
    leaves them; `notes.py` takes them from there.
    """
    text = without_noncharacters(text)
    # Noncharacters stand in for the brackets and backticks in an image's title, which is a caption
    # of its own. Otherwise Markdown sees links, notes, code and math there, and drops them.
    text = _TITLED.sub(lambda found: found[0].translate(_SHIELD), text)
    converter = Markdown(
        extensions=[*_EXTENSIONS, *_own()],
        extension_configs=_configs(),
        output_format="xhtml",
    )
    return set_marks(converter.convert(text).translate(_UNSHIELD), language)


def _own() -> list[Extension]:
    kinds = (Containers, Examples, Nested, Captions, Spans, Mathematics)
    return [kind() for kind in kinds]


def _configs() -> dict[str, dict[str, Any]]:
    return {
        "smarty": {"substitutions": SUBSTITUTIONS},
        "footnotes": {"BACKLINK_TEXT": "", "SEPARATOR": ":"},
        "tables": {"use_align_attribute": True},
    }
