"""Characters that no book can hold."""

from __future__ import annotations

import pytest

from octavo.text.xml_characters import (
    find_unusable,
    forbidden_character,
    noncharacter,
    references_read,
    without_forbidden,
    without_noncharacters,
)


@pytest.mark.parametrize(
    "character", ["\x00", "\x01", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"]
)
def test_characters_that_no_book_can_hold(character):
    assert forbidden_character(f"a{character}b") == f"U+{ord(character):04X}"
    assert without_forbidden(f"a{character}b") == "a b"


@pytest.mark.parametrize("character", ["\t", "\n", "\r", " ", "\x7f", "\x85", "\ufffd", "🌊"])
def test_characters_that_books_can_hold(character):
    assert forbidden_character(character) is None
    assert without_forbidden(character) == character


def test_noncharacters_are_found_and_become_spaces():
    assert noncharacter("a\ufdd0b\ufdef") == "U+FDD0"
    assert noncharacter("a\ufdf0\ufdcf") is None
    assert without_noncharacters("a\ufdd0b\ufdef") == "a b "


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ab", None),
        ("a\x0bb\x0c\x1f", None),
        ("a\x0b\x00", 2),
        ("\ufdd3\x00", 0),
        ("a\x00\ufdd3", 1),
    ],
)
def test_what_no_article_may_hold_white_space_apart(text, place):
    assert find_unusable(text) == place


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Ada&#8217;s &amp; &#x54;om&#39;s", "Ada’s & Tom's"),
        ("&nbsp;&hellip;", "\u00a0…"),
        (plain := "R&D, AT&T; &copy 2020 &unheard-of; &nothing;", plain),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_references_to_characters(text, read):
    assert references_read(text) == read
