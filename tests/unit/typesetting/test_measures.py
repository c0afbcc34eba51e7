"""Measures of pages: what is counted of lines, paragraphs and pages, and what is not."""

from __future__ import annotations

import pytest

from octavo.typesetting.measures import Measures, measures_of
from octavo.typesetting.old_ways import OldWay
from octavo.typesetting.rivers import Rivers
from octavo.typesetting.set_text import (
    Part,
    Place,
    SetLine,
    SetParagraph,
    SetText,
    bound,
    decode,
    encode,
    read_bound,
)

LINE = SetLine(
    page=0, baseline=72.0, left=0.0, right=290.0, spaces=1.0, letters=1.0, composed=True,
    hyphened=False, short=False, rivers=0, text="the tide goes out",
)  # fmt: skip
ABOUT = SetParagraph(
    document="one", file="", line=0, element=2, tag="p", place=str(Place.TEXT), size=11.0,
    running=True, justified=True, indent=14.0, reason="", looser=0, barred=False, lines=(LINE,),
)  # fmt: skip


def paragraph(*lines: SetLine, **about: object) -> SetParagraph:
    return ABOUT._replace(lines=lines, **about)


def spaced(*spaces: float) -> SetParagraph:
    """A paragraph of lines with such spaces, and a last one."""
    return paragraph(*(LINE._replace(spaces=each) for each in spaces), LINE)


def text(*paragraphs: SetParagraph, pictured: frozenset[int] = frozenset()) -> SetText:
    return SetText(size=11.0, line=14.5, paragraphs=paragraphs, pictured=pictured)


def page(number: int, count: int = 20, *, foot: float = 0.0, last: SetLine = LINE) -> SetParagraph:
    """A paragraph that fills a page, its last line so much higher than it may stand."""
    lines = [LINE._replace(page=number, baseline=72 + 14.5 * row) for row in range(count - 1)]
    end = last._replace(page=number, baseline=72 + 14.5 * (count - 1) - foot)
    return paragraph(*lines, end)


def test_a_line_is_loose_by_its_spaces_and_the_last_one_of_a_paragraph_by_none():
    found = measures_of(text(spaced(1.9, 1.6, 1.2, 0.7), spaced(2.2)))
    assert (found.justified_lines, found.worst, found.worst_page) == (5, 2.2, 1)
    assert (found.over_1_8, found.over_1_5, found.under_0_75) == (40.0, 60.0, 20.0)


def test_lines_without_spaces_are_not_weighed():
    assert measures_of(text(spaced(0.0, 1.9))).justified_lines == 1


def test_a_line_that_was_left_ragged_counts_as_loose_and_one_that_ends_by_the_text_does_not():
    ragged = LINE._replace(short=True)
    ended = ragged._replace(composed=False)
    found = measures_of(text(paragraph(LINE, ragged, LINE), paragraph(ended, LINE)))
    assert (found.justified_lines, found.over_1_8, found.running.ragged) == (2, 50.0, 1)
    assert found.worst == 1.0


def test_what_is_not_running_or_not_justified_has_no_loose_lines():
    found = measures_of(
        text(spaced(2.0)._replace(running=False), spaced(2.0)._replace(justified=False))
    )
    assert (found.justified_lines, found.worst, found.over_1_8) == (0, None, 0.0)
    assert (found.running.lines, found.other.lines) == (2, 2)


def test_the_old_way_is_counted_by_its_reason():
    old = LINE._replace(composed=False)
    found = measures_of(
        text(
            paragraph(old, old, reason=str(OldWay.SCRIPT)),
            paragraph(LINE, old, reason=str(OldWay.BESIDE)),
            paragraph(old, running=False, reason=str(OldWay.FLOAT)),
        )
    )
    assert (found.running.lines, found.running.composed) == (4, 1)
    assert found.running.old_way == {str(OldWay.SCRIPT): 2, str(OldWay.BESIDE): 1}
    assert found.other.old_way == {str(OldWay.FLOAT): 1}


def test_hyphens_ladders_and_the_last_line_but_one():
    hyphen = LINE._replace(hyphened=True)
    overleaf = hyphen._replace(page=1)
    found = measures_of(
        text(
            paragraph(hyphen, hyphen, hyphen, hyphen, LINE),  # one ladder, of four
            paragraph(hyphen, hyphen, overleaf, LINE._replace(page=1)),  # none: a page ends
            paragraph(LINE, LINE, LINE),
        )
    )
    assert found.ladders == 1
    assert found.hyphenated == pytest.approx(100 * 7 / 9, abs=0.01)
    assert found.last_but_one_hyphenated == pytest.approx(100 * 2 / 3, abs=0.01)


