"""The rules of large print, held against the flattened styles of the theme."""

from __future__ import annotations

import re

import pytest

from octavo.styling.layers import EREADER, PRINT, layer
from octavo.styling.theme import load_theme, styles_folder
from octavo.text.units import css_ems, css_points

LARGE = load_theme("large-print", styles_folder())
#: Set in points in the printed book.
PRINTED = layer(LARGE, PRINT, "")


def declarations(css: str, name: str) -> list[str]:
    return re.findall(rf"(?<![\w-]){name}: ([^;]*);", css)


def last(css: str, selector: str, name: str) -> str:
    """What the last rule of exactly this selector says."""
    found = ""
    for heads, block in re.findall(r"^([^{}@][^{}]*) \{ ([^{}]*) \}$", css, re.M):
        if selector in [head.strip() for head in heads.split(",")]:
            found = (declarations(block, name) or [found])[-1]
    return found


def test_the_text_has_eighteen_points_and_nothing_under_sixteen():
    tokens = PRINTED.tokens
    assert tokens["--size-text"] == "18pt"
    sizes = [tokens[name] for name in tokens if name.startswith("--size-")]
    assert min(css_points(size) or 18 * css_ems(size) for size in sizes) >= 16


def test_lines_stand_a_quarter_of_their_size_apart():
    assert 1.25 <= float(PRINTED.tokens["--line"][:-2]) / 18 <= 1.5


@pytest.mark.parametrize("medium", [PRINT, EREADER])
def test_nothing_is_slanted_or_in_small_capitals_or_spaced(medium):
    css = layer(LARGE, medium, "").css
    slanted = [line for line in css.splitlines() if "font-style: italic" in line]
    assert all(line.startswith("mtext.italic") for line in slanted)  # a formula's letters
    assert not [value for value in declarations(css, "font-variant-caps") if value != "normal"]
    assert not [v for v in declarations(css, "letter-spacing") if v != "0"]
    assert "uppercase" not in css


def test_lines_are_ragged_and_words_whole():
    assert last(PRINTED.css, "body", "text-align") == "left"
    assert last(PRINTED.css, "body", "hyphens") == "none"
    assert last(PRINTED.css, ".footnote[data-number]", "text-align") == "left"
    assert last(PRINTED.css, ".footnote[data-number]", "hyphens") == "none"


def test_paragraphs_are_parted_by_a_line():
    assert last(PRINTED.css, "p + p", "margin-top") == "23pt"
    assert last(PRINTED.css, "p + p", "text-indent") == "0"


def test_what_is_stressed_is_bold():
    assert last(PRINTED.css, "em", "font-weight") == "bold"
