"""A page takes lines above its blocks, so that it ends level with the page it faces."""

from __future__ import annotations

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from octavo.layout.weasyprint import level_spreads
from octavo.layout.weasyprint.patches import mended

LINE, ROOM = 20, 10
STYLE = f"""
@page {{ size: 300px {ROOM * LINE}px; margin: 0 }}
html {{ font-size: 14px; line-height: {LINE}px }}
body, p, ul, table {{ margin: 0 }}
ul, h2, blockquote, .table {{ margin: {LINE}px 0 }}
h2 {{ margin-bottom: 0; font-size: 14px; break-after: avoid }}
.whole {{ break-inside: avoid }}
.leads {{ break-after: avoid }}
.parted {{ margin-top: {LINE}px }}
hr {{ height: auto; margin: {LINE}px 0; border: 0; break-after: avoid }}
hr::before {{ content: "*" }}
td {{ font-size: 11px; line-height: 13px; padding: 0 }}
a::after {{ content: target-counter(attr(href), page) }}
"""

#: A recto that is full, a verso that is, and a recto that lacks a line or two.
FULL = "<p>line<br>" + "line<br>" * (ROOM - 2) + "line</p>"
WHOLE = "<p class=whole>" + "whole<br>" * (ROOM - 3) + "whole</p>"
PAGES = f"<section>{FULL}{FULL}<p>one<br>two</p><h2>head</h2><p>three<br>four</p><ul><li>five</ul>"


def render(html: str) -> weasyprint.Document:
    with mended():
        style = weasyprint.CSS(string=STYLE)
        return weasyprint.HTML(string=f"<body>{html}").render(stylesheets=[style])


def lines(page: weasyprint.Page) -> dict[str, float]:
    """Where each line of a page stands, in lines from its head, by its text."""
    found = {}
    for box in page._page_box.descendants():
        if isinstance(box, boxes.LineBox):
            text = "".join(part.text for part in box.descendants() if hasattr(part, "text"))
            found[text] = box.position_y / LINE
    return found


def test_the_space_above_a_block_takes_the_line_that_a_page_lacks():
    page = render(f"{PAGES}{WHOLE}{FULL}").pages[2]
    stands = lines(page)
    # Eight lines and the spaces of three blocks would end at the ninth.
    assert stands["five"] == ROOM - 1
    assert stands["head"] - stands["two"] == 3
    assert stands["three"] - stands["head"] == 1
    body = page._page_box.children[0].children[0]
    assert body.height == pytest.approx(ROOM * LINE)


def test_space_between_paragraphs_is_always_the_same():
    text = "<p>one<br>two<br>three</p><p class=parted>four<br>five<br>six<br>seven<br>eight</p>"
    stands = lines(render(f"<section>{FULL}{FULL}{text}{WHOLE}{FULL}").pages[2])
    assert stands["four"] - stands["three"] == 2


def test_a_sign_between_two_scenes_stands_in_the_middle():
    text = "<p>one<br>two<br>three</p><hr><p>four<br>five<br>six</p>"
    stands = lines(render(f"<section>{FULL}{FULL}{text}{WHOLE}{FULL}").pages[2])
    assert (stands["*"] - stands["three"], stands["four"] - stands["*"]) == (2, 2)


def test_a_block_stays_near_what_leads_to_it_where_another_space_takes_the_line():
    text = "<p class=leads>one<br>two</p><ul><li>three</ul><p>four<br>five<br>six<br>seven"
    stands = lines(render(f"<section>{FULL}{FULL}{text}{WHOLE}{FULL}").pages[2])
    assert stands["three"] - stands["two"] == 2
    assert stands["four"] - stands["three"] == 3


def test_the_rule_beside_what_goes_on_ends_with_the_page():
    aside = f"<blockquote><p>five<br>six</p>{WHOLE}<p>seven</p></blockquote>"
    text = f"<p>one<br>two</p><h2>head</h2><p>three<br>four</p>{aside}"
    page = render(f"<section>{FULL}{FULL}{text}{FULL}").pages[2]
    assert lines(page)["head"] == 4  # it took a line
    (quoted,) = (box for box in page._page_box.descendants() if box.element_tag == "blockquote")
    assert quoted.border_box_y() + quoted.border_height() <= ROOM * LINE


def test_what_is_not_on_the_grid_moves_by_less_than_a_line():
    table = "<div class=table><table><tr><td>five<tr><td>six</table></div>"
    html = f"<section>{FULL}{FULL}<p>one<br>two<br>a<br>b<br>c<br>d<br>e</p>{table}{WHOLE}{FULL}"
    found = render(html).pages[1:3]
    feet = []
    for page in found:
        (*_, last) = (box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox))
        feet.append(last.position_y + last.baseline)
    assert feet[0] == pytest.approx(feet[1], abs=1)


def test_a_page_that_is_made_anew_for_a_number_takes_its_line_again():
    linked = PAGES.replace("five", "<a href='#last'>five </a>") + WHOLE + FULL + "<p id=last>last"
    page = render(linked).pages[2]
    stands = lines(page)
    assert stands["five 5"] == ROOM - 1
    assert stands["head"] - stands["two"] == 3


def test_a_page_that_is_made_anew_is_as_short_as_it_was_chosen(monkeypatch):
    chosen = level_spreads._chosen
    asked = []

    def seen(*of):
        found = chosen(*of)
        asked.append(found)
        return found

    monkeypatch.setattr(level_spreads, "_chosen", seen)
    # Three paragraphs of three lines leave a line of the verso blank; the recto could be full.
    text = f"{FULL}{'<p>a<br>a<br>a</p>' * 3}<p><a href='#last'>c</a><br>c<br>c</p>"
    html = f"<section>{text}{'<p>d</p>' * 29}{FULL}<p id=last>last</p>"
    pages = render(html).pages
    assert any(found and any(found.short) for found in asked)
    feet = [max(lines(page).values()) for page in pages[1:3]]
    assert feet == [ROOM - 2, ROOM - 2]
