"""Python-Markdown, set up for books."""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown

from octavo.parse.containers import Containers
from octavo.parse.quotes import mend_apostrophes, substitutions

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
_SHIELD = str.maketrans("[]", "\ufdd0\ufdd1")
_UNSHIELD = str.maketrans("\ufdd0\ufdd1", "[]")


def to_xhtml(text: str, language: str) -> str:
    """The XHTML of a chapter's Markdown, with quotation marks of its language.

    Footnotes stand at the end in `<div class="footnote">`, as Python-Markdown
    leaves them; `notes.py` takes them from there.
    """
    # Noncharacters stand in for the brackets in an image's title, which is a caption of its own.
    # Otherwise Markdown sees links and notes there, and drops them.
    text = _TITLED.sub(lambda found: found[0].translate(_SHIELD), text)
    converter = Markdown(
        extensions=[*_EXTENSIONS, Containers()],
        extension_configs=_configs(language),
        output_format="xhtml",
    )
    return mend_apostrophes(converter.convert(text).translate(_UNSHIELD), language)


def _configs(language: str) -> dict[str, dict[str, Any]]:
    return {
        "smarty": {"substitutions": substitutions(language)},
        "footnotes": {"BACKLINK_TEXT": "", "SEPARATOR": ":"},
        "tables": {"use_align_attribute": True},
    }
