"""A full line before an inline element keeps its words."""

from __future__ import annotations

import random

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from octavo.layout.page_inspection import find_overruns
from octavo.layout.weasyprint.patches import mended

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


def test_the_line_keeps_its_words(just_full):
    with mended():
        lines = widths(PARAGRAPH, just_full)
    assert [text.strip() for text, _ in lines] == [WORDS, "The next chapter has more."]


def test_a_line_too_long_by_a_hair_still_breaks(just_full):
    with mended():
        first = widths(PARAGRAPH, just_full - 2)[0][0].strip()
    assert first == WORDS.rpartition(" ")[0]


def test_one_long_word_stays_as_it_was():
    html = "<p>Donaudampfschiffahrtsgesellschaft <em>and more</em>"
    plain = widths(html, 120)
    with mended():
        assert widths(html, 120) == plain


RIGHT_TO_LEFT = (
    '<p dir="rtl" style="text-align: justify">ترك الباب مفتوحا في <b>الليل </b>ثم عاد '
    "<i>إلى البيت </i>وجلس أمام النافذة <b>ينظر </b>إلى البحر <i>البعيد </i>حيث تمر <b>السفن </b>"
    "ببطء ولا <i>يعود </i>منها أحد <b>قبل </b>الصباح وكانت <i>الريح </i>تحمل رائحة الملح"
)


def over_the_left_edge(html: str, width: float) -> tuple[float, float]:
    """CSS pixels by which a line's text begins left of the page, and the widest hole in one."""
    style = weasyprint.CSS(
        string=f"@page {{ size: {width}px 900px; margin: 0 }} body {{ margin: 0; font-size: 16px }}"
    )
    page = weasyprint.HTML(string=f"<body>{html}").render(stylesheets=[style]).pages[0]
    over, hole = 0.0, 0.0
    for line in page._page_box.descendants():
        if isinstance(line, boxes.LineBox):
            found = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
            found = sorted((box.position_x, box.width) for box in found if box.text)
            over = max(over, -found[0][0])
            ends = [start + wide for start, wide in found]
            gaps = [found[at + 1][0] - end for at, end in enumerate(ends[:-1])]
            hole = max([hole, *gaps])
    return over, hole


WIDTHS = range(150, 400, 7)


def test_words_from_right_to_left_stand_within_the_edges():
    with mended():
        found = [over_the_left_edge(RIGHT_TO_LEFT, width) for width in WIDTHS]
    assert max(over for over, _ in found) < 0.01
    assert max(hole for _, hole in found) < 0.01


BESIDE_A_LETTER = (
    '<p style="text-align: justify"><b style="float: left; width: 30px; height: 55px">B</b>'
    + "one two <i>three</i> four, five <i>sixty</i> seven eight <i>nine</i> ten " * 4
)


def over_the_right_edge(width: float) -> float:
    """Points by which the longest line beside a drop cap runs over."""
    style = weasyprint.CSS(
        string=f"@page {{ size: {width}px 900px; margin: 0 }} body {{ margin: 0; font-size: 16px }}"
    )
    pages = weasyprint.HTML(string=f"<body>{BESIDE_A_LETTER}").render(stylesheets=[style]).pages
    return max((item.points for item in find_overruns(pages)), default=0.0)


def test_lines_beside_a_letter_stand_within_the_edge():
    with mended():
        assert max(map(over_the_right_edge, range(150, 400, 3))) == 0.0


def test_an_overrun_is_found_at_either_edge():
    style = "@page { size: 300px 200px; margin: 0 40px } body { margin: 0; white-space: nowrap }"
    shift = '<p style="position: relative; left: {}px">one two</p>'
    html = "".join(map(shift.format, (-10, 0, 250))) + "<pre>spaces hang over" + " " * 60 + "</pre>"
    pages = weasyprint.HTML(string=html).render(stylesheets=[weasyprint.CSS(string=style)]).pages
    found = [(item.text, item.points) for item in find_overruns(pages)]
    assert [text for text, _ in found] == ["one two", "one two"]
    assert found[0][1] == pytest.approx(7.5, abs=0.01)
    assert found[1][1] > 20


LONG_WORDS = (
    "administration extraordinarily uncomfortable notwithstanding circumstances careful"
    " navigation harbour tide water grandmother recommend mooring"
).split()
NARROW = """
@page { size: 300px 420px; margin: 30px }
html { font-size: 14px; line-height: 20px }
body { margin: 0; text-align: justify; hyphens: auto; hyphenate-limit-chars: 6 3 3 }
p { margin: 0; text-indent: 1em; orphans: 2; widows: 2 }
"""


def hyphened() -> tuple[int, int, int]:
    """Ladders of three lines, last lines of right-hand pages, and short ends of paragraphs."""
    pick = random.Random(3)
    text = "".join(
        f"<p>{' '.join(pick.choice(LONG_WORDS) for _ in range(pick.randint(15, 60)))}."
        for _ in range(60)
    )
    document = weasyprint.HTML(string=f'<html lang="en"><body>{text}').render(
        stylesheets=[weasyprint.CSS(string=NARROW)]
    )
    ladders = turns = alone = 0
    for page in document.pages:
        found = [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]
        lines = ["".join(texts(line)).strip() for line in found]
        ends = [text.endswith(("-", "\u2010")) for text in lines]
        ladders += sum(all(ends[at : at + 3]) for at in range(len(ends) - 2))
        turns += ends[-1] and page._page_box.page_type.side == "right"
        alone += sum(
            hyphen and " " not in text and len(text) < 7
            for hyphen, text in zip(ends, lines[1:], strict=False)
        )
    return ladders, turns, alone


def test_hyphens_stand_in_no_ladder_at_no_turn_and_before_no_short_end():
    with mended():
        ladders, turns, alone = hyphened()
    assert ladders == 0
    assert turns <= 1  # a line that widows call to the foot was set as any other
    assert alone == 0
