"""Blocks where a page ends: what introduces them, heads at a page's head, rows of many lines."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from helpers.printed import Page, read_pages
from octavo.build.pipeline import Request, build
from octavo.core.artifact import Artifact

LINE = "The tide came in over the flats and went out once more before the light was gone that day. "
CODE = "\n".join(["```text", *[f"row {number}" for number in range(9)], "```"])


def printed(root: Path, text: str) -> list[Page]:
    folder = root / "manuscript"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "one.md").write_text(f"# One\n\n{text}\n")
    (folder / "book.toml").write_text(
        'schema = 1\n[book]\ntitle = "T"\nlanguage = "en"\n[contents]\nchapters = ["one.md"]\n'
    )
    events = list(build(Request(root=root, out=root / "build", editions=("print",))))
    (path,) = [event.path for event in events if isinstance(event, Artifact)]
    return read_pages(path)


def on_pages(pages: list[Page], words: str) -> list[int]:
    return [no for no, page in enumerate(pages) for line in page.lines if words in line.text]


@pytest.mark.parametrize("lead", ["It prints these rows:", "**The rows**", "Rows like these:[^1]"])
@pytest.mark.parametrize("lines", range(19, 21))
def test_what_introduces_a_block_stands_with_it(tmp_path, lead, lines):
    text = "\n\n".join(["A line of its own."] * lines)
    pages = printed(tmp_path, f"{text}\n\n{lead}\n\n{CODE}\n\nAfter.\n\n[^1]: A note.")
    words = lead.strip("*").partition("[")[0]
    assert on_pages(pages, words)[-1:] == on_pages(pages, "row 0")


def test_a_heads_text_is_as_near_at_the_head_of_a_page(tmp_path):
    text = "".join(f"## A head\n\n{LINE * (3 + n * 7 % 11)}\n\n" for n in range(40))
    pages = printed(tmp_path, text)
    near, at_the_head = set(), 0
    for page in pages:
        lines = sorted(page.between(70, 555), key=lambda line: -line.y)
        for number, (line, after) in enumerate(pairwise(lines)):
            if line.text.strip() == "A head":
                near.add(round(line.y - after.y, 1))
                at_the_head += not number
    assert len(near) == 1, near
    assert at_the_head > 1


def test_a_row_taller_than_a_page_breaks_under_its_heads(tmp_path):
    words = " ".join(f"word{number}" for number in range(700))
    rows = f"| Who | What |\n|---|---|\n| Her | {words} |\n| Him | Less. |"
    pages = printed(tmp_path, f"{LINE * 4}\n\nTable: A long answer\n\n{rows}")
    caption = on_pages(pages, "answer") or on_pages(pages, "ANSWER")
    first, *others = on_pages(pages, "What")
    assert caption[-1:] == [first]
    assert first in on_pages(pages, "word0 ")
    assert [first, *others] == sorted(set(on_pages(pages, "word")))
    assert others


@pytest.mark.parametrize("lines", range(8, 20))
def test_a_letter_leaves_neither_its_greeting_nor_its_signature_alone(tmp_path, lines):
    text = "\n\n".join(["A line of its own."] * lines)
    letter = f"::: letter\nDear Nan,\n\n{LINE * 4}\n\nThe light is well.\n\nYour uncle\n:::"
    pages = printed(tmp_path, f"{text}\n\n{letter}\n\n{LINE * 14}")
    first = on_pages(pages, "The tide came")[0]
    assert on_pages(pages, "Dear Nan") == [first]
    assert on_pages(pages, "Your uncle") == on_pages(pages, "The light is well")


@pytest.mark.parametrize("lines", range(17, 22))
def test_a_note_stands_on_the_page_of_its_call(tmp_path, lines):
    text = "\n\n".join(["A line of its own."] * lines)
    pages = printed(
        tmp_path, f"{text}\n\nHere it calls.[^1]\n\n{LINE * 9}\n\n[^1]: {'So it is. ' * 20}"
    )
    assert on_pages(pages, "Here it calls") == on_pages(pages, "So it is.")[:1]


FIGURE = '![A field](images/field.svg "An ebb")'
TABLE = "Table: Water{more}\n\n| a | b |\n|---|---|\n" + "| ebb | flood |\n" * 6


@pytest.mark.parametrize(
    ("block", "moves"),
    [
        (FIGURE, True),
        (f"{FIGURE}{{.pinned}}", False),
        (f"It shows this:\n\n{FIGURE}", False),
        (f'{FIGURE[:-2]}[^1]")', False),
        (TABLE.format(more=""), True),
        (TABLE.format(more=" {.pinned}"), False),
    ],
    ids=["figure", "pinned", "introduced", "with a note", "table", "pinned table"],
)
def test_text_flows_up_before_what_does_not_fit(tmp_path, block, moves):
    images = tmp_path / "manuscript" / "images"
    images.mkdir(parents=True)
    (images / "field.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">'
        '<rect width="300" height="200" fill="#999"/></svg>'
    )
    before = "\n\n".join(f"First {number}. {LINE}" for number in range(7))
    behind = "\n\n".join(f"Then {number}. {LINE * 3}" for number in range(9))
    note = "\n\n[^1]: A note." if "[^1]" in block else ""
    pages = printed(tmp_path, f"{before}\n\n{block}\n\n{behind}{note}")
    (stands,) = set(on_pages(pages, "ebb"))
    assert on_pages(pages, "First 6.") == [stands - 1]
    assert on_pages(pages, "Then 0.") == [stands - 1 if moves else stands]
