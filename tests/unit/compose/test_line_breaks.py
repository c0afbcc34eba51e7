"""Which words of a printed line stay together, and which paragraphs are not justified."""

from __future__ import annotations

import pytest

from octavo.compose.line_breaks import (
    bind_runts,
    break_endless,
    ease_code,
    hold_dashes,
    keep_words,
)
from octavo.markdown.xhtml_tree import read, write


def kept(xhtml: str) -> str:
    root = read(xhtml)
    keep_words(root)
    return write(root)


@pytest.mark.parametrize(
    ("word", "whole"),
    [
        ("e-book", "e-book"),
        ("X-1a", "X-1a"),
        ("T-shirts", "T-shirts"),
        ("add-on", "add-on"),
        ("sea-bird", ""),
        ("mother-in-law", ""),
        ("1811-14", "1811-14"),
    ],
)
def test_a_word_does_not_break_beside_a_letter_or_two(word, whole):
    held = f'<span class="kept">{word}</span>' if whole else word
    assert kept(f"<p>An {word}, <em>an {word}</em> and {word}.</p>") == (
        f"<p>An {held}, <em>an {held}</em> and {held}.</p>"
    )


def test_an_option_keeps_its_hyphens():
    assert kept("<p><code>octavo build --no-copy -h</code>, <code>--book</code></p>") == (
        '<p><code>octavo build <span class="kept">--no</span>-copy <span class="kept">-h</span>'
        '</code>, <code class="kept">--book</code></p>'
    )


def test_blocks_of_code_and_formulas_are_left_alone():
    xhtml = "<pre><code>an e-book --out x</code></pre>"
    assert kept(xhtml) == xhtml


def test_a_short_last_word_takes_a_short_one_along():
    root = read("<p>It was what it was then so.</p><p>These are Octavo own:</p><p>It is in it.</p>")
    bind_runts(root)
    assert [item.text for item in root] == [
        "It was what it was then\u00a0so.",
        "These are Octavo\u00a0own:",
        "It is in\u00a0it.",
    ]


def test_a_paragraph_of_formulas_is_not_justified():
    formula = '<img class="formula" alt="x plus y is greater than z" src="a"/>'
    root = read(f"<p>Where {formula} and {formula}.</p><p>{'It is so here. ' * 20}{formula}</p>")
    ease_code(root)
    assert [item.get("class") for item in root] == ["eased", None]


def test_a_long_word_is_not_pulled_down_by_one_of_five_letters():
    root = read("<p>It will have been right in either case.</p><p>It will have to be here.</p>")
    bind_runts(root)
    assert [item.text for item in root] == [
        "It will have been right in either case.",
        "It will have to be\u00a0here.",
    ]


def test_a_paragraph_full_of_code_is_not_justified():
    root = read(
        "<p>One of <code>also-by</code>, <code>colophon</code>.</p><p>Say <code>a</code>.</p>"
    )
    ease_code(root)
    assert [item.get("class") for item in root] == ["eased", None]


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("<p>He came—late</p>", "<p>He came~—late</p>"),
        ("<p>“No”—she—<em>said</em>—so</p>", "<p>“No”~—she~—<em>said</em>~—so</p>"),
        ("<p>1901–1902, Wort – Wort</p>", "<p>1901~–1902, Wort – Wort</p>"),
        ("<p>—No —dijo él—.</p>", "<p>—No —dijo él~—.</p>"),
        ("<p>One<br/>—two</p>", "<p>One<br/>—two</p>"),
        ("<pre><code>a—b <span>c—d</span></code></pre>",) * 2,
        ("<p>Whom——⸺ he</p>", "<p>Whom~——⸺ he</p>"),
    ],
)
def test_no_line_begins_with_a_dash_that_follows_a_word(typed, held):
    root = read(typed)
    hold_dashes(root)
    hold_dashes(root)  # again: nothing more
    assert write(root) == held.replace("~", "\u2060")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("C++ and g++'s", "C+\u2060+ and g+\u2060+'s"),
        ("a+++", "a+\u2060+\u2060+"),
        ("1 ++ 2", "1 ++ 2"),
    ],
)
def test_a_name_keeps_its_signs(text, held):
    root = read(f"<p>{text}</p>")
    hold_dashes(root)
    assert root[0].text == held


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("叫做“潮水”的", "叫做<wbr/>“潮水”<wbr/>的"),
        ("<em>叫做</em>他说‘好’吗", "<em>叫做</em>他说<wbr/>‘好’<wbr/>吗"),
        ("It is “so” here, isn’t it", "It is “so” here, isn’t it"),
        ("（“潮水”）", "（“潮水”）"),
    ],
)
def test_chinese_lines_break_outside_curled_marks(text, broken):
    root = read(f"<p>{text}</p>")
    break_endless(root)
    assert write(root) == f"<p>{broken}</p>"
