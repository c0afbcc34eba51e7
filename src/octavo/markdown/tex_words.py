r"""The words of a formula: `\text{if $x$ is \textbf{odd}}` as pieces that latex2mathml can read.

It ends a text at the first closing brace, and prints the dollars.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from octavo.findings.catalogue.mathematics import MathUnreadable
from octavo.markdown.tex_commands import TEXT
from octavo.markdown.tex_signs import TexError, group_at

_PIECE = re.compile(
    r"(?P<command>\\[a-zA-Z]+)|(?P<sign>\\[^()a-zA-Z])|(?P<round>\\\((?P<within>.*?)\\\))"
    r"|\$(?P<formula>(?:\\.|[^$\\])*)\$|(?P<brace>[{}])|(?P<dollar>\$)|(?P<plain>[^\\${}]+|.)",
    re.S,
)
#: What a command of TeX's text is as a character.
_CHARACTERS = {
    r"\quad": "\u2003", r"\qquad": "\u2003\u2003", r"\ldots": "…", r"\dots": "…",
    r"\textendash": "–",
    r"\textemdash": "—", r"\S": "§", r"\textbackslash": "\u2216", r"\ss": "ß", r"\ae": "æ",
    r"\oe": "œ", r"\o": "ø", r"\aa": "å", r"\-": "", r"\/": "", r"\,": "\u2009", r"\;": "\u2005",
    r"\:": "\u2005", r"\!": "", r"\ ": " ", "\\\\": " ",
}  # fmt: skip
_ESCAPED = frozenset({r"\%", r"\&", r"\_", r"\#", r"\$"})
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("'", "’"))


def read_words(sign: str, words: str, read: Callable[[str], str]) -> str:
    """Return the words behind `sign` as TeX without a brace or a formula inside a text.

    `read` reads the formulas between them. Raises `TexError` for what it cannot be.
    """
    pieces = list(_pieces(sign, words, read))
    written, plain = list[str](), ""
    for kind, piece in [*pieces, ("end", "")]:
        if kind == "plain":
            plain += piece
            continue
        if plain:
            written.append(f"{sign}{{{_with_ligatures(plain)}}}")
        written.append(piece)
        plain = ""
    return "".join(written)


def _pieces(sign: str, words: str, read: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield `plain` words and `whole` pieces of TeX."""
    start = 0
    while found := _PIECE.match(words, start):
        start, command = found.end(), found["command"]
        tex = found["formula"] if found["formula"] is not None else found["within"]
        if tex is not None:
            yield "whole", f"{{{read(tex)}}}"
        elif found["dollar"]:
            raise TexError(MathUnreadable.dollar({"sign": sign}))
        elif command in TEXT:
            inner = group_at(words, start)
            if inner is None:
                raise TexError(MathUnreadable.wordless({"sign": command}))
            yield "whole", read_words(command, inner[0], read)
            start = inner[1]
        elif command or found["sign"]:
            name = found[0]
            if name not in _CHARACTERS and name not in _ESCAPED:
                raise TexError(MathUnreadable.within({"sign": sign}))
            yield "plain", _CHARACTERS.get(name, name)
            start += bool(command) and words[start : start + 1] == " "
        elif found["plain"]:
            yield "plain", found["plain"].replace("~", "\u00a0")


def _with_ligatures(words: str) -> str:
    for typed, meant in _LIGATURES:
        words = words.replace(typed, meant)
    return words
