"""A file that holds several chapters: which files are cut, and what each chapter is then."""

from __future__ import annotations

import re

import pytest

from octavo.core.model import Manuscript
from octavo.editions.known_kinds import all_kinds
from octavo.manuscript.book_metadata import Known
from octavo.manuscript.chapter_pieces import Piece
from octavo.manuscript.load import load_manuscript

KNOWN = Known(profiles=("plain",), themes=("classic",), kinds=all_kinds())
HEAD = 'schema = 1\n[book]\ntitle = "T"\nlanguage = "en"\n[contents]\n'
SEVERAL = "# Ebb\n\nOut.\n\n# Prologue\n\nIn.\n\n# Ebb\n\nOut.\n"


def split(text: str) -> tuple[Piece, ...]:
    """Cuts at each `#`; what is really a title, the parser's own tests say."""
    found = [*re.finditer(r"^# (.*)\n(?:(?!# ).*\n?)*", text, re.M)]
    return tuple(
        Piece(name=one[1], first=text.count("\n", 0, one.start()), text=one[0]) for one in found
    )


@pytest.fixture
def load(tmp_path):
    def load(contents: str, **texts: str) -> Manuscript:
        folder = tmp_path / "manuscript"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.md").write_text(text, "utf-8")
        (folder / "book.toml").write_text(HEAD + contents, "utf-8")
        return load_manuscript(tmp_path, KNOWN, split=split)

    return load


def ids(manuscript: Manuscript) -> list[str]:
    return [chapter.id for chapter in manuscript.chapters]


def test_the_only_file_of_the_body_is_a_chapter_for_each_title(load):
    made = load('front = ["pre.md"]\nchapters = ["book.md"]\n', pre=SEVERAL, book=SEVERAL)
    assert ids(made) == ["pre", "ebb", "prologue", "ebb-2"]
    assert [chapter.kind for chapter in made.chapters[1:]] == ["chapter", "prologue", "chapter"]
    assert {chapter.path for chapter in made.chapters[1:]} == {"manuscript/book.md"}
    assert made.findings == ()


def test_the_only_file_of_a_part(load):
    made = load('[[contents.part]]\ntitle = "P"\nchapters = ["book.md"]\n', book=SEVERAL)
    assert [(chapter.id, chapter.part) for chapter in made.chapters] == [
        ("ebb", 0),
        ("prologue", 0),
        ("ebb-2", 0),
    ]


def test_a_file_of_several_is_cut_if_it_says_so(load):
    head = (
        "---\nsplit: true\nid: tide\nshort_title: S\nauthor: Ann\nlang: de\nkind: appendix\n---\n"
    )
    made = load('chapters = ["a.md", "b.md"]\n', a=head + SEVERAL, b=SEVERAL)
    assert ids(made) == ["tide", "prologue", "ebb", "b"]
    first, second, _, _ = made.chapters
    assert (first.line, second.line) == (9, 13)
    assert (first.short_title, first.author, first.language) == ("S", "Ann", "de")
    assert (second.short_title, second.author, second.language) == ("", "", "de")
    assert (first.kind, second.kind) == ("appendix", "appendix")


def test_the_only_file_stays_whole_if_it_says_so(load):
    made = load('chapters = ["a.md"]\n', a=f"---\nsplit: false\n---\n{SEVERAL}")
    assert ids(made) == ["a"]


def test_a_file_without_several_titles_stays_as_it_is(load):
    made = load('chapters = ["a.md"]\n', a="---\ntitle: Ebb\n---\nOut.\n")
    assert [(chapter.id, chapter.title) for chapter in made.chapters] == [("a", "Ebb")]
