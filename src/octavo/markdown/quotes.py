"""Quotation marks of languages.

Python-Markdown's `smarty` finds out which mark opens and which closes, but
knows one language a text. So it writes signs that stand for the marks
(noncharacters, which no text holds), and `set_marks` puts in their place the
marks of the language that holds there.
"""

from __future__ import annotations

import re

from octavo.markdown.allowed import BLOCKS, VOID
from octavo.text.direction import primary
from octavo.text.quotation_marks import quotation_marks
from octavo.text.xhtml_names import CODE_ELEMENTS

_SIGNS = "\ufdd8\ufdd9\ufdda\ufddb"
_NAMES = ("left-double-quote", "right-double-quote", "left-single-quote", "right-single-quote")
_LEFT_TO_RIGHT = {_SIGNS[0]: _SIGNS[1], _SIGNS[2]: _SIGNS[3]}
_SINGLE = _SIGNS[2:]

#: The `smarty` substitutions: signs for the quotation marks, and what all languages share.
SUBSTITUTIONS = {
    **dict(zip(_NAMES, _SIGNS, strict=True)),
    "ellipsis": "…",
    "ndash": "–",
    "mdash": "—",
}

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
)
_LANG = re.compile(r"""\s(?:xml:)?lang\s*=\s*(?:"([^"]*)"|'([^']*)')""")

_APOSTROPHE = re.compile(rf"(?<=\w)[{_SINGLE}](?=\w)")
# Words that English shortens at the front: their mark is an apostrophe, not an opening quote.
_CLIPPED = re.compile(r"‘(?=(?:tis|twas|twere|twill|em|til|cause|round|n’)\b)", re.I)
_ROCK_N_ROLL = re.compile(r"‘n’", re.I)


def set_marks(xhtml: str, language: str) -> str:
    """XHTML with the marks of the language that holds at each place, `language` if none does."""
    parts: list[str] = []
    open_tags: list[tuple[str, str]] = [("", language)]
    at, before = 0, ""
    for tag in _TAG.finditer(xhtml):
        text = xhtml[at : tag.start()]
        parts.append(_set(text, before, open_tags))
        before = "" if tag["name"] in BLOCKS or tag["name"] == "br" else (text or before)[-1:]
        parts.append(tag[0])
        _step(tag, open_tags)
        at = tag.end()
    parts.append(_set(xhtml[at:], before, open_tags))
    return "".join(parts)


def _step(tag: re.Match[str], open_tags: list[tuple[str, str]]) -> None:
    """Enters or leaves an element."""
    name = tag["name"]
    if tag["end"]:
        if any(opened == name for opened, _ in open_tags):
            while open_tags.pop()[0] != name:
                pass
    elif name.lower() not in VOID and not tag["rest"].endswith("/"):
        stated = _LANG.search(tag["rest"])
        own = (stated[1] or stated[2]) if stated else ""
        open_tags.append((name, own or open_tags[-1][1]))


def _set(text: str, before: str, open_tags: list[tuple[str, str]]) -> str:
    """Set the marks of a stretch of text; `before` is the character before it in its block."""
    if not text or any(name in CODE_ELEMENTS for name, _ in open_tags):
        return text
    language = open_tags[-1][1]
    text = _APOSTROPHE.sub("’", _behind_element(text, before))
    for sign, mark in zip(_SIGNS, quotation_marks(language), strict=True):
        text = text.replace(sign, mark)
    if primary(language) == "en":
        text = _CLIPPED.sub("’", _ROCK_N_ROLL.sub("’n’", text))
    return text


def _behind_element(text: str, before: str) -> str:
    """Mends a mark directly behind an element: `smarty` does not see what stands in that."""
    mark, after = text[:1], text[1:2]
    if mark not in _LEFT_TO_RIGHT or not before or before.isspace():
        return text
    if before.isalnum() and after.isalnum() and mark in _SINGLE:
        return f"’{text[1:]}"
    closes = not after or not (after.isalnum() or after in "([{¿¡")
    return f"{_LEFT_TO_RIGHT[mark]}{text[1:]}" if closes else text
