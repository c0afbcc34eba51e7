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
from octavo.manuscript.slugs import ascii_slug, letter_slug
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


def test_a_part_is_not_called_what_another_is_by_its_number(make):
    manuscript = make(
        "".join(
            f'[[contents.part]]\ntitle = "{title}"\nchapters = ["{name}.md"]\n'
            for title, name in (("Tide", "a"), ("Tide 3", "b"), ("Tide", "c"))
        ),
        *("a.md", "b.md", "c.md"),
    )
    names = [part.id for part in manuscript.parts]
    assert names == ["part-tide", "part-tide-3", "part-tide-3-2"]


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


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("1984", "c1984"),
        ("A b", "a-b"),
        ("Über-Øre", "uber-ore"),
        ("水", "水"),
        ("Суп", "суп"),
        ("ελληνικά", "ελληνικά"),
        ("हिन्दी की", "हिन्दी-की"),
        ("العَرَبِيَّة", "العَرَبِيَّة"),
        ("日本　ガラス", "日本-ガラス"),
        ("01-введение", "c01-введение"),
        ("١ باب", "c١-باب"),
        ("🙂", "chapter"),
    ],
)
def test_ids_of_odd_names(make, stem, name):
    [chapter] = make(f'chapters = ["{stem}.md"]\n', f"{stem}.md").chapters
    assert chapter.id == name


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("one—two – three‐four…five", "one-two-three-four-five"),
        ("“Ebb”—«Flux»¿y?", "ebb-flux-y"),
        ("½ cup × 2", "1-2-cup-2"),
        ("col·lecció del mar’s cafe\u00adbar", "colleccio-del-mars-cafebar"),
    ],
)
def test_every_mark_parts_words(title, slug):
    assert ascii_slug(title) == letter_slug(title) == slug


def test_marks_part_words_of_every_script():
    assert letter_slug("суша—море，北京：上海、水") == "суша-море-北京-上海-水"


def test_letters_of_latin_are_those_of_file_names():
    latin = [chr(code) for code in (*range(32, 0x250), *range(0x1E00, 0x1F00))]
    latin.remove("µ")  # Greek
    assert [sign for sign in latin if letter_slug(f"a{sign}b") != ascii_slug(f"a{sign}b")] == []


@pytest.mark.parametrize(
    ("files", "ids"),
    [
        ({"one.md": "", "back/one.md": ""}, ["one", "back-one"]),
        (
            {"a/README.md": "", "b/README.md": "", "a/index.md": ""},
            ["a-readme", "b-readme", "index"],
        ),
        ({"README.md": "", "a/README.md": ""}, ["readme", "a-readme"]),
        ({"a/README.md": "", "b/c.md": ""}, ["readme", "c"]),
        ({"a-b.md": "", "A b.md": "", "x/a_b.md": ""}, ["a-b", "a-b-2", "x-a-b"]),
        ({"a-b.md": "", "a/b.md": "", "b.md": "", "c/b.md": ""}, ["a-b", "a-b-2", "b", "c-b"]),
        (
            {"粥.md": "", "суп.md": "", "🙂.md": "", "🙃.md": ""},
            ["粥", "суп", "chapter", "chapter-2"],
        ),
        ({"one.md": "", "back/x.md": "---\nid: one\n---\n"}, ["one-2", "one"]),
    ],
)
def test_two_files_of_one_name_live_together(make, tmp_path, files, ids):
    listed = ", ".join(f'"{name}"' for name in files)
    make(f"chapters = [{listed}]\n", *files)
    for name, head in files.items():
        (tmp_path / "book" / "manuscript" / name).write_text(f"{head}# T\n", encoding="utf-8")
    manuscript = load_manuscript(tmp_path / "book", KNOWN)
    assert [chapter.id for chapter in manuscript.chapters] == ids
    assert manuscript.findings == ()


def test_sources_and_notes_to_oneself_are_no_orphans(make):
    manuscript = make(
        'chapters = ["a.md"]\n',
        "a.md",
        "articles/raw.md",
        "README.md",
        "CONTRIBUTING.md",
        "summary.md",
        "notes/idea.md",
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
