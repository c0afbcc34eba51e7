"""A full line before an inline element keeps its words."""

from __future__ import annotations

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from octavo.layout.lines import whole_lines

WORDS = "was not true, take it back in plain words and leave it out from now on."
SPACE = " "


def widths(html: str, width: float) -> list[tuple[str, float]]:
    """The lines of a page so many CSS pixels wide: their text and how wide they are."""
    style = weasyprint.CSS(
        string=f"@page {{ size: {width}px 400px; margin: 0 }} body {{ margin: 0; font-size: 16px }}"
    )
    page = weasyprint.HTML(string=f"<body>{html}").render(stylesheets=[style]).pages[0]
    lines = [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]
    return [("".join(texts(line)), sum(child.width for child in line.children)) for line in lines]


def texts(line: boxes.LineBox) -> list[str]:
    return [box.text for box in line.descendants() if isinstance(box, boxes.TextBox)]


@pytest.fixture
def just_full() -> float:
    """A width that the words fill, though not with a space behind them."""
    ((_, bare),) = widths(f"<p>{WORDS}", 4000)
    return bare + 1


PARAGRAPH = f"<p>{WORDS}{SPACE}<em>The next chapter</em> has more."


def test_weasyprint_alone_breaks_after_the_first_word(just_full):
    # If this fails, the fault is mended there: take octavo/layout/lines.py out.
    assert widths(PARAGRAPH, just_full)[0][0].strip() == "was"


def test_the_line_keeps_its_words(just_full):
    with whole_lines():
        lines = widths(PARAGRAPH, just_full)
    assert [text.strip() for text, _ in lines] == [WORDS, "The next chapter has more."]


def test_a_line_too_long_by_a_hair_still_breaks(just_full):
    with whole_lines():
        first = widths(PARAGRAPH, just_full - 2)[0][0].strip()
    assert first == WORDS.rpartition(" ")[0]


def test_one_long_word_stays_as_it_was():
    html = "<p>Donaudampfschiffahrtsgesellschaft <em>and more</em>"
    plain = widths(html, 120)
    with whole_lines():
        assert widths(html, 120) == plain


def test_nothing_stays_changed_afterwards():
    before = weasyprint.layout.inline.split_first_line
    with whole_lines():
        assert weasyprint.layout.inline.split_first_line is not before
    assert weasyprint.layout.inline.split_first_line is before
