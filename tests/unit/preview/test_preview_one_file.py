"""A book that is one file of several chapters, in the preview."""

from __future__ import annotations

import pytest

from helpers.loops import in_loop
from octavo.preview.book_reader import Shelf
from octavo.preview.server_sent_events import Hub
from octavo.preview.session import Desk

HEAD = """
schema = 1

[book]
title = "Tide"
language = "en"

[contents]
chapters = ["tide.md"]

[editions.ebook]
format = "epub"
"""
TEXT = """# Ebb

Out.[^1]

# Flood

In. [gone](no.md)

[^1]: A note.
"""


@pytest.fixture
def tide(tmp_path):
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.toml").write_text(HEAD, "utf-8")
    (tmp_path / "manuscript" / "tide.md").write_text(TEXT, "utf-8")
    return tmp_path


def test_each_chapter_has_a_sheet_of_its_own_with_its_lines(tide):
    reading = Shelf(tide).read()
    assert {name: sheet.title for name, sheet in reading.sheets.items()} == {"ebb": 1, "flood": 5}
    assert 'data-line="3"' in reading.sheets["ebb"].section.body
    assert 'data-line="7"' in reading.sheets["flood"].section.body
    assert [len(sheet.section.notes) for sheet in reading.sheets.values()] == [1, 0]


def test_what_did_not_change_is_not_read_again(tide):
    shelf = Shelf(tide)
    before = shelf.read()
    (tide / "manuscript" / "tide.md").write_text(TEXT.replace("In.", "Now in."), "utf-8")
    after = shelf.read()
    assert after.sheets["ebb"] is before.sheets["ebb"]
    assert "Now in." in after.sheets["flood"].section.body


def test_a_problem_is_that_of_the_chapter_on_whose_line_it_is(tide):
    desk = Desk(tide, Hub())
    desk._tried = True  # no full layout
    in_loop(desk.update())
    problems = {item["code"]: item for item in desk.facts()["problems"]}
    assert (problems["link-broken"]["chapter"], problems["link-broken"]["line"]) == ("flood", 7)
