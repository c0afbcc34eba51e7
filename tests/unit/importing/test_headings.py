"""Headings: when one is sure, when it is proposed, when it is none."""

from __future__ import annotations

import pytest

from octavo.importing.article import Kind, Level
from octavo.importing.decide import decide
from octavo.importing.readers.plain_text import read_plain

PROSE = (
    "The ferry leaves before the light does, and whoever wants to cross has to be awake early, "
    "with bread in one pocket and the fare in the other, since nobody gives change out there."
)
SIBLING = f"Mend Your Nets: Somebody has to. {PROSE}"


def _decide(*paragraphs):
    text = "\n\n".join(["A House", PROSE, *paragraphs])
    return decide(read_plain(f"{text}\n".encode(), "a.txt"), {})


def _headings(*paragraphs):
    return [block.text for block in _decide(*paragraphs).of(Kind.HEADING)]


def _proposed(*paragraphs):
    decisions = _decide(*paragraphs).decisions
    return [taken.text for taken in decisions if taken.level is Level.MEDIUM]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Price List: Lamp Oil 4.50 Rope 12.00 Net Large 30.00 Net Small 20.00 " * 4,
        "First Name: Last Name: Please fill in both of them before you send the form to us. " * 3,
        "Here Is My Answer: Nobody knows it yet, and that is how it should be. " + PROSE,
        "THESE ARE THE NINE RULES THAT EVERYBODY OUGHT TO READ: Nobody does. " + PROSE,
        "Bottom Line: Nobody knows. " + PROSE,
        "Open the Assets:Savings account and read what it says there. " + PROSE,
        "Ada Quill: I was there, and I saw it with my own eyes. " + PROSE,
        "RE> Watch The Tide: Nobody knows. " + PROSE,
    ],
)
def test_what_looks_like_a_heading_and_may_be_none_is_not_applied(paragraph):
    assert _headings(paragraph, SIBLING, f"Watch The Tide: It turns. {PROSE}") == [
        "Mend Your Nets",
        "Watch The Tide",
    ]


def test_an_opening_to_the_reader_is_no_heading():
    text = f"Fellow Rowers of the North Bay: It has been a year. {PROSE}\n\n{SIBLING}\n"
    article = decide(read_plain(text.encode(), "a.txt"), {})
    assert next(taken.rule for taken in article.decisions) == "never-salutation"
    text = f"A House\n\nDear Fellow Rowers: It has been a year. {PROSE}\n\n{SIBLING}\n"
    article = decide(read_plain(text.encode(), "a.txt"), {})
    assert [taken.rule for taken in article.decisions][1] == "never-salutation"


def test_short_labels_between_the_turns_of_a_dialogue_are_speakers():
    turns = [f"Ada: It rains. {PROSE}", f"Tom: It does. {PROSE}"] * 2
    assert _headings(*turns, f"Old Fisherman: It will stop. {PROSE}", SIBLING) == []


def test_lines_in_title_case_between_prose():
    assert _headings("Mending the Nets", PROSE, "Waiting for Boats", PROSE) == [
        "Mending the Nets",
        "Waiting for Boats",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Read More About Boats",
        "Location: North Bay",
        "Figure 3. The Quay",
        "Ada B. Quill",
        "“The Best Book On Boats”",
        "Boats Are Waiting For",
        "www.quill.example Has More",
    ],
)
def test_lines_that_are_no_headings_are_not_applied(line):
    lines = ["Mending the Nets", PROSE, line, PROSE, "Waiting for Boats", PROSE]
    assert _headings(*lines) == ["Mending the Nets", "Waiting for Boats"]


def test_a_line_that_comes_again_is_no_heading():
    assert _headings("The Old Net", PROSE, "The Old Net", PROSE, "Waiting for Boats", PROSE) == []


def test_a_line_is_proposed_where_others_are_headings_and_not_alone():
    """Of lines alone, three of 26 were headings."""
    assert _headings("Mending the Nets", PROSE) == []
    assert _proposed("Mending the Nets", PROSE) == []
    others = ["WAITING FOR BOATS", PROSE, "SETTING OUT AGAIN", PROSE]
    assert _proposed(*others, "Mending the nets", PROSE) == ["Mending the nets"]


def test_lines_in_capitals():
    assert _headings("MENDING THE NETS", PROSE, "WAITING FOR BOATS", PROSE) == [
        "MENDING THE NETS",
        "WAITING FOR BOATS",
    ]


def test_numbered_lines_that_count_from_one():
    lines = ["1. Getting there", PROSE, "2. Getting back", PROSE]
    assert _headings(*lines) == ["1. Getting there", "2. Getting back"]
    assert _headings("2. Getting there", PROSE, "3. Getting back", PROSE) == []
    assert _proposed("2. Getting there", PROSE) == []
    assert _headings("1. Getting there", PROSE) == []
    assert _headings("1. Getting there.", PROSE, "2. Getting back.", PROSE) == []


@pytest.mark.parametrize("sign", ["=", "-", "~", "*"])
def test_underlined_lines_are_headings_and_the_underline_is_dropped(sign):
    line = sign * 16
    article = _decide(f"Mending the nets\n{line}", PROSE, f"Waiting for them\n{line}\n{PROSE}")
    assert [block.text for block in article.of(Kind.HEADING)] == [
        "Mending the nets",
        "Waiting for them",
    ]
    assert [(block.text, block.line) for block in article.of(Kind.DROP)] == [(line, 6), (line, 11)]
    assert article.blocks[-1].text == PROSE


def test_an_underlined_title():
    text = f"Mending the nets\n================\n\n{PROSE}\n"
    article = decide(read_plain(text.encode(), "a.txt"), {})
    assert article.title == "Mending the nets"
    assert [block.kind for block in article.blocks] == [Kind.TITLE, Kind.DROP, Kind.PARAGRAPH]


@pytest.mark.parametrize(
    "block",
    [
        "Mending the nets\n======",
        "Name      Price\n---------------",
        "Please copy this!\n-----------------",
        "what is left over\n-----------------",
    ],
)
def test_other_lines_above_a_drawn_line_stay(block):
    article = _decide(block, PROSE)
    assert not article.of(Kind.HEADING)
    assert not article.of(Kind.DROP)


def test_lines_below_an_underlined_heading_are_joined_if_a_program_wrapped_them():
    wrapped = (
        "Nobody has lived in the house by the quay for years,\n"
        "and that is why the children go there after school.\n"
        "They wait."
    )
    article = _decide(f"The old house\n-------------\n{wrapped}", PROSE)
    below = next(block for block in article.blocks if block.line == 7)
    assert (below.text, below.verse) == (wrapped, False)
