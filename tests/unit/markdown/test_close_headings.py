"""Headings without a space behind their signs."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("##Tides", '<h2 id="c--tides">Tides</h2>'),
        ("One.\n###*Low* tides ###\nTwo.", '<h3 id="c--low-tides"><em>Low</em> tides</h3>'),
        ("- ##Tides", '<h2 id="c--tides">Tides</h2>'),
    ],
)
def test_they_are_headings(body, typed, shown):
    assert shown in body(typed)


@pytest.mark.parametrize("text", ["#tides", "#5", "##5 x", r"\##Tides", "####### x", "a ##Tides"])
def test_tags_numbers_and_other_signs_are_none(body, text):
    assert "<h" not in body(f"One.\n\n{text}\n\nTwo.")
