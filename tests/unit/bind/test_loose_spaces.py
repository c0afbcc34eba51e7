"""No-break spaces that were pasted along become ordinary ones; those that bind stay."""

from __future__ import annotations

import pytest
from lxml import etree

from octavo.bind.loose_spaces import loosen

N = "\u00a0"


@pytest.mark.parametrize(
    ("typed", "loose"),
    [
        (f"<p>the{N}<b>tide</b>{N}comes,{N}<i>in</i>,{N}and</p>",
         "<p>the <b>tide</b> comes, <i>in</i>, and</p>"),
        (f"<p>«{N}<i>mot</i>{N}» p.{N}<b>12</b>{N}km M.{N}<i>X</i></p>", None),
        (f"<p>3{N}000{N}000{N}000{N}km J.{N}R.{N}R.{N}Tide</p>", None),
        (f"<p>the{N}ferry{N}goes{N}at{N}six{N}and{N}comes at{N}ten</p>",
         f"<p>the ferry goes at six and comes at{N}ten</p>"),
        (f"<p>the<br/>{N}ferry <code>a{N}b{N}c{N}d eeeeeeeeeeeeeeeeeeeeeeeeeeeeeee</code></p>",
         None),
        (f"<p>{N}{N}{N}{N}the ferry that is set in by spaces</p>", None),
    ],
)  # fmt: skip
def test_spaces(typed, loose):
    element = etree.fromstring(typed)
    loosen(element)
    assert etree.tostring(element, encoding="unicode") == (loose or typed)
