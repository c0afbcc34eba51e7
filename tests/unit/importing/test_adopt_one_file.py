"""One file that holds a whole book: where its chapters begin, and what ties them together."""

from __future__ import annotations

import tomllib

import pytest

from octavo.core.errors import OctavoError
from octavo.importing import adopt_file
from octavo.importing.adopt_run import adopt
from octavo.importing.adopt_source import AdoptRequest
from octavo.importing.article import Block, Kind, Source

PROSE = "The keeper walked the sand with his lantern held low, and nobody saw him go that night."
NOVEL = f"""\
---
title: The Keeper
author: Ada Quill
---

# Prologue

{PROSE}[^a] See [the second](#chapter-2).

# Part One

# Chapter 1

He came [back][web].[^b]

## Within

***

# Chapter 2

He stayed.[^a]

# Acknowledgements

Thanks, [all](#within).

[^a]: Note a.
[^b]: Note b,
    on two lines.

    And a paragraph, that names [the web][web].

[web]: https://isle.example
"""


def _book(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    report = adopt(AdoptRequest(source=path, root=tmp_path / "book"))
    folder = tmp_path / "book/manuscript"
    texts = {each.name: each.read_text("utf-8") for each in folder.glob("*.md")}
    return report, tomllib.loads((folder / "book.toml").read_text("utf-8")), texts


def test_markdown(tmp_path):
    report, book, texts = _book(tmp_path, "n.md", NOVEL)
    assert report.findings == ()
    assert (book["book"]["title"], book["book"]["authors"]) == ("The Keeper", ["Ada Quill"])
    part = {"title": "Part One", "chapters": ["chapter-1.md", "chapter-2.md"]}
    contents = book["contents"]
    assert contents["chapters"] == ["prologue.md"]
    assert contents["part"] == [part]
    assert contents["back"] == ["acknowledgements.md"]
    assert texts["chapter-2.md"] == "# Chapter 2\n\nHe stayed.[^a]\n\n[^a]: Note a.\n"
    assert "(chapter-2.md#chapter-2)" in texts["prologue.md"]
    assert texts["prologue.md"].endswith("\n\n[^a]: Note a.\n")
    assert "(chapter-1.md#within)" in texts["acknowledgements.md"]
    assert (
        "    And a paragraph, that names [the web][web].\n\n[web]: https" in texts["chapter-1.md"]
    )
    assert "## Within" in texts["chapter-1.md"]


@pytest.mark.parametrize("date", ["2024-02-29", "1904", "1904-05", "2023-02-30", "May 2024"])
def test_a_date_that_is_no_day_stops_no_build(tmp_path, date):
    text = NOVEL.replace("author:", f"date: {date}\nauthor:")
    _, book, _ = _book(tmp_path, "n.md", text)
    assert book["book"].get("date") == (date if date == "2024-02-29" else None)


TITLE_AND_TWOS = (
    f"# The Keeper\n\nby Ada Quill\n\n## The Lamp\n\n{PROSE}\n\n### Oil\n\n{PROSE}\n\n"
    f"## The Wick\n\n{PROSE}\n"
)
PARTS_ABOVE = "".join(
    f"# Part {number}\n\n## {one}\n\n{PROSE}\n\n## {two}\n\n{PROSE}\n\n"
    for number, one, two in (("I", "Lamp", "Wick"), ("II", "Oil", "Smoke"))
)
STACKED = (
    f"The Keeper\n\nCHAPTER ONE\n\nThe Lantern\n\n{PROSE}\n\n* * *\n\n{PROSE}\n\n"
    f"CHAPTER TWO\n\nThe Boats\n\n{PROSE}\n"
)
ROMAN = f"I\n\n{PROSE}\n\nII\n\n“Who goes there?”\n\n{PROSE}\n\nEpilogue\n\n{PROSE}\n"
BOLD = f"**The Lamp**\n\n{PROSE}\n\n**The Wick**\n\n{PROSE} **So** it was.\n"
PAGE = (
    f"<h1>The Keeper</h1><h2>Lamp</h2><p>{PROSE}</p><h3>Oil</h3><p>{PROSE}</p>"
    f"<h2>Wick</h2><p>{PROSE}</p>"
)


@pytest.mark.parametrize(
    ("name", "text", "title", "chapters"),
    [
        ("a.md", TITLE_AND_TWOS, "The Keeper", ["The Lamp", "The Wick"]),
        ("a.md", PARTS_ABOVE, "A", ["Lamp", "Wick", "Oil", "Smoke"]),
        ("a.txt", STACKED, "The Keeper", ["CHAPTER ONE: The Lantern", "CHAPTER TWO: The Boats"]),
        ("the night.txt", ROMAN, "The Night", ["I", "II", "Epilogue"]),
        ("a.md", BOLD, "A", ["The Lamp", "The Wick"]),
        ("a.html", PAGE, "The Keeper", ["Lamp", "Wick"]),
        ("a.txt", f"{PROSE}\n\n{PROSE}\n", "A", ["Opening"]),
    ],
)
def test_where_chapters_begin(tmp_path, name, text, title, chapters):
    report, book, texts = _book(tmp_path, name, text)
    heads = [
        texts[each].split("\n")[0].removeprefix("# ").replace("\\", "")
        for each in report.outline.chapters
    ]
    assert heads == chapters
    assert book["book"]["title"] == title


def test_parts_above_chapters(tmp_path):
    _, book, _ = _book(tmp_path, "a.md", PARTS_ABOVE)
    assert [(part["title"], len(part["chapters"])) for part in book["contents"]["part"]] == [
        ("Part I", 2),
        ("Part II", 2),
    ]


def test_headings_within_chapters_go_up(tmp_path):
    _, _, texts = _book(tmp_path, "a.md", TITLE_AND_TWOS)
    assert "\n## Oil\n" in texts["the-lamp.md"]


def test_a_speech_below_a_number_is_no_title_and_a_scene_break_is_one(tmp_path):
    _, _, texts = _book(tmp_path, "a.txt", ROMAN)
    assert "“Who goes there?”" in texts["ii.md"].partition("\n")[2]
    (tmp_path / "b").mkdir()
    _, _, texts = _book(tmp_path / "b", "a.txt", STACKED)
    assert "\n\n* * *\n\n" in texts["chapter-one-the-lantern.md"]


def test_a_second_run_keeps_what_is_edited(tmp_path):
    _book(tmp_path, "n.md", NOVEL)
    chapter = tmp_path / "book/manuscript/chapter-2.md"
    chapter.write_text("# Chapter 2\n\nHe went.\n", "utf-8")
    report, _, texts = _book(tmp_path, "n.md", NOVEL.replace("Thanks,", "Many thanks,"))
    assert str(report.fates["acknowledgements.md"]) == "updated"
    assert texts["chapter-2.md"] == "# Chapter 2\n\nHe went.\n"


@pytest.mark.parametrize("name", ["a.pages", "a.doc", "a"])
def test_formats_that_have_no_reader(tmp_path, name):
    with pytest.raises(OctavoError) as caught:
        _book(tmp_path, name, b"x")
    assert caught.value.hint
    assert not (tmp_path / "book").exists()


def test_words_are_counted_as_they_come_whatever_lines_a_page_says(tmp_path, monkeypatch):
    kinds = (Kind.PARAGRAPH, Kind.TITLE, Kind.HEADING, Kind.MARKUP, Kind.HEADING, Kind.PARAGRAPH)
    texts = ("Menu", "The Keeper", "Lamp", "* oil\n* wick", "Boats", "Eleven of them.")
    lines = (1, 9, 9, 1, 7, 3)
    blocks = tuple(
        Block(kind=kind, text=text, line=line)
        for kind, text, line in zip(kinds, texts, lines, strict=True)
    )
    source = Source(words=tuple(" ".join(texts).split()), blocks=blocks)
    monkeypatch.setattr(adopt_file, "read_source", lambda path, data, **given: source)
    _, book, texts = _book(tmp_path, "a.html", "<p>")
    assert book["book"]["title"] == "The Keeper"
    assert texts["lamp.md"] == "# Lamp\n\n* oil\n* wick\n"
    assert texts["boats.md"] == "# Boats\n\nEleven of them.\n"


def test_heads_with_a_line_drawn_below_them(tmp_path):
    """As old texts of the web have them: no blank line above, a row of dashes below."""
    prose = "雨村向窗外看道天也晚了仔細關了城我們慢慢的進城再談未為不可。" * 8
    text = "\n".join(
        (
            "第一回　甄士隱", "", "-" * 60, "", prose,
            "第二回　賈夫人 冷子興", "-" * 60, "", "詩云", "", prose,
            "第三回", "", "-" * 60, "", "-" * 15, "", "　賈雨村", "", prose,
        )
    )  # fmt: skip
    (tmp_path / "a.txt").write_text(text, "utf-8")
    adopt(AdoptRequest(source=tmp_path / "a.txt", root=tmp_path / "book"))
    manuscript = tmp_path / "book/manuscript"
    book = tomllib.loads((manuscript / "book.toml").read_text("utf-8"))
    texts = [(manuscript / name).read_text("utf-8") for name in book["contents"]["chapters"]]
    assert [each.split("\n")[0] for each in texts] == [
        "# 第一回 甄士隱", "# 第二回 賈夫人 冷子興", "# 第三回: 賈雨村",
    ]  # fmt: skip
    assert not any("--" in each for each in texts)


def test_a_picture_that_is_named_is_no_title(tmp_path):
    body = "The keeper walked the sand with his lantern held low, and nobody saw him go. " * 9
    text = "".join(
        f"CHAPTER {number}\n\n[Illustration: The boat]\n\n{body}\n\n"
        for number in ("I", "II", "III")
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    adopt(AdoptRequest(source=tmp_path / "a.txt", root=tmp_path / "book"))
    first = (tmp_path / "book/manuscript/chapter-i.md").read_text("utf-8")
    assert first.startswith("# CHAPTER I\n\n\\[Illustration: The boat\\]\n")
