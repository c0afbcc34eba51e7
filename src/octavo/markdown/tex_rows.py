r"""Ends of rows in TeX: `\\`, with a gap or a star, doubled, at the edges, outside a table."""

from __future__ import annotations

import re

from octavo.findings.catalogue.mathematics import MathUnreadable
from octavo.markdown.tex_signs import TexError

_ROW_GAP = re.compile(r"\\\\\*?\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\]|\\\\\*")
#: Where Markdown takes a backslash out (mdBook), a row ends in four of them; nobody else means a
#: row of nothing between two.
_DOUBLED = re.compile(r"(?<!\\)(?:\\\\){2,}")
#: Ends of rows with nothing before or behind them.
_AT_EDGES = re.compile(r"\A(?:\s*\\\\)+(?!\s*\[)|(?<!\\)(?:\\\\\s*)+\Z")


def plain_breaks(tex: str) -> str:
    """Return a formula whose rows end in two backslashes alone, and each behind something."""
    return _AT_EDGES.sub("", _ROW_GAP.sub(r"\\\\ ", _DOUBLED.sub(r"\\\\", tex)))


def in_rows(tex: str, loose: set[str]) -> str:
    """Return lines that stand in no environment in one, as MathJax, KaTeX and Sphinx set them."""
    if loose == {"&"}:
        raise TexError(MathUnreadable.outside({"sign": "&"}))
    name = "aligned" if "&" in loose else "gathered"
    return rf"\begin{{{name}}} {tex} \end{{{name}}}"
