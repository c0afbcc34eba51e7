r"""What every reader of TeX asks: where a group ends, and what an argument is."""

from __future__ import annotations

import re

from octavo.core.model import Finding

#: Signs in the longest formula, and the deepest that its braces and fences may nest. Both are
#: far beyond what fits a page; beyond them a reader of the formula would not find his way either.
LONGEST, DEEPEST = 4000, 24

_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?")
_SIGN = re.compile(r"\\[a-zA-Z]+|\\.|.", re.S)
_COMMAND_AT_END = re.compile(r"\\[a-zA-Z]+\Z")


class TexError(ValueError):
    """TeX that cannot be set; `finding` says why, without a place."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.form)
        self.finding = finding


def one_line(tex: str) -> str:
    """Return the formula without comments and without line ends, which mean nothing in TeX."""
    return " ".join(_COMMENT.sub("", tex).split())


def after_space(tex: str, start: int) -> int:
    """Return where the first sign at or behind `start` stands that is no space."""
    while tex[start : start + 1].isspace():
        start += 1
    return start


def group_at(tex: str, start: int, marks: str = "{}") -> tuple[str, int] | None:
    """Return what stands in the braces (or `marks`) that open at `start`, and where they end.

    None if none open there, or if they are never closed.
    """
    start = after_space(tex, start)
    if tex[start : start + 1] != marks[0]:
        return None
    deep, braces = 0, 0
    for found in _SIGN.finditer(tex, start):
        sign = found[0]
        if marks != "{}":
            braces += (sign == "{") - (sign == "}")
        if not braces:
            deep += (sign == marks[0]) - (sign == marks[1])
        if not deep and not braces:
            return tex[start + 1 : found.start()], found.end()
    return None


def argument_at(tex: str, start: int) -> tuple[str, int] | None:
    """Return an argument as TeX takes it: a group, or else the next sign; and where it ends."""
    start = after_space(tex, start)
    if tex[start : start + 1] == "{":
        return group_at(tex, start)
    found = _SIGN.match(tex, start)
    return (found[0], found.end()) if found and found[0] != "}" else None


def joined(pieces: list[str]) -> str:
    r"""Join pieces of TeX so that no letter lengthens the name of a command before it."""
    whole = ""
    for piece in pieces:
        apart = piece[:1].isalpha() and _COMMAND_AT_END.search(whole[-40:])
        whole += f" {piece}" if apart else piece
    return whole
