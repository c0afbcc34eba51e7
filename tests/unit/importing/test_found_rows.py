"""The rows of a book in one file: written into the ledger, changed there, and heard again."""

from __future__ import annotations

import tomllib

import pytest

from helpers.docx import docx, paragraph, run, style
from octavo.core.errors import OctavoError
from octavo.findings.wording import message_of
from octavo.importing.adopt_run import adopt
from octavo.importing.adopt_source import AdoptRequest
from octavo.importing.ledger import LEDGER
from octavo.importing.review_rows import Reply, RowWalk, step

PROSE = "The keeper walked the sand with his lantern held low, and nobody saw him go that night."
NOVEL = (
    f"The Keeper\n\nForeword\n\n{PROSE} One.\n\nPART ONE\n\nCHAPTER ONE\n\nThe Lantern\n\n{PROSE}"
    f" Two.\n\nCHAPTER TWO\n\n{PROSE} Three.\n\nCHAPTER THREE\n\n{PROSE} Four.\n"
)


@pytest.fixture
def novel(tmp_path):
    path = tmp_path / "keeper.txt"
    path.write_text(NOVEL, "utf-8")
    return path


def _adopt(path):
    return adopt(AdoptRequest(source=path, root=path.parent / "book"))


def _book(path):
    text = (path.parent / "book/manuscript/book.toml").read_text("utf-8")
    return tomllib.loads(text)["contents"]


def _files(path):
    folder = path.parent / "book/manuscript"
    return {each.name: each.read_text("utf-8") for each in folder.glob("*.md")}


def _ledger(path):
    return path.parent / "book" / LEDGER


def _change(path, before, after):
    text = _ledger(path).read_text("utf-8")
    assert before in text
    _ledger(path).write_text(text.replace(before, after), "utf-8")


def test_each_row_says_by_what_it_was_known(novel):
    report = _adopt(novel)
    rows = tomllib.loads(_ledger(novel).read_text("utf-8"))["found"]
    said = [(row["level"], row["title"], row["by"], row.get("file")) for row in rows]
    assert said == [
        ("chapter", "Foreword", "a line that names such a chapter", "foreword.md"),
        ("part", "PART ONE", "a line with a number", None),
        (
            "chapter",
            "CHAPTER ONE: The Lantern",
            "a line with a number, its title below",
            "chapter-one-the-lantern.md",
        ),
        ("chapter", "CHAPTER TWO", "a line with a number", "chapter-two.md"),
        ("chapter", "CHAPTER THREE", "a line with a number", "chapter-three.md"),
    ]
    assert [(line.kind, line.title) for line in report.table] == [
        ("front", "Foreword"),
        ("part", "PART ONE"),
        ("chapter", "CHAPTER ONE: The Lantern"),
        ("chapter", "CHAPTER TWO"),
        ("chapter", "CHAPTER THREE"),
    ]
    assert set(_adopt(novel).fates.values()) == {"unchanged"}


def test_what_is_changed_in_the_ledger_is_made(novel):
    _adopt(novel)
    _change(novel, 'matter = "front"\ntitle = "Foreword"', 'matter = "body"\ntitle = "A Word"')
    _change(novel, 'level = "chapter"\nmatter = "body"\ntitle = "CHAPTER TWO"', 'level = "heading"')
    _change(novel, 'title = "PART ONE"', 'title = "The First Part"')
    report = _adopt(novel)
    assert report.fates["chapter-two.md"] == "joined"
    assert _book(novel) == {
        "chapters": ["foreword.md"],
        "part": [
            {
                "title": "The First Part",
                "chapters": ["chapter-one-the-lantern.md", "chapter-three.md"],
            }
        ],
    }
    files = _files(novel)
    assert set(files) == {"foreword.md", "chapter-one-the-lantern.md", "chapter-three.md"}
    assert files["foreword.md"].startswith("# A Word\n")
    joined = files["chapter-one-the-lantern.md"]
    assert joined.endswith(f"Two.\n\n## CHAPTER TWO\n\n{PROSE} Three.\n")
    # And back again.
    _change(novel, 'level = "heading"', 'level = "chapter"')
    _adopt(novel)
    assert "chapter-two.md" in _files(novel)
    assert _book(novel)["part"][0]["chapters"][1] == "chapter-two.md"


