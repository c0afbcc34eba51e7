"""The words that Octavo adds."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from octavo.text.added_words import has_words, word, words_of

TABLE = tomllib.loads((files("octavo.text") / "added_words.toml").read_text("utf-8"))


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
