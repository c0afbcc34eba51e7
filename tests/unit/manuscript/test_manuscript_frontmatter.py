"""Front matter: both syntaxes, and the lines behind it."""

from __future__ import annotations

import pytest

from octavo.core.errors import OctavoError
from octavo.core.model import Matter
from octavo.manuscript.chapter_file import read_chapter
from octavo.manuscript.front_matter import split_front_matter


def test_yaml_and_toml_say_the_same():
    yaml = "---\nauthor: Ann\ndraft: true\n---\n# T\n"
    toml = '+++\nauthor = "Ann"\ndraft = true\n+++\n# T\n'
    for text in (yaml, toml):
        about, rest, line = split_front_matter(text, "c.md")
        assert (about.text("author"), about.flag("draft")) == ("Ann", True)
        assert (rest, line) == ("# T\n", 5)
        assert about.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "# T\n",
        "",
        "Text --- and\n---\nmore\n",
        "----\n\n# T\n",
        "# T\n\n---\na: b\n---\n",
        "--- a\n",
    ],
)
def test_what_is_no_front_matter(text):
    about, rest, line = split_front_matter(text, "c.md")
    assert (dict(about.options), rest, line) == ({}, text, 1)


@pytest.mark.parametrize("text", ["---\n---\n# T\n", "---\n# only a comment\n---\n", "---\n\n---"])
def test_empty_front_matter(text):
    about, _, line = split_front_matter(text, "c.md")
    assert about.options == {}
    assert line == text.count("\n", 0, text.rindex("---") + 3) + (2 if text.endswith("\n") else 1)


def test_blank_lines_before_it_count():
    about, rest, line = split_front_matter("\n\n---\nautor: Ann\n---\n# T\n", "c.md")
    assert (rest, line) == ("# T\n", 6)
    assert [finding.line for finding in about.findings] == [4]


@pytest.mark.parametrize(
    ("text", "where", "word"),
    [
        ("---\na: b: c\n---\n", "c.md:2", "YAML"),
        ("---\na: 1\nb: [1,\n---\n", "c.md:4", "YAML"),
        ("---\n- a\n---\n", "c.md:2", "no key"),
        ("---\nwords\n---\n", "c.md:2", "no key"),
        ("---\ndate: 2026-02-30\n---\n", "c.md:2", "cannot be read"),
        ("---\na: *b\n---\n", "c.md:2", "alias"),
        ("---\na: !!python/object:x.Y {}\n---\n", "c.md:2", "YAML"),
        ("---\na: " + "[" * 3000 + "\n---\n", "c.md:2", "cannot be read"),
        ("+++\na = \n+++\n", "c.md:2:5", "TOML"),
        ("+++\na = 1\na = 2\n+++\n", "c.md:3:6", "twice"),
        ("---\na: b\n", "c.md:1", "never closed"),
        ("\n+++\na = 1\n", "c.md:2", "never closed"),
    ],
)
def test_broken(text, where, word):
    with pytest.raises(OctavoError) as raised:
        split_front_matter(text, "c.md")
    assert raised.value.where == where
    assert word in raised.value.message
    assert raised.value.hint


def test_values_that_are_no_text():
    text = "---\nauthor: [Ann, Bo]\nshort_title: 1984\nid: yes\nlanguage:\nkind: {a: b}\n---\n"
    about, _, _ = split_front_matter(text, "c.md")
    assert [(item.code, item.line) for item in about.findings] == [
        ("front-matter-type", 2),
        ("front-matter-type", 4),
        ("front-matter-type", 6),
    ]
    assert about.text("author") == ""
    assert about.text("short_title") == "1984"
    assert about.text("language") == ""


def test_a_bomb_of_aliases_is_not_written_out():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefghij", "bcdefghijk", strict=False)
    )
    about, _, _ = split_front_matter(f"---\n{bomb}author: *k\n---\n", "c.md")
    assert about.text("author") == ""
    assert about.findings[-1].code == "front-matter-type"


def test_a_chapter_file(tmp_path):
    path = tmp_path / "über-uns.md"
    path.write_bytes(
        b"\xef\xbb\xbf---\r\nauthor: Ann\r\nshort_title: Us\r\nlanguage: de\r\n---\r\n# T\r\n\r\nx"
    )
    read = read_chapter(path, "manuscript/über-uns.md", Matter.BACK)
    assert read.findings == () and not read.chapter.draft
    chapter = read.chapter
    assert (chapter.id, chapter.kind, chapter.matter) == ("uber-uns", "afterword", "back")
    assert (chapter.author, chapter.short_title, chapter.language) == ("Ann", "Us", "de")
    assert (chapter.text, chapter.line) == ("# T\n\nx", 6)


@pytest.mark.parametrize(
    ("stem", "matter", "kind"),
    [
        ("one", Matter.BODY, "chapter"),
        ("one", Matter.FRONT, "preface"),
        ("one", Matter.BACK, "afterword"),
        ("introduction", Matter.BODY, "introduction"),
        ("intro", Matter.FRONT, "introduction"),
        ("acknowledgements", Matter.BACK, "acknowledgments"),
        ("chapter", Matter.FRONT, "preface"),
        ("dedication", Matter.FRONT, "dedication"),
    ],
)
def test_the_kind_comes_from_the_name_and_the_place(tmp_path, stem, matter, kind):
    path = tmp_path / f"{stem}.md"
    path.write_text("# T\n")
    assert read_chapter(path, f"manuscript/{stem}.md", matter).chapter.kind == kind


def test_the_kind_can_be_said(tmp_path):
    path = tmp_path / "introduction.md"
    path.write_text("---\nkind: chapter\n---\n# T\n")
    assert read_chapter(path, "manuscript/introduction.md", Matter.BODY).chapter.kind == "chapter"
