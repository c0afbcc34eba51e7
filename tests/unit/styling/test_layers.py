"""The layers of the shipped theme, and a book's own rules on top."""

from __future__ import annotations

import pytest

from octavo.styling.layers import EREADER, PRINT, layer
from octavo.styling.theme import load_theme, styles_folder, theme_names


@pytest.fixture
def classic():
    return load_theme("classic", styles_folder())


def test_every_theme_has_its_fonts():
    for name in theme_names(styles_folder()):
        assert all(font.path.is_file() for font in load_theme(name, styles_folder()).fonts)


def test_print_rules_stay_out_of_the_e_book(classic):
    assert "@page" in layer(classic, PRINT, "").css
    assert "@page" not in layer(classic, EREADER, "").css


def test_the_books_own_rules_come_last(classic):
    css = layer(classic, EREADER, "p { margin: 7em }").css
    assert css.rstrip().endswith("p { margin: 7em; }")


def test_the_books_own_tokens_reach_the_shared_rules(classic):
    assert "text-indent: 9em" in layer(classic, EREADER, ":root { --indent: 9em }").css


def test_page_rules_of_the_book_are_for_print_alone(classic):
    local = "@page { margin: 3in }"
    assert "3in" in layer(classic, PRINT, local).css
    assert "3in" not in layer(classic, EREADER, local).css


@pytest.mark.parametrize(
    ("local", "code", "line"),
    [
        ('p{}\n@import "x.css";', "css-import", 2),
        ("p { background: url(http://example.org/x.png) }", "css-url", 1),
        ("\n\np { background: url('/etc/passwd') }", "css-url", 3),
        ("@font-face { font-family: X; src: url(x.ttf) }", "css-url", 1),
        ('p { background: image-set("https://example.org/x.png" 1x) }', "css-url", 1),
        ("p { background: -webkit-image-set(url(http://example.org/x.png) 1x) }", "css-url", 1),
        ("p { color: red }\n}", "css-broken", 2),
        ("p { color: red }\n}\np { color: red }", "css-broken", 2),
        ("p { color: red;\n  margin: ) }", "css-broken", 2),
        ("p { content: 'a\n }", "css-broken", 1),
    ],
)
def test_what_a_book_may_not_say(classic, local, code, line):
    (finding,) = layer(classic, PRINT, local).findings
    assert (finding.code, finding.file, finding.line) == (code, "styles/local.css", line)
