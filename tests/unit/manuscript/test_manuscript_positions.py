"""Lines of keys and list items in TOML, however it is written."""

from __future__ import annotations

import tomllib

import pytest

from octavo.manuscript.toml_positions import find_positions

# Each value is the line it stands on, so that the text says itself what is right.
TEXT = '''\
top = 1
"quoted key" = 2
a.b.c = 3
multi = """
top = 99
[table]
"""
[book] # head = "[x]"
  title = 9
authors = [
  { name = 11, sort = 11 },
  { name = 12 }, # name = 0
  "13",

  [15, 15],
]
inline = { x = 17, y = { z = 17 } }

[[contents.part]]
title = 20
chapters = [21, 21,
  22]

[[contents.part]]
title = 25
'literal.key' = 26

[editions."Large Print"]
format = 29
[[contents.part.deep]]
x = 31
[[ spaced . out ]]
y=33
date = 1979-05-27T07:32:00Z
float = 3.14
lit = \'\'\'
[not] a = "table"
\'\'\'
last = 39'''


def walk(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from walk(inner, (*path, number))
    else:
        yield path, value


def test_every_value_is_found_on_its_line():
    lines = find_positions(TEXT).lines
    checked = 0
    for path, value in walk(tomllib.loads(TEXT)):
        assert path in lines, path
        if isinstance(value, int) or str(value).isdigit():
            assert lines[path] == int(value), path
            checked += 1
    assert checked == 22


def test_heads_are_found_too():
    lines = find_positions(TEXT).lines
    assert lines["book",] == 8
    assert lines["contents", "part", 0] == 19
    assert lines["contents", "part", 1] == 24
    assert lines["editions", "Large Print"] == 28
    assert lines["contents", "part", 1, "deep", 0] == 30


@pytest.mark.parametrize(
    "text", ["", "\n", "# only", "a = 1", "[a]", "a=[\n]\nb={}\n", "[[a]]\n[[a]]"]
)
def test_small_texts(text):
    tomllib.loads(text)
    find_positions(text)
