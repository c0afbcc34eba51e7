"""The contents name the pages on which the chapters then stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from octavo.core.model import Document, Matter
from octavo.pagination.contents_folios import settle_folios
from octavo.pagination.folios import PageMap, map_pages

CONTENTS = (
    b'<html xmlns="http://www.w3.org/1999/xhtml"><body><nav>'
    b'<a class="folio" href="#one">One</a></nav></body></html>'
)


@dataclass
class Pages:
    map: PageMap
    named: str


def document(kind: str, xhtml: bytes = b"") -> Document:
    return Document(name=kind, kind=kind, matter=Matter.FRONT, title="", anchor=kind, xhtml=xhtml)


def set_on(page_when_named):
    """Set the chapter on a page that depends on the folio that the contents name."""

    def set_all(documents):
        found = re.search(rb'data-folio="(\d+)"', documents[0].xhtml)
        named = found[1].decode() if found else ""
        page = page_when_named(named)
        return Pages(map_pages(page + 1, {"body": 0, "one": page}, "body"), named)

    return set_all


def settled(page_when_named):
    told = []
    documents = [document("contents", CONTENTS), document("one")]
    found = settle_folios(
        documents,
        set_all=set_on(page_when_named),
        meanwhile=lambda documents, pages: told.append(pages.map.folio(pages.map.starts["one"])),
    )
    return found, told


def test_the_contents_are_set_again_with_the_folios():
    found, told = settled(lambda named: 8)
    assert (found.named, told) == ("9", ["9"])


def test_contents_that_push_what_they_name_are_set_until_they_are_right():
    found, told = settled(lambda named: 9 if named else 8)
    assert (found.named, told) == ("10", ["9", "10"])


def test_contents_that_never_are_right_are_given_up():
    found, told = settled(lambda named: 8 if named == "10" else 9)
    assert found is None
    assert len(told) == 6


def test_a_book_without_contents_is_set_once():
    pages = Pages(map_pages(3, {"one": 0}, "one"), "")
    asked = []
    found = settle_folios(
        [document("one")],
        set_all=lambda documents: asked.append(documents) or pages,
        meanwhile=lambda documents, pages: None,
    )
    assert found is pages
    assert len(asked) == 1
