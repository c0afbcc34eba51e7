"""The smaller parts of the preview: images, names, the editor, drawing order, page numbers."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from octavo.core.errors import OctavoError
from octavo.pagination.folios import FolioRange
from octavo.pagination.section_places import Place
from octavo.preview import access, editor
from octavo.preview.book_facts import Printed
from octavo.preview.page_numbers import find_page, with_counts
from octavo.preview.page_numbers_process import full
from octavo.preview.page_setter_process import drawing_order
from octavo.preview.spreads import Images


def test_images_are_kept_up_to_a_bound_and_the_last_used_longest():
    images = Images(most=10)
    images.put("a", b"1234")
    images.put("b", b"1234")
    assert images.get("a") == b"1234"
    images.put("c", b"1234")
    assert [name in images for name in "abc"] == [True, False, True]
    assert images.size == 8
    images.put("c", b"1234")
    assert images.size == 8
    images.put("big", b"x" * 50)
    assert images.get("big")
    assert images.size == 50


def test_an_address():
    assert access.address("127.0.0.1", 8150) == "http://127.0.0.1:8150/"
    assert (
        access.address("10.0.0.2", 80, token="t", chapter="über")
        == "http://10.0.0.2:80/?token=t#%C3%BCber"
    )
    assert access.names_of(lan=False) == ("127.0.0.1", "localhost")
    assert set(access.names_of(lan=True)) >= {"127.0.0.1", "localhost"}


def test_the_editor_is_the_one_with_a_window():
    assert editor.editor_of({"VISUAL": " code ", "EDITOR": "vi"}) == "code"
    assert editor.editor_of({"EDITOR": "vi"}) == "vi"
    assert editor.editor_of({}) == ""


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("code -r", ["code", "-r", "--goto", "/b/a b.md:7"]),
        ("gvim", ["gvim", "+7", "/b/a b.md"]),
        ("something", ["something", "/b/a b.md"]),
    ],
)
def test_how_an_editor_is_told_the_line(monkeypatch, tmp_path, command, words):
    from pathlib import Path

    monkeypatch.setattr(editor.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert editor._command(command, Path("/b/a b.md"), 7) == words


@pytest.mark.parametrize(
    ("command", "said"), [("vim", "vim +7 '/b/a b.md'"), ("", "VISUAL"), ("no'quote", "VISUAL")]
)
def test_an_editor_that_cannot_be_opened_is_said(monkeypatch, command, said):
    from pathlib import Path

    monkeypatch.setattr(editor.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(OctavoError) as error:
        editor._command(command, Path("/b/a b.md"), 7)
    assert said in error.value.hint


@dataclass
class Block:
    line: int


@dataclass
class Page:
    left: bool
    blocks: tuple[Block, ...]


def pages(*lines: int) -> list[Page]:
    """Pages that begin on the right, each with a block of this line."""
    return [Page(left=number % 2 == 1, blocks=(Block(n),)) for number, n in enumerate(lines)]


def test_the_changed_spread_is_drawn_first_then_the_one_looked_at():
    order = list(drawing_order(pages(1, 10, 20, 30, 40, 50, 60), 35, 0))
    assert order[:2] == [(3, 4), (0,)]
    assert sorted(number for group in order for number in group) == list(range(7))


@pytest.mark.parametrize(("line", "first"), [(None, (5, 6)), (1, (0,)), (9, (0,)), (999, (5, 6))])
def test_where_a_line_is(line, first):
    assert next(drawing_order(pages(1, 10, 20, 30, 40, 50, 60), line, 5)) == first


def test_a_page_that_is_not_there_is_not_drawn():
    assert list(drawing_order(pages(1), None, 12)) == [(0,)]


FRONT, BODY = FolioRange(start=0, roman=True), FolioRange(start=4, roman=False)
PRINTED = Printed(
    total=9,
    folios=("i", "ii", "iii", "iv", "1", "2", "3", "4", "5"),
    places={
        "preface": Place(first=2, count=1, folios=FRONT),
        "one": Place(first=4, count=2, folios=BODY, blank_before=True),
        "two": Place(first=6, count=3, folios=BODY),
    },
)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("iii", ("preface", 0)),
        ("iv", ("one", 0)),
        ("1", ("one", 1)),
        (" 2 ", ("one", 2)),
        ("III", ("preface", 0)),
        ("5", ("two", 2)),
    ],
)
def test_any_page_by_its_number(page, found):
    assert find_page(PRINTED, page) == found


@pytest.mark.parametrize(
    ("page", "said"), [("6", "the last one is 5"), ("", "Which page"), ("i", "Octavo makes")]
)
def test_pages_that_are_not_there(page, said):
    with pytest.raises(OctavoError, match=said):
        find_page(PRINTED, page)
    with pytest.raises(OctavoError, match="once the whole book"):
        find_page(Printed(), page)


def test_the_numbers_are_stale_when_a_chapter_has_more_pages():
    order = ("preface", "one", "two")
    assert not with_counts(PRINTED, {"one": 2}, order).stale
    assert with_counts(PRINTED, {"one": 3}, order).stale
    assert with_counts(PRINTED, {}, ("preface", "two")).stale
    assert not with_counts(Printed(), {"one": 3}, order).stale


def test_what_stands_in_the_way_of_a_full_layout_is_said(book):
    (book / "manuscript" / "book.toml").write_text("schema = 1\n[book]\ntitle = 3\n", "utf-8")
    with pytest.raises(OctavoError, match='"title" must be text'):
        full(book)
