"""Rules that a book's language turns: pages mirrored, italics and spacing taken away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from octavo.styling.flatten_css import Declaration, Rule

_SIDE = re.compile(r"(?<![a-z])(left|right)(?![a-z])", re.I)
_OTHER = {"left": "right", "right": "left"}

#: What scripts without small letters have no use for: slanted or spaced, their letters come
#: apart or lose their shape; and the value that says so.
_LATIN = {"font-style": "normal", "font-variant-caps": "normal", "letter-spacing": "0"}


def mirrored(rules: Iterable[Rule], keep: str) -> tuple[Rule, ...]:
    """Return the rules of pages (`@page`, its margin boxes) with left and right exchanged.

    A book written from right to left is bound at the right: its recto is a
    left-hand page. Rules of the file `keep` stay, whose author means what he says.
    """
    return tuple(
        _mirrored(rule) if rule.head.startswith("@page") and rule.file != keep else rule
        for rule in rules
    )


def upright(rules: Iterable[Rule], keep: str) -> tuple[Rule, ...]:
    """Return the rules without italics, small capitals, spaced letters, but those of `keep`."""
    return tuple(rule if rule.file == keep else _upright(rule) for rule in rules)


def _mirrored(rule: Rule) -> Rule:
    content = tuple(
        _mirrored(item)
        if isinstance(item, Rule)
        else replace(item, name=_turned(item.name), value=_turned(item.value))
        for item in rule.content or ()
    )
    return replace(rule, head=_turned(rule.head), content=content)


def _turned(text: str) -> str:
    return _SIDE.sub(lambda found: _OTHER[found[1].lower()], text)


def _upright(rule: Rule) -> Rule:
    # In a formula a slanted letter has a meaning of its own.
    if rule.content is None or rule.head.startswith("mtext"):
        return rule
    return replace(rule, content=tuple(map(_upright_item, rule.content)))


def _upright_item(item: Declaration | Rule) -> Declaration | Rule:
    if isinstance(item, Rule):
        return _upright(item)
    return replace(item, value=_LATIN[item.name]) if item.name in _LATIN else item
