"""What `octavo new` and `octavo assemble` say, and which book they take."""

from __future__ import annotations

import sys

import pytest

from octavo.cli.main import run

TEXT = "The Long Way Home\n\n" + " ".join(["Nobody came home that day."] * 30) + "\n"


@pytest.fixture
def octavo(monkeypatch, capsys, tmp_path):
    """Runs a command line in an empty folder; gives code, output, errors."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "home.txt").write_text(TEXT, encoding="utf-8")

    def command(*words):
        monkeypatch.setattr(sys, "argv", ["octavo", *words])
        with pytest.raises(SystemExit) as stopped:
            run()
        said = capsys.readouterr()
        return stopped.value.code, said.out, said.err

    return command


def test_new_says_what_it_made_and_what_is_next(octavo):
    assert octavo("new", "my book", "--author", "A. B.") == (
        0,
        "my book/manuscript/chapter-one.md\n"
        "my book/styles/local.css\n"
        "my book/manuscript/book.toml\n"
        "Next: octavo build --book 'my book'\n",
        "",
    )
    code, out, err = octavo("new", "my book")
    assert (code, out) == (2, "")
    assert err.startswith("my book/manuscript/book.toml: there is a book here already. ")


def test_assemble_makes_a_book_of_this_folder(octavo, tmp_path):
    code, out, err = octavo("assemble", "../home.txt")
    assert code == 0
    assert out == ("the-long-way-home.md  150 words  <- articles/home.txt\nNext: octavo build\n")
    assert err.startswith("manuscript/articles/home.txt:1: warning: a short chapter: 150 words")
    assert (tmp_path / "here/manuscript/book.toml").is_file()


def test_assemble_finds_the_book_upwards(octavo, tmp_path, monkeypatch):
    octavo("new", "book")
    monkeypatch.chdir(tmp_path / "here/book/manuscript")
    code, out, _ = octavo("assemble", "../../../home.txt")
    assert code == 0
    assert out.endswith(f"Next: octavo build --book {tmp_path}/here/book\n")
    _, out, _ = octavo("assemble", "../../../home.txt")
    assert "150 words  <- articles/home.txt  (unchanged)\n" in out
    chapter = tmp_path / "here/book/manuscript/the-long-way-home.md"
    chapter.write_text("# Mine\n")
    _, out, _ = octavo("assemble", "../../../home.txt")
    assert "(left alone: you have edited it)\n" in out


def test_assemble_says_which_options_a_book_does_not_take(octavo):
    octavo("new", "book")
    code, _, err = octavo("assemble", "../home.txt", "--book", "book", "--title", "X")
    assert code == 0
    assert "--title not used: the book is there already. Change book/manuscript/book.toml" in err


def test_assemble_counts_proposals(octavo, tmp_path):
    text = "".join(f"Chapter {number}\n\n{TEXT[19:]}\n" for number in ("One", "Two", "Three"))
    text = f"The Long Way Home\n\n{text}"
    (tmp_path / "home.txt").write_text(text, encoding="utf-8")
    _, out, _ = octavo("assemble", "../home.txt", "--book", "b")
    assert "3 proposals wait for you in b/manuscript/articles/ledger.toml; --review" in out


def test_home_and_root_do_not_become_a_book(octavo, tmp_path, monkeypatch):
    for folder in (tmp_path, "/"):
        monkeypatch.chdir(folder)
        code, out, err = octavo("assemble", str(tmp_path / "home.txt"))
        assert (code, out) == (2, "")
        assert "should not become one. Name a folder" in err
    assert not (tmp_path / "manuscript").exists()


def test_bad_articles_end_in_one_line(octavo, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9")
    code, out, err = octavo("assemble", "../bad.txt", "--book", "b")
    assert (code, out) == (1, "")
    assert err.startswith("../bad.txt:1: byte 4 (0xe9) is not UTF-8. ")
    assert err.count("\n") == 1
    code, _, err = octavo("assemble", "../gone.txt", "--book", "b")
    assert (code, err) == (2, "../gone.txt: there is no such file. Check the name.\n")
