"""What is told of a block without a parse is what the book's own parse says of it."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from helpers.articles import NASTY, POST
from octavo.importing.readers.html_page import read_html
from octavo.importing.readers.sure_words import sure_lines, sure_words
from octavo.importing.readers.word_proof import as_markdown, letters, letters_of
from octavo.markdown.chapter_tree import read_chapter
from octavo.markdown.dialect import Writing

#: What stands before and behind the block that is read: no letter of it may go there.
EDGE = "edge"

SIGNS = (
    *"*_`[]()!~^$=%&#<>{}|\\@+-:;,./?'\"“”‘’«»–—…\u00a0\u200b\u0301\u00ad\u037e",
    "**", "***", "``", "%%", "==", "--", "---", "...", "://", "www.", "//", "  ", " - ", " : ",
    "*a*", "*it was*", "**W**", "**so 1/2 it-is**", "_a_", "`c`", "`a <b> $x$ %% \\`", "`` a ``",
    "[b c](https://a.example/b_c?x=1&copy=2)", "[b](https://a.example)", "[b](x.md)", "[b][c]",
    "[b]{.c}", "[^1]", "[[b]]", "[@b]", "[ ] ", "[x] ", "![b](https://a.example/c.png)", "[!NOTE]",
    "[b]: https://a.example", "*[HTML]: Hyper", "[toc]", "{:toc}", "{#b}", "{.c}", "<b>", "</b>",
    "<br>", "<!--", "&amp;", "&#35;", "$x$", "H~2~O", "a@b.example", "mailto:a@b.example",
    "https://a.example/b_c", "www.a.example", "xmpp:a", "Table: ", ": ", "1.", "1)", "iv)", "A.",
    "(a) ", "A> ", "T> ", "(c)", "(tm)", "'tis", "'90s", "5'10\"", "#5", "é", "字", "한", "я", "λ",
)  # fmt: skip
PLAIN = ("word ", "Some words ", "of it, ", "and ", " b ", "1984 ", "The ", "well-known ", "x")


def _lines(pick: random.Random) -> Iterator[str]:
    for _ in range(pick.choice((1, 1, 1, 2, 3))):
        pieces = [
            pick.choice(SIGNS if pick.random() < 0.4 else PLAIN) for _ in range(pick.randint(1, 9))
        ]
        yield "".join([pick.choice(("", "The ", "Well, ")), *pieces]).strip()


def _said(markdown: str) -> str:
    """Return the letters of a block among others, by the book's own parse."""
    root = read_chapter(f"{EDGE}\n\n{markdown}\n\n{EDGE}", Writing(places=False)).root
    assert [root[0].text, root[-1].text] == [EDGE, EDGE], markdown
    return letters(root).removeprefix(EDGE).removesuffix(EDGE)


@pytest.mark.parametrize("sign", ["", "## ", "-   ", "1.  ", "> "])
def test_what_is_sure_is_what_the_parse_says(sign):
    pick = random.Random(f"sure {sign}")
    sure = 0
    for _ in range(4000):
        lines = [*_lines(pick)]
        markdown = "\n".join(sign + line for line in (lines if sign in "-   1.  > " else lines[:1]))
        words = (sure_words if sign in ("", "## ") else sure_lines)(markdown.removeprefix("## "))
        if words is not None:
            assert letters_of(words) == _said(markdown), markdown
            sure += 1
    assert sure > 200


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("around", [("The word ", " stands"), ("", " begins"), ("It ends ", "")])
def test_each_sign_alone(sign, around):
    line = sign.join(around).strip()
    words = sure_words(line)
    assert words is None or letters_of(words) == _said(line), line


def test_of_articles_what_is_sure_is_what_the_parse_says():
    pages = [f"<html><body><h1>A</h1>{text}</body></html>" for text in _pages()]
    sure = 0
    for page in pages:
        for block in read_html(page.encode(), "a.html").blocks:
            markdown = as_markdown(block)
            words = sure_words(markdown.removeprefix("## ")) or sure_lines(markdown)
            if words is not None:
                assert letters_of(words) == _said(markdown)
                sure += 1
    assert sure > 20


def _pages() -> Iterator[str]:
    marks = (
        "{}",
        "<em>{}</em>",
        "<b>{}</b>",
        "<code>{}</code>",
        '<a href="https://a.example/b">{}</a>',
    )
    for text in (NASTY, POST):
        words = text.split()
        for mark in marks:
            marked = [mark.format(word) if at % 7 == 3 else word for at, word in enumerate(words)]
            lines = [" ".join(marked[at : at + 20]) for at in range(0, len(marked), 20)]
            yield "".join(f"<p>{line}</p><ul><li>{line}</li></ul>" for line in lines)


@pytest.mark.parametrize(
    "line",
    [
        "a*b* c", "*a*b c", "The *a*b", "The *a *", "The ** a**", "The *a* b*", "1. one", "A. one",
        "iv) one", "Table: one", "[toc]", "> one", "# one", "The www.a.example", "The a://b",
        "The *字* b", "The ![b](https://a.example/c.png)", "The [b](x.md)", "The [b][c]", "Über %%",
        "one\ntwo", "The `a``", "", "- one", "The e\u0301", "The \\*a*", "The &amp;", "The <b>",
    ],
)  # fmt: skip
def test_what_is_not_sure_is_parsed(line):
    assert sure_words(line) is None


@pytest.mark.parametrize(
    "block",
    [
        "-   one\n\n    two",
        "-   one\n> two",
        "> one\n-   two",
        ">",
        "-   [ ] one",
        "> [!NOTE]\n> one",
    ],
)
def test_a_block_with_an_unsure_line_is_parsed(block):
    assert not sure_lines(block)
