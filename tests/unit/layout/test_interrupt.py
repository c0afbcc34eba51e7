"""A layout ends at the next page once nobody wants it."""

from __future__ import annotations

import pytest
import weasyprint

from octavo.layout.weasyprint.interrupt import LayoutInterruptedError, interruptible
from octavo.layout.weasyprint.patches import mended

PAGES = weasyprint.HTML(string="<p style='break-after: page'>A page.</p>" * 9)


@pytest.mark.parametrize("wanted", [1, 4])
def test_a_layout_ends_between_two_pages(wanted):
    asked = []

    def is_wanted() -> bool:
        asked.append(1)
        return len(asked) <= wanted

    with mended(interruptible(is_wanted)), pytest.raises(LayoutInterruptedError):
        PAGES.render()
    assert len(asked) == wanted + 1


def test_a_layout_that_is_wanted_is_whole():
    with mended(interruptible(lambda: True)):
        assert len(PAGES.render().pages) == 9
