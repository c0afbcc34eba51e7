"""The books that the bench makes: of the size they claim, and the same every time."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import book as books
import pytest
from PIL import Image


def texts(book: books.Book) -> list[str]:
    return [(book.folder / name).read_text("utf-8") for name in book.chapters]


@pytest.fixture(scope="module")
def novel(tmp_path_factory: pytest.TempPathFactory) -> books.Book:
    return books.novel(tmp_path_factory.mktemp("novel"))


def test_the_novel_is_as_long_as_it_says(novel: books.Book) -> None:
    words = sum(len(text.split()) for text in texts(novel))
    assert (len(novel.chapters), words) == (61, pytest.approx(122_000, rel=0.02))


def test_its_words_are_as_long_as_english_ones(novel: books.Book) -> None:
    words = re.findall(r"[A-Za-z]+", "".join(texts(novel)))
    assert sum(map(len, words)) / len(words) == pytest.approx(4.4, abs=0.3)


def test_it_has_what_novels_have(novel: books.Book) -> None:
    whole = "".join(texts(novel))
    for sign in ('"', "\n* * *\n", "\n> ", " *", "[^1]: "):
        assert whole.count(sign) > 10, sign


def test_the_thirtieth_chapter_is_the_one_edited(novel: books.Book) -> None:
    assert novel.middle == novel.chapters[29] == "chapter-030.md"


def test_the_same_book_every_time(novel: books.Book, tmp_path: Path) -> None:
    assert texts(books.novel(tmp_path, 2)) == texts(novel)[:2]


def test_a_handbook_has_code_tables_and_pictures_that_are_there(tmp_path: Path) -> None:
    book = books.handbook(tmp_path, 5)
    whole = "".join(texts(book))
    assert whole.count("```") / 2 == pytest.approx(5 * 38, abs=3)
    assert whole.count("Table: ") == 3
    pictures = re.findall(r"!\[[^]]+\]\((.+?)\)", whole)
    assert len(pictures) == 6
    for path in pictures:
        with Image.open(tmp_path / path) as image:
            assert min(image.size) >= 900
    assert "![^" not in whole


def test_a_link_of_the_handbook_leads_somewhere(tmp_path: Path) -> None:
    book = books.handbook(tmp_path, 3)
    links = re.findall(r"\((chapter-\d+\.md)#(s[\d-]+)\)", "".join(texts(book)))
    assert links
    for name, fragment in links:
        assert f"{{#{fragment}}}" in (tmp_path / name).read_text("utf-8")


def changes(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.split(), after.split())
    return [line for line in lines if line[0] in "+-"]


@pytest.mark.parametrize("make", [books.novel, books.handbook])
def test_an_edit_changes_one_word(make: object, tmp_path: Path) -> None:
    book = make(tmp_path, 1)  # type: ignore[operator]
    path = book.folder / book.middle
    before = path.read_text("utf-8")
    books.change_word(path)
    told = changes(before, path.read_text("utf-8"))
    assert len(told) == 2
    assert "+ harbour" in told


def test_the_other_edit_adds_two_pages_of_words(tmp_path: Path) -> None:
    book = books.novel(tmp_path, 1)
    path = book.folder / book.middle
    before = path.read_text("utf-8")
    books.add_pages(path)
    told = changes(before, path.read_text("utf-8"))
    assert {line[0] for line in told} == {"+"}
    assert 700 <= len(told) < 900


def test_somebodys_folder_is_taken_as_it_is(tmp_path: Path) -> None:
    theirs = tmp_path / "Theirs"
    theirs.mkdir()
    (theirs / "b.md").write_text("# B\n\nOne here too.\n\nAnd two more words.\n")
    (theirs / "a.md").write_text("# A\n\nOne here too.\n")
    book = books.given(theirs, tmp_path / "copy")
    assert (book.chapters, book.title) == (("a.md", "b.md"), "Theirs")
    root = books.book_folder(book, tmp_path / "root", "ebook")
    assert 'chapters = [\n  "a.md",\n  "b.md"\n]' in (root / "manuscript/book.toml").read_text()
    assert sorted(path.name for path in theirs.iterdir()) == ["a.md", "b.md"]


def test_a_folder_without_chapters_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SystemExit, match="no chapter"):
        books.given(tmp_path / "empty", tmp_path / "copy")
