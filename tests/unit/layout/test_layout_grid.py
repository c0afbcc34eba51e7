"""The lines after a block of odd height stand on the page's grid."""

from __future__ import annotations

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from octavo.layout.weasyprint.patches import mended

LINE = 20
STYLE = f"""
@page {{ size: 300px 400px; margin: 0 }}
html {{ font-size: 14px; line-height: {LINE}px }}
body, p, h1, figure, pre, .table, .opener {{ margin: 0 }}
pre, td, figcaption {{ font-size: 11px; line-height: 13px }}
.opener {{ padding-top: 33px }}
h2 {{ margin: 30px 0 10px; font-size: 14px; margin-break: discard }}
"""
ODD = [
    "<pre>one\ntwo\nthree</pre>",
    "<figure><div style='height: 77px'></div><figcaption>A quay</figcaption></figure>",
    "<div class='table'><table><tr><td>one<tr><td>two<tr><td>three</table></div>",
    "<header class='opener'><h1>One</h1></header>",
]


def last_line(html: str) -> float:
    """Where the last line of the page stands, in CSS pixels from its top."""
    style = weasyprint.CSS(string=STYLE)
    page = weasyprint.HTML(string=f"<body>{html}").render(stylesheets=[style]).pages[-1]
    found = [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]
    return max(line.position_y for line in found)


@pytest.mark.parametrize("block", ODD)
def test_the_line_after_an_odd_block_is_on_the_grid(block):
    html = f"<p>Before.</p>{block}<p>After.</p>"
    assert last_line(html) % LINE != 0
    with mended():
        assert last_line(html) % LINE == pytest.approx(0, abs=0.1)


def test_it_moves_down_by_less_than_a_line():
    html = f"<p>Before.</p>{ODD[0]}<p>After.</p>"
    before = last_line(html)
    with mended():
        assert 0 < last_line(html) - before < LINE


def test_a_block_on_the_grid_stays():
    html = "<p>Before.</p><pre style='line-height: 20px'>one\ntwo</pre><p>After.</p>"
    before = last_line(html)
    with mended():
        assert last_line(html) == before


def test_a_block_at_the_foot_is_not_pushed_to_the_next_page():
    # 18 lines and 39 px fill 399 of 400 px: a whole line more would not fit.
    html = "<p>Line.</p>" * 18 + ODD[0]
    style = weasyprint.CSS(string=STYLE)
    with mended():
        document = weasyprint.HTML(string=f"<body>{html}").render(stylesheets=[style])
    assert len(document.pages) == 1


def test_a_heading_that_opens_a_page_takes_two_lines():
    html = "<p>Before.</p><h2 style='break-before: page'>Two</h2><p>After.</p>"
    assert last_line(html) == pytest.approx(1.5 * LINE)
    with mended():
        assert last_line(html) == pytest.approx(2 * LINE)


def test_a_heading_in_the_page_stays():
    html = "<p>Before.</p><h2>Two</h2><p>After.</p>"
    before = last_line(html)
    with mended():
        assert last_line(html) == before
