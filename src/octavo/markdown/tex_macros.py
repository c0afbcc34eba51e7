r"""Commands that an author defines: `\newcommand`, `\renewcommand`, `\def`, `\let` and their kin.

A definition holds from where it stands to the end of its chapter, whatever braces or formula it
stands in (so MathJax, KaTeX and pandoc take it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from octavo.findings.catalogue.mathematics import MathUnreadable
from octavo.markdown.tex_signs import (
    LONGEST,
    TexError,
    after_space,
    argument_at,
    group_at,
    joined,
    one_line,
)

_SIGN = re.compile(r"\\[a-zA-Z]+\*?|\\.|[^\\]+", re.S)
_NAME = re.compile(r"\\(?:[a-zA-Z]+|.)")
_PARAMETER = re.compile(r"#([1-9])")
_PARAMETERS = re.compile(r"((?:#[1-9])*)\s*(?=\{)")
#: How many commands one formula may have put in; beyond it a definition calls itself.
_MOST = 1000
#: Signs in the longest block of definitions.
_LONGEST = 20_000

_NEW = frozenset(
    f"\\{name}{star}"
    for name in ("newcommand", "renewcommand", "providecommand", "DeclareRobustCommand")
    for star in ("", "*")
)
_DEF = frozenset({r"\def", r"\gdef", r"\edef", r"\xdef"})
_OPERATOR = frozenset({r"\DeclareMathOperator", r"\DeclareMathOperator*"})
_LET = frozenset({r"\let"})
_BEFORE = frozenset({r"\global", r"\long"})
_DEFINING = _NEW | _DEF | _OPERATOR | _LET


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """A command's meaning: `#1` to `#9` in its body are its arguments.

    With a `default` the first argument may be left out, and stands in brackets.
    """

    body: str
    arguments: int = 0
    default: str | None = None


@dataclass(slots=True, kw_only=True)
class Macros:
    """What commands are defined so far."""

    known: dict[str, Macro] = field(default_factory=dict)

    def expand(self, tex: str) -> str:
        """Return the formula with what its commands stand for; take its definitions out.

        Raises `TexError` for a definition that cannot be read, or that calls itself.
        """
        rest, written, steps = one_line(tex), list[str](), 0
        if len(rest) > _LONGEST:
            raise TexError(MathUnreadable.long())
        while rest:
            found = _SIGN.match(rest)
            sign, end = (found[0], found.end()) if found else (rest[0], 1)
            if sign in _DEFINING:
                rest = rest[self._define(sign, rest, end) :]
                continue
            name = sign if sign in self.known else sign.removesuffix("*")
            if name not in self.known:
                written.append(sign)
                rest = rest[end:]
                continue
            steps += 1
            rest = _expanded(name, self.known[name], rest[len(name) :])
            if steps > _MOST or len(rest) > 2 * LONGEST:
                raise TexError(MathUnreadable.circle({"sign": name}))
        return joined(written).strip()

    def _define(self, sign: str, tex: str, start: int) -> int:
        """Read one definition; return where it ends."""
        if sign in _LET:
            return self._let(tex, start)
        named = _name_at(tex, start)
        if named is None:
            raise TexError(MathUnreadable.definition({"sign": sign}))
        name, start = named
        count, default = 0, None
        if sign in _DEF:
            found = _PARAMETERS.match(tex, start)
            count, start = (len(found[1]) // 2, found.end()) if found else (0, len(tex))
        elif sign in _NEW:
            count, default, start = _options(tex, start)
        body = argument_at(tex, start)
        if body is None:
            raise TexError(MathUnreadable.definition({"sign": sign}))
        words = body[0].strip()
        if sign in _OPERATOR:
            star = "*" if sign.endswith("*") else ""
            words = rf"\operatorname{star}{{{words}}}"
        self.known[name] = Macro(body=words, arguments=count, default=default)
        return body[1]

    def _let(self, tex: str, start: int) -> int:
        found = re.compile(r"\s*(\\[a-zA-Z]+)\s*=?\s*(\\[a-zA-Z]+|\\.|\S)").match(tex, start)
        if found is None:
            raise TexError(MathUnreadable.definition({"sign": r"\let"}))
        meant = self.known.get(found[2])
        if found[1] != found[2]:
            self.known[found[1]] = meant or Macro(body=found[2])
        return found.end()


def is_definitions(text: str) -> bool:
    r"""Return whether a text outside formulas is nothing but definitions of commands."""
    start = after_space(text, 0)
    if not text.startswith("\\", start):
        return False
    found = _SIGN.match(text, start)
    if found is None or found[0] not in _DEFINING:
        return False
    try:
        return not Macros().expand(text)
    except TexError:
        return False


def with_macros(tex: str, meanings: Mapping[str, Macro]) -> str:
    """Return TeX with commands put in that have these meanings."""
    return Macros(known=dict(meanings)).expand(tex)


def _name_at(tex: str, start: int) -> tuple[str, int] | None:
    argument = argument_at(tex, start)
    if argument is None:
        return None
    name = argument[0].strip()
    return (name, argument[1]) if _NAME.fullmatch(name) else None


def _options(tex: str, start: int) -> tuple[int, str | None, int]:
    """Read `[2][x]`: the number of arguments, and what the first is if it is left out."""
    number = group_at(tex, start, "[]")
    if number is None:
        return 0, None, start
    if not number[0].strip().isdecimal() or int(number[0]) > 9:
        raise TexError(MathUnreadable.definition({"sign": r"\newcommand"}))
    default = group_at(tex, number[1], "[]")
    if default is None:
        return int(number[0]), None, number[1]
    return int(number[0]), default[0], default[1]


def _expanded(name: str, macro: Macro, rest: str) -> str:
    arguments, start = list[str](), 0
    if macro.default is not None:
        given = group_at(rest, 0, "[]")
        arguments.append(given[0] if given else macro.default)
        start = given[1] if given else 0
    while len(arguments) < macro.arguments:
        argument = argument_at(rest, start)
        if argument is None:
            raise TexError(MathUnreadable.argument({"sign": name, "number": macro.arguments}))
        arguments.append(argument[0])
        start = argument[1]
    return joined([*_filled(macro.body, arguments), rest[start:]])


def _filled(body: str, arguments: list[str]) -> Iterable[str]:
    for number, piece in enumerate(_PARAMETER.split(body)):
        if number % 2 == 0:
            yield piece
        elif int(piece) <= len(arguments):
            yield arguments[int(piece) - 1]
