"""Of a drawing's words in HTML and in SVG, the latter stay."""

from __future__ import annotations

from octavo.manuscript.plain_drawings import plain_drawing

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


def test_the_plain_one_of_a_pair_stays():
    pair = "<switch><foreignObject><p>Tide</p></foreignObject><text>Tide</text></switch>"
    last = '<switch><g requiredFeatures="x"/><text>Cannot be shown</text></switch>'
    shown = plain_drawing(SVG.format(f"<g>{pair} </g>{last}").encode()).decode()
    assert shown.endswith('<g><text>Tide</text> </g><g requiredFeatures="x"/></svg>')


def test_other_drawings_stay_as_they_are():
    alone = SVG.format("<switch><foreignObject>Tide</foreignObject></switch>").encode()
    assert b"foreignObject" in plain_drawing(alone)
    for data in (b"\x89PNG", SVG.format("<text>a</text>").encode(), b"<foreignObject <switch"):
        assert plain_drawing(data) == data
