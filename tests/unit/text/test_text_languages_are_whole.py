"""A language for which Octavo has words has its marks too, and is known by its name."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from octavo.text import language_tags, quotation_marks
from octavo.text.direction import primary
from octavo.text.language_tags import ISO_639_1

WORDS = tomllib.loads((files("octavo.text") / "added_words.toml").read_text("utf-8"))
LANGUAGES = sorted(WORDS.keys() - {"en", "sources"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_quotation_marks_are_written_down(language):
    """English ones would stand in without a word."""
    assert language in quotation_marks._MARKS


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_writes_its_name_for_its_tag_is_told_the_tag(language):
    assert primary(language) in ISO_639_1
    assert primary(language) in {primary(tag) for tag in language_tags._MEANT.values()}
