"""Scene breaks and page breaks as people type them, and those that part nothing."""

from __future__ import annotations

import pytest

RULE = '<hr class="scene-break"/>'
PAGE = '<div class="page-break"/>'


@pytest.mark.parametrize(
    "typed",
    [
        r"\* \* \*",
        r"\*\*\*",
        r"**\* \* \***",
        "⁂",
        "• • •",
        "~",
        "— — —",
        "＊\u3000＊\u3000＊",
        r"\#",
        "#",
        "### ",
        "## * * *",
        "<center>* * *</center>",
        '<p align="center">***</p>',
        '<div style="text-align:center"><b>❦</b></div>',
    ],
)
def test_a_line_of_signs_is_a_scene_break(body, typed):
    assert RULE in body(f"Rain.\n\n{typed}\n\nSun.\n")
    assert "<h" not in body(f"Rain.\n\n{typed}\n\nSun.\n").replace(RULE, "")


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "Rain.\n\n…\n\nSun.",
        "Rain.\n\n—\n\nSun.",
        "Rain.\n\n3\n\nSun.",
        "Rain.\n\n\\* \\*\n\nSun.",
    ],
)
def test_what_may_be_words_stays(body, text):
    assert RULE not in body(text)


def test_signs_in_lists_tables_and_verse_stay(body):
    assert RULE not in body("- \\* \\* \\*\n- Rain.\n")
    assert RULE not in body("| A |\n|---|\n| \\* |\n")
    assert RULE not in body("::: verse\nRain\n\n\\* \\* \\*\n\nSun\n:::\n")


def test_a_heading_without_words_is_no_heading(parse):
    section = parse("Rain.\n\n###\n\nSun.\n")
    assert (section.headings, section.findings) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "* * *\n\nRain.",
        "Rain.\n\n* * *",
        "Rain.\n\n* * *\n\n[^1]: A note.\n",
        "Rain.\n\n***\n\n## Sun\n",
        "## Sun\n\n***\n\nRain.",
    ],
)
def test_a_rule_that_parts_nothing_goes(body, text):
    assert RULE not in body(text)


def test_rules_next_to_each_other_are_one(body):
    assert body("Rain.\n\n***\n\n---\n\nSun.").count(RULE) == 1


@pytest.mark.parametrize("name", ["pagebreak", "page-break", "NewPage"])
def test_an_empty_block_may_break_the_page(body, name):
    assert PAGE in body(f'Rain.\n\n<div class="{name}"></div>\n\nSun.\n')
    assert PAGE not in body(f'Rain.\n\n<div class="{name}"></div>\n')


def test_a_line_left_empty_on_purpose_stays_beside_tags(body):
    assert "<p>\u00a0</p>" in body("Rain.\n\n&nbsp;\n\nSun <b>up</b>.\n")


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u0085"])
def test_ends_of_lines_from_word_processors_are_spaces(parse, sign):
    section = parse(f"Rain.{sign}Sun.\n\nThe *moon*.{sign}\n")
    assert "Rain. Sun." in section.body and sign not in section.body
    assert section.findings == ()
