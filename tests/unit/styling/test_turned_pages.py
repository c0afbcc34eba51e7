"""Pages of a book that is bound at the right are the mirror of those bound at the left."""

from __future__ import annotations

from dataclasses import replace

from octavo.styling.flatten_css import parse, resolve, write
from octavo.styling.layers import EREADER, LOCAL, PRINT, layer
from octavo.styling.scripts import mirrored, upright
from octavo.styling.theme import load_theme, styles_folder

PAGE = """
@page body:left { margin-left: 1pt; bleed-right: 2pt;
  @top-left { content: "folio"; text-align: left } @bottom-right-corner { content: "" } }
p { text-align: left }
"""


def rules(css: str, file: str = ""):
    return resolve([parse(css, file)])


def test_left_and_right_change_places_in_page_rules_alone():
    turned = write(mirrored(rules(PAGE), LOCAL))
    assert "@page body:right { margin-right: 1pt; bleed-left: 2pt;" in turned
    assert '@top-right { content: "folio"; text-align: right; }' in turned
    assert "@bottom-left-corner" in turned
    assert "p { text-align: left; }" in turned


def test_twice_mirrored_is_as_it_was():
    once = mirrored(rules(PAGE), LOCAL)
    assert write(mirrored(once, LOCAL)) == write(rules(PAGE))


def test_what_the_author_writes_stays():
    own = rules(PAGE, LOCAL)
    assert mirrored(own, LOCAL) == own
    slanted = rules("p { font-style: italic }", LOCAL)
    assert upright(slanted, LOCAL) == slanted


def test_a_book_in_arabic_has_its_rectos_on_the_left():
    classic = load_theme("classic", styles_folder())
    page = ":root { --margin-outer: 4pt; --margin-inner: 9pt }"
    latin = layer(classic, PRINT, "", geometry=page).css
    arabic = layer(replace(classic, language="ar"), PRINT, "", geometry=page).css
    assert "@page :left { margin-left: 4pt; margin-right: 9pt;" in latin
    # The inner margin is the right one on a left-hand page, whichever way the book is read.
    assert "@page :left { margin-right: 9pt; margin-left: 4pt;" in arabic
    book_head = "string(book-head, first-except)"
    assert _head_of(latin, "body:left") == _head_of(arabic, "body:right")
    assert book_head in _head_of(latin, "body:left")


def _head_of(css: str, page: str) -> str:
    return next(
        line.partition("content: string")[2]
        for line in css.splitlines()
        if line.startswith("@page") and f" {page}" in line.split("{")[0] and "string(" in line
    ).join(["string", ""])


def test_e_books_have_no_pages_to_mirror():
    classic = load_theme("classic", styles_folder())
    assert (
        layer(replace(classic, language="ar"), EREADER, "").css == layer(classic, EREADER, "").css
    )
