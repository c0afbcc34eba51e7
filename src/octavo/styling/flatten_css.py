"""`var()` and `calc()` resolved: e-readers know neither.

Custom properties are global here: those of `:root` (or `html`) in any layer,
the last one winning. In the written CSS none is left. One `calc()` in a book
can make a Kobo refuse its whole stylesheet, and WeasyPrint lays out faster
without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import tinycss2
from tinycss2.ast import Node

from octavo.styling.css_calc import calculate

_ROOT = frozenset({":root", "html"})
_MAX_DEPTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A layer: the name by which findings call its file, and its parsed rules."""

    name: str
    rules: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A declaration whose value is plain CSS.

    `file` and `line` say where its value was written: the declaration itself,
    or the custom property that it names.
    """

    name: str
    value: str
    important: bool = False
    file: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule with declarations and rules inside it; None if it has no block (`@charset "…"`).

    `head` is the selector, or the at-rule with its prelude.
    """

    head: str
    content: tuple[Declaration | Rule, ...] | None
    file: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Custom:
    """A custom property: its tokens, and where it was written."""

    tokens: list[Node]
    file: str
    line: int


_Values = Mapping[str, _Custom]


def flatten(layers: Iterable[str]) -> str:
    """One stylesheet of all layers, without custom properties, comments or `calc()`."""
    return write(resolve(parse(layer, "") for layer in layers))


def parse(text: str, name: str) -> Sheet:
    """Read the rules of a layer; `name` is its file."""
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return Sheet(name=name, rules=tuple(rules))


def tokens(layers: Iterable[Sheet]) -> dict[str, str]:
    """Return the custom properties of all layers, by name, with plain values."""
    values = _values_of(layers)
    return {name: _value(value.tokens, values).strip() for name, value in values.items()}


def resolve(layers: Iterable[Sheet]) -> tuple[Rule, ...]:
    """Return the rules of all layers in their order, with plain values."""
    sheets = tuple(layers)
    values = _values_of(sheets)
    resolved = (_rule(rule, values, sheet.name) for sheet in sheets for rule in sheet.rules)
    return tuple(rule for rule in resolved if rule)


def _values_of(sheets: Iterable[Sheet]) -> dict[str, _Custom]:
    values: dict[str, _Custom] = {}
    for sheet in sheets:
        for rule in sheet.rules:
            values.update(_custom_properties(rule, sheet.name))
    return values


def write(rules: Iterable[Rule]) -> str:
    """Write the rules as text, one a line."""
    return "\n".join(_written(rule) for rule in rules) + "\n"


def _written(item: Rule | Declaration) -> str:
    if isinstance(item, Declaration):
        return f"{item.name}: {item.value}{' !important' if item.important else ''};"
    if item.content is None:
        return f"{item.head};"
    return f"{item.head} {{ {' '.join(map(_written, item.content))} }}"


def _custom_properties(rule: Node, file: str) -> dict[str, _Custom]:
    if rule.type != "qualified-rule" or tinycss2.serialize(rule.prelude).strip() not in _ROOT:
        return {}
    return {
        item.name: _Custom(tokens=item.value, file=file, line=item.source_line)
        for item in _declarations(rule.content)
        if item.type == "declaration" and item.name.startswith("--")
    }


def _rule(rule: Node, values: _Values, file: str) -> Rule | None:
    if rule.type not in ("qualified-rule", "at-rule"):
        return None
    head = tinycss2.serialize(rule.prelude).strip()
    if rule.type == "at-rule":
        head = f"@{rule.at_keyword} {head}".strip()
    if rule.content is None:
        return Rule(head=head, content=None, file=file, line=rule.source_line)
    if rule.type == "at-rule" and rule.lower_at_keyword in _HOLD_RULES:
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        rules = (_rule(item, values, file) for item in inner)
        content: tuple[Declaration | Rule, ...] = tuple(item for item in rules if item)
    else:
        content = tuple(_items(rule.content, values, file))
    return Rule(head=head, content=content, file=file, line=rule.source_line) if content else None


#: At-rules whose block holds rules, not declarations.
_HOLD_RULES = frozenset({"container", "keyframes", "layer", "media", "scope", "supports"})


def _items(content: list[Node], values: _Values, file: str) -> Iterable[Declaration | Rule]:
    """Yield declarations, and what stands among them: margin boxes of `@page`, nested rules."""
    for item in _declarations(content):
        if item.type == "declaration":
            if not item.name.startswith("--") and (made := _declaration(item, values, file)):
                yield made
        elif inner := _rule(item, values, file):
            yield inner


def _declaration(item: Node, values: _Values, file: str) -> Declaration | None:
    named: list[_Custom] = []
    value = _value(item.value, values, named).strip()
    origin = named[-1] if named else None
    return (
        Declaration(
            name=item.name,
            value=value,
            important=item.important,
            file=origin.file if origin else file,
            line=origin.line if origin else item.source_line,
        )
        if value
        else None
    )


def _declarations(content: list[Node]) -> list[Node]:
    found: list[Node] = tinycss2.parse_blocks_contents(
        content, skip_comments=True, skip_whitespace=True
    )
    return found


def _value(
    tokens: list[Node], values: _Values, named: list[_Custom] | None = None, *, depth: int = 0
) -> str:
    """Write the tokens as text; an unknown `var()` without a fallback makes the value empty.

    The custom properties that were used are added to `named`.
    """
    named = [] if named is None else named
    text = ""
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            replaced = _var(token, values, named, depth=depth)
            if not replaced.strip():
                return ""
            text += replaced
        elif token.type == "function" and token.lower_name == "calc":
            text += calculate(_value(token.arguments, values, named, depth=depth))
        elif token.type == "function":
            text += f"{token.name}({_value(token.arguments, values, named, depth=depth)})"
        else:
            text += token.serialize()
    return text


def _var(token: Node, values: _Values, named: list[_Custom], *, depth: int) -> str:
    arguments = [part for part in token.arguments if part.type != "comment"]
    name = next((part.value for part in arguments if part.type == "ident"), "")
    if name in values and depth < _MAX_DEPTH:
        named.append(values[name])
        return _value(values[name].tokens, values, named, depth=depth + 1).strip()
    commas = [place for place, part in enumerate(arguments) if part == ","]
    if not commas:
        return ""
    return _value(arguments[commas[0] + 1 :], values, named, depth=depth).strip()
