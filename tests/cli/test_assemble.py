"""`octavo assemble` in a terminal of its own, and its one object with `--json`."""

from __future__ import annotations

import json
import os
import re
import signal
import tomllib
from pathlib import Path

import pytest

from helpers.terminal import Terminal
from helpers.transcript import Octavo

FILLER = (
    "The ferry leaves before the light does, and whoever wants to cross has to be awake early, "
    "with bread in one pocket and the fare in the other, since nobody gives change out there."
)
LETTER = " ".join(["we kept the lamp lit all winter and nobody came"] * 12)
TIDE = f"""\
What The Tide Brought

{FILLER} {FILLER}

A keeper wrote to me and said: “{LETTER}.” I have not answered yet.

{FILLER} {FILLER}

{FILLER} Subscribe to the tide table at https://tides.example.com/list
"""
QUESTION = re.compile(r"\[(\d+) of (\d+)\] (\S+)  (\S+)")


@pytest.fixture
def tide(book: Path) -> Path:
    folder = book / "in"
    folder.mkdir()
    (folder / "tide.txt").write_text(TIDE, encoding="utf-8")
    return book


def decisions(book: Path) -> dict[str, tuple[str, bool, bool]]:
    ledger = tomllib.loads((book / "manuscript/articles/ledger.toml").read_text("utf-8"))
    return {
        each["rule"]: (each["action"], each["accepted"], each.get("reviewed", False))
        for article in ledger["article"]
        for each in article["decision"]
    }


def chapter(book: Path) -> str:
    return (book / "manuscript/what-the-tide-brought.md").read_text("utf-8")


def test_a_review_from_its_first_question_to_the_chapter(tide: Path) -> None:
    terminal = Terminal(tide, "assemble", "in/tide.txt", "--review")
    shown = terminal.until(r"k keep.*\n")
    assert QUESTION.findall(shown) == [
        ("1", "2", "manuscript/articles/tide.txt:5", "letter-quoted")
    ]
    assert "A keeper wrote to me and said: >>> “we kept the lamp" in shown.replace("\n", " ")
    assert "<<< I have not answered yet." in shown.replace("\n", " ")
    assert "y as proposed: letter" in shown
    terminal.press("?")
    assert "drop: the words are left out" in terminal.until(r"k keep.*as proposed.*\n")
    terminal.press("x")
    terminal.until(r"k, d, h, y, s, a, u, q or \?")
    terminal.press("d")
    terminal.until(r"2 of 2[^$]*k keep.*\n")
    assert decisions(tide)["letter-quoted"] == ("drop", True, True), "saved at once"
    assert LETTER in chapter(tide), "and applied at the end"
    terminal.press("u")
    terminal.until(r"1 of 2[^$]*k keep.*\n")
    assert decisions(tide)["letter-quoted"] == ("letter", False, False)
    terminal.press("y")
    terminal.until(r"2 of 2[^$]*k keep.*\n")
    terminal.press("k")
    text, code = terminal.end()
    assert code == 0
    assert "2 answers saved in manuscript/articles/ledger.toml." in text
    assert "proposals wait" not in text and "proposal waits" not in text
    assert decisions(tide)["letter-quoted"] == ("letter", True, True)
    assert decisions(tide)["plug-address"] == ("drop", False, True)
    assert "::: letter\n\n“we kept the lamp" in chapter(tide)
    assert "https" in chapter(tide)
    again = Terminal(tide, "assemble", "--review")
    text, code = again.end()
    assert "No proposal waits for you." in text
    assert code == 0


def test_one_answer_for_all_of_a_rule(book: Path) -> None:
    folder = book / "in"
    folder.mkdir()
    for name in ("north", "south"):
        heads = "\n\n".join(f"**The {name} {part}**\n\n{FILLER}" for part in ("quay", "light"))
        (folder / f"{name}.md").write_text(f"# The {name}\n\nAbove.\n\n{heads}\n", "utf-8")
    terminal = Terminal(book, "assemble", "in", "--review")
    shown = terminal.until(r"1 of 4[^$]*k keep.*\n")
    assert "\nAbove.\n\n>>> **The north quay** <<<\n\nThe ferry leaves" in shown
    terminal.press("a")
    assert "All 2 of heading-bold-line in this article" in terminal.until(r"u back")
    terminal.press("a")
    assert "All 4 of heading-bold-line in all articles" in terminal.until(r"u back")
    terminal.press("u")
    terminal.until(r"1 of 4[^$]*k keep.*\n")
    terminal.press("ay")
    terminal.until(r"3 of 4[^$]*k keep.*\n")
    terminal.press("q")
    text, code = terminal.end()
    assert (code, "2 answers saved" in text, "2 proposals wait" in text) == (0, True, True)
    north = (book / "manuscript/the-north.md").read_text("utf-8")
    assert "\n## The north quay\n" in north and "\n## The north light\n" in north
    assert "\n**The south quay**\n" in (book / "manuscript/the-south.md").read_text("utf-8")


