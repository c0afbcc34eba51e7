"""The words that Octavo adds."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from octavo.text.added_words import has_words, word, words_of

TEXT = (files("octavo.text") / "added_words.toml").read_text("utf-8")
TABLE = tomllib.loads(TEXT)


def test_every_language_has_every_word():
    for language, table in TABLE.items():
        assert table.keys() == TABLE["en"].keys(), language
        assert all(word == word.strip() != "" for word in table.values()), language


@pytest.mark.parametrize("language", ["no", "nn", "nb-NO"])
def test_norwegian_has_one_set(language):
    assert words_of(language) == words_of("nb")
    assert has_words(language)


def test_english_stands_in():
    assert not has_words("cy-GB")
    assert words_of("cy-GB") == words_of("en")


def test_a_book_that_lacks_a_word_has_the_english_one():
    assert word({"cover": "Umschlag"}, "cover") == "Umschlag"
    assert word({}, "start") == "Begin reading"


WANTED = "de fr es it pt nl sv da nb fi pl cs ru uk el tr hu ca vi fa ar ja ko zh zh-hant".split()


def test_there_are_at_least_twenty_languages():
    assert TABLE.keys() >= set(WANTED)


@pytest.mark.parametrize("language", sorted(TABLE.keys() - {"en"}))
def test_each_language_names_its_sources_and_what_is_not_in_two(language):
    above = re.search(rf"((?:^#.*\n)+)\[{language}\]", TEXT, re.M)
    assert above
    said = above[1].replace("\n# ", " ")
    sources, fewer = re.search(r"Sources: (.*?)\.\s+Not in two of them: (.*?)\.", said).groups()
    assert len(set(sources.split(", "))) >= 2
    assert set(fewer.split(", ")) < TABLE[language].keys()


@pytest.mark.parametrize(
    ("language", "contents"),
    [
        *(("zh", "目录"), ("zh-CN", "目录"), ("zh-Hans-HK", "目录"), ("zh-SG", "目录")),
        *(("zh-Hant", "目錄"), ("zh-TW", "目錄"), ("zh-HK", "目錄"), ("yue", "目錄")),
        *(("el-GR", "Περιεχόμενα"), ("fa", "فهرست"), ("vi", "Mục lục")),
    ],
)
def test_chinese_has_both_scripts(language, contents):
    assert has_words(language)
    assert words_of(language)["contents"] == contents
