"""`::: name` … `:::`: a block of a kind, for Python-Markdown.

The fence becomes a `div` whose content Markdown parses (`md_in_html`); which
element the name finally means is said in `blocks.py`.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_FENCE = re.compile(r"^ {0,3}:::[ \t]*(.*?)[ \t]*$")
_NAME = re.compile(r"[^\w-]+")


class Containers(Extension):
    """Registers the fences."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Adds the preprocessor behind fenced code (25) and before raw HTML (20)."""
        md.preprocessors.register(_Fences(md), "octavo-containers", 22)


class _Fences(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        for line in lines:
            found = _FENCE.match(line)
            if found is None:
                result.append(line)
            elif found[1]:
                name = _NAME.sub(" ", found[1]).strip()
                result += ["", f'<div class="{name}" data-container="" markdown="block">', ""]
            else:
                result += ["", "</div>", ""]
        return result
