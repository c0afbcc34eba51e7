"""`var()` and `calc()`: what is written holds neither."""

from __future__ import annotations

import pytest
import tinycss2

from octavo.styling.flatten_css import flatten


def value(css: str, *layers: str) -> str:
    """The value of the only declaration that is left."""
    sheet = tinycss2.parse_stylesheet(flatten([*layers, css]), skip_whitespace=True)
    (rule,) = sheet
    (declaration,) = tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True)
    return tinycss2.serialize(declaration.value).strip()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("var(--a)", "14.5pt"),
        ("var( --a )", "14.5pt"),
        ("var(--missing, 2em)", "2em"),
        ("var(--missing, var(--a))", "14.5pt"),
        ("var(--deep)", "14.5pt"),
        ("calc(var(--a) * 2)", "29pt"),
        ("calc(2 * var(--a) + 1pt)", "30pt"),
        ("calc((10pt - 4pt) / 4)", "1.5pt"),
        ("calc(calc(1em + 2em) * 2)", "6em"),
        ("calc(0pt + 2em)", "2em"),
        ("calc(2em + 0pt)", "2em"),
        ("calc(0 * 2em)", "0em"),
        ("calc(100% - 2em)", "calc(100% - 2em)"),
        ("1px solid rgb(1, 2, 3)", "1px solid rgb(1, 2, 3)"),
        ('"a; var(--a)"', '"a; var(--a)"'),
    ],
)
def test_values(written, expected):
    tokens = ":root { --a: 14.5pt; --deep: var(--a) }"
    assert value(f"p {{ margin: {written} }}", tokens) == expected


def test_a_declaration_whose_variable_is_unknown_goes():
    assert flatten(["p { color: var(--none); margin: 0 }"]).strip() == "p { margin: 0; }"


def test_the_last_layer_wins_for_all():
    assert value("p { color: var(--c) }", ":root{--c: red}", "html{--c: blue}") == "blue"


def test_a_circle_ends():
    assert "var(" not in flatten([":root{--a: var(--b); --b: var(--a)} p { color: var(--a) }"])


def test_page_rules_and_their_margin_boxes_are_flattened():
    css = flatten(
        [":root{--s: 9pt} @page :left { margin: var(--s); @top-center { font-size: var(--s) } }"]
    )
    assert css.count("9pt") == 2
    assert "@top-center" in css


def test_media_rules_keep_their_rules():
    css = flatten([":root{--s: 9pt} @media print { p { margin: var(--s) !important } }"])
    assert "@media print { p { margin: 9pt !important; } }" in css
