r"""TeX as older and looser formulas have it, in LaTeX's words.

Ends of rows (`\\[4pt]`, `\cr`), spaces (`\kern 3pt`, `\hspace*{1em}`), roots (`\root 3 \of x`),
names (`\mathop{\rm rank}`).
"""

from __future__ import annotations

import re

_LENGTH = r"-?[\d.]+\s*[a-z]{2}"
_ROW_END = re.compile(rf"\\\\\*?\s*\[\s*{_LENGTH}\s*\]|\\\\\*|\\cr(?:cr)?(?![a-zA-Z])")
_SPACE = re.compile(
    rf"\\m?(?:kern|skip)\s*({_LENGTH})|\\hskip\s*({_LENGTH})"
    rf"(?:\s*plus\s*{_LENGTH})?(?:\s*minus\s*{_LENGTH})?|\\hspace\*"
)
_ROOT = re.compile(r"\\root\s*(?:\{([^{}]*)\}|([^\\{}]+?|\\[a-zA-Z]+))\s*\\of(?![a-zA-Z])")
#: A name as an operator, before LaTeX had a command for it.
_OPERATOR = re.compile(
    r"\\mathop\s*\{\s*\\(?:mathrm|mathsf|textrm|text|rm)"
    r"(?:\s*\{([A-Za-z ~]+)\}|\s+([A-Za-z ~]+))\s*\}"
)


def with_plain(tex: str) -> str:
    """Return TeX with LaTeX's words for plain TeX's."""
    tex = _SPACE.sub(_space, _ROW_END.sub(r"\\\\ ", tex))
    tex = _OPERATOR.sub(_name, tex)
    return _ROOT.sub(lambda found: rf"\sqrt[{(found[1] or found[2]).strip()}]", tex)


def _name(found: re.Match[str]) -> str:
    return rf"\operatorname*{{{(found[1] or found[2]).replace('~', ' ').strip()}}}"


def _space(found: re.Match[str]) -> str:
    length = found[1] or found[2]
    return rf"\hspace{{{length}}}" if length else r"\hspace"
