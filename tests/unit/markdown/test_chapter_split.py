"""One file of several chapters: where it is cut, and what each piece brings along."""

from __future__ import annotations

import time

import pytest

from octavo.markdown.chapter_split import split_chapters

BOOK = """Before all.

# One *more* {.quiet}

Text[^1] and an [address][here]. HTML.

> # Quoted

```
# code
```

Two
===

<div>
# html
</div>

::: note
# inside
:::

Again[^1], and[^deep].

[^1]: The first.

# Three {#last}

- # item

[^deep]:
    It says [here].

[^unused]: x

[here]: https://example.org
*[HTML]: Markup
"""


def placed(text: str) -> list[tuple[int, str]]:
    """The lines that are not empty, with their numbers."""
    return [(number, line) for number, line in enumerate(text.split("\n")) if line]


def test_each_top_title_begins_a_piece():
    pieces = split_chapters(BOOK)
    assert [piece.name.strip() for piece in pieces] == ["One *more*", "Two", "last"]
    firsts = [piece.text.split("\n")[0] for piece in pieces]
    assert firsts == ["Before all.", "Two", "# Three {#last}"]


def test_every_line_keeps_its_number():
    lines = placed(BOOK)
    for piece in split_chapters(BOOK):
        moved = [(number + piece.first, line) for number, line in placed(piece.text)]
        assert set(moved) <= set(lines)
    held = {line for piece in split_chapters(BOOK) for line in piece.text.split("\n")}
    assert {line for _, line in lines} <= held


def test_a_piece_has_the_notes_and_addresses_that_it_uses_and_no_others():
    one, two, three = (piece.text for piece in split_chapters(BOOK))
    assert [mark in one for mark in ("[^1]:", "[^deep]:", "[here]:", "*[HTML]:")] == [
        *(True, False, True, True)
    ]
    assert [mark in two for mark in ("[^1]:", "[^deep]:", "[here]:", "*[HTML]:")] == [
        *(True, True, True, True)
    ]
    assert "[^unused]:" in three and "[^deep]:" not in three


@pytest.mark.parametrize(
    "text", ["", "Text", "# One", "# One\n\n## Two\n", "> # a\n\n# b\n", "#\n\n# a"]
)
def test_a_text_without_several_titles_is_no_several_chapters(text):
    assert split_chapters(text) == ()


def test_many_titles_and_notes_take_no_time():
    text = "".join(f"# T{n}\n\nx[^{n}]\n\n" for n in range(500))
    text += "".join(f"[^{n}]: y\n\n" for n in range(500))
    begun = time.process_time()
    assert len(split_chapters(text)) == 500
    assert time.process_time() - begun < 2
