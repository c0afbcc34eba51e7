"""Which page each galley begins on, and on which side of the spread."""

from __future__ import annotations

import pytest

from octavo.layout.galley import Galley, GalleyPage
from octavo.layout.laid_pages import Overrun
from octavo.layout.unembedded_type import Drawing
from octavo.pagination.galley_places import is_left, place, shifted


def galley(pages: int, opens: str = "recto", *, left: bool = False, name: str = "body") -> Galley:
    return Galley(
        opens=opens,
        left=left,
        pages=tuple(GalleyPage(name=name, strings={}) for _ in range(pages)),
        starts={"a": 0, "z": pages - 1},
        blocks=(),
        overruns=(Overrun(page=0, points=1.0, text="x"),),
        crowded=frozenset({pages - 1}),
        log=(),
        pictures=(),
        wide={},
        text=b"",
        drawing=Drawing(pdf=b""),
    )


def shape(galleys, *, right_to_left=False):
    placed = place(galleys, right_to_left=right_to_left)
    return "".join("-" if page is None else str(page[0]) for page in placed.pages), placed


@pytest.mark.parametrize(
    ("opens", "pages", "expected"),
    [
        ("recto recto recto", (1, 2, 3), "0-11222"),
        ("recto verso recto", (1, 1, 1), "012"),
        ("recto verso recto", (2, 1, 1), "00-12"),
        ("verso recto", (1, 1), "-01"),
        ("recto page always", (1, 1, 2), "0122"),
        ("recto right left", (3, 1, 1), "000-12"),
    ],
)
def test_galleys_begin_where_their_styles_ask_them_to(opens, pages, expected):
    galleys = [galley(count, how) for count, how in zip(pages, opens.split(), strict=True)]
    assert shape(galleys)[0] == expected


def test_left_and_right_are_sides_of_the_paper_whatever_way_the_book_is_read():
    assert shape([galley(1), galley(1, "left")], right_to_left=True)[0] == "0-1"
    assert shape([galley(1), galley(1, "right")], right_to_left=True)[0] == "01"


def test_a_galley_on_the_other_side_than_it_was_laid_out_for_is_named():
    _, placed = shape([galley(1), galley(2, "page"), galley(1, "page", left=True)])
    assert placed.wrong == (1,)
    _, placed = shape([galley(1, left=True), galley(1)], right_to_left=True)
    assert placed.wrong == (1,)


def test_a_document_that_runs_on_is_no_galley():
    assert place([galley(1), galley(1, "auto")], right_to_left=False) is None
    with_own_page = [galley(1), galley(1, "auto", name="display", left=True)]
    assert place(with_own_page, right_to_left=False) is not None


def test_starts_count_through_the_book_and_the_first_of_a_name_stands():
    galleys = [galley(3), galley(2)]
    _, placed = shape(galleys)
    assert placed.first == (0, 4)
    assert placed.starts(galleys) == {"a": 0, "z": 2}


def test_what_was_seen_on_a_page_moves_with_it():
    moved = shifted(galley(3), 10)
    assert (moved.overruns[0].page, moved.crowded) == (10, {12})


def test_rectos_are_on_the_right_but_in_a_book_read_from_the_right():
    assert [is_left(page, right_to_left=False) for page in range(3)] == [False, True, False]
    assert [is_left(page, right_to_left=True) for page in range(3)] == [True, False, True]
