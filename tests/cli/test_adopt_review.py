"""`octavo adopt --review` in a terminal of its own: the table, the keys, what is made of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from helpers.terminal import Terminal

PROSE = "The keeper walked the sand with his lantern held low, and nobody saw him go that night."
HEADED = (
    f"# The Lamp\n\n{PROSE}\n\n## Oil\n\n{PROSE}\n\n# The Wick\n\n{PROSE}\n\n## Smoke\n\n{PROSE}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lamp.md").write_text(HEADED, "utf-8")
    return tmp_path


def contents(folder: Path) -> dict[str, object]:
    book = tomllib.loads((folder / "b/manuscript/book.toml").read_text("utf-8"))
    return {key: value for key, value in book["contents"].items() if key != "numbers"}


def test_what_the_keys_say_is_made(folder: Path) -> None:
    text = f"# Of Lamps\n\n{PROSE}\n\n# Oil\n\n{PROSE}\n\n# Smoke\n\n{PROSE}\n\n# End\n\n{PROSE}\n"
    (folder / "lamp.md").write_text(text, "utf-8")
    at = Terminal(folder, "adopt", "lamp.md", "--book", "b", "--review")
    first = at.until(r"\[1 of 4\][^\n]*\n(?s:.*)\? help")
    assert "chapter, 19 words, by a heading" in first and "Of Lamps" in first
    assert not (folder / "b").exists()
    at.press("f")
    at.until(r"\[2 of 4\]")
    at.press("x")
    at.until(r"or \?")
    at.press("r")
    at.until(r"in place of \"Oil\"")
    at.press("Whale Oil\n")
    at.until(r"\[3 of 4\]")
    at.press("h")
    at.until(r"\[4 of 4\]")
    at.press("u")
    at.until(r"\[3 of 4\]")
    at.press("j")
    at.until(r"\[4 of 4\]")
    at.press("b")
    said, code = at.end()
    assert code == 0, said
    assert "4 changed." in said
    assert contents(folder) == {
        "front": ["of-lamps.md"],
        "chapters": ["whale-oil.md"],
        "back": ["end.md"],
    }
    oil = (folder / "b/manuscript/whale-oil.md").read_text("utf-8")
    assert oil == f"# Whale Oil\n\n{PROSE}\n\nSmoke\n\n{PROSE}\n"


def test_chapters_begin_deeper_or_higher(folder: Path) -> None:
    at = Terminal(folder, "adopt", "lamp.md", "--book", "b", "--review")
    at.until(r"\[1 of 2\]")
    at.press("+")
    at.until(r"From the top again: 4 chapters")
    at.press("-")
    at.until(r"From the top again: 2 chapters")
    at.press("+")
    at.until(r"From the top again: 4 chapters")
    at.press("q")
    said, code = at.end()
    assert code == 0 and "All as it was found." in said
    names = ["the-lamp.md", "oil.md", "the-wick.md", "smoke.md"]
    assert contents(folder) == {"chapters": names}


def test_ctrl_c_writes_nothing(folder: Path) -> None:
    at = Terminal(folder, "adopt", "lamp.md", "--book", "b", "--review")
    at.until(r"\[1 of 2\]")
    at.press("\x03")
    said, code = at.end()
    assert code != 0 and "Nothing was written." in said
    assert not (folder / "b").exists()
