"""Full-bleed pictures: pages that are a picture from edge to edge."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from octavo.core.model import Edition, Finding, Section
from octavo.findings.catalogue.pictures import BleedMissing
from octavo.markdown.xhtml_tree import add_class, read

_FULL_BLEED, _PLATE = "full-bleed", "plate"


def set_plates(element: etree._Element) -> None:
    """Give each `figure.full-bleed` of a section a page of its own.

    One that stands inside another block is a figure as any other. A caption
    has no place on the picture: it ends the page before.
    """
    for figure in _plates(element):
        caption = figure.find("figcaption")
        if caption is not None:
            figure.remove(caption)
            before = etree.Element("figure", {"class": "plate-caption"})
            before.append(caption)
            figure.addprevious(before)
        add_class(figure, _PLATE)


def plate_findings(section: Section, edition: Edition) -> Iterator[Finding]:
    """Says it of each plate of a section if its edition, one that a printer trims, has no bleed."""
    if edition.bleed or not edition.kind.printed or _FULL_BLEED not in section.body:
        return
    for figure in _plates(read(section.body)):
        path = next((image.get("src", "") for image in figure.iterfind("img")), "")
        line = next((use.line for use in section.images if use.path == path), None)
        yield BleedMissing.found({"edition": edition.name}, file=section.file, line=line)


def _plates(element: etree._Element) -> list[etree._Element]:
    return [
        item
        for item in element.iterchildren("figure")
        if _FULL_BLEED in item.get("class", "").split() and item.find("img") is not None
    ]
