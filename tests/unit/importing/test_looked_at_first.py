"""What a search looks at first, so that it ends soon where there is nothing, hides nothing."""

from __future__ import annotations

import re

import pytest

from octavo.importing.editor_warnings import breaks_off, web_reference
from octavo.importing.encodings import without_controls
from octavo.importing.markdown_escape import escape_run, may_cut, plain_of, words_of_markdown
from octavo.importing.prose import CUT_OFF, letters
from octavo.importing.readers.word_proof import letters_of


@pytest.mark.parametrize(
    "phrase",
    [
        "in this article", "In the following post", "in today’s blog", "comments below",
        "Link below", "form below", "button above", "Video below", "below.", "click here",
        "Leave me a comment", "leave a reply", "scroll down", "Scroll to the top",
        "subscribe to my newsletter",
        "Sign up for the weekly feed", "ſhare this post", "follow us on", "links in the bio",
        "in the sidebar",
    ],
)  # fmt: skip
def test_every_phrase_that_speaks_of_a_web_page_is_found(phrase):
    for text in (phrase, f"Now {phrase}", f"“{phrase}” it said"):
        found = web_reference(text)
        assert found and found[0] == phrase.rstrip(".")
    assert web_reference(f"x{phrase}") is None


@pytest.mark.parametrize("word", sorted(set(re.findall(r"[a-z]{2,}", CUT_OFF.pattern)) - {"an"}))
def test_every_word_that_no_sentence_ends_in_is_found(word):
    text = f"{'so it was ' * 20}{word}"
    assert breaks_off(text)
    assert breaks_off(f"{text}\n")
    assert not breaks_off(f"{text}n’t")
    assert not breaks_off(f"{'so it was ' * 20}q{word}")


@pytest.mark.parametrize(
    "sign", [*"\\`*{}[]|_&<~^=%", "==", "%%", "~~", "**", "![", "[^1]", "&lt;"]
)
def test_every_sign_is_escaped_and_read_back(sign):
    for text in (f"a {sign}b{sign} c", f"{sign}a{sign}", f"a{sign}b", f"a {sign}"):
        assert words_of_markdown(escape_run(text)) == text.split()


@pytest.mark.parametrize(
    "run",
    ["`a b`", "*a b*", "**a b**", "__a b__", "~~a b~~", "[a b](c)", "![a b](c)", "<i>a b</i>"],
)
def test_no_run_is_torn(run):
    text = f"It {run} is"
    assert plain_of(text) == ("It a b is")
    assert not may_cut(text, text.index("a b") + 1, len(text))
    assert may_cut(text, 2, len(text))


def test_what_stands_around_a_word_and_between_letters_goes():
    assert [letters(word) for word in ("a", "“a", "a.", "_a_", "(a-b)!", "…", "", "é1²")] == [
        "a", "a", "a", "_a_", "a-b", "", "", "é1²",
    ]  # fmt: skip
    assert letters_of("a\u00a0b\u202fc\x1cd\u2003e “f” $g$ h—i\n") == "abcdefghi"
    assert without_controls("a\x01\x08b\tc\nd\x0be\x10\x1af\x1cg\x7f\u0085") == (
        "ab\tc\nd\x0bef\x1cg\u0085"
    )
