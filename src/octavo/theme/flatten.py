"""`var()` and `calc()` resolved: e-readers know neither.

Custom properties are global here: those of `:root` (or `html`) in any layer,
the last one winning. In the written CSS none is left. One `calc()` in a book
can make a Kobo refuse its whole stylesheet, and WeasyPrint lays out faster
without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import tinycss2

_ROOT = frozenset({":root", "html"})
_MAX_DEPTH = 16

# tinycss2 has no types; its nodes differ by `type`.
_Node = Any


def flatten(layers: Iterable[str]) -> str:
    """One stylesheet of all layers, without custom properties, comments or `calc()`."""
    sheets = [tinycss2.parse_stylesheet(layer, skip_comments=True) for layer in layers]
    values: dict[str, list[_Node]] = {}
    for sheet in sheets:
        for rule in sheet:
            values.update(_custom_properties(rule))
    rules = [_rule(rule, values) for sheet in sheets for rule in sheet]
    return "\n".join(text for text in rules if text) + "\n"


def _custom_properties(rule: _Node) -> dict[str, list[_Node]]:
    if rule.type != "qualified-rule" or tinycss2.serialize(rule.prelude).strip() not in _ROOT:
        return {}
    return {
        item.name: item.value
        for item in _declarations(rule.content)
        if item.type == "declaration" and item.name.startswith("--")
    }


def _rule(rule: _Node, values: Mapping[str, list[_Node]]) -> str:
    if rule.type not in ("qualified-rule", "at-rule"):
        return ""
    prelude = tinycss2.serialize(rule.prelude).strip()
    if rule.type == "qualified-rule":
        body = _body(rule.content, values)
        return f"{prelude} {{ {body} }}" if body else ""
    head = f"@{rule.at_keyword} {prelude}".strip()
    if rule.content is None:
        return f"{head};"
    if rule.lower_at_keyword in ("media", "supports"):
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        body = " ".join(filter(None, (_rule(item, values) for item in inner)))
    else:
        body = _body(rule.content, values)
    return f"{head} {{ {body} }}" if body else ""


def _body(content: list[_Node], values: Mapping[str, list[_Node]]) -> str:
    """Declarations (and the margin boxes of `@page`), flattened."""
    parts = []
    for item in _declarations(content):
        if item.type == "at-rule":
            parts.append(_rule(item, values))
        elif item.type == "declaration" and not item.name.startswith("--"):
            value = _value(item.value, values).strip()
            if value:
                parts.append(f"{item.name}: {value}{' !important' if item.important else ''};")
    return " ".join(part for part in parts if part)


def _declarations(content: list[_Node]) -> list[_Node]:
    found: list[_Node] = tinycss2.parse_blocks_contents(
        content, skip_comments=True, skip_whitespace=True
    )
    return found


def _value(tokens: list[_Node], values: Mapping[str, list[_Node]], depth: int = 0) -> str:
    """The tokens as text; an unknown `var()` without a fallback makes the value empty."""
    text = ""
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            replaced = _var(token, values, depth)
            if not replaced.strip():
                return ""
            text += replaced
        elif token.type == "function" and token.lower_name == "calc":
            text += _calc(_value(token.arguments, values, depth))
        elif token.type == "function":
            text += f"{token.name}({_value(token.arguments, values, depth)})"
        else:
            text += token.serialize()
    return text


def _var(token: _Node, values: Mapping[str, list[_Node]], depth: int) -> str:
    arguments = [part for part in token.arguments if part.type != "comment"]
    name = next((part.value for part in arguments if part.type == "ident"), "")
    if name in values and depth < _MAX_DEPTH:
        return _value(values[name], values, depth + 1).strip()
    commas = [place for place, part in enumerate(arguments) if part == ","]
    return _value(arguments[commas[0] + 1 :], values, depth).strip() if commas else ""


_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))([a-z%]*)", re.I)


def _calc(text: str) -> str:
    """The value of a `calc()` whose parts share one unit; otherwise `calc(…)` as it stands."""
    try:
        value, unit, rest = _sum(text)
    except ValueError:
        return f"calc({text})"
    return f"{_plain(value)}{unit}" if not rest.strip() else f"calc({text})"


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


def _plain(value: float) -> str:
    return f"{round(value, 4):f}".rstrip("0").rstrip(".") or "0"
