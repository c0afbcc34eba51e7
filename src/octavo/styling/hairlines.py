"""Rules of the page, made as thick as the printer asks: what is finer may vanish on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import tinycss2
from tinycss2.ast import Node

from octavo.styling.css_calc import plain
from octavo.styling.flatten_css import Declaration, Rule
from octavo.text.units import css_points

#: The custom property that names the thinnest line, a length (`compose/geometry.py`).
THINNEST = "--thinnest"

#: Properties that draw lines, or say how thick they are.
_LINES = re.compile(
    r"border(?:-(?:top|right|bottom|left|block|inline)(?:-(?:start|end))?)?(?:-width)?"
    r"|(?:outline|column-rule)(?:-width)?|text-decoration-thickness"
)
#: A double line has three parts, of which the middle one is left free.
_PARTS = 3


def thickened(rules: Iterable[Rule], least: float) -> tuple[Rule, ...]:
    """Return the rules with no line thinner than `least` points.

    A line of no thickness stays none; one in units of the type (`0.05em`) stays as it is, for
    its size is not known here.
    """
    return tuple(_thickened(rule, least) for rule in rules) if least else tuple(rules)


def _thickened(rule: Rule, least: float) -> Rule:
    content = rule.content or ()
    double = any(
        item.name.startswith("border") and "double" in item.value.split()
        for item in content
        if isinstance(item, Declaration)
    )
    width = least * _PARTS if double else least
    made = tuple(
        _thickened(item, least) if isinstance(item, Rule) else _declaration(item, width)
        for item in content
    )
    return rule if rule.content is None else replace(rule, content=made)


def _declaration(item: Declaration, least: float) -> Declaration:
    if not _LINES.fullmatch(item.name):
        return item
    tokens = tinycss2.parse_component_value_list(item.value)
    return replace(item, value="".join(_token(token, least) for token in tokens))


def _token(token: Node, least: float) -> str:
    written = str(token.serialize())
    if token.type == "dimension" and 0 < css_points(written) < least:
        return f"{plain(least)}pt"
    return written
