"""Values as e-readers know them: no functions of arithmetic, no units of the window.

A fallback before the value is no help: Adobe's RMSDK, inside Kobo's readers
until now (2026), drops the whole stylesheet at a function it does not know, and
takes `rem` for `em`. So each value is written once, in the old way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import tinycss2
from tinycss2.ast import Node

from octavo.styling.css_calc import calculate, plain
from octavo.styling.ereader_colours import FUNCTIONS, UnknownColourError, plain_colour
from octavo.text.units import POINTS

_WINDOW = re.compile(r"(?:[sld]?v|cq)(w|h|i|b|min|max)")
#: Lengths along a line, of which a percentage means the column's width.
_ACROSS = re.compile(r"(?:(?:max|min)-)?(?:width|inline-size)|text-indent|(?:margin|padding)-\w+")
_DOWN = re.compile(r"(?:(?:max|min)-)?(?:height|block-size)")
#: A hundredth of a phone's window of 360 × 640 CSS pixels, in ems of 16.
_EM_OF_WINDOW = {"w": 0.225, "i": 0.225, "min": 0.225, "h": 0.4, "b": 0.4, "max": 0.4}
_EM = 12
_CHOICES = ("min", "max", "clamp")


class NotForReadersError(ValueError):
    """A value that cannot be written in the old way; the text says what stands in the way."""


@dataclass(slots=True, kw_only=True)
class Rewriting:
    """One value at work; `simplified` are the functions in whose place one argument stands."""

    name: str
    simplified: list[str] = field(default_factory=list)


def rewrite(value: str, work: Rewriting) -> str:
    """Write a value in the old way. Raises `NotForReadersError` if there is none."""
    return _text(tinycss2.parse_component_value_list(value), work).strip()


def in_ems(value: str) -> str:
    """Write absolute lengths as ems of the reader's own type: `9pt` → `0.75em`."""
    return "".join(_relative(token) for token in tinycss2.parse_component_value_list(value))


def has_absolute(value: str) -> bool:
    """Return whether a value holds an absolute length (but for zero)."""
    return any(_is_absolute(token) for token in tinycss2.parse_component_value_list(value))


def _is_absolute(token: Node) -> bool:
    return bool(token.type == "dimension" and token.lower_unit in POINTS and token.value)


def _relative(token: Node) -> str:
    if not _is_absolute(token):
        return str(token.serialize())
    return f"{plain(token.value * POINTS[token.lower_unit] / _EM)}em"


def _text(tokens: list[Node], work: Rewriting) -> str:
    return "".join(_token(token, work) for token in tokens)


def _token(token: Node, work: Rewriting) -> str:
    if token.type == "dimension":
        return _dimension(token, work.name)
    if token.type == "hash" and len(token.value) in (4, 8) and "color" in work.name:
        return _colour(token)
    if token.type != "function":
        return str(token.serialize())
    if token.lower_name in FUNCTIONS:
        return _colour(token)
    if token.lower_name == "calc":
        return _calculated(_text(token.arguments, work))
    if token.lower_name in _CHOICES:
        return _choice(token, work)
    if token.lower_name in ("var", "env"):
        raise NotForReadersError(f"{token.lower_name}()")
    return f"{token.name}({_text(token.arguments, work)})"


def _dimension(token: Node, name: str) -> str:
    if token.lower_unit == "rem":
        return f"{plain(token.value)}em"
    window = _WINDOW.fullmatch(token.lower_unit)
    if window is None:
        return str(token.serialize())
    side = window[1]
    if (side in "wi" and _ACROSS.fullmatch(name)) or (side in "hb" and _DOWN.fullmatch(name)):
        return f"{plain(token.value)}%"
    return f"{plain(token.value * _EM_OF_WINDOW[side])}em"


def _colour(token: Node) -> str:
    try:
        return plain_colour(token)
    except UnknownColourError as error:
        raise NotForReadersError(str(error)) from None


def _calculated(text: str) -> str:
    value = calculate(text)
    if value.startswith("calc("):
        raise NotForReadersError(value)
    return value


def _choice(token: Node, work: Rewriting) -> str:
    """One argument of `min()`, `max()` or `clamp()`, the one a page of unknown size can bear."""
    options = [_argument(part, work) for part in _arguments(token)]
    if not all(options) or (token.lower_name == "clamp" and len(options) != 3):
        raise NotForReadersError(f"{token.lower_name}()")
    sizes = [re.fullmatch(r"(-?[\d.]+)([a-z%]*)", option) for option in options]
    if all(sizes) and len({size[2] for size in sizes if size}) == 1:
        amounts = [float(size[1]) for size in sizes if size]
        unit = sizes[0][2] if sizes[0] else ""
        return f"{plain(_amount(token.lower_name, amounts))}{unit}"
    work.simplified.append(f"{token.lower_name}()")
    if token.lower_name == "clamp":
        return options[1]
    fluid = token.lower_name == "min"
    return next((option for option in options if option.endswith("%") is fluid), options[0])


def _amount(name: str, amounts: list[float]) -> float:
    if name == "clamp":
        return max(amounts[0], min(amounts[1], amounts[2]))
    return min(amounts) if name == "min" else max(amounts)


def _arguments(token: Node) -> list[list[Node]]:
    parts: list[list[Node]] = [[]]
    for part in token.arguments:
        if part == ",":
            parts.append([])
        else:
            parts[-1].append(part)
    return parts


def _argument(tokens: list[Node], work: Rewriting) -> str:
    """Work out an argument, which may be a sum without `calc()` around it."""
    text = _text(tokens, work).strip()
    return _calculated(text) if re.search(r"\s[+*/-]\s", text) else text
