"""Which of a theme's faces a book shows, by its documents and its stylesheet.

A face that no word is set in only makes the file heavier. Where it cannot be
told whether a rule holds (a selector of several parts, a pseudo-class, a rule
of one medium), it is taken to hold and not to hold: the face is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

import tinycss2
from lxml import etree
from tinycss2.ast import Node

from octavo.styling.theme import FontSource, Theme
from octavo.text.xhtml_names import CODE_ELEMENTS

#: The values that an element may have: of `font-family`, `font-weight`, `font-style`.
_Values = Mapping[str, frozenset[str]]

_FAMILY, _WEIGHT, _STYLE = "font-family", "font-weight", "font-style"
_PROPERTIES = (_FAMILY, _WEIGHT, _STYLE)
_INITIAL: _Values = {
    _FAMILY: frozenset(),
    _WEIGHT: frozenset({"400"}),
    _STYLE: frozenset({"normal"}),
}
#: Words that hand on what surrounds the element.
_WIDE = frozenset({"inherit", "unset", "revert"})
_WEIGHTS = {"normal": "400", "lighter": "400", "bold": "700", "bolder": "700", "initial": "400"}

_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_ITALIC = frozenset({"i", "em", "cite", "dfn", "var", "address"})
_CODE = CODE_ELEMENTS | {"tt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """One selector with what it says of fonts.

    `tag` is the element's name or empty, `classes` those it must have; `sure`
    says that the selector asks for nothing else.
    """

    tag: str
    classes: frozenset[str]
    sure: bool
    values: dict[str, frozenset[str]]


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What is known while the documents are read."""

    rules: tuple[_Rule, ...]
    families: dict[str, str]
    known: dict[tuple[str, str], tuple[_Rule, ...]] = field(default_factory=dict)
    found: set[tuple[str, str, str]] = field(default_factory=set)


def used_fonts(theme: Theme, css: str, documents: Iterable[bytes]) -> tuple[FontSource, ...]:
    """Return the theme's fonts, in order, that some element of the documents may be set in."""
    families = {font.family.casefold(): font.family for font in theme.fonts}
    walk = _Walk(rules=tuple(_rules(tinycss2.parse_stylesheet(css), families)), families=families)
    for document in documents:
        _visit(etree.fromstring(document), _INITIAL, walk)
    used = {_nearest(theme.fonts, wanted) for wanted in walk.found}
    return tuple(font for font in theme.fonts if font in used)


def _visit(root: etree._Element, values: _Values, walk: _Walk) -> None:
    pending = [(root, values)]
    while pending:
        element, inherited = pending.pop()
        if not isinstance(element.tag, str):
            continue
        mine = _computed(element, inherited, walk)
        if _sets_type(element):
            walk.found.update(product(mine[_FAMILY], mine[_WEIGHT], mine[_STYLE]))
        pending += [(child, mine) for child in element]


def _sets_type(element: etree._Element) -> bool:
    """Return whether words stand in the element itself, or might by a rule's `content`.

    The body always does: its face is the book's.
    """
    if not len(element) or etree.QName(element).localname == "body":
        return True
    tails = (child.tail for child in element)
    return any(text and text.strip() for text in (element.text, *tails))


def _computed(element: etree._Element, inherited: _Values, walk: _Walk) -> _Values:
    tag = etree.QName(element).localname
    key = tag, element.get("class", "")
    if key not in walk.known:
        names = frozenset(key[1].split())
        walk.known[key] = tuple(
            rule for rule in walk.rules if rule.tag in ("", tag) and rule.classes <= names
        )
    rules = walk.known[key]
    own = element.get("style")
    if own:
        said = _declared(tinycss2.parse_blocks_contents(own), walk.families)
        rules = (*rules, _Rule(tag="", classes=frozenset(), sure=True, values=said))
    return {name: _value(name, tag, inherited=inherited, rules=rules) for name in _PROPERTIES}


def _value(name: str, tag: str, *, inherited: _Values, rules: tuple[_Rule, ...]) -> frozenset[str]:
    """Return what the rules say, and what holds where none of them is sure to."""
    said = [rule for rule in rules if name in rule.values]
    sure = any(rule.sure for rule in said)
    found = frozenset[str]() if sure else _default(name, tag, inherited)
    for rule in said:
        for value in rule.values[name]:
            found |= inherited[name] if value in _WIDE else {value}
    return found


