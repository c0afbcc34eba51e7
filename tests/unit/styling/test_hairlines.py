"""No line of a page is thinner than its printer prints."""

from __future__ import annotations

import re

import pytest

from octavo.styling.flatten_css import parse, resolve, write
from octavo.styling.hairlines import thickened
from octavo.styling.layers import COVER, EREADER, PRINT, layer
from octavo.styling.theme import load_theme, styles_folder, theme_names

THIN = ":root { --thinnest: 0.75pt; }"


def made(css: str) -> str:
    return write(thickened(resolve([parse(css, "")]), 0.75)).strip()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("border-top: 0.5pt solid red", "border-top: 0.75pt solid red"),
        ("border: 0.2mm solid", "border: 0.75pt solid"),
        ("border-width: 0.5pt 2pt", "border-width: 0.75pt 2pt"),
        ("border-left-width: 0.1px", "border-left-width: 0.75pt"),
        ("column-rule: 0.25pt dotted", "column-rule: 0.75pt dotted"),
        ("text-decoration-thickness: 0.3pt", "text-decoration-thickness: 0.75pt"),
        ("border: 1.2pt double", "border: 2.25pt double"),
        ("border-top: 3pt solid", "border-top: 3pt solid"),
        ("border-top: 0pt solid", "border-top: 0pt solid"),
        ("border: 0", "border: 0"),
        ("border: 0.05em solid", "border: 0.05em solid"),
        ("border-spacing: 0.5pt", "border-spacing: 0.5pt"),
        ("margin: 0.5pt", "margin: 0.5pt"),
    ],
)
def test_a_thin_line_becomes_as_thick_as_is_printed(written, expected):
    assert made(f"p {{ {written} }}") == f"p {{ {expected}; }}"


def test_lines_of_notes_and_double_frames_are_among_them():
    css = "@page { @footnote { border-top: 0.4pt solid } }"
    css += ".x { border-style: double; border-width: 1pt }"
    assert "@footnote { border-top: 0.75pt solid; }" in made(css)
    assert "border-width: 2.25pt" in made(css)


@pytest.mark.parametrize("medium", [PRINT, COVER])
@pytest.mark.parametrize("name", theme_names(styles_folder()))
def test_no_theme_draws_a_thinner_one(name, medium):
    local = ".mine { border-top: 0.3pt solid }"
    css = layer(load_theme(name, styles_folder()), medium, local, geometry=THIN).css
    widths = re.findall(r"border[a-z-]*: ([\d.]+)pt", css)
    assert widths
    assert min(map(float, widths)) == 0.75


def test_where_no_printer_asks_lines_stay_as_the_theme_has_them():
    theme = load_theme("classic", styles_folder())
    assert "border-top: 0.4pt" in layer(theme, PRINT, "").css
    assert layer(theme, EREADER, "", geometry=THIN).css == layer(theme, EREADER, "").css
