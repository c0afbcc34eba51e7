"""Problems of a printed page: they come with the number that the spread shows, and its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.loops import in_loop
from octavo.findings.catalogue.fonts import FontForeign
from octavo.layout.laid_pages import Laid, Overrun
from octavo.pagination.folios import FolioRange
from octavo.pagination.section_places import Place
from octavo.preview.book_facts import Printed
from octavo.preview.page_jobs import Done, Set
from octavo.preview.server_sent_events import Hub
from octavo.preview.session import Desk
from octavo.preview.spreads import Source

ARABIC = FolioRange(start=0, roman=False)
COUNTED = Printed(
    total=60,
    folios=tuple(map(str, range(1, 61))),
    places={"one": Place(first=46, count=9, folios=ARABIC, blank_before=True)},
)


def overrun(page):
    """A layout of nine pages with one line too long, on a page of the chapter (from 0)."""
    lines = (Overrun(page=page, points=3.2, text="harbourmasterly"),)
    laid = Laid(
        pages=9, starts={}, overruns=lines, crowded=frozenset(), log=("an oddity",), pdf=b""
    )
    return Set(pages=(), size=(300.0, 400.0), findings=(), laid=laid)


@pytest.fixture
def desk(book):
    """A desk whose first chapter's layout has a line too long, on its fifth page."""
    made = Desk(book, Hub())
    made._tried = True  # no full layout
    in_loop(made.update())
    pages = made.pages
    section = made.reading.loaded.book.sections[0]
    source = Source(version=1, reading=made.reading, setting=made._press_setting,
                    printed=made.printed)  # fmt: skip
    pages.source = source
    pages._laid(overrun(4), section, source, key=None)
    return made


def problems(desk):
    return {item["code"]: item for item in desk.facts()["problems"]}


def count(desk, printed):
    desk.printed = printed
    desk.pages.source = replace(desk.pages.source, printed=printed)
    desk.pages.tell_numbers()


def test_a_page_without_a_number_has_its_place_in_the_chapter(desk):
    found = problems(desk)["line-overrun"]
    assert (found["chapter"], found["file"]) == ("one", "manuscript/one.md")
    assert (found["page"], found["at"]) == (None, 4)


def test_a_page_has_the_number_that_the_spread_shows_once_the_book_is_counted(desk):
    count(desk, COUNTED)
    found = problems(desk)["line-overrun"]
    # 47 is the first; the blank page before it is shown with the chapter.
    assert (found["page"], found["at"]) == ("51", 5)
    assert "on page 51" in found["message"]


def test_what_is_wrong_on_no_page_has_none(desk):
    count(desk, COUNTED)
    found = problems(desk)["layout-note"]
    assert (found["page"], found["at"]) == (None, None)


def test_what_was_found_late_stays_when_the_pages_get_their_numbers(desk):
    late = FontForeign.found({"font": "Arial"})
    one = desk.reading.section("one")
    desk.pages._done(one, Done(whole=True, findings=(late,)), key=None, line=None)
    count(desk, COUNTED)
    assert set(problems(desk)) == {"line-overrun", "layout-note", "font-foreign"}


def test_front_matter_is_numbered_in_roman():
    roman = replace(ARABIC, roman=True)
    printed = replace(COUNTED, places={"one": Place(first=2, count=9, folios=roman)})
    assert printed.folio_in("one", 4) == "vii"
    assert printed.folio_in("other", 4) == ""
