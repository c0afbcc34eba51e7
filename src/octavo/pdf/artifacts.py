"""Running heads, folios, leaders and ornaments, marked as what they are: furniture, not text.

The layout engine writes tags for them, but hangs these into no tree: a screen
reader that follows the page's content would read "Slack Water 17" into every
second sentence. PDF/UA-1 (ISO 14289-1, 7.8) wants them as artifacts. The dots
of the contents are in the tree, and would be read dot by dot.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from octavo.pdf.content_streams import Change, Instruction, Operands, changed

_PAGINATION = pikepdf.Dictionary(Type=pikepdf.Name.Pagination)
_LAYOUT = pikepdf.Dictionary(Type=pikepdf.Name.Layout)


def furniture_to_artifacts(
    document: pikepdf.Pdf, leaders: Mapping[int, Collection[int]] = MappingProxyType({})
) -> None:
    """Make artifacts of all marked content that is no text of the book.

    That is what stands outside the structure tree (heads and folios), pictures
    without alternative text (decorative: the author has said so), and `leaders`:
    ids of marked content by page (from 0).
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
        marked = {at: owner for at, owner in enumerate(owners) if owner is not None}
        outside = {at for at, owner in marked.items() if owner.objgen not in reached}
        silent = {at for at in leaders.get(index, ()) if at in marked}
        silent |= {at for at, owner in marked.items() if _is_decoration(owner)} - outside
        for number in silent:
            _take_out(marked[number], number, page)
        if outside or silent:
            kinds = dict.fromkeys(outside, _PAGINATION) | dict.fromkeys(silent, _LAYOUT)
            page.contents_coalesce()
            content = changed(page, _artifacts(kinds))
            if content is not None:
                page.Contents = document.make_stream(content)
            for number in kinds:
                owners[number] = pikepdf.Object.parse(b"null")


def drop_inner_links(document: pikepdf.Pdf) -> None:
    """Take out the links of elements inside links: the layout engine gives each one its own.

    ISO 14289-1, 7.18.5 wants every link inside a `Link`; the outer one leads there already.
    """
    root = document.Root.get("/StructTreeRoot")
    gone = set()
    for element in _elements(root) if root is not None else ():
        objects = [kid for kid in _listed(element) if _is_object(kid)]
        if objects and element.S != "/Link":
            gone |= {kid.Obj.objgen for kid in objects}
            element.K = _others(_array(element), objects)
    for page in document.pages:
        if "/Annots" in page:
            kept: list[pikepdf.Object] = list(page.Annots)
            page.Annots = pikepdf.Array([item for item in kept if item.objgen not in gone])


def _is_decoration(element: pikepdf.Object) -> bool:
    return element.get("/S") == "/Figure" and not str(element.get("/Alt", "")).strip()


def _take_out(element: pikepdf.Object, number: int, page: pikepdf.Page) -> None:
    """Take a piece of marked content out of its element.

    An element that is left without content goes too, and the link that it was with it.
    """
    kids: list[pikepdf.Object] = list(element.K)
    element.K = pikepdf.Array([kid for kid in kids if kid != number])
    objects = [kid.Obj for kid in kids if _is_object(kid)]
    if len(element.K) > len(objects):
        return
    page.Annots = _others(page.get("/Annots", pikepdf.Array()), objects)
    element.P.K = _others(element.P.K, [element])


def _is_object(kid: pikepdf.Object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def _others(items: pikepdf.Object, gone: list[pikepdf.Object]) -> pikepdf.Array:
    """Return an array without those objects."""
    ids = {item.objgen for item in gone}
    kept: list[pikepdf.Object] = list(items)
    return pikepdf.Array([item for item in kept if getattr(item, "objgen", None) not in ids])


def _reached(root: pikepdf.Object) -> Iterator[tuple[int, int]]:
    return (element.objgen for element in _elements(root))


def _elements(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the elements of the structure tree, from its root down, each once."""
    waiting, seen = _kids(root), set()
    while waiting:
        element = waiting.pop()
        if element.objgen not in seen:
            seen.add(element.objgen)
            yield element
            waiting += _kids(element)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [kid for kid in _listed(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _listed(element: pikepdf.Object) -> list[pikepdf.Object]:
    return list(_array(element))


def _array(element: pikepdf.Object) -> pikepdf.Array:
    kids = element.get("/K", pikepdf.Array())
    return kids if isinstance(kids, pikepdf.Array) else pikepdf.Array([kids])


def _pairs(numbers: pikepdf.Object) -> Iterator[tuple[int, pikepdf.Object]]:
    """Yield a number tree's keys and values (ISO 32000-2, 7.9.7)."""
    items: list[pikepdf.Object] = list(numbers)
    for key, value in zip(items[::2], items[1::2], strict=True):
        if isinstance(value, pikepdf.Array):
            yield int(key), value


def _artifacts(kinds: Mapping[int, pikepdf.Dictionary]) -> Change:
    """Make marked content with these ids artifacts of their kinds."""

    def change(operator: str, operands: Operands) -> Instruction | None:
        properties = operands[1] if operator == "BDC" and len(operands) == 2 else None
        number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
        if number is None or int(number) not in kinds:
            return None
        return [pikepdf.Name.Artifact, kinds[int(number)]], pikepdf.Operator("BDC")

    return change


def leader_marks(pdf: bytes, pages: Collection[int]) -> dict[int, frozenset[int]]:
    """Return by page (from 0) the ids of marked content (MCID) that holds nothing but one dot.

    The layout engine paints a leader dot by dot; a full stop never stands alone.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        return {number: _marks(document[number]) for number in pages}
    finally:
        document.close()


def _marks(page: pypdfium2.PdfPage) -> frozenset[int]:
    texts: dict[int, str] = defaultdict(str)
    words = page.get_textpage()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        number = pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
        if number >= 0:
            texts[number] += _text(item.raw, words.raw)
    return frozenset(number for number, text in texts.items() if text.strip() == ".")


def _text(item: object, words: object) -> str:
    """Return the text of a page's text object, which pdfium hands over as UTF-16."""
    length = pdfium.FPDFTextObj_GetText(item, words, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(item, words, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
