"""Lists in print count as HTML says."""

from __future__ import annotations

import pytest
import weasyprint
from lxml import etree
from weasyprint.formatting_structure import boxes

from octavo.compose.section_xhtml import number_lists


def markers(html: str) -> list[str]:
    """The numbers that the layout engine sets, in order."""
    root = etree.fromstring(f"<body>{html}</body>")
    number_lists(root)
    page = weasyprint.HTML(string=etree.tostring(root, encoding="unicode")).render().pages[0]
    found = (
        box
        for box in page._page_box.descendants(placeholders=True)
        if isinstance(box, boxes.TextBox)
    )
    return [box.text.strip() for box in found if box.text.strip().endswith(".")]


ITEMS = "<li>a</li><li>b</li><li>c</li>"


@pytest.mark.parametrize(
    ("html", "numbers"),
    [
        (f"<ol>{ITEMS}</ol>", ["1.", "2.", "3."]),
        (f'<ol start="5">{ITEMS}</ol>', ["5.", "6.", "7."]),
        (f'<ol start="0">{ITEMS}</ol>', ["0.", "1.", "2."]),
        (f'<ol reversed="reversed">{ITEMS}</ol>', ["3.", "2.", "1."]),
        (f'<ol reversed="reversed" start="9">{ITEMS}</ol>', ["9.", "8.", "7."]),
        ('<ol><li>a</li><li value="4">b</li><li>c</li></ol>', ["1.", "4.", "5."]),
        (f'<ol start="3" style="color: red">{ITEMS}</ol>', ["3.", "4.", "5."]),
    ],
)
def test_the_numbers_are_those_of_html(html, numbers):
    assert markers(html) == numbers
