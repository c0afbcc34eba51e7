"""The column of text: its characters, and how tables stand in it."""

from __future__ import annotations

import pytest

from helpers.compose_samples import print_layers
from octavo.compose.printed_tables import mark_tables
from octavo.compose.text_column import Column, column_of
from octavo.core.model import Matter, Section
from octavo.markdown.xhtml_tree import read, write


def column(theme: str) -> Column:
    return column_of(print_layers(theme))


def test_a_column_has_the_characters_of_its_type():
    assert 60 < column("classic").characters < 70
    assert column("classic").lines == 33
    assert 30 < column("large-print").characters < 40


def test_code_is_measured_in_the_text_around_it():
    assert round(column("classic").code_characters) == 57
    assert round(column("modern").code_characters) == 57
    assert round(column("large-print").code_characters) == 33


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
    mark_tables(root, section, column(theme), fit=fit)
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
