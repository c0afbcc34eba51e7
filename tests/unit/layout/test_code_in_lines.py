"""Code and addresses in justified text: where they break, and lines that nothing fills."""

from __future__ import annotations

import re

import pytest

from helpers.composed import CSS, printed, render, some_text
from helpers.outside import run
from octavo.layout.weasyprint.composed_text import ComposedText

NAME = "measure_the_tide_of_the_harbour"


def text_of(file) -> list[str]:
    return run("pdftotext", "-raw", str(file), "-", package="poppler-utils").split("\n")


@pytest.mark.parametrize("code", [NAME, "tides::harbour::lights", "orrin/tides/low-water.html"])
def test_long_code_breaks_behind_its_marks_alone(tmp_path, code):
    parts = set()
    for words in range(1, 24):
        html = f"<p>{some_text(3, words).rstrip('.')} <code>{code}</code> {some_text(4, 30)}"
        for line in text_of(printed(html, tmp_path / "a.pdf")):
            last = line.rpartition(" ")[2]
            if last and code.startswith(last) and last != code:
                parts.add(last)
    assert parts and all(re.search("(_|::|/|[.]|-)$", part) for part in parts), parts


@pytest.mark.parametrize("align", ["left", "justify"])
def test_code_wider_than_a_line_breaks_behind_its_marks_where_its_parts_fit(tmp_path, align):
    code = "almanac/manuscript/chapters/before-noon.md"
    css = f"{CSS} p {{ text-align: {align} }}"
    for words in range(24):
        before = some_text(3, words).rstrip(".") if words else ""
        html = f"<p>{before} <code>{code}</code> {some_text(4, 30)}"
        for line in text_of(printed(html, tmp_path / "a.pdf", css)):
            last = line.rpartition(" ")[2]
            if last and code.startswith(last):
                assert last[-1] in "/-.", line


@pytest.mark.parametrize("code", ["Gemini-1.5-Pro", "low_tide()->Result", "collect::<Tides>()"])
def test_code_breaks_in_no_number_and_no_operator(tmp_path, code):
    for words in range(1, 24):
        html = f"<p>{some_text(3, words).rstrip('.')} <code>{code}</code> {some_text(4, 30)}"
        lines = text_of(printed(html, tmp_path / "a.pdf"))
        assert not [line for line in lines if line.endswith(("1.", ":", "<", "()-", "Gemini-"))]


def test_prose_is_not_broken_as_code_is(tmp_path):
    css = CSS.replace("hyphens: auto", "hyphens: none")
    for words in range(1, 24):
        html = f"<p>{some_text(3, words).rstrip('.')} Gemini-1.5-Pro {some_text(4, 30)}"
        assert "Gemini-1.5-Pro" in " ".join(text_of(printed(html, tmp_path / "a.pdf", css)))


def test_a_line_before_what_cannot_break_is_not_torn():
    """What nothing fills is set ragged, and the lines round it are even."""
    word = "a" * 36
    torn = 0
    for words in range(1, 24):
        html = f"<p>{some_text(3, words).rstrip('.')} <b lang=zxx>{word}</b> {some_text(4, 40)}"
        for page in render(html).pages:
            for box in page._page_box.descendants():
                composed = getattr(box, "pango_layout", None)
                if isinstance(composed, ComposedText):
                    share = composed.space / composed.type.space
                    assert share < 2.51
                    torn += share == 1.0 and composed.letters == 1.0
    assert torn > 23  # the last line of each, and some more
