"""Editing book.toml: where chapters go, and that the rest stays as it was."""

from __future__ import annotations

import tomllib

import pytest

from octavo.core.errors import OctavoError
from octavo.manuscript.book_toml_edit import add_chapters

FLAT = """\
schema = 1 # first
[contents]
# in order
chapters = ["a.md"] # one

# the editions
[editions.x]
format = "epub"
"""

PARTS = """\
[contents]
front = ["i.md"]
[[contents.part]]
title = "Sea"
chapters = [
  "a.md", # the first
]

[[contents.part]]
title = "Land"
chapters = ["b.md"]

# the editions
[editions.x]
format = "epub"
"""


def _contents(text):
    return tomllib.loads(text)["contents"]


def test_flat_list_keeps_everything_else():
    edited = add_chapters(FLAT, ["b.md", "c.md"])
    assert edited == FLAT.replace('["a.md"]', '["a.md", "b.md", "c.md"]')


def test_a_list_over_several_lines_stays_one():
    edited = add_chapters(PARTS, ["c.md"], part="Sea")
    assert '  "a.md", # the first\n  "c.md",\n]' in edited
    assert edited.replace('  "c.md",\n', "") == PARTS


@pytest.mark.parametrize(
    "text",
    [
        FLAT,
        PARTS,
        "",
        "schema = 1",
        '[contents]\nback = ["z.md"]\n',
        '[[contents.part]]\ntitle = "Sea" # last',
    ],
)
@pytest.mark.parametrize("part", [None, "Land", "Sky"])
def test_chapters_are_added_once_and_at_the_end(text, part):
    edited = add_chapters(text, ["n.md", "n.md", "o.md"], part=part)
    contents = _contents(edited)
    parts = contents.get("part", [])
    if part:
        listed = next(each["chapters"] for each in parts if each["title"] == part)
    else:
        listed = parts[-1]["chapters"] if parts else contents["chapters"]
    assert listed[-2:] == ["n.md", "o.md"]
    assert add_chapters(edited, ["o.md", "n.md"], part="Elsewhere") == edited
    assert [line for line in text.split("\n") if "#" in line] == [
        line.replace(', "n.md", "o.md"', "") for line in edited.split("\n") if "#" in line
    ]


def test_a_new_part_stands_before_the_comment_of_what_follows():
    edited = add_chapters(FLAT, ["b.md"], part="Sky")
    assert edited.index("[[contents.part]]") < edited.index("# the editions")
    assert "]\n\n# the editions\n[editions.x]" in edited
    edited = add_chapters(PARTS, ["c.md"], part="Sky")
    assert '"b.md"]\n\n[[contents.part]]\ntitle = "Sky"\n' in edited
    assert "]\n\n# the editions\n[editions.x]" in edited


@pytest.mark.parametrize("key", ["front", "chapters", "back", "ignore"])
def test_what_is_listed_anywhere_stays_there(key):
    text = f'[contents]\n{key} = ["a.md"]\n'
    assert add_chapters(text, ["a.md"], part="Sky") == text


@pytest.mark.parametrize(
    "text",
    [
        "contents = 3\n",
        "[contents]\nchapters = 3\n",
        "[contents]\npart = 3\n",
        '[contents]\npart = ["a"]\n',
        "[contents]\nchapters = [[3]]\nback = 4\n",
    ],
)
def test_contents_of_another_shape(text):
    with pytest.raises(OctavoError) as caught:
        add_chapters(text, ["n.md"])
    assert caught.value.where == "manuscript/book.toml"
    assert caught.value.hint
