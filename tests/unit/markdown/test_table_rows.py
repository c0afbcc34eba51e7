"""Rows that are longer than the head of their table keep all their cells."""

from __future__ import annotations

import re

import pytest

HEAD = "| Day | Height |\n| --- | ---: |\n"


def _rows(body):
    rows = re.findall("<tr.*?</tr>", body, re.S)
    return [re.sub("<[^>]*>", " ", row).split() for row in rows]


def test_all_cells_are_kept_and_said(parse):
    section = parse(f"{HEAD}| Mon | 3 | *low* | **high** |\n| Tue | 4 |\n| Wed | 5 | a \\| b |\n")
    assert _rows(section.body)[1:] == [
        ["Mon", "3", "low", "high"],
        ["Tue", "4"],
        ["Wed", "5", "a", "|", "b"],
    ]
    assert "<em>low</em>" in section.body and "<strong>high</strong>" in section.body
    # The head is as wide, its new cells are empty and head nothing.
    head = section.body.partition("</thead>")[0]
    assert (head.count("<th "), head.count("<td")) == (2, 2)
    assert [(each.code, each.form, each.line) for each in section.findings] == [
        ("table-row-long", "found", 5),
        ("table-row-long", "one", 7),
    ]


@pytest.mark.parametrize("before", ["> ", "- ", ""])
def test_in_what_a_table_may_stand(parse, before):
    after = "  " if before == "- " else before
    lines = [f"{before}| a | b |", f"{after}| - | - |", f"{after}| c | d | e |"]
    section = parse("\n".join(lines))
    assert _rows(section.body)[1] == ["c", "d", "e"]
    assert [each.line for each in section.findings] == [5]


@pytest.mark.parametrize("row", ["| Mon | 3 |", "| Mon | 3 | |", "Mon | 3", "| Mon |"])
def test_rows_that_are_not_longer(parse, row):
    section = parse(f"{HEAD}{row}\n")
    assert section.findings == ()
    assert section.body.count("<td") == 2
