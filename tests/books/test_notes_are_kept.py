"""No word of a note is lost in print, however many and however long the notes are."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from helpers.printed import read_pages
from octavo.build.pipeline import Findings, Request, build
from octavo.core.artifact import Artifact

SENTENCE = "The tide came in over the flats and went out again before the light was gone. "
BOOK = """\
schema = 1
[book]
title = "T"
language = "en"
[contents]
chapters = ["one.md", "two.md"]
"""


def printed_words(root: Path, chapter: str) -> tuple[set[str], list[str]]:
    """The words on the pages, and the codes of what was said about the book."""
    (root / "manuscript").mkdir()
    (root / "manuscript" / "book.toml").write_text(BOOK)
    (root / "manuscript" / "one.md").write_text(chapter)
    (root / "manuscript" / "two.md").write_text("# Two\n\nThe chapter behind.\n")
    events = list(build(Request(root=root, out=root / "build", editions=("print",))))
    (path,) = [event.path for event in events if isinstance(event, Artifact)]
    (found,) = [event.findings for event in events if isinstance(event, Findings)]
    return set(" ".join(page.text for page in read_pages(path)).split()), [f.code for f in found]


def notes(count: int, sentences: list[int]) -> str:
    return "\n\n".join(
        f"[^{n}]: BEGIN{n} {SENTENCE * sentences[n % len(sentences)]}END{n}" for n in range(count)
    )


def expect(count: int) -> set[str]:
    return {f"{word}{n}" for n in range(count) for word in ("BEGIN", "END")}


@pytest.mark.parametrize("seed", range(6))
def test_notes_of_many_lengths(tmp_path, seed):
    pick = random.Random(seed)
    count = pick.randint(5, 40)
    text = "\n\n".join(f"{SENTENCE * pick.randint(1, 6)}Call.[^{n}]" for n in range(count))
    lengths = [pick.choice([1, 2, 5, 9, 14]) for _ in range(7)]
    words, _ = printed_words(tmp_path, f"# One\n\n{text}\n\n{notes(count, lengths)}\n")
    assert expect(count) <= words


def test_forty_notes_in_one_paragraph(tmp_path):
    text = " ".join(f"word[^{n}]" for n in range(40))
    words, codes = printed_words(tmp_path, f"# One\n\n{text}\n\n{notes(40, [9])}\n")
    assert expect(40) <= words
    assert "note-moved" in codes


def test_a_note_that_is_short_but_tall(tmp_path):
    items = "\n".join(f"    - item{n}" for n in range(60))
    words, codes = printed_words(tmp_path, f"# One\n\nText.[^1]\n\n[^1]:\n{items}\n")
    assert {f"item{n}" for n in range(60)} <= words
    assert codes == ["note-moved"]


def test_notes_of_a_chapter_stay_out_of_the_next(tmp_path):
    text = "\n\n".join(f"{SENTENCE * 2}Call.[^{n}]" for n in range(30))
    printed_words(tmp_path, f"# One\n\n{text}\n\n{notes(30, [7])}\n")
    pages = read_pages(tmp_path / "build" / "t-print.pdf")
    (opener,) = [page for page in pages if "The chapter behind." in page.text]
    assert "BEGIN" not in opener.text
    assert "END" not in opener.text