def test_short_last_lines_and_fragments():
    def ends(width: float, words: str, *, hyphened: bool = False) -> SetParagraph:
        last = LINE._replace(right=width, text=words)
        return paragraph(LINE._replace(hyphened=hyphened), last)

    found = measures_of(
        text(
            ends(23.0, "to it"),  # a runt: under 14 points and two letters of 11
            ends(40.0, "fully.", hyphened=True),  # the rest of a word
            ends(26.0, "“went”"),  # a word of four letters
            ends(40.0, "harbour."),
            ends(40.0, "go on"),
            paragraph(LINE._replace(right=10.0)),  # of one line
        )
    )
    assert (found.paragraphs, found.runts, found.fragments) == (5, 1, 2)


def test_widows_and_orphans():
    over = LINE._replace(page=1)
    found = measures_of(
        text(paragraph(LINE, LINE, over), paragraph(LINE, over, over), paragraph(LINE, LINE))
    )
    assert (found.widows, found.orphans) == (1, 1)


def test_facing_pages_end_level_or_not():
    pages = [page(number) for number in range(1, 7)]
    assert measures_of(text(*pages)).facing == 2  # the sixth does not go on
    assert measures_of(text(*pages)).facing_unlike == 0
    pages[2] = page(3, foot=14.5)
    found = measures_of(text(*pages))
    assert (found.facing, found.facing_unlike) == (2, 1)
    assert measures_of(text(*pages, pictured=frozenset({4}))).facing == 1
    note = paragraph(LINE._replace(page=3), place=str(Place.NOTE), running=False)
    assert measures_of(text(*pages, note)).facing == 1


def test_a_page_s_last_word_is_divided():
    divided = LINE._replace(hyphened=True)
    found = measures_of(
        text(page(0, last=divided), page(1), page(2), page(3, last=divided), page(4, last=divided))
    )
    assert (found.full_rectos, found.divided_rectos) == (2, 1)
    assert (found.full_versos, found.divided_versos) == (2, 1)


def test_lines_stand_on_the_grid_of_their_page():
    assert measures_of(text(page(0), page(1))).on_grid == 100.0
    assert measures_of(text(page(0, foot=3.0), page(1))).on_grid == 95.0
    assert measures_of(text()).on_grid == 100.0


@pytest.mark.parametrize(("after", "stranded"), [(0, 1), (1, 1), (2, 0)])
def test_a_heading_is_stranded_with_fewer_than_two_lines_after_it(after, stranded):
    head = paragraph(LINE, running=False, justified=False, tag="h2")
    more = [paragraph(*[LINE] * after)] if after else []
    found = measures_of(text(page(0), head, *more, page(1)))
    assert found.stranded_heads == stranded
    assert measures_of(text(page(0), head, *more)).stranded_heads == 0  # the text ends here


def test_a_chapter_ends_with_too_few_lines():
    end = paragraph(*[LINE._replace(page=1)] * 4)
    assert measures_of(text(page(0), end)).short_ends == 1
    assert measures_of(text(page(0), end, end)).short_ends == 0
    assert measures_of(text(end)).short_ends == 0  # it has no other page
    assert measures_of(text(page(0), end, pictured=frozenset({1}))).short_ends == 0


def test_rivers_are_counted_down_a_page():
    rivers = Rivers(20.0)
    gap, beside = (100.0, 105.0), (102.0, 107.0)
    assert [rivers.add(20.0 * row, [gap]) for row in range(5)] == [0, 0, 1, 0, 0]
    assert rivers.add(130.0, [gap]) == 0  # it does not follow
    rivers.end()
    assert [rivers.add(200.0 + 20 * row, [gap]) for row in range(2)] == [0, 0]
    assert rivers.add(240.0, [beside, gap]) == 2
    assert rivers.add(260.0, [(103.0, 108.0)]) == 0  # a fourth line makes no other river


def test_a_text_comes_back_as_it_was_written():
    one = text(spaced(1.2, 1.3), pictured=frozenset({3}))
    assert decode(encode(one)) == one


def test_texts_are_joined_with_their_pages_files_and_lines():
    first = text(paragraph(LINE, element=0, tag="h1", document="a"), page(1))
    second = text(paragraph(LINE, document="b"), pictured=frozenset({0}))
    parts = [Part(0, encode(first), [0, 5, 6]), Part(8, encode(second), [0, 0, 9])]
    found = read_bound(bound(parts, {"a": ("manuscript/a.md", 2), "b": ("manuscript/b.md", 1)}))
    assert [(each.file, each.line) for each in found.paragraphs] == [
        ("manuscript/a.md", 2),  # a title's line is its chapter's
        ("", 0),  # of no chapter
        ("manuscript/b.md", 9),
    ]
    assert [each.lines[0].page for each in found.paragraphs] == [0, 1, 8]
    assert found.pictured == {8}
    assert (found.size, found.line) == (11.0, 14.5)


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"no text"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises((ValueError, TypeError)):
        read_bound(data)


def test_a_book_without_text_has_measures():
    assert isinstance(measures_of(text()), Measures)
