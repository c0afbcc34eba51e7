"""Finding the book from a folder upwards."""

from __future__ import annotations

import pytest

from octavo.core.errors import EXIT_USAGE, OctavoError
from octavo.manuscript.find_book import book_here, find_book


def test_the_nearest_book_upwards(tmp_path):
    for book in (tmp_path, tmp_path / "shelf/inner"):
        (book / "manuscript/front").mkdir(parents=True)
        (book / "manuscript/book.toml").touch()
    assert find_book(tmp_path) == tmp_path
    assert find_book(tmp_path / "shelf") == tmp_path
    assert find_book(tmp_path / "shelf/inner/manuscript/front") == tmp_path / "shelf/inner"


def test_no_book(tmp_path):
    (tmp_path / "book.toml").touch()
    (tmp_path / "manuscript/book.toml").mkdir(parents=True)
    assert find_book(tmp_path) is None


def test_a_command_takes_the_book_that_is_named_or_the_one_it_is_run_in(tmp_path, monkeypatch):
    (tmp_path / "manuscript/front").mkdir(parents=True)
    (tmp_path / "manuscript/book.toml").touch()
    monkeypatch.chdir(tmp_path / "manuscript/front")
    assert book_here(None) == tmp_path
    assert book_here(tmp_path / "elsewhere") == tmp_path / "elsewhere"
    monkeypatch.chdir(tmp_path.parent)
    with pytest.raises(OctavoError, match="no book here, nor in any folder above") as raised:
        book_here(None, hint="Look elsewhere.")
    assert (raised.value.hint, raised.value.exit_code) == ("Look elsewhere.", EXIT_USAGE)
