"""Where sections stand in the printed book: their first page, how many, and their folios."""

from __future__ import annotations

from octavo.core.model import Matter, Section
from octavo.layout.laid_pages import Laid
from octavo.pagination.folios import map_pages
from octavo.pagination.section_places import section_places


def section(name: str, matter: Matter = Matter.BODY) -> Section:
    return Section(id=name, kind="chapter", matter=matter, title=name, title_text=name)


def laid(pages: int, stretches: dict[str, tuple[int, int]]) -> Laid:
    return Laid(
        pages=pages,
        starts={name: first for name, (first, _) in stretches.items()},
        ends={name: last for name, (_, last) in stretches.items()},
        overruns=(),
        crowded=frozenset(),
        log=(),
        pdf=b"",
    )


def places(pages: int, **stretches: tuple[int, int]):
    found = laid(pages, stretches)
    sections = [section(name) for name in stretches if name != "title"]
    body = next(item.id for item in sections if item.id != "preface")
    return section_places(sections, found, map_pages(pages, found.starts, body))


def test_a_section_has_its_pages_and_their_folios():
    found = places(9, title=(0, 0), preface=(1, 3), one=(4, 6), two=(7, 8))
    assert [(item.first, item.count, item.number) for item in found.values()] == [
        (1, 3, 2),
        (4, 3, 1),
        (7, 2, 4),
    ]
    assert [found["preface"].folio(2), found["one"].folio(0), found["two"].folio(1)] == [
        "iv",
        "1",
        "5",
    ]


def test_a_section_that_has_grown_goes_on_in_its_own_numbers():
    found = places(9, title=(0, 0), preface=(1, 3), one=(4, 6))
    assert found["preface"].folio(4) == "vi"


def test_an_empty_page_before_a_section_is_told_and_belongs_to_none():
    found = places(9, one=(0, 2), two=(4, 5), three=(6, 8))
    assert [item.blank_before for item in found.values()] == [False, True, False]
    assert found["one"].count == 3


def test_two_sections_may_share_a_page():
    found = places(6, one=(0, 3), two=(3, 5))
    assert [(item.first, item.count) for item in found.values()] == [(0, 4), (3, 3)]
    assert not found["two"].blank_before


def test_a_section_that_is_not_laid_out_has_no_place():
    found = laid(3, {"one": (0, 2)})
    pages = map_pages(3, found.starts, "one")
    assert list(section_places([section("one"), section("two")], found, pages)) == ["one"]
