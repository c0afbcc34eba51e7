"""Where words may be divided."""

from __future__ import annotations

import pytest

from octavo.typesetting.divisions import Divider, anywhere


def divider(language: str = "en-GB", *, automatic: bool = True, code: bool = False) -> Divider:
    return Divider(
        language=language, automatic=automatic, soft=True, code=code, total=6, left=2, right=3
    )


def divided(word: str, by: Divider) -> str:
    """The word with its places: `=` where a hyphen is added, `|` where none is."""
    text = word
    for place in reversed(by.divisions(word)):
        text = text[: place.offset] + ("=" if place.adds else "|") + text[place.offset :]
    return text


@pytest.mark.parametrize(
    ("language", "word", "right"),
    [
        ("en-GB", "harbourmaster,", "har=bour=mas=ter,"),
        ("en-GB", "water", "water"),
        ("de-DE", "„Leuchtturmwärter“", "„Leucht=turm=wär=ter“"),
        ("fr-FR", "l’établissement", "l’éta=blis=se=ment"),
        ("", "harbourmaster", "harbourmaster"),
    ],
)
def test_words_are_divided_by_the_patterns_of_their_language(language, word, right):
    assert divided(word, divider(language)) == right


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("low-water", "low-|water"),
        ("e-book", "e-book"),
        ("1914-18", "1914-18"),
        ("tide—the", "tide—|the"),
        ("“—and", "“—and"),
        ("—Ven", "—Ven"),
        ("pages 12–14", "pages 12–14"),
        ("either/or", "either/|or"),
        ("wait…what", "wait…|what"),
        ("long\u200bword", "long\u200b|word"),
        ("soft\u00adhyphen", "soft\u00ad=hyphen"),
    ],
)
def test_words_are_divided_at_their_marks(word, right):
    assert divided(word, divider(automatic=False)) == right


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("tide_table::low_water", "tide_|table::|low_|water"),
        ("https://orrin.example/tides/low.html", "https://|orrin.|example/|tides/|low.|html"),
        ("--keep-going", "--keep-|going"),
        ("x.y", "x.y"),
        ("src/main.rs", "src/main.rs"),
        ("Gemini-1.5-Pro", "Gemini-1.5-|Pro"),
        ("release-10.12.144", "release-10.12.144"),
        ("tide.rise(&mut", "tide.|rise(|&mut"),
        ("low_tide()->Result", "low_|tide()->|Result"),
        ("height=>printed", "height=>|printed"),
        ("harbour==lantern", "harbour==|lantern"),
        ("collect::<Tides>()", "collect::<Tides>()"),
        ("index.html#low-water", "index.|html#|low-|water"),
        ("tides!(harbour)?", "tides!(|harbour)?"),
        ("tables()", "tables()"),
    ],
)
def test_code_and_addresses_are_divided_behind_their_marks(word, right):
    assert divided(word, divider(automatic=False, code=True)) == right


def test_a_soft_hyphen_says_where_a_word_is_divided():
    assert divided("har\u00adbourmaster", divider()) == "har\u00ad=bourmaster"


def test_a_word_that_is_too_wide_is_divided_anywhere_but_at_its_ends():
    assert [place.offset for place in anywhere("abcdef")] == [2, 3, 4]


def test_a_division_is_dearer_in_german_and_cheaper_in_french_than_in_english():
    french, english, german = (
        {place.cost for place in divider(language).divisions("administration")}
        for language in ("fr-CA", "en", "de")
    )
    assert max(french) < min(english) <= max(english) < min(german)
