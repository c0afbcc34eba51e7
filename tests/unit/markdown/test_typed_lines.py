"""Lines that stay lines though no mark says so, and wrapped prose, whose lines are joined."""

from __future__ import annotations

import textwrap

import pytest

from octavo.markdown.xhtml_tree import read

POEM = """The tide goes out
and leaves its handwriting
to be read by gulls

who read it aloud
and forget

all of it
"""
PROSE = "When the tide had gone out, we walked over the sand, which was hard there and dark. "


def codes(section):
    return [item.code for item in section.findings]


def test_a_chapter_of_short_lines_is_verse(parse):
    section = parse(POEM)
    assert section.body.count('<p class="stanza">') == 3
    assert section.body.count('class="line"') == 6
    assert section.body.count('class="verse"') == 1
    assert codes(section) == ["lines-kept"]


def test_lines_that_are_marked_become_verse_without_a_word(parse):
    section = parse(POEM.replace("\n", "  \n").replace("  \n  \n", "\n\n"))
    assert section.body.count('class="line"') == 6
    assert section.findings == ()


def test_emphasis_in_verse_that_is_not_marked(parse):
    text = parse("The tide\n*goes out*\nand **in\nagain** and\nout\n").body
    assert '<span class="line"><em>goes out</em></span>' in text
    assert '<span class="line"><strong>again</strong> and</span>' in text


def test_a_poem_among_prose_keeps_its_lines(parse):
    section = parse(
        f"{PROSE * 5}\n\nThe tide goes out\nAnd leaves *its\nHand* to be read\n\n{PROSE}\n"
    )
    assert (
        '<p class="lines">The tide goes out<br/>\nAnd leaves <em>its<br/>\nHand</em> to'
        in section.body
    )
    assert codes(section) == ["lines-kept"]


@pytest.mark.parametrize(
    "text",
    [
        "In this chapter we will build a small new\nboat with you. This time we shall do it\nwell.",
        "The depth is\n$$\na\n= b\n\\quad c\n$$\nof water",
    ],
)
def test_prose_that_is_wrapped_early_and_formulas_are_joined(parse, text):
    section = parse(f"{PROSE * 5}\n\n{text}\n\n{PROSE}\n")
    assert "<br/>" not in section.body and section.findings == ()
    alone = parse(f"{text}\n\n{text}\n\n{text}\n")
    assert "<br/>" not in alone.body and alone.findings == ()


def test_lines_that_end_with_marks_and_without(parse):
    text = "**What is done:**\\\n✅ The lamp  \nThe wick\n*The oil*<br>\nThe smoke"
    section = parse(f"{PROSE * 5}\n\n{text}\n\n{PROSE}\n")
    lines = read(section.body).find("p[@class='lines']")
    assert len(lines.findall("br")) == 4
    assert "<br></br>" not in section.body


@pytest.mark.parametrize("width", [50, 58, 72, 80, 100])
def test_wrapped_prose_is_joined(parse, width):
    paragraphs = (textwrap.fill(PROSE * count, width) for count in (1, 2, 5, 3))
    section = parse("\n\n".join(paragraphs))
    assert "<br/>" not in section.body and section.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "It rained.\nWe went in.\nIt was late.\n",  # a line a sentence
        f"{PROSE}\n\nTwo\nlines\n",
        f"{PROSE}{PROSE}\nand so on,\nuntil it rained\n",
        "![The bay](bay.png)\nThe bay\nat noon\n",
        '<p class="x">The tide\ngoes out\nand in</p>\n',
    ],
)
def test_other_lines_are_joined(parse, text):
    assert "lines-kept" not in codes(parse(text))


def test_lines_that_are_marked_among_prose_begin_alike(parse):
    section = parse(f"{PROSE * 3}\n\nThe tide.  \nIt goes out.  \nIt comes.\n\n{PROSE}\n")
    assert '<p class="lines">The tide.<br/>' in section.body
    assert section.findings == ()


def test_a_stanza_of_long_lines_among_verse_is_verse(parse):
    long = "And nobody on the quay had a word for what the sea would bring in the night"
    text = f"{POEM}\n{POEM}\n{POEM}\n{long}\n{long}\n{long}\n\n{POEM}\n{POEM}"
    assert parse(text).body.count('class="line"') == 33
