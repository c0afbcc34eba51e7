"""What the margin boxes of a page depend on, read off their computed styles.

A value or selector that is not known here reaches beyond the margins, as far as this
module can tell: it is named, and the book is then laid out in one piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from octavo.layout.furniture_keys import EDGES, Edge, PageKind
from octavo.layout.weasyprint.boxes import PageRule, Style

_COUNTERS = ("counter_reset", "counter_set", "counter_increment")

#: What has the same look on every page, whatever it is.
_CONSTANT = frozenset({"string", "url", "quote", "leader()"})
_NO_CONTENT = ("normal", "inhibit", "none")
_SIDES = ("top", "right", "bottom", "left")

#: The one rule that picks a page by its number: where the folios begin (`print/running-heads.css`).
_FIRST = (0, 1)
_STARTS = frozenset({"first-body", "first-part"})


def kinds_of(rules: Iterable[PageRule]) -> Iterator[PageKind]:
    """Yield the kinds of page that the `@page` rules of a style sheet can tell apart."""
    names = {selector.name or "" for _, found, _ in rules for _, _, selector in found} | {""}
    yield from product(sorted(names), (False, True), (False, True))


def reach_of(rules: Iterable[PageRule]) -> str:
    """Say why pages under `@page` rules depend on more than their kind; empty if they do not."""
    for _, found, declarations in rules:
        counted = {name: value for name, value, _ in declarations if name in _COUNTERS}
        for _, pseudo_type, selector in found:
            starts = (
                selector.index is not None
                and selector.index[:2] == _FIRST
                and selector.index[2] in _STARTS
                and pseudo_type is None
                and counted.get("counter_reset") == (("page", 1),)
                and len(declarations) == 1
            )
            if (selector.first or selector.index) and not starts:
                return "@page :first or :nth()"
            if counted and pseudo_type is None and not starts:
                return "counters in @page"
    return ""


def edges_of(styles: Mapping[str, Style]) -> tuple[tuple[Edge, ...], str]:
    """Return the edges that a page of one kind bears, from the styles of its margin boxes.

    And why they depend on more than a `Fitting` tells; empty if they do not.
    """
    edges = []
    for name, members in EDGES.items():
        shown = [
            styles[member]
            for member in members
            if member in styles and styles[member]["content"] not in _NO_CONTENT
        ]
        for style in shown:
            if reason := _reach(style):
                return (), reason
        if shown:
            edges.append(_edge(name, shown))
    return tuple(edges), ""


def _edge(name: str, styles: Iterable[Style]) -> Edge:
    parts = [part for style in styles for part in style["content"]]
    strings = sorted({(value[0], value[1]) for kind, value in parts if kind == "string()"})
    counters = {value[0] for kind, value in parts if kind == "counter()"}
    only_strings = all(kind == "string()" for kind, _ in parts)
    return Edge(
        name=name,
        strings=tuple(strings),
        folio="page" in counters,
        pages="pages" in counters,
        bare=only_strings and not any(_has_ink(style) for style in styles),
    )


def _reach(style: Style) -> str:
    if style["z_index"] != "auto":
        return "z-index in a margin"
    for kind, value in style["content"]:
        if kind == "string()" and value[1] != "start":
            continue
        if kind == "counter()" and value[0] in ("page", "pages"):
            continue
        if kind not in _CONSTANT:
            return f"{kind} in a margin" if kind[-1] == ")" else "the content of a margin"
    return ""


def _has_ink(style: Style) -> bool:
    """Return whether a margin box can be seen without content."""
    borders = any(style[f"border_{side}_width"] for side in _SIDES)
    images = any(kind != "none" for kind, _ in style["background_image"])
    ground = style["background_color"]
    clear = ground != "currentcolor" and ground.alpha == 0
    return bool(borders or images or not clear or style["box_shadow"] or style["outline_width"])