def test_a_chapter_that_was_edited_is_joined_to_none(novel):
    _adopt(novel)
    two = novel.parent / "book/manuscript/chapter-two.md"
    two.write_text("# Two\n\nMine.\n", "utf-8")
    _change(novel, 'level = "chapter"\nmatter = "body"\ntitle = "CHAPTER TWO"', 'level = "text"')
    report = _adopt(novel)
    assert two.read_text("utf-8") == "# Two\n\nMine.\n"
    assert "chapter-two.md" in _book(novel)["part"][0]["chapters"]
    (said,) = [each for each in report.findings if each.code == "adopt-row-kept"]
    assert message_of(said).startswith('"CHAPTER TWO" was not joined')
    assert "Three" not in _files(novel)["chapter-one-the-lantern.md"]


def test_a_list_that_the_author_sorted_is_only_added_to(novel):
    _adopt(novel)
    path = novel.parent / "book/manuscript/book.toml"
    text = path.read_text("utf-8").replace("[contents]", "[contents]\n# mine")
    text = text.replace('"foreword.md"', '"foreword.md", "chapter-three.md"', 1)
    path.write_text(text, "utf-8")
    _change(novel, 'matter = "front"', 'matter = "back"')
    report = _adopt(novel)
    assert "adopt-not-moved" in [each.code for each in report.findings]
    assert "foreword.md" in _book(novel)["front"]
    assert "# mine" in path.read_text("utf-8")


def test_what_no_row_can_be_is_refused(novel):
    _adopt(novel)
    before = _files(novel)
    _change(novel, 'level = "part"', 'level = "volume"')
    with pytest.raises(OctavoError, match="PART ONE") as caught:
        _adopt(novel)
    assert "part, chapter, heading, text or scene" in caught.value.hint
    assert _files(novel) == before


def test_chapters_begin_deeper_if_the_ledger_says_so(tmp_path):
    path = tmp_path / "lamp.md"
    path.write_text(
        f"# Lamp\n\n{PROSE}\n\n## Oil\n\n{PROSE}\n\n# Wick\n\n{PROSE}\n\n## Smoke\n\n{PROSE}\n",
        "utf-8",
    )
    _adopt(path)
    assert _book(path)["chapters"] == ["lamp.md", "wick.md"]
    _change(path, "deeper = 0", "deeper = 1")
    _adopt(path)
    assert _book(path)["chapters"] == ["lamp.md", "oil.md", "wick.md", "smoke.md"]
    assert _files(path)["lamp.md"] == f"# Lamp\n\n{PROSE}\n"


def test_an_encoding_can_be_named(tmp_path):
    path = tmp_path / "meer.txt"
    text = NOVEL.replace("keeper", "Wärter")
    path.write_bytes(text.encode("cp1252"))
    with pytest.raises(OctavoError, match="not UTF-8"):
        _adopt(path)
    adopt(AdoptRequest(source=path, root=tmp_path / "book", encoding="cp1252"))
    assert "Wärter" in _files(path)["foreword.md"]


def _walk(novel):
    from octavo.importing.adopt_source import file_units

    units, _ = file_units(AdoptRequest(source=novel, root=novel.parent / "book"))
    return RowWalk(rows=tuple(each.row for each in units))


def test_the_first_row_is_joined_to_none_and_undo_ends_at_it(novel):
    walk = _walk(novel)
    for reply in (Reply.JOIN, Reply.HEADING, Reply.UNDO, Reply.HELP):
        assert step(walk, reply) == walk
    assert step(step(walk, Reply.BACK), Reply.UNDO) == walk
    assert step(walk, Reply.RENAME, title="") == walk
    assert step(walk, Reply.QUIT).row is None


def test_a_blank_line_is_asked_about_and_becomes_the_end_of_a_scene(tmp_path):
    body = [paragraph(run(f"Number {at}. {PROSE}")) for at in range(24)]
    heads = [paragraph(run(each), style="Heading1") for each in ("Tides", "Ropes")]
    path = tmp_path / "keeper.docx"
    styles = style("Heading1", shown="heading 1")
    path.write_bytes(
        docx(heads[0], *body[:6], paragraph(), *body[6:20], heads[1], *body[20:], styles=styles)
    )
    _adopt(path)
    before = _files(path)["tides.md"]
    rows = tomllib.loads(_ledger(path).read_text("utf-8"))["found"]
    assert [(row["level"], row["by"]) for row in rows] == [
        ("chapter", "a heading"), ("text", "a blank line above"), ("chapter", "a heading"),
    ]  # fmt: skip
    _change(path, 'level = "text"', 'level = "scene"')
    _adopt(path)
    after = _files(path)["tides.md"]
    assert after == before.replace("\n\nNumber 6.", "\n\n* * *\n\nNumber 6.")
    _change(path, 'level = "scene"', 'level = "text"')
    _adopt(path)
    assert _files(path)["tides.md"] == before
