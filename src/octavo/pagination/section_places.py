"""Where each section stands in the printed book."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from octavo.core.model import Section
from octavo.layout.laid_pages import Laid
from octavo.pagination.folios import FolioRange, PageMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A section's first page (from 0), how many it has, and how these are numbered.

    `blank_before` says that an empty page stands before it.
    """

    first: int
    count: int
    folios: FolioRange
    blank_before: bool = False

    def folio(self, page: int) -> str:
        """Return the number of one of the section's own pages (from 0) as printed."""
        return self.folios.folio(self.first + page)

    @property
    def number(self) -> int:
        """The number of the first page."""
        return self.folios.number(self.first)


def section_places(sections: Iterable[Section], laid: Laid, pages: PageMap) -> dict[str, Place]:
    """Return the place of each section, by its id."""
    covered = {
        page
        for anchor, last in laid.ends.items()
        for page in range(laid.starts.get(anchor, last), last + 1)
    }
    found = {}
    for section in sections:
        first, last = pages.starts.get(section.id), laid.ends.get(section.id)
        if first is not None and last is not None:
            found[section.id] = Place(
                first=first,
                count=last - first + 1,
                folios=pages.range(first),
                blank_before=first > 0 and first - 1 not in covered,
            )
    return found
