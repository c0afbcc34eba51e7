"""The words that Octavo adds."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from octavo.text.added_words import has_words, lacking, word, words_of

TABLE = tomllib.loads((files("octavo.text") / "added_words.toml").read_text("utf-8"))
SOURCES = TABLE.pop("sources")

#: No two sources are known for these; a word that is found is taken out here.
ENGLISH = {
    **{"da": {"title_page"}, "nb": {"title_page"}, "vi": {"title_page"}, "tr": {"title_page"}},
    **{"fi": {"landmarks"}, "fa": {"title_page", "example_result"}},
}


def test_every_language_has_every_word():
    for language, table in TABLE.items():
        assert TABLE["en"].keys() - table.keys() == ENGLISH.get(language, set()), language
        assert table.keys() <= TABLE["en"].keys(), language
        assert all(word == word.strip() != "" for word in words_of(language).values()), language


@pytest.mark.parametrize("language", sorted(TABLE))
def test_what_is_not_known_is_english(language):
    words = TABLE["en"]
    assert set(lacking(language)) == {words[key] for key in ENGLISH.get(language, set())}
    assert all(words_of(language)[key] == words[key] for key in ENGLISH.get(language, set()))


@pytest.mark.parametrize("language", sorted(TABLE.keys() - {"en"}))
def test_each_word_names_two_sources_that_have_it(language):
    for key, given in TABLE[language].items():
        if isinstance(given, str):
            assert not any(sign.isalpha() for sign in given), (key, "a word without sources")
            continue
        _, *named = given
        keys = [name.split(":")[0] for name in named]
        assert len(set(keys)) == 2, key
        assert set(keys) <= SOURCES.keys(), key


@pytest.mark.parametrize("language", ["no", "nn", "nb-NO"])
def test_norwegian_has_one_set(language):
    assert words_of(language) == words_of("nb")
    assert has_words(language)


def test_each_source_is_used():
    named = {
        name.split(":")[0]
        for table in TABLE.values()
        for given in table.values()
        if isinstance(given, list)
        for name in given[1:]
    }
    assert named == SOURCES.keys()


def test_english_stands_in():
    assert not has_words("cy-GB")
    assert words_of("cy-GB") == words_of("en")


def test_a_book_that_lacks_a_word_has_the_english_one():
    assert word({"cover": "Umschlag"}, "cover") == "Umschlag"
    assert word({}, "start") == "Begin reading"


WANTED = "de fr es it pt nl sv da nb fi pl cs ru uk el tr hu ca vi fa ar ja ko zh zh-hant".split()


def test_there_are_at_least_twenty_languages():
    assert TABLE.keys() >= set(WANTED)


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
