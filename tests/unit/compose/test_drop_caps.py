"""How a chapter's first paragraph begins: by spans of our own, where a theme wants them."""

from __future__ import annotations

import pytest
from lxml import etree

from helpers.compose_samples import book, chapter
from octavo.compose.drop_caps import open_chapter
from octavo.compose.section_xhtml import section_element

LONG = (
    " tide goes out, as it always had, past the end of the pier and the last of the boats, and"
    " nobody asked it whether it would come back: it was enough to see it go, and to wait."
)


def opened(text: str, opening: str, *, ereader: bool = False) -> str:
    made = book(chapter(f"# One\n\n{text}"))
    element = section_element(made.sections[0], made)
    before = "".join(element.itertext())
    open_chapter(element, opening, ereader=ereader)
    assert "".join(element.itertext()) == before, "no letter is lost or added"
    return etree.tostring(element[1], encoding="unicode")


def cap(text: str) -> str:
    return f'<span class="drop-cap">{text}</span>'


def small(text: str) -> str:
    return f'<span class="small-caps">{text}</span>'


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The" + LONG, cap("T") + small("he tide goes out") + ", as"),
        ("“The" + LONG + "”", cap("“T") + small("he tide goes out") + ", as"),
        ("A" + LONG, cap("A") + small(" tide goes out") + ", as"),
        ("Éva" + LONG, cap("É") + small("va tide goes out") + ", as"),
        ("E\u0301va" + LONG, cap("E\u0301") + small("va tide goes out") + ", as"),
        ("I’m" + LONG, cap("I") + small("’m tide goes out") + ", as"),
        ("The *tide*" + LONG, cap("T") + small("he") + " <em>tide</em>"),
    ],
)
def test_a_drop_cap_and_the_words_behind_it(text, start):
    assert start in opened(text, "drop-cap")


def test_in_an_e_book_the_drop_cap_stands_alone():
    assert f"{cap('T')}he tide" in opened("The" + LONG, "drop-cap", ereader=True)


def test_a_short_paragraph_has_no_room_for_two_lines():
    shown = opened("The tide went out.", "drop-cap")
    assert "drop-cap" not in shown
    assert small("The tide went out") in shown


@pytest.mark.parametrize("opening", ["drop-cap", "small-caps"])
@pytest.mark.parametrize(
    "text",
    [
        "> The" + LONG,
        "- The" + LONG,
        "![A pier](images/pier.png)",
        "1987 was" + LONG,
        "…and so" + LONG,
        "*The* tide" + LONG,
        "[T]{.drop-cap}he" + LONG,
        "The [t]{.drop-cap}ide" + LONG,
        "تركت الباب مواربا بعض الوقت",
        "戸口をしばらく開けたままにしておくと",
        "`code` first" + LONG,
    ],
)
def test_nothing_is_done_where_no_letter_of_the_text_stands_first(opening, text):
    assert opened(text, opening) == opened(text, "plain")


def test_an_unknown_opening_is_plain():
    assert opened("The" + LONG, "fireworks") == opened("The" + LONG, "plain")
