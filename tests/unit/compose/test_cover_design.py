"""What styles/cover has from Python, and Python from it."""

from __future__ import annotations

import re

import pytest

from helpers.compose_samples import print_layers
from octavo.compose.cover_design import ENDS, HEIGHT, MEASURE, SIDE, TONES, WIDTH, cover_properties
from octavo.compose.text_column import column_of
from octavo.styling.layers import COVER, layer
from octavo.styling.theme import load_theme, styles_folder
from octavo.text.units import css_points

THEMES = ("classic", "modern", "large-print")


@pytest.mark.parametrize("theme", THEMES)
def test_the_page_of_a_cover_is_that_of_the_design(theme):
    layers = layer(load_theme(theme, styles_folder()), COVER, "", geometry=cover_properties())
    size = re.search(r"@page \{[^}]*size: (\S+) (\S+);[^}]*margin: (\S+) (\S+) (\S+);", layers.css)
    width, height, head, side, foot = map(css_points, size.groups())
    assert (width, height) == (WIDTH, HEIGHT)
    assert head + foot == pytest.approx(ENDS)
    assert side == pytest.approx(SIDE)
    assert MEASURE <= width - 2 * side < MEASURE + 1


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_every_ground(theme):
    css = layer(load_theme(theme, styles_folder()), COVER, "", geometry=cover_properties()).css
    grounds = set(re.findall(r"\.tone-(\d+) \.ground", css))
    assert grounds == {str(number) for number in range(TONES)}


def test_the_end_of_a_section_keeps_the_lines_that_the_style_keeps():
    layers = print_layers("classic")
    assert column_of(layers).end_lines == 4
    assert re.search(r"\.end \{\s*widows: 4;", layers.css)
