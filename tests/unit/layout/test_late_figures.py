"""Text flows up before a figure that does not fit."""

from __future__ import annotations

from itertools import chain

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from octavo.layout.weasyprint.patches import mended

LINE, ROOM = 20, 10
STYLE = f"""
@page {{ size: 300px {ROOM * LINE}px; margin: 0 }}
html {{ font-size: 14px; line-height: {LINE}px }}
body, p, h2 {{ margin: 0; font-size: 14px }}
p + p {{ text-indent: 15px }}
figure, .table {{ margin: 0; break-inside: avoid }}
figure > div {{ height: {6 * LINE}px }}
h2 {{ break-after: avoid }}
"""


def lines(number: int, name: str) -> str:
    return "<p>" + "<br>".join(f"{name}{line}" for line in range(number)) + "</p>"


FIGURE = "<figure><div></div>figure</figure>"


def pages(html: str) -> list[list[tuple[str, float]]]:
    """The lines of each page, with what they are indented by."""
    with mended():
        style = weasyprint.CSS(string=STYLE)
        document = weasyprint.HTML(string=f"<body>{html}").render(stylesheets=[style])
    found = []
    for page in document.pages:
        found.append(
            [
                (box.text, box.position_x)
                for box in page._page_box.descendants()
                if isinstance(box, boxes.TextBox) and box.text.strip()
            ]
        )
    return found


def words(html: str) -> list[list[str]]:
    return [[text for text, _ in page] for page in pages(html)]


def test_paragraphs_behind_it_fill_the_page():
    html = f"<section>{lines(6, 'a')}{FIGURE}{lines(2, 'b')}{lines(4, 'c')}{lines(9, 'd')}"
    first, second, *_ = words(html)
    assert first == ["a0", "a1", "a2", "a3", "a4", "a5", "b0", "b1", "c0", "c1"]
    assert second[:3] == ["c2", "c3", "figure"]
    assert list(chain.from_iterable(words(html))).count("figure") == 1


def test_paragraphs_are_indented_as_they_come_to_stand():
    html = f"<section>{lines(6, 'a')}{FIGURE}{lines(4, 'b')}{lines(4, 'c')}{lines(9, 'd')}"
    indents = dict(chain.from_iterable(pages(html)))
    assert (indents["b0"], indents["c0"], indents["d0"]) == (15, 0, 15)


AFTER = lines(4, "b") + lines(9, "c")
TALL = FIGURE.replace("<div", f"<div style='height: {9 * LINE}px'")


@pytest.mark.parametrize(
    "html",
    [
        lines(6, "a") + FIGURE.replace("<figure", "<figure class=pinned") + AFTER,
        f"{lines(6, 'a')}{FIGURE}<h2>head</h2>{AFTER}",
        lines(8, "a") + FIGURE + AFTER,
        # What introduces it stays with it as far as the page lets it.
        f"{lines(6, 'a')}<p style='break-after: avoid'>see:</p>{TALL}{AFTER}",
        f"{lines(6, 'a')}{FIGURE}{lines(4, 'b')}",
    ],
    ids=["pinned", "before a head", "the page is full", "introduced", "nothing tells an indent"],
)
def test_it_stays_where_it_is(html):
    found = list(chain.from_iterable(words(f"<section>{html}")))
    behind = [text for text in found if text in ("figure", "b0", "head")]
    assert behind[0] == "figure"


def test_a_figure_with_a_note_stays_behind_the_notes_before_it():
    style = "<style>.note { float: footnote }</style>"
    noted = FIGURE.replace("figure<", "figure<span class=note>of it</span><")
    html = f"{style}<section>{lines(6, 'a')}{noted}{lines(4, 'b')}{lines(9, 'c')}"
    first, *_ = words(html)
    assert "b0" not in first


def test_several_are_moved_and_no_word_is_lost():
    blocks = []
    for number in range(30):
        blocks.append(lines(1 + number * 7 % 5, f"p{number}-"))
        if number % 3 == 1:
            blocks.append(FIGURE.replace("figure<", f"figure{number}<"))
    html = f"<section>{''.join(blocks)}"
    found = list(chain.from_iterable(words(html)))
    assert len(found) == len(set(found))
    figures = [text for text in found if text.startswith("figure")]
    assert figures == [f"figure{number}" for number in range(30) if number % 3 == 1]
    paragraphs = [text for text in found if text.startswith("p")]
    assert paragraphs == [
        f"p{number}-{line}" for number in range(30) for line in range(1 + number * 7 % 5)
    ]
