"""Heads without a fence: pandoc's title block, MultiMarkdown's keys, and what is neither."""

from __future__ import annotations

import pytest

from octavo.importing.readers.markdown_file import read_markdown
from octavo.manuscript.front_matter import split_front_matter


@pytest.mark.parametrize(
    ("text", "title", "author", "line"),
    [
        ("% The Weir\n% Ann Lee; Bo Ek\n% May 1990\n\nRain.\n", "The Weir", "Ann Lee, Bo Ek", 4),
        ("% The Weir\n  and the Mill\n\nRain.\n", "The Weir and the Mill", "", 3),
        ("%\n% Ann Lee\n# Rain\n", "", "Ann Lee", 3),
        ("\n% The Weir\n\nRain.\n", "The Weir", "", 3),
    ],
)
def test_a_title_block_is_front_matter(text, title, author, line):
    about, rest, begins = split_front_matter(text, "c.md")
    assert (about.text("title"), about.text("author")) == (title, author)
    assert (begins, about.findings) == (line, ())
    assert rest == "\n".join(text.split("\n")[line - 1 :])


def test_keys_at_the_head_are_front_matter():
    text = (
        "Title:   The Weir  \nAuthor:\tAnn Lee\nBase Header Level: 2\nAddress: Mill 3\n\t12 Ford\n"
    )
    about, rest, line = split_front_matter(f"{text}\n# Rain\n", "c.md")
    assert (about.text("title"), about.text("author")) == ("The Weir", "Ann Lee")
    assert about.others == ("Base Header Level", "Address")
    assert (rest, line) == ("\n# Rain\n", 6)


@pytest.mark.parametrize(
    "text",
    [
        "%like so\n",
        "% one\n% two\n% three\n% four\n",
        "Title: The Weir\n\nRain.\n",
        "From: Ann\nTo: Bo\n\nRain.\n",
        "Title: The Weir\nSmell: of rain\n\nRain.\n",
        "Title: The Weir\nAuthor: Ann\nand it rained.\n",
        "# Rain\n\nTitle: The Weir\nAuthor: Ann\n",
    ],
)
def test_a_letter_or_a_list_stays_text(text):
    about, rest, line = split_front_matter(text, "c.md")
    assert (dict(about.options), rest, line) == ({}, text, 1)


def test_an_article_has_its_title_block_too():
    source = read_markdown(b"% The Weir\n% Ann Lee; Bo Ek\n\nRain fell.\n", "a.md")
    assert (source.title, source.author) == ("The Weir", "Ann Lee and Bo Ek")
    assert source.words == ("Rain", "fell.")


def test_an_article_may_begin_its_front_matter_with_an_empty_line():
    source = read_markdown(b"---\n\ntitle: The Weir\n---\n\nRain fell.\n", "a.md")
    assert (source.title, source.words) == ("The Weir", ("Rain", "fell."))
