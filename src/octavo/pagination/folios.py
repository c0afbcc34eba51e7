"""Folios: which page carries which number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.core.model import Section
from octavo.text.numerals import lower_roman


@dataclass(frozen=True, slots=True, kw_only=True)
class FolioRange:
    """Pages from `start` (from 0) on are numbered from 1, in roman or arabic numerals."""

    start: int
    roman: bool

    def number(self, page: int) -> int:
        """Return the number of a page: 4 for `iv`."""
        return page - self.start + 1

    def folio(self, page: int) -> str:
        """Return the number of a page as printed: `iv`, `12`; empty before the first."""
        number = self.number(page)
        if number < 1:
            return ""
        return lower_roman(number) if self.roman else str(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMap:
    """Where each printed page begins, in the book's own terms. Pages count from 0.

    `starts` is the page of each id; `ranges` say how pages are numbered.
    """

    pages: int
    starts: Mapping[str, int]
    ranges: tuple[FolioRange, ...]

    def folio(self, page: int) -> str:
        """Return the number of a page as printed: `iv`, `12`."""
        return self.range(page).folio(page)

    def number(self, page: int) -> int:
        """Return the number of a page in its range: 4 for `iv`."""
        return self.range(page).number(page)

    def range(self, page: int) -> FolioRange:
        """Return the range that a page is of."""
        return max((item for item in self.ranges if item.start <= page), key=_start)


def map_pages(pages: int, starts: Mapping[str, int], body: str) -> PageMap:
    """Return the page map of a book whose body begins with the section `body` (an id).

    Front matter is numbered i, ii, iii …, the body starts again at 1. `body` is
    empty for a book that has none.
    """
    first = starts[body] if body else pages
    front = (FolioRange(start=0, roman=True),) if first else ()
    rest = (FolioRange(start=first, roman=False),) if first < pages else ()
    ranges = (*front, *rest)
    return PageMap(pages=pages, starts=starts, ranges=ranges)


def folios_alone(section: Section) -> FolioRange:
    """Return how the pages of a section are numbered while nobody knows where it stands."""
    return FolioRange(start=0, roman=section.matter.has_roman_folios)


def _start(item: FolioRange) -> int:
    return item.start
