"""Duplicates, shared passages and stories told twice."""

from __future__ import annotations

import random

import pytest

from octavo.core.model import Severity
from octavo.findings.wording import message_of, remedy_of
from octavo.importing.article import Block, Kind
from octavo.importing.decide import decide
from octavo.importing.editor_warnings import Assembled
from octavo.importing.readers.plain_text import read_plain
from octavo.importing.retold_stories import names_of
from octavo.importing.similar_articles import GUARANTEED, similar

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("l", "n", "r", "st")]


def _prose(seed, number):
    """Words that no two seeds share a long run of."""
    chance = random.Random(seed)
    words = [chance.choice(WORDS) for _ in range(number)]
    return ". ".join(
        " ".join(words[at : at + 12]).capitalize() for at in range(0, number, 12)
    )  # fmt: skip


def _each(name, *paragraphs):
    text = "\n\n".join(["A House", *paragraphs]) + "\n"
    article = decide(read_plain(text.encode(), name), {})
    return Assembled(file=name, title="A House", article=article)


def _codes(*each, others=()):
    found = similar(each, others)
    assert all(remedy_of(finding) for finding in found)
    return [(finding.file, finding.code, finding.line) for finding in found]


def test_articles_of_their_own():
    assert _codes(*(_each(f"{n}.txt", _prose(n, 600) + ".") for n in range(6))) == []
    assert similar(()) == ()
    assert _codes(_each("a.txt", "Short."), _each("b.txt", "Shorter.")) == []


def test_the_same_text_twice():
    one = _prose(1, 300) + "."
    assert _codes(_each("a.txt", one), _each("b.txt", one)) == [("b.txt", "article-duplicate", 1)]


def test_nearly_the_same_text():
    words = (_prose(1, 600) + ".").split()
    words[100:105] = ["entirely", "other", "words"]
    words[400:401] = ["one", "more"]
    first = _each("a.txt", _prose(1, 600) + ".")
    found = similar([first, _each("b.txt", " ".join(words), _prose(2, 60) + ".")])
    assert [(each.file, each.code, each.line) for each in found] == [
        ("b.txt", "article-duplicate", 1)
    ]
    assert "a.txt" in message_of(found[0])


@pytest.mark.parametrize("seed", range(12))
def test_a_shared_passage_is_found_wherever_it_stands(seed):
    words = _prose(99, GUARANTEED).split()
    shared = "Ahem " + " ".join(words)
    one = _each("a.txt", _prose(seed, 200 + seed) + ".", shared + " yes.")
    two = _each("b.txt", _prose(100 + seed, 90) + ".", _prose(200 + seed, 77) + ".", shared + ".")
    found = similar([one, two])
    assert [(each.file, each.code, each.line) for each in found] == [("b.txt", "passage-shared", 7)]
    assert "a.txt:5" in message_of(found[0])
    assert f"{GUARANTEED + 1} words" in message_of(found[0])
    assert "“Ahem " in message_of(found[0])
    assert f" {words[-1]}" in message_of(found[0])


def test_a_shorter_passage_is_nobodys_business():
    shared = " ".join(_prose(99, GUARANTEED - 6).split())
    one = _each("a.txt", _prose(1, 200) + ".", f"Left {shared} here.")
    assert _codes(one, _each("b.txt", _prose(2, 200) + ".", f"Right {shared} there.")) == []


def test_what_is_dropped_is_not_compared():
    end = "Comments are closed."
    each = [_each(f"{n}.txt", _prose(n, 100) + ".", end) for n in range(3)]
    assert _codes(*each) == []


def test_capitals_quotes_and_stops_make_no_difference():
    one = _prose(1, 300) + "."
    two = f"“{one.upper().replace('.', ' !')}”"
    assert _codes(_each("a.txt", one), _each("b.txt", two.replace(" !", "!"))) == [
        ("b.txt", "article-duplicate", 1)
    ]


def test_articles_of_earlier_runs_are_compared_with_and_not_spoken_of():
    one, two = _prose(1, 300) + ".", _prose(2, 300) + "."
    old = [_each("old.txt", one), _each("older.txt", one)]
    assert _codes(_each("new.txt", one), others=old) == [("new.txt", "article-duplicate", 1)]
    assert _codes(_each("new.txt", two), others=old) == []
    # An article that is read again is not its own duplicate.
    assert _codes(_each("old.txt", one), others=old[:1]) == []


def test_generators_are_read_once():
    one = _prose(1, 300) + "."
    found = similar((_each(name, one) for name in ("a.txt", "b.txt")), iter(()))
    assert len(found) == 1


STORY = (
    "It was in 1987 that my uncle Ferdinand took the night boat from Lisbon, with a letter for "
    "Rosalind in his coat, and nobody at the Calypso had heard of him since."
)
AGAIN = (
    "We had all believed that Ferdinand was dead. Then a waiter of the Calypso told us, over "
    "coffee, how a man had come ashore in 1987 and asked the way to the house of Rosalind."
)
OTHER = "We had all believed that the boat to Lisbon was late. Then a waiter brought us coffee."


def test_a_story_told_twice_is_a_guess():
    found = similar([_each("a.txt", "One.", STORY), _each("b.txt", "One.", "Two.", AGAIN)])
    assert [(each.file, each.code, each.line) for each in found] == [("b.txt", "story-retold", 7)]
    assert found[0].severity is Severity.INFO
    for name in ("Ferdinand", "Calypso", "1987", "Rosalind", "a.txt"):
        assert name in message_of(found[0])


def test_one_name_in_common_is_no_story():
    assert _codes(_each("a.txt", STORY), _each("b.txt", OTHER)) == []


def test_names_that_many_articles_have_are_no_story():
    each = [_each(f"{n}.txt", f"{_prose(n, 60)}.", AGAIN.replace("how", f"w{n}")) for n in range(5)]
    assert "story-retold" not in {finding.code for finding in similar(each)}


def test_code_that_two_articles_share_is_no_passage():
    from octavo.importing.readers.markdown_file import read_markdown

    code = "\n".join(f"x{number} <- read('{number}') # as before" for number in range(20))
    each = [
        Assembled(
            file=f"{name}.md",
            title="A House",
            article=decide(
                read_markdown(f"{_prose(number, 60)}\n\n```r\n{code}\n```\n".encode(), "a.md"), {}
            ),
        )
        for number, name in enumerate(("a", "b"))
    ]
    assert similar(each) == ()


def test_names_are_capitals_within_a_sentence_with_their_lines():
    text = "Mara met Ada  Quill, Ada Quill’s May\nwith Jo; Bo Lee 1,200 boats.\nOn 1999, Ole 12 Ida"
    blocks = [
        Block(kind=Kind.PARAGRAPH, text=text, line=3),
        Block(kind=Kind.PARAGRAPH, text="as Ida Quill Vik, the ole Ada Quill", line=9),
    ]
    assert names_of(blocks) == {
        "Ada": 3, "Ada Quill": 3, "Bo Lee": 4, "1,200": 4, "1999": 5, "Ida": 5, "Ida Quill Vik": 9,
    }  # fmt: skip
