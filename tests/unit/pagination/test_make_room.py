"""What finds no room is moved or set smaller, until everything has room."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.compose.print_documents import NoRoom
from octavo.compose.printed_tables import BROKEN, SMALLER
from octavo.core.model import Composition, Document, Edition, Matter, Metadata, Note, Section
from octavo.editions.known_kinds import all_kinds
from octavo.layout.laid_pages import Laid
from octavo.pagination.make_room import make_room


@dataclass
class Layout:
    laid: Laid


def section(name: str, *notes: str) -> Section:
    made = tuple(Note(id=note, call_id="", number=1, body="") for note in notes)
    return Section(
        id=name, kind="chapter", matter=Matter.BODY, title=name, title_text=name, notes=made
    )


def composition(*names: str) -> Composition:
    documents = tuple(
        Document(name=name, kind="", matter=Matter.BODY, title="", anchor=name, xhtml=b"")
        for name in names
    )
    return Composition(
        edition=Edition(name="print", kind=all_kinds()["print"]),
        metadata=Metadata(title="", language="en", identifier="", slug="", date=""),
        words={},
        documents=documents,
        css="",
        contents=(),
    )


def laid(starts: dict[str, int], **seen) -> Laid:
    more = {"crowded": frozenset(), "overruns": (), "log": (), "pdf": b"", **seen}
    return Laid(pages=9, starts=starts, **more)


def settled(sections: list[Section], *layouts: Laid) -> tuple[NoRoom, list[NoRoom]]:
    """What had no room in the end, and each time, where the layouts come one after the other."""
    asked: list[NoRoom] = []
    waiting = iter(layouts)

    def compose(no_room: NoRoom) -> Composition:
        asked.append(no_room)
        return composition(*(item.id for item in sections))

    found = make_room(sections, compose=compose, lay_out=lambda _: Layout(next(waiting)))
    return found.no_room, asked


def test_one_layout_is_enough_where_everything_has_room():
    found, asked = settled([section("one", "a")], laid({"one": 0, "a": 3}))
    assert asked == [found] == [NoRoom()]


def test_notes_that_are_lost_or_late_or_crowded_move():
    sections = [section("one", "lost", "late", "fine"), section("two", "crowded")]
    starts = {"one": 0, "late": 4, "fine": 1, "two": 4, "crowded": 5}
    first = laid(starts, crowded=frozenset({5}))
    found, asked = settled(sections, first, laid({"one": 0, "fine": 1, "two": 4}))
    assert found.moved == {"lost", "late", "crowded"}
    assert len(asked) == 2


def test_a_note_that_loses_its_room_to_another_moves_after_it():
    sections = [section("one", "a", "b")]
    layouts = laid({"one": 0, "b": 1}), laid({"one": 0}), laid({"one": 0})
    found, asked = settled(sections, *layouts)
    assert [sorted(item.moved) for item in asked] == [[], ["a"], ["a", "b"]]
    assert found == asked[-1]


def test_a_table_is_set_smaller_then_broken_then_left():
    wide = laid({"one": 0}, wide={"t": 1.2})
    found, asked = settled([section("one")], wide, wide, wide)
    assert [dict(item.fit) for item in asked] == [{}, {"t": SMALLER}, {"t": BROKEN}]
    assert found.fit == {"t": BROKEN}
