"""A book's folder → Manuscript: order, parts, ids, and what is no error."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from octavo.core.model import Manuscript
from octavo.editions.known_kinds import all_kinds
from octavo.findings.wording import message_of
from octavo.manuscript.book_metadata import Known
from octavo.manuscript.load import load_manuscript
from octavo.manuscript.text_files import What, what_is

KNOWN = Known(profiles=("plain",), themes=("classic",), kinds=all_kinds())


@pytest.fixture
def make(tmp_path):
    def make(contents: str, *files: str, **how: bool) -> Manuscript:
        folder = tmp_path / "book" / "manuscript"
        for name in files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# {path.stem}\n")
        head = 'schema = 1\n[book]\ntitle = "T"\nlanguage = "en"\n[contents]\n'
        (folder / "book.toml").write_text(head + contents)
        return load_manuscript(tmp_path / "book", KNOWN, **how)

    return make


def test_front_body_parts_back_in_this_order(make):
    manuscript = make(
        'back = ["back/z.md"]\nchapters = ["first.md"]\nfront = ["front/a.md"]\n'
        '[[contents.part]]\ntitle = "I"\nchapters = ["b.md", "a.md"]\n'
        '[[contents.part]]\ntitle = "II"\nchapters = ["c.md"]\n',
        *("back/z.md", "first.md", "front/a.md", "b.md", "c.md"),
    )
    assert message_of(manuscript.findings[0]) == 'the chapter "a.md" is not there.'
    manuscript = make(
        'back = ["back/z.md"]\nchapters = ["first.md"]\nfront = ["front/y.md"]\n'
        '[[contents.part]]\ntitle = "I"\nchapters = ["b.md", "d.md"]\n'
        '[[contents.part]]\ntitle = "II"\nchapters = ["c.md"]\nignore = []\n'.replace(
            "ignore = []\n", ""
        ),
        *("front/y.md", "d.md"),
    )
    order = [(chapter.id, str(chapter.matter), chapter.part) for chapter in manuscript.chapters]
    assert order == [
        ("y", "front", None),
        ("first", "body", None),
        ("b", "body", 0),
        ("d", "body", 0),
        ("c", "body", 1),
        ("z", "back", None),
    ]


def test_parts_of_one_title_have_ids_of_their_own(make):
    manuscript = make(
        "".join(
            f'[[contents.part]]\ntitle = "{title}"\nchapters = ["{name}.md"]\n'
            for title, name in (("Tide", "a"), ("Tide", "b"), ("潮", "c"), ("Tide", "d"))
        ),
        *("a.md", "b.md", "c.md", "d.md"),
    )
    assert manuscript.findings == ()
    assert [part.id for part in manuscript.parts] == [
        "part-tide",
        "part-tide-2",
        "part-3",
        "part-tide-4",
    ]


def test_a_file_may_be_spelled_as_one_likes(make):
    manuscript = make('chapters = ["./a.md", "front/../b.md"]\n', "a.md", "b.md", "front/x.md")
    assert [chapter.path for chapter in manuscript.chapters] == [
        "manuscript/a.md",
        "manuscript/b.md",
    ]
    assert [finding.file for finding in manuscript.findings] == ["manuscript/front/x.md"]


@pytest.mark.parametrize("stem", ["toc", "nav", "cover", "contents", "titlepage", "copyright-page"])
def test_a_chapters_id_is_none_that_the_book_needs_itself(make, stem):
    [chapter] = make(f'chapters = ["{stem}.md"]\n', f"{stem}.md").chapters
    assert chapter.id == f"c-{stem}"


@pytest.mark.parametrize(("stem", "name"), [("1984", "c1984"), ("水", "chapter"), ("A b", "a-b")])
def test_ids_of_odd_names(make, stem, name):
    [chapter] = make(f'chapters = ["{stem}.md"]\n', f"{stem}.md").chapters
    assert chapter.id == name


def test_sources_and_notes_to_oneself_are_no_orphans(make):
    manuscript = make(
        'chapters = ["a.md"]\n', "a.md", "articles/raw.md", "README.md", "notes/idea.md"
    )
    assert manuscript.findings == ()


def test_the_manuscript_folder_itself_may_be_a_link(make, tmp_path):
    make('chapters = ["a.md"]\n', "a.md")
    (tmp_path / "book" / "manuscript").rename(tmp_path / "cloud")
    (tmp_path / "book" / "manuscript").symlink_to(tmp_path / "cloud")
    manuscript = load_manuscript(tmp_path / "book", KNOWN)
    assert [chapter.id for chapter in manuscript.chapters] == ["a"]
    assert manuscript.findings == ()


def test_drafts(make, tmp_path):
    make('chapters = ["a.md", "b.md"]\n', "a.md", "b.md")
    (tmp_path / "book/manuscript/b.md").write_text("---\ndraft: true\n---\n# B\n")
    manuscript = load_manuscript(tmp_path / "book", KNOWN)
    assert [chapter.id for chapter in manuscript.chapters] == ["a"]
    assert [(item.code, item.severity) for item in manuscript.findings] == [("draft", "info")]
    manuscript = load_manuscript(tmp_path / "book", KNOWN, drafts=True)
    assert [chapter.id for chapter in manuscript.chapters] == ["a", "b"]
    assert manuscript.findings == ()


def test_what_a_path_leads_to(tmp_path):
    book = tmp_path / "book"
    (book / "manuscript").mkdir(parents=True)
    (book / "a.md").touch()
    (tmp_path / "secret").touch()
    (book / "out").symlink_to(tmp_path / "secret")
    (book / "in").symlink_to("a.md")
    (book / "loop").symlink_to("loop")
    os.mkfifo(book / "pipe")
    expected = {
        "a.md": What.FILE,
        "in": What.FILE,
        "manuscript": What.FOLDER,
        "nothing": What.MISSING,
        "loop": What.MISSING,
        "pipe": What.MISSING,
        "x\0y": What.MISSING,
        "x" * 5000: What.MISSING,
        "a.md/x": What.MISSING,
        "out": What.OUTSIDE,
        "../secret": What.OUTSIDE,
        "/etc/passwd": What.OUTSIDE,
        "manuscript/../../secret": What.OUTSIDE,
    }
    assert {name: what_is(book, book / name) for name in expected} == expected


def test_a_folder_that_may_not_be_entered_is_no_fault(tmp_path, monkeypatch):
    def refuse(self: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_dir", refuse)
    assert what_is(tmp_path, tmp_path / "a.md") is What.FILE
