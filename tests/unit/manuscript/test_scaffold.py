"""`create_book`: a folder that loads at once, and what it refuses."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from octavo.core.errors import OctavoError
from octavo.core.model import Person
from octavo.editions.known_kinds import all_kinds
from octavo.manuscript.book_metadata import Known
from octavo.manuscript.load import load_manuscript
from octavo.manuscript.new_book import create_book, readable_title

KNOWN = Known(profiles=("plain",), themes=("classic",), kinds=all_kinds())
GIVEN = {"title": "Calm", "authors": ("A. Writer",), "language": "en-GB"}


def _refused(root, **given):
    with pytest.raises(OctavoError) as caught:
        create_book(root, **{**GIVEN, **given})
    assert caught.value.hint
    return caught.value


def test_a_new_book_loads_without_findings(tmp_path):
    written = create_book(tmp_path / "b", **GIVEN)
    book = load_manuscript(tmp_path / "b", KNOWN)
    assert book.findings == ()
    assert book.metadata.title == "Calm"
    assert book.metadata.authors == (Person(name="A. Writer"),)
    assert book.metadata.language == "en-GB"
    assert book.metadata.rights == "© A. Writer. All rights reserved."
    assert [(each.name, each.kind.format) for each in book.editions] == [
        ("ebook", "epub"),
        ("print", "pdf"),
    ]
    assert [each.path for each in book.chapters] == ["manuscript/chapter-one.md"]
    assert {path.relative_to(tmp_path / "b").as_posix() for path in written} == {
        "manuscript/book.toml",
        "manuscript/chapter-one.md",
        "styles/local.css",
    }
    assert {path for path in (tmp_path / "b").rglob("*") if path.is_file()} == set(written)


def test_the_first_chapter_shows_heading_note_and_link(tmp_path):
    create_book(tmp_path / "b", **GIVEN)
    text = (tmp_path / "b/manuscript/chapter-one.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    for shown in ("\n## ", "[^aside]\n", "\n[^aside]: ", "](https://"):
        assert shown in text


def test_the_identifier_is_the_one_the_book_has_without_it(tmp_path):
    create_book(tmp_path / "b", **GIVEN)
    with_it = load_manuscript(tmp_path / "b", KNOWN).metadata
    path = tmp_path / "b/manuscript/book.toml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("identifier")))
    assert load_manuscript(tmp_path / "b", KNOWN).metadata == with_it


def test_the_commented_keys_are_known(tmp_path):
    create_book(tmp_path / "b", **GIVEN)
    path = tmp_path / "b/manuscript/book.toml"
    text = path.read_text(encoding="utf-8")
    keys = [line for line in text.splitlines() if line.startswith("# ") and " = " in line]
    assert len(keys) == 10
    path.write_text("\n".join(line.removeprefix("# ") for line in text.splitlines()[1:]))
    text = path.read_text(encoding="utf-8").replace("Paths are", "# Paths are")
    path.write_text(text, encoding="utf-8")
    found = load_manuscript(tmp_path / "b", KNOWN).findings
    assert not [each for each in found if each.code in ("key-unknown", "type-wrong")]


def test_two_books_are_the_same_bytes_and_others_differ(tmp_path):
    for name, title in (("a", "Calm"), ("b", "Calm"), ("c", "Storm")):
        create_book(tmp_path / name, **{**GIVEN, "title": title})
    a, b, c = ((tmp_path / name / "manuscript/book.toml").read_bytes() for name in "abc")
    assert a == b
    assert (
        tomllib.loads(a.decode())["book"]["identifier"]
        != (tomllib.loads(c.decode())["book"]["identifier"])
    )


def test_quotes_and_backslashes_in_names(tmp_path):
    create_book(tmp_path / "b", title='A "b" \\ c', authors=('O\'Hara "Z"',), language="en")
    metadata = load_manuscript(tmp_path / "b", KNOWN).metadata
    assert (metadata.title, metadata.authors[0].name) == ("A “b” \\ c", "O’Hara “Z”")


def test_without_an_author_nothing_is_claimed(tmp_path):
    create_book(tmp_path / "b", title="Calm", authors=(), language="en")
    metadata = load_manuscript(tmp_path / "b", KNOWN).metadata
    assert (metadata.authors, metadata.rights) == ((), "")


def test_a_book_that_is_there_is_refused(tmp_path):
    create_book(tmp_path / "b", **GIVEN)
    before = (tmp_path / "b/manuscript/book.toml").read_bytes()
    error = _refused(tmp_path / "b", title="Other")
    assert (error.message, error.exit_code) == ("there is a book here already.", 2)
    assert (tmp_path / "b/manuscript/book.toml").read_bytes() == before


def test_files_that_are_there_are_kept(tmp_path):
    (tmp_path / "b/manuscript").mkdir(parents=True)
    (tmp_path / "b/manuscript/chapter-one.md").write_text("# Mine\n")
    written = create_book(tmp_path / "b", **GIVEN)
    assert (tmp_path / "b/manuscript/chapter-one.md").read_text() == "# Mine\n"
    assert "chapter-one.md" not in {path.name for path in written}


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "b").write_text("x")
    error = _refused(tmp_path / "b")
    assert (error.message, error.exit_code) == ("this is a file, not a folder.", 2)
    error = _refused(tmp_path / "b" / "c")
    assert "Not a directory" in error.message


def test_a_language_that_is_none(tmp_path):
    error = _refused(tmp_path / "b", language="english")
    assert str(error) == '--language: "english" is not a language tag. Try "en".'
    assert not (tmp_path / "b").exists()


def test_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    def denied(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)
    error = _refused(tmp_path / "b")
    assert error.message == "cannot be written (Permission denied)."


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("my-book", "My Book"),
        ("a_quiet.house", "A Quiet House"),
        ("Ödnis", "Ödnis"),
        ("/", "Untitled"),
    ],
)
def test_readable_title(folder, title):
    assert readable_title(Path(folder)) == title