def _default(name: str, tag: str, inherited: _Values) -> frozenset[str]:
    """Return what readers' own styles say (HTML Standard, 15.3); code's family is no theme's."""
    if name == _WEIGHT and tag in _BOLD:
        return frozenset({"700"})
    if name == _STYLE and tag in _ITALIC:
        return frozenset({"italic"})
    return frozenset() if name == _FAMILY and tag in _CODE else inherited[name]


def _rules(
    nodes: Iterable[Node], families: Mapping[str, str], *, sure: bool = True
) -> Iterator[_Rule]:
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword in ("media", "supports"):
            inner = tinycss2.parse_rule_list(node.content or [])
            yield from _rules(inner, families, sure=False)
        elif node.type == "qualified-rule":
            values = _declared(tinycss2.parse_blocks_contents(node.content), families)
            if values:
                for selector in _selectors(node.prelude):
                    yield _selector(selector, values, sure)


def _declared(nodes: Iterable[Node], families: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return what declarations say of the three properties, `font` taken apart."""
    values: dict[str, frozenset[str]] = {}
    for node in nodes:
        if node.type != "declaration":
            continue
        text = tinycss2.serialize(node.value).strip()
        if node.lower_name in (_FAMILY, "font"):
            values[_FAMILY] = _families(text, families)
        if node.lower_name in (_WEIGHT, "font"):
            values[_WEIGHT] = _weights(text)
        if node.lower_name in (_STYLE, "font"):
            slanted = re.search(r"\b(?:italic|oblique)\b", text, re.I)
            wide = text if text in _WIDE else "normal"
            values[_STYLE] = frozenset({"italic" if slanted else wide})
    return values


def _families(text: str, families: Mapping[str, str]) -> frozenset[str]:
    if text in _WIDE:
        return frozenset({text})
    folded = text.casefold()
    return frozenset(name for key, name in families.items() if key in folded)


def _weights(text: str) -> frozenset[str]:
    """Return weights as numbers; a single word that is not understood might be any."""
    words = [_WEIGHTS.get(word, word) for word in text.casefold().split()]
    found = {word for word in words if word in _WIDE or re.fullmatch(r"[1-9]\d{0,2}|1000", word)}
    return frozenset(found or ({"400", "700"} if len(words) == 1 else {"400"}))


def _selectors(prelude: list[Node]) -> Iterator[list[Node]]:
    part: list[Node] = []
    for token in prelude:
        if token == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _selector(tokens: list[Node], values: dict[str, frozenset[str]], sure: bool) -> _Rule:
    """Read the selector's last compound; whatever else it asks for makes it unsure."""
    text = tinycss2.serialize(tokens).strip()
    parts = [part for part in re.split(r"\s*[>+~]\s*|\s+", _without_brackets(text)) if part]
    last = parts[-1] if parts else "*"
    plain = re.fullmatch(r"(\*|[\w-]+)?((?:\.[\w-]+)*)", last) is not None
    head = re.match(r"[\w-]+", last)
    names = re.findall(r"\.([\w-]+)", last) if "\\" not in last else []
    return _Rule(
        tag=head[0] if head and "\\" not in last else "",
        classes=frozenset(names),
        sure=sure and plain and len(parts) == 1,
        values=values,
    )


def _without_brackets(text: str) -> str:
    """Take out `[…]` and the arguments of `:not(…)`; what is left says that they were there."""
    before = ""
    while before != text:
        before, text = text, re.sub(r"\([^()]*\)|\[[^\[\]]*\]", ":x", text)
    return text


def _nearest(fonts: Iterable[FontSource], wanted: tuple[str, str, str]) -> FontSource:
    """Return the face a reader would take (CSS Fonts 4, 5.2: style first, then weight)."""
    family, weight, style = wanted
    own = [font for font in fonts if font.family == family]
    own = [font for font in own if font.style == style] or own
    return min(own, key=lambda font: _distance(font.weight, int(weight)))


def _distance(has: int, wants: int) -> tuple[bool, int]:
    """Rank a weight: heavier type is looked for upwards, lighter downwards; 400 may take 500."""
    if 400 <= wants <= 500:
        return not wants <= has <= 500, abs(has - wants)
    return (has < wants if wants > 500 else has > wants), abs(has - wants)
