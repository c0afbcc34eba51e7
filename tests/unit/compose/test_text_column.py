"""The column of text: what a head holds, by the theme's own letters, and how tables stand in it."""

from __future__ import annotations

import pytest

from octavo.compose.geometry import geometry, page_frame
from octavo.compose.measure import text_face
from octavo.compose.printed_tables import mark_tables
from octavo.compose.text_column import column_of
from octavo.model import Matter, Section
from octavo.parse.tree import read, write
from octavo.profiles.load import load_profile
from octavo.theme.layers import PRINT, layer
from octavo.theme.theme import load_theme, styles_folder

LONG = "What the ferry brings when the wind is in the north, and what it takes away again at night"


def column(theme: str, trim: str = ""):
    loaded = load_theme(theme, styles_folder())
    face = text_face(loaded, layer(loaded, PRINT, "").tokens)
    frame = page_frame(load_profile("plain"), 200, trim=trim, face=face)
    return column_of(loaded, layer(loaded, PRINT, "", geometry(frame)).tokens)


def test_a_column_has_the_characters_of_its_type():
    assert 60 < column("classic").characters < 70
    assert column("classic").lines == 33
    assert 30 < column("large-print").characters < 40


def test_a_head_is_cut_at_a_word_and_no_sooner_than_the_line_ends():
    italic = column("classic").head(LONG, "italic")
    capitals = column("classic").head(LONG, "small-caps")
    assert len(italic) > 72
    assert 40 < len(capitals) < len(italic) - 10
    for head in (italic, capitals):
        assert head.endswith(" …")
        assert LONG.startswith(head[:-2])
        assert LONG[len(head) - 2] in " ,"


def test_a_wider_page_holds_more_of_a_head():
    assert column("classic", "a4").head(LONG, "italic") == LONG
    assert len(column("large-print").head(LONG, "plain")) < 42


def test_a_short_head_stays():
    assert column("modern").head("The Ferry", "display") == "The Ferry"


TABLE = (
    "<div class='table'><table><thead><tr><th>{}</th><th>By hand</th><th>Note</th></tr></thead>"
    "<tbody><tr><td>Fine oatmeal</td><td>two fists</td><td>{}</td></tr></tbody></table></div>"
)


@pytest.fixture
def section() -> Section:
    return Section(
        id="s", kind="chapter", matter=Matter.BODY, title="S", title_text="S", body="", file="s.md"
    )


def marked(theme: str, section: Section, xhtml: str, **fit: int) -> str:
    root = read(xhtml)
    mark_tables(root, section, fit, column(theme))
    return write(root)


def test_large_print_tells_a_table_row_by_row_that_its_measure_does_not_hold(section):
    told = marked("large-print", section, TABLE.format("What", "as much as the fingers hold"))
    assert told == (
        '<div class="table whole stacked"><dl><dt>What: Fine oatmeal</dt>'
        "<dd>By hand: two fists</dd><dd>Note: as much as the fingers hold</dd></dl></div>"
    )
    narrow = marked("large-print", section, TABLE.format("", "x").replace("Fine oatmeal", "Oats"))
    assert "stacked" not in narrow


def test_two_columns_are_told_under_their_heads(section):
    rows = (
        "<table id='t'><caption>Tides</caption><thead><tr><th>Hour</th><th>What it does</th></tr>"
    )
    told = marked(
        "large-print",
        section,
        f'<div class="table">{rows}</thead><tbody><tr><th scope="row">Six</th>'
        "<td>It comes in over the flats and by the road</td></tr></tbody></table></div>",
    )
    assert told == (
        '<div class="table whole stacked"><p class="caption">Tides</p>'
        '<p class="caption">Hour \u2013 What it does</p><dl id="t"><dt>Six</dt>'
        "<dd>It comes in over the flats and by the road</dd></dl></div>"
    )


def test_other_themes_keep_their_columns(section):
    table = marked("classic", section, TABLE.format("What", "as much as the fingers hold"))
    assert "<td>two fists</td>" in table
