"""Texts too long for their place."""

from __future__ import annotations

import pytest

from octavo.text.shorten import (
    clipped,
    clipped_before,
    ended,
    first_words,
    last_words,
    without_middle,
    words_without_middle,
)

TEXT = "The tide went out, and nobody came."


@pytest.mark.parametrize(
    "shorten", [clipped, clipped_before, first_words, last_words, without_middle]
)
def test_what_fits_stays(shorten):
    assert shorten(TEXT, len(TEXT)) == TEXT


def test_clipped_anywhere():
    assert clipped(TEXT, 6) == "The ti…"
    assert clipped(TEXT, 4) == "The…"
    assert clipped_before(TEXT, 4) == "…ame."


def test_cut_at_a_word():
    assert first_words(TEXT, 19) == "The tide went out …"
    assert first_words(TEXT, 12) == "The tide …"
    assert first_words("Donaudampfschiff", 5) == "Donau …"
    assert last_words(TEXT, 13) == "… nobody came."
    assert last_words("Donaudampfschiff", 5) == "… chiff"


def test_without_the_middle():
    assert without_middle(TEXT, 24) == "The tide […] came."
    assert words_without_middle(TEXT.split(), 4) == "The tide … nobody came."
    assert words_without_middle(["a", "b"], 2) == "a b"


def test_no_comma_stands_before_an_ellipsis():
    assert ended("The tide went out,") == "The tide went out …"
    assert ended("out –") == "out …"
