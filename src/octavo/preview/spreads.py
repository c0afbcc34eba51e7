"""A chapter's pages as values: what they were made of, and what the browser gets of them."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from octavo.core.model import Finding, Section
from octavo.pagination.folios import PageMap, folios_alone
from octavo.pagination.page_findings import page_findings, picture_findings
from octavo.preview.book_facts import Printed
from octavo.preview.book_reader import Reading
from octavo.preview.page_jobs import Set
from octavo.preview.shown_editions import Setting

if TYPE_CHECKING:
    from octavo.layout.page_proof import ProofPage

#: Bytes of images that are kept: the pages of a book of a thousand.
MOST_BYTES = 96 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """All that the pages are made of at one moment."""

    version: int
    reading: Reading
    setting: Setting
    printed: Printed

    @property
    def in_one_piece(self) -> bool:
        """Whether no chapter can be laid out alone."""
        return self.setting.reaches or self.printed.in_one_piece


@dataclass(slots=True, kw_only=True)
class Spread:
    """A chapter's pages as they are known: `key` is what they were made of.

    `images` are names, by page; until a page is drawn anew its old image stands. `news` is what
    was said of the layout, `late` what was found after it.
    """

    key: object
    version: int
    size: tuple[float, float] = (0.0, 0.0)
    pages: tuple[ProofPage, ...] = ()
    images: list[str | None] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)
    drawn: set[int] = field(default_factory=set)
    news: Set | None = None
    findings: tuple[Finding, ...] = ()
    late: tuple[Finding, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every page is drawn."""
        return bool(self.pages) and len(self.drawn) == len(self.pages)


def spread_facts(
    section: Section, spread: Spread, printed: Printed, *, images: Container[str | None]
) -> list[dict[str, object]]:
    """Make the pages of `/api/pages/<id>`; `images` are those that can be had.

    The empty page before the chapter comes first, if there is one in the book.
    """
    place = printed.places.get(section.id)
    facts: list[dict[str, object]] = []
    offset = int(place.blank_before) if place else 0
    if place and offset and spread.pages:
        # It may be the last one of another count: vi before 1.
        facts.append(_blank(printed.folio(place.first - 1), left=not spread.pages[0].left))
    for number, (page, image) in enumerate(zip(spread.pages, spread.images, strict=True)):
        file = section.file or None
        blocks = [
            {"line": item.line, "file": file, "top": item.top, "bottom": item.bottom}
            for item in page.blocks
        ]
        facts.append(
            {
                "page": number + offset,
                "folio": printed.folio_in(section.id, number),
                "side": "left" if page.left else "right",
                "blank": page.blank,
                "image": f"/image/{image}.png" if image in images else None,
                "changed": number in spread.changed,
                "opener": number == 0,
                "blocks": blocks,
            }
        )
    return facts


def spread_findings(section: Section, source: Source, news: Set) -> tuple[Finding, ...]:
    """Return what is wrong on the pages, each with its chapter's file; a `page` is one of the
    chapter's own, from 1."""
    laid = news.laid
    loaded = source.reading.loaded
    place = source.printed.places.get(section.id)
    # The chapter's own pages with the numbers that they have in the book.
    numbered = folios_alone(section)
    if place:
        numbered = replace(place.folios, start=place.folios.start - place.first)
    pages = PageMap(pages=laid.pages, starts=laid.starts, ranges=(numbered,))
    own = {use.path: loaded.images[use.path] for use in section.images if use.path in loaded.images}
    found = (
        *page_findings(laid, pages),
        *picture_findings(laid, pages, images=own, sections=[section]),
    )
    return tuple(replace(item, file=item.file or section.file) for item in (*news.findings, *found))


def _blank(folio: str, *, left: bool) -> dict[str, object]:
    """Make the empty page before a chapter, which opens on the other side."""
    side = "left" if left else "right"
    page = {"page": 0, "folio": folio, "side": side, "blank": True, "image": None}
    return {**page, "changed": False, "opener": False, "blocks": []}


class Images:
    """Keeps what was used last. Names are digests, so that a name never means two images."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._kept: dict[str, bytes] = {}
        self.size = 0

    def get(self, name: str) -> bytes | None:
        """Return the image, if it is still there."""
        data = self._kept.pop(name, None)
        if data is not None:
            self._kept[name] = data
        return data

    def put(self, name: str, data: bytes) -> None:
        """Keep an image; those that were not used for longest go."""
        if name in self._kept:
            return
        self._kept[name] = data
        self.size += len(data)
        while self.size > self._most and len(self._kept) > 1:
            self.size -= len(self._kept.pop(next(iter(self._kept))))

    def __contains__(self, name: object) -> bool:
        return name in self._kept
