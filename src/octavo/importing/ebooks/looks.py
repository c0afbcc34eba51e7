"""How an e-book's style sheets make its words look, where that means something: italics, small
capitals, lines in the middle. Programs that make e-books say it in no other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import tinycss2
from lxml import etree

from octavo.importing.ebooks.braces import classes

#: Properties that are looked at.
_READ = frozenset(
    "font-style font-weight font-variant font-variant-caps text-align vertical-align display"
    " text-decoration writing-mode -epub-writing-mode -webkit-writing-mode margin-left"
    " padding-left".split()
)
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?(?::lang\([\w-]+\))?\Z", re.I)
#: Rules of a book at most, and bytes of a sheet: real ones have some hundreds.
_MOST_RULES, _MOST_BYTES = 20_000, 2_000_000
_AT_HOME = {"i": "italic", "em": "italic", "cite": "italic", "var": "italic", "dfn": "italic"}


class Looks:
    """The looks that style sheets give: rules of one element or class, the last one winning."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._rules: dict[tuple[str, str], dict[str, str]] = {}
        for sheet in sheets:
            for selector, said in _rules(sheet[:_MOST_BYTES]):
                if len(self._rules) < _MOST_RULES:
                    self._rules.setdefault(selector, {}).update(said)

    def of(self, element: etree._Element) -> dict[str, str]:
        """Return what is said of an element by its name, its classes and its own style."""
        tag, names = str(element.tag), classes(element)
        said: dict[str, str] = {}
        for key in ((tag, ""), *(("", name) for name in names), *((tag, name) for name in names)):
            said |= self._rules.get(key, {})
        if element.get("style"):
            said |= dict(_declared(element.get("style", "")))
        return said

    @property
    def is_vertical(self) -> bool:
        """Whether the pages are written from top to bottom."""
        return any(
            "vertical-rl" in value
            for (tag, _), said in self._rules.items()
            for key, value in said.items()
            if key.endswith("writing-mode") and tag in ("html", "body")
        )


def is_italic(element: etree._Element, look: dict[str, str]) -> bool:
    """Return whether an element's words are set apart by slant."""
    style = look.get("font-style", _AT_HOME.get(str(element.tag), ""))
    return style.startswith(("italic", "oblique"))


def is_bold(element: etree._Element, look: dict[str, str]) -> bool:
    """Return whether an element's words are set apart by weight."""
    weight = look.get("font-weight", "bold" if element.tag in ("b", "strong") else "")
    return weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)


def is_small_caps(look: dict[str, str]) -> bool:
    """Return whether words are in small capitals."""
    return any("small-caps" in look.get(key, "") for key in ("font-variant", "font-variant-caps"))


def side(look: dict[str, str]) -> str:
    """Return the class of a block whose lines stand in the middle or at the right."""
    return {"center": "align-center", "right": "align-right"}.get(look.get("text-align", ""), "")


def _rules(sheet: str) -> Iterator[tuple[tuple[str, str], dict[str, str]]]:
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        said = dict(_declared(tinycss2.serialize(rule.content)))
        if not said:
            continue
        for selector in tinycss2.serialize(rule.prelude).split(","):
            found = _SIMPLE.match(selector.strip())
            if found and selector.strip():
                yield ((found[1] or "").lower(), found[2] or ""), said


def _declared(text: str) -> Iterator[tuple[str, str]]:
    for each in tinycss2.parse_declaration_list(text, skip_comments=True, skip_whitespace=True):
        if each.type == "declaration" and each.lower_name in _READ:
            yield each.lower_name, tinycss2.serialize(each.value).strip().lower()
