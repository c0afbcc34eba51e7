"""Which lines of an e-book's contents are chapters, which are parts, and which are less.

A line with lines below it is a part if little stands between it and them; if it has a text of its
own, they are headings within that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.importing.ebooks.contents_cuts import Cut
from octavo.importing.ebooks.ebook_contents import Entry, flat
from octavo.importing.ebooks.matter_kinds import CHAPTERS, LEFT, PARTS, kind_of
from octavo.text.title_numbers import carries_number, says_part

#: Words of a part's own page, and of chapters that are more than headings.
_OWN, _TITLE, _LEAST = 150, 15, 300
#: The share of a book that a line may hold which is the book itself, and no part of it.
_WHOLE = 0.8
#: Pages that stand for the book itself.
_BOOK = frozenset(("titlepage", "halftitlepage", "fulltitle", "cover"))


@dataclass(slots=True, kw_only=True)
class Planned:
    """A stretch on its way: what it is cut from, what the contents call it, the parts it is in.

    `is_part` says that it is a part's own page.
    """

    cuts: list[Cut]
    title: str
    trail: tuple[str, ...] = ()
    is_part: bool = False

    @property
    def types(self) -> tuple[str, ...]:
        """The meanings of what it begins with."""
        return next((cut.types for cut in self.cuts if cut.atoms), ())


def planned(cuts: Sequence[Cut], entries: Sequence[Entry], kinds: dict[str, str]) -> list[Planned]:
    """Return the stretches of a book in the order of its pages; `kinds` are those of places."""
    held: dict[int, list[Cut]] = {}
    order: list[list[Cut]] = []
    for cut in cuts:
        if cut.entry is not None:
            group = held.setdefault(id(cut.entry), [])
            if not group:
                order.append(group)
            group.append(cut)
        elif order and not _stands_alone(cut, kinds):
            order[-1].append(cut)
        else:
            order.append([cut])
    plan = _Plan(held)
    plan.walk(entries)
    made: list[Planned] = []
    owners: dict[int, Planned] = {}
    for group in order:
        first = group[0]
        owner = plan.owners.get(id(first.entry)) if first.entry is not None else None
        if owner is None:
            trail = made[-1].trail if made and first.entry is None else ()
            made.append(
                Planned(cuts=group, title=first.entry.title if first.entry else "", trail=trail)
            )
            continue
        entry, trail, is_part = owner
        stretch = owners.get(id(entry))
        if stretch is None:
            stretch = Planned(cuts=[], title=entry.title, trail=trail, is_part=is_part)
            owners[id(entry)] = stretch
            made.append(stretch)
        stretch.cuts += group
    return [each for each in made if any(cut.atoms for cut in each.cuts)]


def _stands_alone(cut: Cut, kinds: dict[str, str]) -> bool:
    """Return whether a page that no line leads to begins something, and is not what goes on."""
    if not cut.atoms:
        return False
    types = set(cut.types)
    if types & (CHAPTERS | PARTS | set(LEFT)) or kinds.get(cut.page.path):
        return True
    first = next((atom.element for atom in cut.atoms if atom.words), None)
    if first is None:
        return False
    heading = first
    while (
        len(heading)
        and heading.tag in ("div", "section", "header")
        and not (heading.text or "").strip()
    ):
        heading = heading[0]
    return heading.tag in ("h1", "h2")


class _Plan:
    """Says of each line whose stretch its text is: its own, or that of a line above."""

    def __init__(self, held: dict[int, list[Cut]]) -> None:
        self._held = held
        self._totals: dict[int, int] = {}
        self.owners: dict[int, tuple[Entry, tuple[str, ...], bool]] = {}

    def walk(self, entries: Sequence[Entry]) -> None:
        whole = sum(map(self._total, entries))
        tops = [each for each in entries if self._total(each)]
        for entry in entries:
            is_book = (
                self._total(entry) > _WHOLE * whole and len(tops) < 6 and not says_part(entry.title)
            )
            self._entry(entry, (), is_book=is_book)

    def _entry(self, entry: Entry, trail: tuple[str, ...], *, is_book: bool = False) -> None:
        if kind_of((), entry.title) == "toc":
            self._contents(entry, trail)
            return
        below = [each for each in entry.below if self._total(each) or self._has_place(each)]
        if not below or self._is_chapter(entry, below):
            for each in flat((entry,)):
                self.owners[id(each)] = (entry, trail, False)
            return
        typed = PARTS & set(self._types(entry))
        is_book = is_book or bool(_BOOK & set(self._types(entry)))
        inner = trail if (is_book and not typed) or not entry.title else (*trail, entry.title)
        self.owners[id(entry)] = (entry, inner, inner != trail)
        for each in entry.below:
            self._entry(each, inner)

    def _contents(self, entry: Entry, trail: tuple[str, ...]) -> None:
        """Plan a page of contents: lines below it that lead into it belong to it, others do not."""
        self.owners[id(entry)] = (entry, trail, False)
        pages = {cut.page.path for cut in self._held.get(id(entry), []) if cut.atoms}
        for each in entry.below:
            cuts = [cut for cut in self._held.get(id(each), []) if cut.atoms]
            if (
                cuts
                and not each.below
                and all(cut.page.path in pages for cut in cuts)
                and all(cut.is_links for cut in cuts)
            ):
                self.owners[id(each)] = (entry, trail, False)
            else:
                self._entry(each, trail)

    def _has_place(self, entry: Entry) -> bool:
        return any(id(each) in self._held for each in flat((entry,)))

    def _types(self, entry: Entry) -> tuple[str, ...]:
        return next((cut.types for cut in self._held.get(id(entry), []) if cut.atoms), ())

    def _own(self, entry: Entry) -> int:
        return sum(cut.words for cut in self._held.get(id(entry), []))

    def _total(self, entry: Entry) -> int:
        # Asked for at each level of the contents, which may have thousands of lines.
        if id(entry) not in self._totals:
            self._totals[id(entry)] = self._own(entry) + sum(map(self._total, entry.below))
        return self._totals[id(entry)]

    def _is_chapter(self, entry: Entry, below: Sequence[Entry]) -> bool:
        types = self._types(entry)
        if _BOOK & set(types):
            return False
        meant = [name for name in types if name in PARTS or name in CHAPTERS]
        if meant:
            return meant[-1] not in PARTS
        if not self._held.get(id(entry)):
            return False
        numbered = sum(carries_number(each.title) for each in below)
        mean = sum(map(self._total, below)) / len(below)
        if says_part(entry.title) or (2 * numbered >= len(below) and mean > _OWN):
            return carries_number(entry.title) and not says_part(entry.title)
        if self._own(entry) - _TITLE > max(_OWN, mean / 4):
            return True
        return self._one_page(entry, below) and mean < _LEAST

    def _one_page(self, entry: Entry, below: Sequence[Entry]) -> bool:
        pages = {
            cut.page.path
            for each in (entry, *below)
            for cut in self._held.get(id(each), [])
            if cut.atoms
        }
        return len(pages) == 1
