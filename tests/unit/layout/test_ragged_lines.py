"""Ragged text and lines of code are composed as justified text is."""

from __future__ import annotations

import pytest
from weasyprint.formatting_structure import boxes

from helpers.composed import CSS, printed, render, some_text
from helpers.printed import read_pages
from octavo.layout.weasyprint.composed_text import ComposedText

CODE = """\
def tide(hour):
    if hour &lt; 6:
        return <b>"low"</b>

    return height(hour)  # feet
"""


def lines_of(html: str, css: str = CSS) -> list[boxes.LineBox]:
    pages = render(html, css).pages
    every = (box for page in pages for box in page._page_box.descendants())
    return [box for box in every if isinstance(box, boxes.LineBox)]


def texts(line: boxes.LineBox) -> list[boxes.TextBox]:
    return [box for box in line.descendants() if isinstance(box, boxes.TextBox)]


def is_composed(line: boxes.LineBox) -> bool:
    return all(isinstance(box.pango_layout, ComposedText) for box in texts(line))


def written(line: boxes.LineBox) -> str:
    return "".join(box.text for box in texts(line))


@pytest.mark.parametrize("align", ["left", "start", "center", "right", "end"])
def test_ragged_lines_are_composed_and_stand_where_they_are_aligned(tmp_path, align):
    css = f"{CSS} p {{ text-align: {align}; text-indent: 0; hyphens: none }}"
    html = f"<p>{some_text(31, 120)}"
    lines = lines_of(html, css)
    assert all(map(is_composed, lines))
    assert " ".join(map(written, lines)) == some_text(31, 120)
    for line in read_pages(printed(html, tmp_path / "a.pdf", css))[0].lines:
        left, right = line.left - 15, 240 - line.right
        assert left > -0.1 and right > -1.5  # an f reaches over
        if align in ("left", "start"):
            assert left == pytest.approx(0, abs=0.1)
        elif align in ("right", "end"):
            assert right == pytest.approx(0, abs=1.5)
        else:
            assert left == pytest.approx(right, abs=1.5)


def test_ragged_spaces_are_as_wide_as_the_face_has_them():
    for line in lines_of(f"<p style='text-align: left'>{some_text(32, 200)}"):
        for box in texts(line):
            assert box.pango_layout.letters == 1
            assert box.pango_layout.space == pytest.approx(box.pango_layout.type.space)


def test_ragged_lines_are_of_like_length():
    lines = lines_of(f"<p style='text-align: left; hyphens: none'>{some_text(33, 300)}")
    ends = [texts(line)[-1].position_x + texts(line)[-1].width for line in lines[:-1]]
    assert min(ends) > 320 - 110 and sum(ends) / len(ends) > 285


@pytest.mark.parametrize("space", ["pre", "pre-wrap"])
def test_lines_of_code_are_composed(space):
    lines = lines_of(f"<pre style='white-space: {space}; text-align: left'><code>{CODE}</code>")
    assert all(map(is_composed, lines))
    right = CODE.replace("&lt;", "<").replace("<b>", "").replace("</b>", "")
    assert [written(line) for line in lines] == right.splitlines()
    assert len({line.height for line in lines}) == 1


def test_code_keeps_its_indents(tmp_path):
    html = f"<pre style='white-space: pre-wrap; text-align: left'><code>{CODE}</code>"
    lefts = [line.left for line in read_pages(printed(html, tmp_path / "a.pdf"))[0].lines]
    step = lefts[1] - lefts[0]
    assert step > 5 and lefts[2] - lefts[0] == pytest.approx(2 * step, abs=0.1)


def test_code_goes_on_over_pages():
    code = "\n".join(f"    line {number}" for number in range(70))
    lines = lines_of(f"<pre style='text-align: left'><code>{code}\n</code></pre><p>after")
    assert [written(line) for line in lines] == [*code.split("\n"), "after"]


def test_a_line_of_code_that_turns_over_goes_the_old_way():
    code = "tide " * 60
    (line, *_) = lines_of(f"<pre style='white-space: pre-wrap; text-align: left'>{code}</pre>")
    assert not is_composed(line)


def test_cells_of_tables_are_composed():
    cells = "".join(f"<td>{word}</td>" for word in ("Monday", "2.4 feet", "a gale from the west"))
    css = f"{CSS} td {{ text-align: left }}"
    lines = lines_of(f"<table><tr>{cells}</tr></table>", css)
    assert [written(line) for line in lines] == ["Monday", "2.4 feet", "a gale from the west"]
    assert all(map(is_composed, lines))
