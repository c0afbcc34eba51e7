"""The whole road can be walked: from the five articles to the book, and from any pile to a book."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.outside import run_epubcheck
from helpers.printed import read_pages

REPOSITORY = Path(__file__).parents[2]
ARTICLES = Path(os.environ.get("OCTAVO_ARTICLES", REPOSITORY.parent / "shared" / "articles"))


def octavo(*arguments: object, check: bool = True) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "octavo", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not check or done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_assembling_the_sample_book_again_leaves_every_edited_chapter_alone(tmp_path):
    shutil.copytree(REPOSITORY / "manuscript", tmp_path / "manuscript")
    before = files(tmp_path)
    articles = sorted((tmp_path / "manuscript" / "articles").glob("*.txt"))
    assert len(articles) == 5
    octavo("assemble", *articles, "--book", tmp_path)
    assert files(tmp_path) == before


@pytest.mark.slow
def test_our_own_raw_articles_become_a_valid_book(tmp_path):
    articles = sorted((REPOSITORY / "manuscript" / "articles").glob("*.txt"))
    octavo("assemble", *articles, "--book", tmp_path / "book", "--title", "Five Articles")
    octavo("build", "--book", tmp_path / "book")
    assert run_epubcheck(tmp_path / "book" / "build" / "five-articles-ebook.epub") == []
    assert len(read_pages(tmp_path / "book" / "build" / "five-articles-print.pdf")) >= 16


@pytest.mark.slow
def test_five_articles_off_the_web_become_a_valid_book(tmp_path):
    if not ARTICLES.is_dir():
        pytest.skip(f"no articles in {ARTICLES}: set OCTAVO_ARTICLES to a folder of them")
    octavo("assemble", *sorted(ARTICLES.glob("*.txt")), "--book", tmp_path / "x")
    octavo("build", "--book", tmp_path / "x")
    assert run_epubcheck(tmp_path / "x" / "build" / "x-ebook.epub") == []
    text = "\n".join(page.text for page in read_pages(tmp_path / "x" / "build" / "x-print.pdf"))
    assert "isavedmymarriage" not in text
    assert "Comments are closed" not in text


@pytest.mark.slow
def test_a_new_book_builds_at_once(tmp_path):
    octavo("new", tmp_path / "mine", "--title", "Ein Buch", "--language", "de")
    done = octavo("build", "--book", tmp_path / "mine")
    assert done.stderr == ""
    assert run_epubcheck(tmp_path / "mine" / "build" / "ein-buch-ebook.epub") == []
    pages = read_pages(tmp_path / "mine" / "build" / "ein-buch-print.pdf")
    assert any("Inhalt" in page.text for page in pages)
