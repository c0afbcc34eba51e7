"""Finding the book from a folder upwards."""

from __future__ import annotations

from octavo.manuscript.locate import find_book


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
