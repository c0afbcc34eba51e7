"""The characters that XML, and so every chapter and e-book, cannot hold."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

#: All but XML 1.0's production 2, `Char`: control characters but for tab and line ends, lone
#: surrogates, U+FFFE and U+FFFF.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What stands for no character (Unicode 16, 23.7): programs use them among themselves, and so
#: does Octavo while it reads a chapter.
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
#: Control characters that Python takes for white space; an article may hold them.
_SPACES = "\x0b\x0c\x1c\x1d\x1e\x1f"

#: `&amp;` and `&#8217;`. HTML reads some names without their semicolon too, and `R&D` has none.
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def forbidden_character(text: str) -> str | None:
    """Name the first character of `text` that XML cannot hold (`U+0007`); None if there is none."""
    return _named(_FORBIDDEN.search(text))


def without_forbidden(text: str, instead: str = " ") -> str:
    """Return `text` with `instead` in the place of each character that XML cannot hold."""
    return _FORBIDDEN.sub(instead, text)


def noncharacter(text: str) -> str | None:
    """Name the first noncharacter of `text` (`U+FDD0`); None if there is none."""
    return _named(_NONCHARACTERS.search(text))


def without_noncharacters(text: str) -> str:
    """Return `text` with a space in the place of each noncharacter."""
    return _NONCHARACTERS.sub(" ", text)


def find_unusable(text: str) -> int | None:
    """Find the first character that no article may hold, white space apart; its place, or None."""
    places = (
        found.start()
        for pattern in (_FORBIDDEN, _NONCHARACTERS)
        for found in pattern.finditer(text)
        if found[0] not in _SPACES
    )
    return min(places, default=None)


def references_read(text: str) -> str:
    """Return the text with `&amp;`, `&#8217;` and their like as the characters they stand for."""
    return _REFERENCE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    # `unescape` reads `&nothing;` as `&not` and `hing;`: names are looked up whole.
    return unescape(found[0]) if found[0][1] == "#" else html5.get(found[0][1:], found[0])


def _named(found: re.Match[str] | None) -> str | None:
    return f"U+{ord(found[0]):04X}" if found else None
