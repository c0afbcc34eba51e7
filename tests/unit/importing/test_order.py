"""The proposed order: parts by vocabulary, how sure, and the comments for book.toml."""

from __future__ import annotations

import random
import tomllib

import pytest

from octavo.importing.decide import decide
from octavo.importing.editor_warnings import Assembled
from octavo.importing.proposed_order import FEWEST, Proposal, Sure, comment_lines, propose_order
from octavo.importing.readers.plain_text import read_plain

COMMON = (
    "and then there was always something else about which nobody could say more than that".split()
)
TOPICS = {
    "bread": "flour oven yeast knead dough crust loaf bakery proof rye sour crumb".split(),
    "boats": "sail harbour tide anchor rope mast keel ferry captain deck storm quay".split(),
    "bees": "hive honey swarm queen wax nectar clover smoker frame pollen drone comb".split(),
}


def _each(name, text):
    article = decide(read_plain(f"{name}\n\n{text}.\n".encode(), name), {})
    return Assembled(file=name, title=name, article=article)


def _on(topic, number):
    chance = random.Random(f"{topic}{number}")
    words = [chance.choice(TOPICS[topic] if chance.random() < 0.4 else COMMON) for _ in range(200)]
    return _each(f"{topic}-{number}.txt", " ".join(words))


def _mixed():
    return [_on(topic, number) for number in range(7) for topic in TOPICS]


def test_parts_are_the_topics_and_that_is_fairly_sure():
    proposal = propose_order(_mixed())
    parts = [{file.partition("-")[0] for file in part.files} for part in proposal.parts]
    assert sorted(map(len, parts)) == [1, 1, 1]
    assert set().union(*parts) == set(TOPICS)
    for part, (topic,) in zip(proposal.parts, parts, strict=True):
        assert set(part.title.split(", ")) <= set(TOPICS[topic])
    assert proposal.sure is Sure.FAIRLY
    assert "21 of 21" in proposal.statement


def test_every_file_once_and_the_same_again():
    each = _mixed()
    proposal = propose_order(iter(each))
    files = [file for part in proposal.parts for file in part.files]
    assert sorted(files) == sorted(item.file for item in each)
    assert propose_order(each) == proposal


def test_words_at_random_are_a_guess():
    chance = random.Random(3)
    vocabulary = [f"{a}{b}{c}o" for a in "bdfgklmn" for b in "aeiou" for c in "lnrst"]
    each = [
        _each(f"{n}.txt", " ".join(chance.choice(vocabulary) for _ in range(300)))
        for n in range(40)
    ]
    assert propose_order(each).sure is Sure.GUESS


@pytest.mark.parametrize("number", range(FEWEST))
def test_few_articles_are_one_part(number):
    proposal = propose_order(_mixed()[:number])
    assert len(proposal.parts) == min(number, 1)
    assert sum(len(part.files) for part in proposal.parts) == number
    assert proposal.sure is Sure.GUESS


def test_neighbours_are_alike():
    proposal = propose_order([_on("bread", 1), _on("boats", 1), _on("bread", 2), _on("boats", 2)])
    topics = [file.partition("-")[0] for file in proposal.parts[0].files]
    assert topics in (["bread", "bread", "boats", "boats"], ["boats", "boats", "bread", "bread"])


def test_articles_that_are_all_the_same_or_empty():
    assert isinstance(propose_order([_each(f"{n}.txt", "Same words") for n in range(9)]), Proposal)
    assert isinstance(propose_order([_each(f"{n}.txt", "!") for n in range(9)]), Proposal)


def test_comments_are_toml_and_say_what_book_toml_would():
    proposal = propose_order(_mixed())
    chapters = {f"{topic}-{n}.txt": f'{topic} "{n}".md' for topic in TOPICS for n in range(7)}
    lines = comment_lines(proposal, chapters)
    assert all(line.startswith("#") and "\n" not in line for line in lines)
    assert "fairly sure" in lines[0]
    assert tomllib.loads("\n".join(lines)) == {}
    # Without their signs they are the parts.
    book = tomllib.loads("\n".join(line[2:] for line in lines[1:]))
    parts = [part["chapters"] for part in book["contents"]["part"]]
    assert parts == [[chapters[file] for file in part.files] for part in proposal.parts]
