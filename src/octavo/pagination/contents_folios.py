"""The folios that the printed contents name: set into them until they are right.

The contents stand before what they name, and their own length may push it on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from lxml import etree

from octavo.core.model import Composition, Document
from octavo.pagination.folios import PageMap

#: How the styles of the contents ask for the folio of a page. It is known when all pages are set,
#: and stands in the document then.
_FOLIO = re.compile(r"target-counter\(\s*attr\(href url\)\s*,\s*page\s*(?:,\s*lower-roman\s*)?\)")

#: Times that the contents are set with the folios that came of the time before. They settle at
#: the second, unless the contents' own length swings with the width of its numbers.
_ROUNDS = 6


class Mapped(Protocol):
    """Pages whose folios are known."""

    @property
    def map(self) -> PageMap:
        """Where they begin."""
        ...


Pages = TypeVar("Pages", bound=Mapped)


def with_open_folios(composition: Composition) -> Composition:
    """Return the composition with styles that find the folios of the contents in the document."""
    return replace(composition, css=_FOLIO.sub("attr(data-folio)", composition.css))


def settle_folios(
    documents: Sequence[Document],
    *,
    set_all: Callable[[Sequence[Document]], Pages | None],
    meanwhile: Callable[[Sequence[Document], Pages], None],
) -> Pages | None:
    """Set all documents until the contents name the pages on which these then stand.

    `meanwhile` is told of the contents that come next, and of the pages as they are. None if the
    documents cannot be set so, or if the folios do not settle.
    """
    contents = [number for number, item in enumerate(documents) if item.kind == "contents"]
    folios: dict[str, str] | None = None
    now = list(documents)
    for _ in range(_ROUNDS):
        pages = set_all(now)
        if pages is None:
            return None
        found = {anchor: pages.map.folio(page) for anchor, page in pages.map.starts.items()}
        if not contents or (folios is not None and folios.items() <= found.items()):
            return pages
        for number in contents:
            now[number], folios = _numbered(documents[number], found)
        meanwhile(now, pages)
    return None


def _numbered(document: Document, folios: Mapping[str, str]) -> tuple[Document, dict[str, str]]:
    """Set the folios of what the contents name into them; return these, too, by the ids."""
    root = etree.fromstring(document.xhtml)
    used: dict[str, str] = {}
    for link in root.iter("{*}a"):
        name = (link.get("href") or "").removeprefix("#")
        if "folio" in (link.get("class") or "").split() and name in folios:
            link.set("data-folio", folios[name])
            used[name] = folios[name]
    return replace(
        document, xhtml=etree.tostring(root, encoding="utf-8", xml_declaration=True)
    ), used
