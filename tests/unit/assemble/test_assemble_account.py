"""The word account fails when a word is lost, added, changed or moved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from assemble_samples import ARTICLES

from octavo.assemble.account import check_account
from octavo.assemble.article import Kind
from octavo.assemble.chapter import body_text
from octavo.assemble.decide import decide
from octavo.assemble.plain import read_plain
from octavo.errors import EXIT_FAULT, OctavoError


def _assembled(name):
    article = decide(read_plain(ARTICLES[name].encode(), f"{name}.txt"), {})
    return article, body_text(article, article.title or "Given")


def _off(article, blocks, chapter):
    with pytest.raises(OctavoError) as caught:
        check_account(article.source, blocks, chapter, "in/a.txt")
    assert caught.value.exit_code == EXIT_FAULT
    assert caught.value.where == "in/a.txt"
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


def test_a_lost_block_is_noticed():
    article, chapter = _assembled("harbour")
    for number in range(len(article.blocks)):
        blocks = (*article.blocks[:number], *article.blocks[number + 1 :])
        _off(article, blocks, chapter)


def test_a_lost_mark_is_noticed():
    article, chapter = _assembled("bread")
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