def test_ctrl_c_keeps_what_was_answered(tide: Path) -> None:
    terminal = Terminal(tide, "assemble", "in/tide.txt", "--review")
    terminal.until(r"1 of 2[^$]*k keep.*\n")
    terminal.press("h")
    terminal.until(r"2 of 2[^$]*k keep.*\n")
    os.kill(terminal.pid, signal.SIGINT)
    text, code = terminal.end()
    assert code == 130
    assert "Your answers so far are in the ledger" in text
    assert "Traceback" not in text
    assert decisions(tide)["letter-quoted"] == ("heading", True, True)
    assert not list(tide.rglob("*.part"))


def test_stopping_at_once_changes_nothing(tide: Path) -> None:
    Terminal(tide, "assemble", "in/tide.txt").end()
    before = {path: path.read_bytes() for path in tide.rglob("*") if path.is_file()}
    for key in ("q", "\x04", "sq", "?q", "uq"):
        terminal = Terminal(tide, "assemble", "--review")
        terminal.until(r"1 of 2[^$]*k keep.*\n")
        terminal.press(key)
        text, code = terminal.end()
        assert code == 0
        assert "No answer given." in text
        assert {path: path.read_bytes() for path in tide.rglob("*") if path.is_file()} == before


def test_a_ledger_that_somebody_else_changes_meanwhile(tide: Path) -> None:
    terminal = Terminal(tide, "assemble", "in/tide.txt", "--review")
    terminal.until(r"1 of 2[^$]*k keep.*\n")
    ledger = tide / "manuscript/articles/ledger.toml"
    ledger.write_text(ledger.read_text("utf-8") + "# mine\n", encoding="utf-8")
    changed = ledger.read_bytes()
    terminal.press("d")
    text, code = terminal.end()
    assert code == 1
    assert "changed by somebody else meanwhile" in text.replace("\n", " ")
    assert ledger.read_bytes() == changed


ARTICLE = {"file", "chapter", "title", "author", "status", "counts", "headings", "drops", "open"}


def test_one_object(octavo: Octavo, tide: Path) -> None:
    for status in ("written", "unchanged"):
        ran = octavo("octavo assemble in/tide.txt --json")
        assert (ran.code, ran.errors) == (0, "")
        read = json.loads(ran.output)
        assert set(read) == {
            *("book", "created", "articles", "changes", "proposal", "findings", "versions")
        }
        (article,) = read["articles"]
        assert set(article) == ARTICLE | {"decisions"}
        assert (article["status"], article["open"]) == (status, 2)
        assert article["chapter"] == "manuscript/what-the-tide-brought.md"
        assert article["counts"]["source"] == len(TIDE.split())
        rules = [each["rule"] for each in article["decisions"]]
        assert {"title-line", "letter-quoted", "plug-address"} <= set(rules)
        assert all(each["code"] and each["message"] for each in read["findings"])
        assert read["book"] == str(tide)
    ran = octavo("octavo assemble in/tide.txt --json --diff")
    assert json.loads(ran.output)["changes"] == []


def test_one_object_with_a_diff(octavo: Octavo, tide: Path) -> None:
    octavo("octavo assemble in/tide.txt")
    path = tide / "manuscript/what-the-tide-brought.md"
    path.write_text("# Mine\n", encoding="utf-8")
    read = json.loads(octavo("octavo assemble --json --diff").output)
    assert [each["status"] for each in read["articles"]] == ["left-alone"]
    (change,) = read["changes"]
    assert change["file"] == "manuscript/what-the-tide-brought.md"
    assert "\n-# Mine\n" in change["diff"]
    assert path.read_text("utf-8") == "# Mine\n"


def test_one_object_on_failure(octavo: Octavo, book: Path) -> None:
    for line, code in (("in/none.txt", 2), ("", 2), ("--review", 2)):
        ran = octavo(f"octavo assemble {line} --json")
        assert ran.code == code
        read = json.loads(ran.output)
        (finding,) = read["findings"]
        assert finding["severity"] == "error"


def test_many_articles_are_counted(octavo: Octavo, book: Path) -> None:
    folder = book / "in"
    folder.mkdir()
    for number in range(60):
        text = (
            f"The Story of Boat {number}\n\nBoat {number} left. {FILLER}\n\nIt came ( back.) So\n"
        )
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    ran = octavo("octavo assemble in")
    assert ran.code == 0
    assert ran.output.startswith("60 articles, ")
    assert "60 written." in ran.output.split("\n")[0]
    assert len(ran.output.splitlines()) <= 4
    assert " in 59 more places: manuscript/articles/1.txt:" in ran.errors
    assert ran.errors.splitlines()[-1].endswith(" findings; --all-findings lists each.")
    assert len(ran.errors.splitlines()) < 20
    (book / "manuscript/the-story-of-boat-7.md").write_text("# Mine\n", encoding="utf-8")
    ran = octavo("octavo assemble in")
    assert "59 unchanged, 1 left alone because you have edited them." in ran.output
    assert "the-story-of-boat-7.md" in ran.output
