"""Links of a document to places within it: the places that are led to, and what leads there."""

from __future__ import annotations

import re

from lxml import etree

from octavo.importing.readers.html_elements import drop


def place_id(name: str) -> str:
    """Return the name of a place as an id in a chapter."""
    bare = re.sub(r"[^\w-]+", "-", name).strip("-_")
    return bare if bare[:1].isalpha() else f"at-{bare}"


def anchor(name: str) -> etree._Element:
    """Return the element that marks a place, by its name in the document."""
    return etree.Element("anchor", id=place_id(name))


def lead_to_places(body: etree._Element) -> None:
    """Turn links to places within a document into references to their anchors.

    A link to a place that the document does not have is words alone; so is one to a place in what
    was left out. A place that comes twice counts once, and one that nothing leads to is none.
    """
    wanted = {place_id(to[1:]) for to in map(_to, body.iter("a")) if to.startswith("#")}
    there: set[str] = set()
    for each in [*body.iter("anchor")]:
        name = each.get("id", "")
        if name in there or name not in wanted:
            drop(each)
        else:
            there.add(name)
    for link in [*body.iter("a")]:
        to = _to(link)
        if to.startswith("#"):
            del link.attrib["href"]
            if place_id(to[1:]) in there:
                link.tag = "ref"
                link.set("to", place_id(to[1:]))


def _to(link: etree._Element) -> str:
    return link.get("href") or ""
