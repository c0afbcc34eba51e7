"""Python-Markdown, set up for books."""

from __future__ import annotations

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


def to_xhtml(text: str, language: str) -> str:
    """The XHTML of a chapter's Markdown, with quotation marks of its language.

    Footnotes stand at the end in `<div class="footnote">`, as Python-Markdown
    leaves them; `notes.py` takes them from there.
    """
    converter = Markdown(
        extensions=[*_EXTENSIONS, Containers()],
        extension_configs=_configs(language),
        output_format="xhtml",
    )
    return mend_apostrophes(converter.convert(text), language)


def _configs(language: str) -> dict[str, dict[str, Any]]:
    return {
        "smarty": {"substitutions": substitutions(language)},
        "footnotes": {"BACKLINK_TEXT": "", "SEPARATOR": ":"},
        "tables": {"use_align_attribute": True},
    }
