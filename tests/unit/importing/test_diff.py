"""What would change, and the proposed order: text in, text out."""

from __future__ import annotations

import subprocess
import tomllib

import pytest

from helpers.outside import need_program
from octavo.importing.diff import Change, unified
from octavo.importing.proposed_order import END, HEAD, with_proposal

BOOK = '[book]\ntitle = "T" # mine\n\n[contents]\nchapters = ["a.md"]\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one\ntwo\nthree\n", "one\n2\nthree\n"),
        ("one\n", "one"),
        ("one", "one\ntwo\n"),
        ("one\ntwo", "two"),
        ("", "one\n"),
        ("\n\n", "\n"),
        ("one\x0ctwo\u2028three\n", "one\x0ctwo\u2028four\n"),
    ],
)
def test_patch_makes_the_one_of_the_other(tmp_path, before, after):
    path = tmp_path / "a.md"
    path.write_bytes(before.encode())
    text = "\n".join(unified(Change(path="a.md", before=before, after=after))) + "\n"
    assert text.startswith("--- a/a.md\n+++ b/a.md\n@@ ")
    need_program("patch", package="patch")
    done = subprocess.run(
        ["patch", "-p1", "-s"], input=text.encode(), cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done
    assert path.read_bytes() == after.encode()


def test_nothing_to_say_of_what_is_the_same():
    assert list(unified(Change(path="a.md", before="x\n", after="x\n"))) == []


def test_a_new_file_comes_from_nowhere():
    assert next(iter(unified(Change(path="a.md", before=None, after="x\n")))) == "--- /dev/null"


def test_the_proposal_stands_above_the_contents():
    text = with_proposal(BOOK, ["# Part: one", "#   a.md"])
    assert text == BOOK.replace("[contents]", f"{HEAD}\n# Part: one\n#   a.md\n{END}\n\n[contents]")
    assert tomllib.loads(text) == tomllib.loads(BOOK)


def test_a_second_proposal_takes_the_place_of_the_first():
    first = with_proposal(BOOK, ["# one"])
    assert with_proposal(first, ["# one"]) == first
    assert with_proposal(first, ["# two", "# three"]) == with_proposal(BOOK, ["# two", "# three"])


def test_a_proposal_that_has_lost_its_end_is_replaced_too():
    first = with_proposal(BOOK, ["# one"]).replace(f"{END}\n", "")
    assert with_proposal(first, ["# two"]) == with_proposal(BOOK, ["# two"])


def test_comments_of_the_author_below_it_stay():
    first = with_proposal(BOOK, ["# one"]).replace("[contents]", "# mine too\n[contents]")
    second = with_proposal(first, ["# two"])
    assert "# mine too\n[contents]" in second
    assert "# one" not in second


@pytest.mark.parametrize(
    "book",
    [
        '[book]\ntitle = "T"\n',
        '[[contents.part]]\ntitle = "P"\nchapters = []\n',
        'contents = {chapters = ["a.md"]}',
        "[ contents ]\nchapters = []\n",
    ],
)
def test_any_shape_of_book(book):
    text = with_proposal(book, ["# one"])
    assert tomllib.loads(text) == tomllib.loads(book)
    assert text.count(HEAD) == 1
    assert with_proposal(text, ["# one"]) == text
