"""Running heads, folios and leaders, marked as what they are: furniture, not text.

The layout engine writes tags for them, but hangs these into no tree: a screen
reader that follows the page's content would read "Slack Water 17" into every
second sentence. PDF/UA-1 (ISO 14289-1, 7.8) wants them as artifacts. The dots
of the contents are in the tree, and would be read dot by dot.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pikepdf

_ARTIFACT = (pikepdf.Name.Artifact, pikepdf.Dictionary(Type=pikepdf.Name.Pagination))


def furniture_to_artifacts(
    document: pikepdf.Pdf, leaders: Mapping[int, Collection[int]] = MappingProxyType({})
) -> None:
    """Makes artifacts of all marked content whose tag stands outside the structure tree.

    `leaders` are ids of marked content by page (from 0) that are taken out of the tree as well.
    """
    root = document.Root.get("/StructTreeRoot")
    if root is None:
        return
    reached = set(_reached(root))
    parents = dict(_pairs(root.ParentTree.Nums))
    for index, page in enumerate(document.pages):
        owners = parents.get(int(page.get("/StructParents", -1)))
        if owners is None:
            continue
        for number in leaders.get(index, ()):
            _take_out(owners[number], number, page)
        strays = {number for number, owner in enumerate(owners) if owner.objgen not in reached}
        strays |= set(leaders.get(index, ()))
        if strays:
            page.contents_coalesce()
            page.Contents = document.make_stream(_without(page, strays))
            for number in strays:
                owners[number] = pikepdf.Object.parse(b"null")


def _take_out(element: pikepdf.Object, number: int, page: pikepdf.Page) -> None:
    """Takes a piece of marked content out of its element.

    An element that is left without content goes too, and the link that it was with it.
    """
    kids: list[Any] = list(element.K)
    element.K = pikepdf.Array([kid for kid in kids if kid != number])
    objects = [kid.Obj for kid in kids if _is_object(kid)]
    if len(element.K) > len(objects):
        return
    page.Annots = _others(page.get("/Annots", pikepdf.Array()), objects)
    element.P.K = _others(element.P.K, [element])


def _is_object(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def _others(items: pikepdf.Object, gone: list[pikepdf.Object]) -> pikepdf.Array:
    """An array without those objects."""
    ids = {item.objgen for item in gone}
    kept: list[Any] = list(items)
    return pikepdf.Array([item for item in kept if getattr(item, "objgen", None) not in ids])


def _reached(root: pikepdf.Object) -> Iterator[tuple[int, int]]:
    """The elements of the tree, from its root down, each once."""
    waiting, seen = list(_kids(root)), set()
    while waiting:
        element = waiting.pop()
        if element.objgen not in seen:
            seen.add(element.objgen)
            yield element.objgen
            waiting += _kids(element)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", pikepdf.Array())
    listed: list[Any] = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _pairs(numbers: pikepdf.Object) -> Iterator[tuple[int, Any]]:
    """A number tree's keys and values (ISO 32000-2, 7.9.7)."""
    items: list[Any] = list(numbers)
    for key, value in zip(items[::2], items[1::2], strict=True):
        if isinstance(value, pikepdf.Array):
            yield int(key), value


def _without(page: pikepdf.Page, strays: set[int]) -> bytes:
    instructions: list[Any] = []
    for instruction in pikepdf.parse_content_stream(page):
        marked = str(instruction.operator) == "BDC" and len(instruction.operands) == 2
        properties = instruction.operands[1] if marked else None
        if isinstance(properties, pikepdf.Dictionary) and properties.get("/MCID") in strays:
            instructions.append((_ARTIFACT, pikepdf.Operator("BDC")))
        else:
            instructions.append(instruction)
    return pikepdf.unparse_content_stream(instructions)
