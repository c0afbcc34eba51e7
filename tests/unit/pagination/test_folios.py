"""Folios."""

from __future__ import annotations

from octavo.pagination.folios import map_pages


def test_front_matter_is_roman_and_the_body_begins_at_one():
    pages = map_pages(20, {"one": 12}, "one")
    assert [pages.folio(page) for page in (0, 3, 11, 12, 19)] == ["i", "iv", "xii", "1", "8"]


def test_a_book_without_front_matter_is_arabic():
    pages = map_pages(5, {"one": 0}, "one")
    assert [pages.folio(page) for page in range(5)] == ["1", "2", "3", "4", "5"]
    assert len(pages.ranges) == 1
