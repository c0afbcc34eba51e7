"""The word account fails when a word is lost, added, changed or moved."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from helpers.articles import ARTICLES
from octavo.core.errors import EXIT_FAULT, OctavoError
from octavo.importing.article import Kind
from octavo.importing.chapter_text import body_text
from octavo.importing.decide import decide
from octavo.importing.markdown_escape import words_of_markdown
from octavo.importing.readers.plain_text import read_plain
from octavo.importing.word_account import check_account


def _assembled(name, accepted=None):
    article = decide(read_plain(ARTICLES[name].encode(), f"{name}.txt"), {})
    if accepted is not None:
        answers = {taken.key: accepted for taken in article.decisions}
        article = decide(article.source, answers)
    return article, body_text(article, article.title or "Given")


def _off(article, blocks, chapter):
    with pytest.raises(OctavoError) as caught:
        check_account(article.source, blocks, chapter, "in/a.txt")
    assert caught.value.exit_code == EXIT_FAULT
    assert caught.value.where.startswith("in/a.txt:")
    return caught.value.message


@pytest.mark.parametrize("name", ARTICLES)
def test_it_adds_up(name):
    article, chapter = _assembled(name)
    check_account(article.source, article.blocks, chapter, "a.txt")
    counts = article.counts
    assert counts.source == len(ARTICLES[name].split())
    kept = counts.body + counts.dropped + counts.retagged
    assert kept == counts.source + counts.glued_tokens


@pytest.mark.parametrize("name", ARTICLES)
def test_it_adds_up_whatever_the_author_answers(name):
    article, _ = _assembled(name)
    for accepted in (True, False):
        answers = {taken.key: accepted for taken in article.decisions}
        again = decide(article.source, answers)
        chapter = body_text(again, again.title or "Given")
        check_account(again.source, again.blocks, chapter, "a.txt")


def test_a_lost_word_is_named():
    article, chapter = _assembled("harbour")
    message = _off(article, article.blocks, chapter.replace("beside the water", "beside water"))
    assert message.endswith("should be “the” and is “water.”.")
    assert "word 10 " in message


def test_an_added_word_is_named():
    article, chapter = _assembled("harbour")
    assert _off(article, article.blocks, f"{chapter}more\n").endswith("missing and is “more”.")


def test_words_in_another_order_are_named():
    article, chapter = _assembled("harbour")
    _off(article, article.blocks, chapter.replace("The ferry", "ferry The", 1))


_WAYS = {
    "swap": lambda words, at: [*words[:at], words[at + 1], words[at], *words[at + 2 :]],
    "drop": lambda words, at: [*words[:at], *words[at + 1 :]],
    "double": lambda words, at: [*words[:at], words[at], *words[at:]],
    "change": lambda words, at: [*words[:at], words[at] + "x", *words[at + 1 :]],
}


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize("way", _WAYS)
def test_no_word_of_a_chapter_can_be_off(name, way):
    """Every single word of the chapter is swapped, dropped, doubled and changed in turn."""
    article, chapter = _assembled(name)
    lines = chapter.split("\n")
    for number, line in enumerate(lines):
        words = line.split(" ")
        for at in range(len(words) - (way == "swap")):
            off = _WAYS[way](words, at)
            mutant = "\n".join([*lines[:number], " ".join(off), *lines[number + 1 :]])
            if words_of_markdown(mutant) == words_of_markdown(chapter) or not article.title:
                continue  # two equal words swapped, or a sign such as `##`, which is no word
            message = _off(article, article.blocks, mutant)
            assert re.search(r"word \d+ should be", message)


@pytest.mark.parametrize("name", ARTICLES)
def test_no_word_of_the_blocks_can_be_off(name):
    article, chapter = _assembled(name)
    for number, block in enumerate(article.blocks):
        words = block.text.split()
        for way in _WAYS.values():
            for at in (0, len(words) // 2, max(0, len(words) - 2)):
                if len(words) < at + 2 or way(words, at) == words:
                    continue
                mutant = replace(block, text=" ".join(way(words, at)))
                blocks = (*article.blocks[:number], mutant, *article.blocks[number + 1 :])
                error = _off(article, blocks, chapter)
                assert re.search(r"word \d+ should be", error)


def test_the_line_of_the_first_wrong_word_is_named():
    article, chapter = _assembled("harbour")
    with pytest.raises(OctavoError) as caught:
        check_account(
            article.source, article.blocks, chapter.replace("And that is all", "And that all"), "a"
        )
    assert caught.value.where == "a:7"


def test_what_is_left_out_is_in_the_ledger():
    article, chapter = _assembled("harbour")
    check_account(article.source, article.blocks, chapter, "a", decisions=article.decisions)
    for number, taken in enumerate(article.decisions):
        if taken.action in (Kind.DROP, Kind.BYLINE):
            rest = (*article.decisions[:number], *article.decisions[number + 1 :])
            denied = (*rest, replace(taken, accepted=False))
            for decisions in (rest, denied):
                with pytest.raises(OctavoError, match="left out, and the ledger does not say so"):
                    check_account(article.source, article.blocks, chapter, "a", decisions=decisions)


def test_a_lost_block_is_noticed():
    article, chapter = _assembled("harbour")
    for number in range(len(article.blocks)):
        blocks = (*article.blocks[:number], *article.blocks[number + 1 :])
        _off(article, blocks, chapter)


def test_a_lost_mark_is_noticed():
    article, chapter = _assembled("bread", accepted=True)
    blocks = [replace(block, mark="") for block in article.blocks]
    assert "knead?:Perhaps" in _off(article, blocks, chapter)
    blocks = [replace(block, glued=False) for block in article.blocks]
    assert "knead?:Perhaps" in _off(article, blocks, chapter)


def test_dropped_words_may_not_stand_in_the_chapter():
    article, _ = _assembled("harbour")
    kept = [
        replace(block, kind=Kind.PARAGRAPH) if block.kind is Kind.DROP else block
        for block in article.blocks
    ]
    _off(article, article.blocks, body_text(replace(article, blocks=tuple(kept)), article.title))


def test_a_title_of_the_file_name_is_no_word_of_the_source():
    article, chapter = _assembled("untitled")
    assert chapter.startswith("# Given\n")
    check_account(article.source, article.blocks, chapter, "a.txt")
    _off(article, article.blocks, chapter.replace("title here", "title"))
