"""Roles whose words are all that a book needs."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("H{sub}`2`O", "H<sub>2</sub>O"),
        ("{sup}`n`", "<sup>n</sup>"),
        ("{kbd}`Ctrl+C`", "<kbd>Ctrl+C</kbd>"),
        ("{file}`tide.txt`", "<code>tide.txt</code>"),
        ("{term}`the tide <tide>`", "the tide"),
        ("{download}`the map <../map.zip>`", "the map"),
        ("{abbr}`MWL (mean water level)`", "MWL (mean water level)"),
        ("{guilabel}`Save`", "<strong>Save</strong>"),
        ("{sub}``a`b``", "<sub>a`b</sub>"),
    ],
)
def test_they_are_said_as_a_book_says_them(parse, typed, shown):
    section = parse(f"A {typed} b.")
    assert f"A {shown} b." in section.body and not section.findings


def test_mathematics_in_a_role_is_a_formula(parse):
    section = parse("A {math}`a^2` b.")
    assert "<math" in section.body and not section.findings


def test_others_stay_as_they_are_typed(parse):
    section = parse("A {octicon}`low` b.")
    assert [(item.code, item.form) for item in section.findings] == [("foreign-tag", "found")]


def test_the_name_above_code_is_said(parse):
    section = parse("{% filename %}tides/low.py{% endfilename %}\n```python\nx\n```")
    assert section.body.startswith("<p><code>tides/low.py</code></p>\n<pre>")
    assert not section.findings
