"""Marks hang over the edges of justified lines, and no letter does."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

import pytest

from helpers.composed import CSS, printed, some_text
from helpers.printed import Line, read_pages

#: The edges of the column in points, and what a hair is.
LEFT, RIGHT, HAIR = 15.0, 240.0, 0.25
HUNG = CSS + "html { --letters: 0.02; --hanging: 1 }"


def marked_text(seed: int, count: int) -> str:
    """Words with marks behind and around many of them."""
    pick = random.Random(seed)
    words = []
    for word in some_text(seed, count).rstrip(".").split():
        mark = pick.choice(("", "", ",", ".", ";", " \u2013", "\u201d"))
        words.append(f"\u201c{word}{mark}" if mark == "\u201d" else word + mark)
    return " ".join(words) + "."


def lines(file: Path) -> list[Line]:
    """The lines but the first and the last one, and but those that nothing fills."""
    found = [line for page in read_pages(file) for line in page.lines][1:-1]
    return [line for line in found if line.right > RIGHT - 5]


def past_edges(found: list[Line]) -> tuple[dict[str, set[float]], dict[str, set[float]]]:
    """How far lines go over the edges at the right and at the left, by the mark there."""
    over, under = defaultdict(set), defaultdict(set)
    for line in found:
        over["-" if line.text[-1] in "-\u00ad" else line.text[-1]].add(line.right - RIGHT)
        under[line.text[0]].add(LEFT - line.left)
    return over, under


@pytest.fixture(scope="module")
def hung(tmp_path_factory) -> list[Line]:
    file = tmp_path_factory.mktemp("hung") / "a.pdf"
    return lines(printed(f"<p>{marked_text(5, 900)}", file, HUNG))


def test_each_mark_hangs_as_far_as_its_kind(hung):
    over, _ = past_edges(hung)
    size = 15 * 0.75
    # Shares of EB Garamond's widths in ems: a full stop and a comma have 0.226, a hyphen 0.274.
    for mark, least, most in ((".", 0.09, 0.13), (",", 0.09, 0.13), ("-", 0.09, 0.13)):
        assert over[mark], mark
        assert all(least * size < each < most * size for each in over[mark]), (mark, over[mark])


def test_quotation_marks_hang_at_the_left(hung):
    _, under = past_edges(hung)
    assert under["\u201c"] and min(under["\u201c"]) > 0.8


def test_letters_stand_at_the_edge(hung):
    over, under = past_edges(hung)
    # An f reaches over its own width, as far as it is drawn to.
    ends = [each for mark in over if mark.isalpha() and mark != "f" for each in over[mark]]
    starts = [each for mark in under if mark.isalpha() for each in under[mark]]
    assert len(hung) > 80
    assert max(map(abs, ends)) < HAIR and max(map(abs, starts)) < HAIR


def test_nothing_hangs_where_styles_forbid_it(tmp_path):
    css = CSS + "html { --letters: 0.02; --hanging: 0 }"
    found = lines(printed(f"<p>{marked_text(5, 400)}", tmp_path / "a.pdf", css))
    over, under = past_edges([line for line in found if line.text[-1] != "f"])
    assert max(abs(each) for edges in (over, under) for mark in edges for each in edges[mark]) < 0.3


def test_half_of_it_hangs_half_as_far(tmp_path, hung):
    css = CSS + "html { --letters: 0.02; --hanging: 0.5 }"
    found = lines(printed(f"<p>{marked_text(5, 900)}", tmp_path / "a.pdf", css))
    whole, half = past_edges(hung)[0], past_edges(found)[0]
    assert max(half["."]) == pytest.approx(max(whole["."]) / 2, abs=0.1)


def test_ragged_lines_have_no_marks_hung(tmp_path):
    html = f"<p style='text-align: left'>{marked_text(5, 200)}"
    found = [
        line for page in read_pages(printed(html, tmp_path / "a.pdf", HUNG)) for line in page.lines
    ]
    assert max(line.right for line in found) < RIGHT + HAIR
    assert min(line.left for line in found[1:]) > LEFT - HAIR
