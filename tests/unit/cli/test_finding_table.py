"""Many findings on one screen."""

from __future__ import annotations

import pytest

from octavo.cli import finding_lines
from octavo.cli.finding_lines import print_findings
from octavo.findings.catalogue.article_formats import ArticleUnread
from octavo.findings.catalogue.article_prose import ParenStop, ShortChapter, WebReference
from octavo.findings.catalogue.articles import FrontMatterUnused


def _many(count=30):
    findings = []
    for number in range(count):
        file = f"manuscript/articles/{number:02}-a-post-with-a-name-that-does-not-end.md"
        findings += [
            ParenStop.found({"word": f"word{number}.)"}, file=file, line=number + 2),
            ShortChapter.found({"words": 100 + number}, file=file, line=1),
            FrontMatterUnused.found({"keys": "tags, layout"}, file=file, line=1),
        ]
    return [*findings, WebReference.found({"words": "click here"}, file="one.md", line=7)]


def _printed(capsys, findings, **given):
    print_findings(findings, **given)
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize("columns", [40, 80, 100, 300])
def test_a_kind_is_a_line_that_fits(capsys, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(finding_lines, "_SCREEN", 8)
    findings = [each for number in range(20) for each in _many()]
    lines = _printed(capsys, findings)
    assert [line.split()[:2] for line in lines[:-1]] == [
        ["Warnings:"],
        ["600", "paren-stop:"],
        ["600", "short-chapter:"],
        ["20", "web-reference:"],
        ["Notes:"],
        ["600", "front-matter-unused:"],
    ]
    assert max(map(len, lines[:-1])) <= min(max(columns, 80), 120)
    assert "one.md:7" in lines[3] and "click here" in lines[3]
    assert "t-end.md:2" in lines[1] and lines[1].endswith("…")
    assert lines[-1] == (
        "1,820 findings; `octavo explain CODE` says more of a kind; --all-findings lists each."
    )


def test_each_error_has_its_line_above_the_table(capsys, monkeypatch):
    monkeypatch.setattr(finding_lines, "_SCREEN", 8)
    errors = [
        ArticleUnread.found({"problem": "it is torn.", "remedy": "Mend it."}, file=f"{n}.txt")
        for n in range(5)
    ]
    lines = _printed(capsys, [*_many(), *errors])
    assert [line.partition(":")[0] for line in lines[:5]] == [f"{n}.txt" for n in range(5)]
    assert lines[5] == "Warnings:"


def test_few_findings_and_all_findings_have_their_lines(capsys):
    assert len(_printed(capsys, _many(3))) == 10
    assert len(_printed(capsys, _many(), every=True)) == 91
