"""`octavo adopt --in-place`: a list beside files that stay where they are."""

from __future__ import annotations

import tomllib

import pytest
from PIL import Image

from octavo.core.errors import OctavoError
from octavo.editions.loading import load_book
from octavo.importing.adopt_in_place import adopt_in_place
from octavo.importing.adopt_source import AdoptRequest

LISTED = "# Summary\n\n[Before](before.md)\n\n- [One](one.md)\n- [Two](deep/two.md)\n"


@pytest.fixture
def repository(tmp_path):
    files = {
        "book.toml": '[book]\ntitle = "Boats"\nauthors = ["Ada Quill"]\n',
        "src/SUMMARY.md": LISTED,
        "src/before.md": "# Before\n\nWords.\n",
        "src/one.md": "# One\n\nSee [two](deep/two.md#oars).\n\n![A boat](/img/boat.png)\n",
        "src/deep/two.md": "# Two\n\n## Oars\n\n{{#include list.txt}}\n",
        "src/deep/list.txt": "A list.",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "src/img").mkdir()
    Image.new("RGB", (8, 8)).save(tmp_path / "src/img/boat.png")
    return tmp_path


def _adopt(root, **given):
    return adopt_in_place(AdoptRequest(source=root, root=root, **given))


def _files(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def _contents(root):
    return tomllib.loads((root / "manuscript/book.toml").read_text("utf-8"))["contents"]


def test_only_the_list_is_written_and_the_book_is_read_from_where_it_is(repository):
    before = _files(repository)
    report = _adopt(repository)
    after = _files(repository)
    assert set(after) - set(before) == {"manuscript/book.toml"}
    assert {name: after[name] for name in before} == before
    contents = _contents(repository)
    assert contents["front"] == ["../src/before.md"]
    assert contents["chapters"] == ["../src/one.md", "../src/deep/two.md"]
    loaded = load_book(repository)
    assert [section.id for section in loaded.book.sections] == ["before", "one", "two"]
    # From the site's root, which is the text's folder here.
    assert list(loaded.images) == ["src/img/boat.png"]
    sections = loaded.book.sections
    said = [*loaded.book.findings, *(each for one in sections for each in one.findings)]
    codes = {each.code for each in said}
    assert "link-broken" not in codes and "foreign-tag" in codes
    (said,) = report.findings
    assert (said.code, said.file) == ("adopt-tag-in-place", "src/deep/two.md")


def test_a_second_run_lists_what_is_new_and_keeps_the_authors_list(repository):
    _adopt(repository)
    path = repository / "manuscript/book.toml"
    text = path.read_text("utf-8").replace('"../src/one.md", ', "").replace("Boats", "My Boats")
    path.write_text(text.replace("[contents]", "[contents]\n# Mine."), "utf-8")
    kept = path.read_bytes()
    assert set(_adopt(repository).fates.values()) == {"unchanged"}
    assert path.read_bytes() == kept
    (repository / "src/half.md").write_text("# Half\n", "utf-8")
    listed = LISTED.replace("- [Two]", "- [Half](half.md)\n- [Two]")
    (repository / "src/SUMMARY.md").write_text(listed, "utf-8")
    assert _adopt(repository).fates["../src/half.md"] == "new"
    assert _contents(repository)["chapters"] == ["../src/half.md", "../src/deep/two.md"]
    text = path.read_text("utf-8")
    assert "# Mine." in text and "My Boats" in text


def test_the_text_folder_may_be_the_books_own(tmp_path):
    folder = tmp_path / "manuscript"
    folder.mkdir()
    (folder / "Book.txt").write_text("one.md\n", "utf-8")
    (folder / "one.md").write_text("# One\n\nWords.\n", "utf-8")
    _adopt(tmp_path)
    assert _contents(tmp_path)["chapters"] == ["one.md"]


def test_what_is_no_longer_listed_is_said(repository):
    _adopt(repository)
    listed = LISTED.replace("- [One](one.md)\n", "")
    (repository / "src/SUMMARY.md").write_text(listed, "utf-8")
    said = [each for each in _adopt(repository).findings if each.code == "adopt-gone"]
    assert [each.file for each in said] == ["src/one.md"]
    assert "../src/one.md" in _contents(repository)["chapters"]


def test_one_file_is_adopted_elsewhere(tmp_path):
    (tmp_path / "a.md").write_text("# A\n", "utf-8")
    with pytest.raises(OctavoError, match="in one file"):
        _adopt(tmp_path / "a.md")
