"""Markdown → XHTML in one call, for those who want no more of a chapter."""

from __future__ import annotations

from octavo.markdown.chapter_tree import read_chapter
from octavo.markdown.element_tree import Writing
from octavo.markdown.xhtml_tree import write


def to_xhtml(text: str, language: str) -> str:
    """Return the XHTML of some Markdown, with quotation marks of its language."""
    return write(read_chapter(text, Writing(language=language, places=False)).root)
