"""Galleys in the order of the book: which page each begins on, and the empty pages between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from octavo.layout.galley import Galley, opens_left

#: Beginnings (`break-before`) that ask for a page of any side.
_ON_A_PAGE = frozenset({"page", "always"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The pages of a book: of each its galley and its page there, or None if it is empty.

    `first` is the page on which each galley begins. All counted from 0. `wrong` are the
    galleys that were laid out for the other side of the spread than they come to stand on.
    """

    pages: tuple[tuple[int, int] | None, ...]
    first: tuple[int, ...]
    wrong: tuple[int, ...]

    def last(self, galleys: Sequence[Galley]) -> tuple[int, ...]:
        """Return the last page of each galley."""
        pairs = zip(self.first, galleys, strict=True)
        return tuple(first + len(galley.pages) - 1 for first, galley in pairs)

    def starts(self, galleys: Sequence[Galley]) -> dict[str, int]:
        """Return the page on which each id lies."""
        found: dict[str, int] = {}
        for first, galley in zip(self.first, galleys, strict=True):
            for anchor, page in galley.starts.items():
                found.setdefault(anchor, first + page)
        return found


def place(galleys: Sequence[Galley], *, right_to_left: bool) -> Placed | None:
    """Place the pages of galleys in their order; a book begins on a recto.

    None if one of them does not begin on a page of its own: then it is no galley.
    """
    pages: list[tuple[int, int] | None] = []
    first: list[int] = []
    wrong: list[int] = []
    for number, galley in enumerate(galleys):
        recto = _wants_recto(galley, right_to_left=right_to_left)
        if recto is None and not _begins_a_page(number, galleys):
            return None
        if recto is not None and recto != (len(pages) % 2 == 0):
            pages.append(None)
        if galley.left != is_left(len(pages), right_to_left=right_to_left):
            wrong.append(number)
        first.append(len(pages))
        pages += [(number, page) for page in range(len(galley.pages))]
    return Placed(pages=tuple(pages), first=tuple(first), wrong=tuple(wrong))


def is_left(page: int, *, right_to_left: bool) -> bool:
    """Return whether a page (from 0) stands on the left: a verso, but in a book from the right."""
    return (page % 2 == 1) != right_to_left


def shifted(galley: Galley, by: int) -> Galley:
    """Return what was seen on a galley's pages, with the numbers that these have in the book."""
    return replace(
        galley,
        overruns=tuple(replace(item, page=item.page + by) for item in galley.overruns),
        crowded=frozenset(page + by for page in galley.crowded),
        pictures=tuple(replace(item, page=item.page + by) for item in galley.pictures),
    )


def _wants_recto(galley: Galley, *, right_to_left: bool) -> bool | None:
    """Return whether a galley asks for a recto, None if it begins on any page."""
    left = opens_left(galley.opens, right_to_left=right_to_left)
    return None if left is None else left == right_to_left


def _begins_a_page(number: int, galleys: Sequence[Galley]) -> bool:
    """Return whether a galley begins a page: it asks for it, or has another page name."""
    if number == 0 or galleys[number].opens in _ON_A_PAGE:
        return True
    return galleys[number].pages[0].name != galleys[number - 1].pages[-1].name
