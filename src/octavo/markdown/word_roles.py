"""Signs of other tools whose words are all that a book needs.

{sub}`2`  {kbd}`Ctrl`                     roles of MyST and Sphinx
{% filename %}tide.py{% endfilename %}    GitBook: the name above code

Roles that lead somewhere are read in `reference_marks.py`; those unknown stay as they are typed.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_ROLE = re.compile(r"\{([a-z][a-z:-]*)\}(`+)(?!`)(.+?)(?<!`)\2(?!`)", re.S)
#: Elements that say the same ("Roles", MyST; "Roles", Sphinx).
_ELEMENTS = {
    "del": "del", "dfn": "dfn", "emphasis": "em", "guilabel": "strong", "kbd": "kbd",
    "menuselection": "strong", "smallcaps": "small", "strike": "del", "strong": "strong",
    "sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup", "u": "u",
    "underline": "u",
}  # fmt: skip
_CODE = frozenset("code command envvar file literal makevar option program samp".split())
#: Roles whose words stand as they are, without the target behind them.
_WORDS = frozenset("abbr abbreviation download external term".split())
_FILE = re.compile(r"\{%-? *filename *-?%\}[ \t]*([^{}\n]+?)[ \t]*\{%-? *endfilename *-?%\}")
_TARGET = re.compile(r"(.+?)\s*<[^<>]*>\Z", re.S)


def add_word_roles(md: MarkdownIt) -> None:
    """Put the rule into a parser, before that for tags of other tools."""
    md.inline.ruler.before("octavo_role", "octavo_word_role", _role)


def _role(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    if found := _FILE.match(state.src, state.pos, state.posMax):
        if not silent:
            state.push("code_inline", "code", 0).content = found[1]
        state.pos = found.end()
        return True
    found = _ROLE.match(state.src, state.pos, state.posMax)
    if found is None or not _is_known(found[1]):
        return False
    if not silent:
        _push(state, found[1], found[3])
    state.pos = found.end()
    return True


def _is_known(name: str) -> bool:
    return name == "math" or name in _ELEMENTS or name in _CODE or name in _WORDS


def _push(state: StateInline, name: str, words: str) -> None:
    if name == "math":
        state.push("math_inline", "math", 0).content = words
    elif name in _CODE:
        state.push("code_inline", "code", 0).content = " ".join(words.split())
    elif element := _ELEMENTS.get(name):
        state.push(f"{element}_open", element, 1)
        state.push("text", "", 0).content = words
        state.push(f"{element}_close", element, -1)
    else:
        target = _TARGET.match(words)
        state.push("text", "", 0).content = target[1] if target else words
