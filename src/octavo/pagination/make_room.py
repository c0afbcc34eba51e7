"""Pages set until everything has room: no note is lost, no table too wide that can be made to fit.

A note that finds no room at the foot goes to its section's end; a table wider than the measure
is set smaller, and then with its words broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from octavo.compose.print_documents import NoRoom
from octavo.compose.printed_tables import tighter
from octavo.core.model import Composition, Section
from octavo.layout.laid_pages import Laid


class LaidOut(Protocol):
    """Whatever comes of a layout, with what was seen on its pages."""

    @property
    def laid(self) -> Laid:
        """What was seen."""
        ...


Result = TypeVar("Result", bound=LaidOut)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roomy(Generic[Result]):
    """A composition in which everything has room, and its layout.

    `no_room` is what had none as it was set first.
    """

    no_room: NoRoom
    composition: Composition
    layout: Result


def make_room(
    sections: Sequence[Section],
    *,
    compose: Callable[[NoRoom], Composition],
    lay_out: Callable[[Composition], Result],
) -> Roomy[Result]:
    """Compose and lay out, again and again, until everything has room."""
    no_room = NoRoom()
    while True:
        composition = compose(no_room)
        layout = lay_out(composition)
        order = [item.anchor for item in composition.documents]
        stray = stray_notes(sections, layout.laid, order=order, moved=no_room.moved)
        closer = tighter(layout.laid.wide, no_room.fit)
        if not stray and closer == no_room.fit:
            return Roomy(no_room=no_room, composition=composition, layout=layout)
        no_room = NoRoom(moved=no_room.moved | stray, fit=closer)


def stray_notes(
    sections: Iterable[Section], laid: Laid, *, order: Sequence[str], moved: frozenset[str]
) -> frozenset[str]:
    """Return the ids of footnotes on no page, on a crowded one, or behind their section's end.

    WeasyPrint carries a note that finds no room to the next page, and drops it
    where there is none; behind a section's last page the next one opens. Too
    many notes on one page overprint its text. `order` are the documents'
    anchors in reading order, `moved` the notes that are no footnotes.
    """
    pages = [laid.starts.get(anchor, 0) for anchor in order]
    ends = dict(zip(order, [*pages[1:], None], strict=True))
    return frozenset(
        note.id
        for section in sections
        for note in section.notes
        if note.id not in moved and _strays(note.id, ends.get(section.id), laid)
    )


def _strays(note: str, end: int | None, laid: Laid) -> bool:
    page = laid.starts.get(note)
    return page is None or page in laid.crowded or (end is not None and page >= end)
