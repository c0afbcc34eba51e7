"""Running heads, cut where their line ends by the theme's own letters."""

from __future__ import annotations

import re

from helpers.compose_samples import print_layers
from octavo.compose.running_heads import running_heads
from octavo.compose.text_column import column_of

LONG = "What the ferry brings when the wind is in the north, and what it takes away again at night"


def cut(theme: str, text: str, manner: str, trim: str = "") -> str:
    layers = print_layers(theme, trim)
    return running_heads(layers, column_of(layers)).cut(text, manner)


def test_a_head_is_cut_at_a_word_and_no_sooner_than_the_line_ends():
    italic = cut("classic", LONG, "italic")
    capitals = cut("classic", LONG, "small-caps")
    assert len(italic) > 72
    assert 40 < len(capitals) < len(italic) - 10
    for head in (italic, capitals):
        assert head.endswith(" …")
        assert LONG.startswith(head[:-2])
        assert LONG[len(head) - 2] in " ,"


def test_a_wider_page_holds_more_of_a_head():
    assert cut("classic", LONG, "italic", "a4") == LONG
    assert len(cut("large-print", LONG, "plain")) < 42


def test_a_short_head_stays():
    assert cut("modern", "The Ferry", "display") == "The Ferry"


def test_small_capitals_are_spaced_as_the_style_has_it():
    layers = print_layers("classic")
    assert running_heads(layers, column_of(layers)).spacing == 0.08
    left = re.search(r"content: string\(book-head[^}]*", layers.css)
    assert left and "letter-spacing: 0.08em" in left[0]
