"""The files of a book, and whether they are as they were."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from octavo.manuscript.input_files import inputs_digest, look, stayed


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book's folder whose files were written long ago."""
    for name in ("manuscript/book.toml", "manuscript/one.md", "manuscript/images/tide.svg"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def settle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the clock run on, so that what was written is old."""
    ahead = time.time_ns() + 60_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: ahead)


def changed(root: Path, change) -> bool:
    before = look(root, {})
    change()
    return inputs_digest(look(root, before, also=before)) != inputs_digest(before)


def test_nothing_changed(root):
    assert not changed(root, lambda: None)
    assert not changed(root, lambda: os.utime(root / "manuscript/one.md"))


@pytest.mark.parametrize("name", ["book.toml", "one.md", "images/tide.svg"])
def test_a_file_changed(root, name, monkeypatch):
    settle(monkeypatch)
    assert changed(root, lambda: (root / "manuscript" / name).write_text("other"))


def test_a_file_changed_that_has_the_size_and_time_it_had(root, monkeypatch):
    settle(monkeypatch)
    path = root / "manuscript/one.md"
    about = path.stat()

    def change() -> None:
        path.write_text("manuscript/two.md")
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))

    assert changed(root, change)


def test_a_file_written_twice_in_a_moment(root):
    path = root / "manuscript/one.md"
    before = look(root, {})
    assert before["manuscript/one.md"].about == ()
    path.write_text("manuscript/two.md")
    assert look(root, before)["manuscript/one.md"] != before["manuscript/one.md"]


@pytest.mark.parametrize("name", ["manuscript/two.md", "manuscript/front/x.md", "styles/local.css"])
def test_a_file_more_and_less(root, name):
    path = root / name
    path.parent.mkdir(exist_ok=True)
    assert changed(root, lambda: path.write_text("new"))
    assert changed(root, path.unlink)


def test_a_folder_named_like_a_chapter(root):
    assert changed(root, (root / "manuscript/two.md").mkdir)


def test_what_editors_leave_is_no_part_of_the_book(root):
    for name in (".one.md.swp", ".DS_Store", "one.md~"):
        assert not changed(root, lambda name=name: (root / "manuscript" / name).write_text("x"))


def test_other_folders_count_where_they_are_named(root):
    (root / "pictures").mkdir()
    path = root / "pictures/a.svg"
    path.write_text("one")
    assert not changed(root, lambda: path.write_text("two"))
    before = look(root, {}, also=["pictures/a.svg", "pictures/none.svg"])
    path.write_text("three")
    after = look(root, before, also=before)
    assert before["pictures/a.svg"] != after["pictures/a.svg"]
    assert before["pictures/none.svg"] == after["pictures/none.svg"]
    assert after["pictures/none.svg"].missing


def test_a_link_that_comes_to_lead_elsewhere(root, monkeypatch):
    settle(monkeypatch)
    for name in ("a", "b"):
        (root / name).mkdir()
    (root / "a/x.svg").write_text("the same")
    (root / "b/x.svg").hardlink_to(root / "a/x.svg")  # of one age, size and number
    link, folder = root / "manuscript/x.svg", root / "manuscript/more"
    link.symlink_to("../a/x.svg")
    folder.symlink_to("../a")
    assert "manuscript/more/x.svg" in look(root, {})

    def turn(path: Path, target: str) -> None:
        path.unlink()
        path.symlink_to(target)

    assert changed(root, lambda: turn(link, "../b/x.svg"))
    assert changed(root, lambda: turn(folder, "../b"))
    assert changed(root, lambda: turn(link, "../nowhere"))


def test_links_in_a_circle_end(root):
    (root / "manuscript/round").symlink_to(".")
    (root / "manuscript/self").symlink_to("self")
    assert len(look(root, {})) < 20


def test_files_that_are_as_they_were_are_not_read(root, monkeypatch):
    settle(monkeypatch)
    before = look(root, {})
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("a file was read"))
    assert look(root, before) == before


def test_what_changed_during_a_build_is_seen(root, monkeypatch):
    settle(monkeypatch)
    (root / "elsewhere.svg").write_text("x")
    start = time.time_ns()
    before = look(root, {})
    also = ["elsewhere.svg", "styles/local.css"]
    assert stayed(before, look(root, before, also), start)
    # A file that nobody had looked at when the build began may have been another then.
    assert not stayed(before, look(root, before, also), 0)
    (root / "manuscript/two.md").write_text("new")
    assert not stayed(before, look(root, before, also), start - 3600_000_000_000)
    (root / "manuscript/two.md").unlink()
    (root / "manuscript/one.md").unlink()
    assert not stayed(before, look(root, before, also), start)
