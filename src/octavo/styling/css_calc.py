"""The arithmetic of `calc()`, where its parts share one unit."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))([a-z%]*)", re.I)


def calculate(text: str) -> str:
    """Work out a `calc()` whose parts share one unit; return another as it stands."""
    try:
        value, unit, rest = _sum(text)
    except ZeroDivisionError:
        return ""  # no length at all: the declaration is left out
    except ValueError:
        return f"calc({text})"
    return f"{plain(value)}{unit}" if not rest.strip() else f"calc({text})"


def _sum(text: str) -> tuple[float, str, str]:
    value, unit, rest = _product(text)
    while found := re.match(r"\s+([+-])\s+", rest):
        other, other_unit, rest = _product(rest[found.end() :])
        if unit != other_unit and value and other:
            raise ValueError(text)
        unit = unit if value and unit else other_unit or unit
        value = value + other if found[1] == "+" else value - other
    return value, unit, rest


def _product(text: str) -> tuple[float, str, str]:
    value, unit, rest = _factor(text)
    while found := re.match(r"\s*([*/])", rest):
        other, other_unit, rest = _factor(rest[found.end() :])
        if unit and other_unit:
            raise ValueError(text)
        unit = unit or other_unit
        value = value * other if found[1] == "*" else value / other
    return value, unit, rest


def _factor(text: str) -> tuple[float, str, str]:
    nested = re.match(r"\s*(?:calc)?\(", text)
    if nested:
        value, unit, rest = _sum(text[nested.end() :])
        rest = rest.lstrip()
        if not rest.startswith(")"):
            raise ValueError(text)
        return value, unit, rest[1:]
    found = _NUMBER.match(text)
    if not found:
        raise ValueError(text)
    return float(found[1]), found[2], text[found.end() :]


def plain(value: float) -> str:
    """Write a number as CSS does, with four decimals at most."""
    return f"{round(value, 4):f}".rstrip("0").rstrip(".") or "0"
