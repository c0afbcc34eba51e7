"""The five real articles, exactly as the golden file has them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from octavo.importing.article import Article, Kind
from octavo.importing.assemble_run import assemble
from octavo.importing.decide import decide
from octavo.importing.formats import read_bytes, read_source
from octavo.importing.run_events import Request

NUMBERS = range(5)

# The mechanical warnings of the golden file: its free words as codes and lines.
WARNINGS = {
    0: {
        ("truncated-ending", 29),
        ("web-reference", 7),
        ("heading-long", 19),
        ("paren-stop", 15),
    },
    1: {
        ("nbsp-run", 3),
        ("nbsp-run", 13),
        ("nbsp-run", 23),
        ("letter-paragraph", 5),
        ("web-reference", 5),
        ("web-reference", 7),
        ("web-reference", 9),
        ("rights-named-author", 3),
    },
    2: {
        ("missing-space-after-colon", 7),
        ("missing-space-after-colon", 15),
        ("title-case", 1),
        ("web-reference", 5),
    },
    3: {("short-chapter", 1), ("title-case", 1)},
    4: {
        ("title-long", 1),
        ("letter-paragraph", 5),
        ("paren-stop", 19),
        ("heading-case", 21),
        ("rights-named-author", 3),
    },
}


def _article(folder: Path, name: str) -> Article:
    path = folder / name
    return decide(read_source(path, read_bytes(path)), {})


@pytest.mark.parametrize("number", NUMBERS)
def test_title_author_and_byline(golden, number):
    folder, expected = golden
    wanted = expected[number]
    article = _article(folder, wanted["file"])
    assert article.title == wanted["title"]
    assert (article.author or None) == wanted["author"]
    bylines = [[block.line, block.text] for block in article.of(Kind.BYLINE)]
    assert bylines == ([wanted["byline"]] if "byline" in wanted else [])


@pytest.mark.parametrize("number", NUMBERS)
def test_headings_and_what_is_none(golden, number):
    folder, expected = golden
    wanted = expected[number]
    article = _article(folder, wanted["file"])
    headings = [[block.line, block.text] for block in article.of(Kind.HEADING)]
    assert headings == wanted["headings"]
    for line, text in wanted.get("not_headings", []):
        kept = [block for block in article.blocks if block.line == line and text in block.text]
        assert [block.kind for block in kept] in ([Kind.PARAGRAPH], [Kind.DROP])


@pytest.mark.parametrize("number", NUMBERS)
def test_drops(golden, number):
    folder, expected = golden
    wanted = expected[number]
    drops = _article(folder, wanted["file"]).of(Kind.DROP)
    assert [[block.line, block.text] for block in drops] == [drop[:2] for drop in wanted["drops"]]


@pytest.mark.parametrize("number", NUMBERS)
def test_counts(golden, number):
    folder, expected = golden
    wanted = expected[number]
    assert asdict(_article(folder, wanted["file"]).counts) == wanted["counts"]


def test_warnings_by_code_and_line(golden, tmp_path):
    folder, expected = golden
    paths = [folder / wanted["file"] for wanted in expected]
    *_, report = assemble(Request(root=tmp_path / "X", arguments=tuple(map(str, paths))))
    for number, wanted in enumerate(expected):
        name = f"manuscript/articles/{wanted['file']}"
        found = [(each.code, each.line) for each in report.findings if each.file == name]
        assert set(found) == WARNINGS[number]
        assert len(found) == len(set(found))


def test_queries_are_left_untouched(golden, tmp_path):
    folder, expected = golden
    paths = [folder / wanted["file"] for wanted in expected]
    *_, report = assemble(Request(root=tmp_path / "X", arguments=tuple(map(str, paths))))
    for wanted, each in zip(expected, report.articles, strict=True):
        chapter = (tmp_path / "X" / each.chapter).read_text(encoding="utf-8")
        for _, text in wanted["queries"]:
            assert text in chapter
