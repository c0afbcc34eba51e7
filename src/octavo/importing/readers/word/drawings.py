"""What is drawn in a Word file: pictures, boxes of text, lines, and what a book cannot show."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from octavo.importing.readers.marked_runs import Run
from octavo.importing.readers.word.names import WP, A, O, R, V, W, all_within
from octavo.importing.readers.word.reading import Reading
from octavo.importing.readers.word.spans import element_run, text_run

#: How an address of a picture inside the file begins.
INSIDE = "docx:"

_DATA = "http://schemas.openxmlformats.org/drawingml/2006/"
_CHART, _DIAGRAM = f"{_DATA}chart", f"{_DATA}diagram"


def drawn(element: etree._Element, reading: Reading) -> Iterator[Run]:
    """Yield the pictures of a drawing; its boxes of text are kept for behind their paragraph."""
    described = _described(element)
    # What a box of text holds stands behind the paragraph.
    for each in all_within(element, closed=f"{W}txbxContent"):
        tag = str(each.tag)
        if tag == f"{A}blip":
            yield from _picture(each.get(f"{R}embed") or each.get(f"{R}link"), described, reading)
        elif tag == f"{V}imagedata":
            name = each.get(f"{R}id") or each.get(f"{R}pict") or each.get(f"{O}relid")
            yield from _picture(name, described or each.get(f"{O}title") or "", reading)
        elif tag == f"{W}txbxContent":
            reading.boxes.append(each)
        elif tag == f"{V}textpath" and each.get("string"):
            yield text_run(each.get("string") or "", frozenset())
        elif each.get(f"{O}hr") in ("t", "true", "1") or _is_line(each):
            yield element_run(etree.Element("line"))
        elif tag == f"{O}OLEObject":
            reading.note("object", each.get("ProgID") or "")
        elif tag == f"{A}graphicData":
            _name_data(each, reading)


def _described(element: etree._Element) -> str:
    about = next(element.iter(f"{WP}docPr"), None)
    if about is not None:
        return about.get("descr") or about.get("title") or ""
    shapes = (each.get("alt") for each in element.iter(f"{V}shape", f"{V}rect"))
    return next(filter(None, shapes), "")


def _picture(name: str | None, described: str, reading: Reading) -> Iterator[Run]:
    relation = reading.relation(name or "")
    if relation is None:
        return
    address = relation.target if relation.is_outside else INSIDE + relation.target
    alt = " ".join(described.split())
    yield element_run(etree.Element("img", src=address, alt=alt))


def _is_line(element: etree._Element) -> bool:
    if element.tag == f"{V}line":
        return True
    return element.tag == f"{A}prstGeom" and element.get("prst") in ("line", "straightConnector1")


def _name_data(element: etree._Element, reading: Reading) -> None:
    """Tell of a chart or a diagram, whose words lie in a part of its own."""
    uri = element.get("uri") or ""
    if uri not in (_CHART, _DIAGRAM):
        return
    ids = [
        value for each in element.iter() for key, value in each.items() if str(key).startswith(R)
    ]
    relations = [found for each in ids if (found := reading.relation(str(each)))]
    trees = [reading.package.tree(each.target) for each in relations if not each.is_outside]
    words = (one.text or "" for tree in trees if tree is not None for one in tree.iter(f"{A}t"))
    reading.note("chart", " ".join(words))
