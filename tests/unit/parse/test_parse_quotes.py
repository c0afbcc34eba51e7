"""Quotation marks, apostrophes, dashes, by language."""

from __future__ import annotations

import pytest

N = "\u00a0"


@pytest.mark.parametrize(
    ("language", "plain", "set_"),
    [
        ("en", "\"Who's 'there'?\"", "“Who’s ‘there’?”"),
        ("en-GB", '"\'Tis so," he said.', "“’Tis so,” he said."),
        ("en", "'twas 'em, 'til the '90s", "’twas ’em, ’til the ’90s"),
        ("en", "rock 'n' roll", "rock ’n’ roll"),
        ("en", "the boys' room", "the boys’ room"),
        ("en", "O'Neill and d'Arcy don't", "O’Neill and d’Arcy don’t"),
        ("de", "\"Wer ist 'da'?\"", "„Wer ist ‚da‘?“"),
        ("de", "Wie geht's dir?", "Wie geht’s dir?"),
        ("de-CH", '"Wer?"', "«Wer?»"),
        ("fr", '"Qui est là ?"', f"«{N}Qui est là ?{N}»"),
        ("fr", "l'eau d'aujourd'hui", "l’eau d’aujourd’hui"),
        ("sv", '"Vem?"', "”Vem?”"),
        ("xx", '"Who?"', "“Who?”"),
        ("en", "Wait... no -- or --- yes", "Wait… no – or — yes"),
    ],
)
def test_marks_of_languages(body, language, plain, set_):
    assert body(plain, language=language) == f"<p>{set_}</p>"


@pytest.mark.parametrize(
    "text", ["`\"a\" -- 'b'`", "```\n\"a\" -- 'b'...\n```", "    \"a\" -- 'b'..."]
)
def test_code_keeps_what_was_typed(body, text):
    shown = body(text)
    assert "\"a\" -- 'b'" in shown.replace("&quot;", '"')


def test_attributes_keep_straight_quotes(body):
    assert 'class="x"' in body('<span class="x">"a"</span>')


def test_marks_around_markup(body):
    assert body('"*Yes*," she said, "[no](two.md)."') == (
        '<p>“<em>Yes</em>,” she said, “<a href="two.md">no</a>.”</p>'
    )


def test_a_chapters_own_language_decides(parse):
    from octavo.model import Chapter, Matter
    from octavo.parse.section import parse_chapter

    chapter = Chapter(
        id="c", path="c.md", matter=Matter.BODY, kind="chapter", text='# "T"\n', language="de"
    )
    assert parse_chapter(chapter, "en").title == "„T“"
