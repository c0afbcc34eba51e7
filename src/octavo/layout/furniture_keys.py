"""What the heads and folios of a page depend on, and the keys of their drawings.

The margin boxes of a page hang together edge by edge: the three at its head, the
three at its foot, three at each side, and each corner alone. A `Plan`, read off
the styles by `layout/page_furniture.py`, says for each kind of page which edges bear
something and what of. So pages whose edge is alike (all right-hand pages of a
chapter, at the head) share one drawing. This module does without WeasyPrint.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

#: A kind of page: its page name (empty if it has none or no style speaks of it), whether it is
#: a left one, and whether it is blank.
PageKind = tuple[str, bool, bool]


#: The margin boxes of each edge: those that share out its length. In the order of painting.
EDGES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "top": ("@top-left", "@top-center", "@top-right"),
        "bottom": ("@bottom-left", "@bottom-center", "@bottom-right"),
        "left": ("@left-top", "@left-middle", "@left-bottom"),
        "right": ("@right-top", "@right-middle", "@right-bottom"),
        "top-left-corner": ("@top-left-corner",),
        "top-right-corner": ("@top-right-corner",),
        "bottom-left-corner": ("@bottom-left-corner",),
        "bottom-right-corner": ("@bottom-right-corner",),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """All that the margin boxes of one page can depend on.

    `name` is its page name (`body`; empty if it has none), `folio` the value of
    `counter(page)`, `pages` of `counter(pages)`. `here` are the named strings set on this
    page, each with its values in order; `before` the last value of each before this page.
    """

    name: str
    left: bool
    blank: bool
    folio: int
    pages: int
    here: Mapping[str, tuple[str, ...]]
    before: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An edge that bears something, and what of.

    `name` is `top`, `bottom`, `left`, `right` or a corner (`top-left-corner`); `strings` are the
    named strings it shows, each with its keyword (`first-except`); `folio` and `pages` whether it
    shows these numbers. A `bare` edge has no ink where its strings are empty.
    """

    name: str
    strings: tuple[tuple[str, str], ...] = ()
    folio: bool = False
    pages: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The edges of each kind of page that the styles speak of, in the order of painting.

    `reaches` says why the styles' margin boxes cannot be drawn apart from their pages; it is
    empty if they can, as those of the themes do.
    """

    edges: Mapping[PageKind, tuple[Edge, ...]]
    reaches: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One edge of a page to be drawn: what its key says."""

    edge: str
    kind: PageKind
    folio: int
    pages: int
    strings: Mapping[tuple[str, str], str]


def keys_of(fitting: Fitting, plan: Plan) -> tuple[str, ...]:
    """Return the key of each drawing that a page bears, in the order of painting.

    Under one composition's styles and fonts, equal keys mean equal drawings.
    """
    kind = (fitting.name, fitting.left, fitting.blank)
    if kind not in plan.edges:
        kind = ("", fitting.left, fitting.blank)
    keys = []
    for edge in plan.edges.get(kind, ()):
        strings = [[*asked, _value(fitting, *asked)] for asked in edge.strings]
        if edge.bare and not any(value for _, _, value in strings):
            continue
        folio = fitting.folio if edge.folio else 0
        pages = fitting.pages if edge.pages else 0
        keys.append(_text([edge.name, kind, folio, pages, strings]))
    return tuple(keys)


def wanted_of(key: str) -> Wanted:
    """Read what a key of `keys_of` asks for."""
    edge, (name, left, blank), folio, pages, strings = json.loads(key)
    return Wanted(
        edge=edge,
        kind=(name, left, blank),
        folio=folio,
        pages=pages,
        strings={(string, keyword): value for string, keyword, value in strings},
    )


def key_of(wanted: Wanted) -> str:
    """Return the key that asks for this."""
    strings = [[*asked, value] for asked, value in wanted.strings.items()]
    return _text([wanted.edge, wanted.kind, wanted.folio, wanted.pages, strings])


def _value(fitting: Fitting, name: str, keyword: str) -> str:
    """Return `string(name, keyword)` on a page, as in CSS Generated Content for Paged Media.

    `start` is not among the keywords: a plan with it reaches beyond the margins.
    """
    here = fitting.here.get(name, ())
    if keyword == "all-once":
        return "".join(here)
    if not here:
        return fitting.before.get(name, "")
    if keyword == "first-except":
        return ""
    return here[-1] if keyword == "last" else here[0]


def encode_plan(plan: Plan) -> bytes:
    """Write a plan as JSON."""
    edges = [
        [kind, [[edge.name, edge.strings, edge.folio, edge.pages, edge.bare] for edge in edges]]
        for kind, edges in plan.edges.items()
    ]
    return _text([plan.reaches, edges]).encode()


def decode_plan(data: bytes) -> Plan:
    """Read the plan of `encode_plan`. Raises `ValueError` or `TypeError` if the bytes are none."""
    reaches, edges = json.loads(data)
    return Plan(
        reaches=reaches,
        edges={
            (kind, left, blank): tuple(
                Edge(
                    name=name,
                    strings=tuple((string, keyword) for string, keyword in strings),
                    folio=folio,
                    pages=pages,
                    bare=bare,
                )
                for name, strings, folio, pages, bare in items
            )
            for (kind, left, blank), items in edges
        },
    )


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
