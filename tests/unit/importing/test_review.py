"""The walk through the open decisions: what is asked, and what an answer means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.articles import FILLER, LETTER, POST
from octavo.importing.article import Kind, Level
from octavo.importing.decide import decide
from octavo.importing.draft import open_decisions
from octavo.importing.open_decisions import (
    AROUND,
    Question,
    Reply,
    Walk,
    alike,
    answer,
    answers,
    questions,
    step,
    step_all,
)
from octavo.importing.readers.plain_text import read_plain


def _article(text):
    return decide(read_plain(text.encode(), "a.txt"), {})


def _questions(text, reviewed=frozenset()):
    article = _article(text)
    return questions(article, "a.txt", open_decisions(article, reviewed))


def _walk(*replies, number=3):
    asked = tuple(
        Question(
            file=f"{n % 2}.txt",
            line=n,
            rule="r",
            action=Kind.HEADING,
            before="",
            text=f"t{n}",
            after="",
        )
        for n in range(number)
    )
    walk = Walk(questions=asked)
    for reply in replies:
        walk = step(walk, Reply(reply))
    return walk


PLUG = "Sign up for the tide table at www.tides.example"


def test_what_is_open_is_asked():
    text = f"{POST}\n{PLUG}\n"
    article = _article(text)
    open_ones = [
        taken.text
        for taken in article.decisions
        if taken.level is Level.MEDIUM and not taken.accepted
    ]
    assert len(open_ones) >= 2
    asked = _questions(text)
    assert [each.text for each in asked] == open_ones
    assert [each.text for each in _questions(text, frozenset((asked[0].key,)))] == open_ones[1:]


def test_the_text_around_is_shown():
    letter = next(each for each in _questions(POST) if each.rule == "letter-quoted")
    assert (letter.line, letter.action) == (3, Kind.LETTER)
    assert letter.before == "A keeper wrote to me and said:"
    assert letter.text.strip("“”.") == LETTER
    assert letter.after == "I have not answered yet."


def test_a_paragraph_is_shown_between_its_neighbours():
    lines = "".join(f"CHAPTER {number}\n\n{FILLER} {FILLER}\n\n" for number in ("ONE", "TWO"))
    asked = _questions(f"A House\n\n{FILLER} Before.\n\n{lines}")
    assert [each.text for each in asked] == ["CHAPTER ONE", "CHAPTER TWO"]
    home = asked[0]
    assert (home.before, home.after) == ("", "")
    assert home.above.endswith("Before.")
    assert home.below.startswith("The ferry leaves")
    assert home.below.endswith(" …") and len(home.below) <= AROUND + 2


def test_a_long_paragraph_is_cut_at_a_word():
    (end,) = _questions(f"A House\n\nAbove.\n\n{FILLER} {FILLER} {FILLER} {PLUG}\n")
    assert (end.above, end.after, end.below) == ("Above.", "", "")
    assert end.before.startswith("… ")
    assert f" {end.before[2:]}" in f"{FILLER} {FILLER} {FILLER}"


def _rules_walk(rules="xyxyx"):
    return Walk(
        questions=tuple(
            replace(each, rule=rule)
            for each, rule in zip(_walk(number=len(rules)).questions, rules, strict=True)
        )
    )


def test_one_reply_to_all_of_a_rule_in_all_articles():
    walk = step_all(_rules_walk(), Reply.DROP, everywhere=True)
    assert [
        (each.text, str(reply)) for each, reply in zip(walk.questions, walk.replies, strict=False)
    ] == [
        ("t0", "d"),
        ("t2", "d"),
        ("t4", "d"),
    ]
    assert [each.text for each in walk.questions[3:]] == ["t1", "t3"], "the others come then"
    assert {key for each in answers(walk).values() for key in each} == {
        (number, "x", f"t{number}") for number in (0, 2, 4)
    }
    assert answers(step(walk, Reply.UNDO)) == {}, "one step back is all of them"


def test_one_reply_to_all_of_a_rule_in_one_article():
    walk = _rules_walk("xxxxx")
    assert [each.text for each in alike(walk, everywhere=False)] == ["t0", "t2", "t4"]
    walk = step_all(step(walk, Reply.SKIP), Reply.HEADING, everywhere=False)
    assert answers(walk) == {"1.txt": {(n, "x", f"t{n}"): (Kind.HEADING, True) for n in (1, 3)}}
    assert walk.question is not None and walk.question.text == "t2"
    assert answers(step(step(walk, Reply.UNDO), Reply.UNDO)) == {}


def test_the_walk_ends_behind_the_last_question():
    walk = _walk("k", "d")
    assert walk.question is not None and walk.question.text == "t2"
    walk = step(walk, Reply.HEADING)
    assert walk.question is None
    assert step(walk, Reply.DROP) == walk


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("k", (Kind.HEADING, False)),
        ("d", (Kind.DROP, True)),
        ("h", (Kind.HEADING, True)),
        ("y", (Kind.HEADING, True)),
        ("s", None),
    ],
)
def test_what_an_answer_says(reply, said):
    walk = _walk(reply)
    assert answer(walk.questions[0], Reply(reply)) == said
    assert answers(walk) == ({"0.txt": {(0, "r", "t0"): said}} if said else {})


def test_yes_takes_what_is_proposed():
    asked = Question(
        file="a.txt",
        line=1,
        rule="letter-quoted",
        action=Kind.LETTER,
        before="",
        text="x",
        after="",
    )
    assert answer(asked, Reply.PROPOSED) == (Kind.LETTER, True)


def test_undo_takes_back_the_last_reply_and_no_more():
    walk = _walk("d", "h", "u", "k")
    assert answers(walk) == {
        "0.txt": {(0, "r", "t0"): (Kind.DROP, True)},
        "1.txt": {(1, "r", "t1"): (Kind.HEADING, False)},
    }
    assert _walk("u", "u") == _walk()
    assert _walk("s", "u") == _walk()


def test_quitting_keeps_what_was_answered():
    walk = _walk("d", "q", "d")
    assert walk.question is None
    assert list(answers(walk)) == ["0.txt"]


def test_help_is_no_reply():
    assert _walk("?") == _walk()
