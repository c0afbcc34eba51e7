"""Quotation marks, apostrophes, dashes, by language."""

from __future__ import annotations

import re

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
        ("ja", '札に"open"と書く。"夜"だ', "札に「open」と書く。「夜」だ"),
        ("zh-Hans", '他说:"好",又说"不好"。', "他说:“好”,又说“不好”。"),
        ("zh-Hans", "他说'好'。", "他说‘好’。"),
        ("zh-Hans", "Nan's 船", "Nan's 船"),
        ("ko", "Nan's 배", "Nan’s 배"),
        ("zh-Hans", "说\"'好'不好\"吗", "说“‘好’不好”吗"),
        ("zh-Hant", '"船"與"fly"字', "「船」與「fly」字"),
        ("th", 'คำว่า"เรือ"นี้', "คำว่า“เรือ”นี้"),
        ("en", 'the sign "粥" means rice', "the sign “粥” means rice"),
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


def test_marks_around_code_where_words_stand_side_by_side(body):
    assert body('输入"`a`"再看"*图*"', language="zh-Hans") == (
        "<p>输入“<code>a</code>”再看“<em>图</em>”</p>"
    )


def test_marks_around_markup(body):
    assert body('"*Yes*," she said, "[no](two.md)."') == (
        '<p>“<em>Yes</em>,” she said, “<a href="two.md">no</a>.”</p>'
    )


def test_a_chapters_own_language_decides(parse):
    from octavo.core.model import Chapter, Matter
    from octavo.markdown.section import parse_chapter

    chapter = Chapter(
        id="c", path="c.md", matter=Matter.BODY, kind="chapter", text='# "T"\n', language="de"
    )
    assert parse_chapter(chapter, "en").title == "„T“"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('"[Il dit "oui"]{lang=fr}"', f"“<Il dit «{N}oui{N}»>”"),
        ('[Er sagt "ja, \'gut\'"]{lang=de} and "yes"', "<Er sagt „ja, ‚gut‘“> and “yes”"),
        ('[Er "[mot "dit"]{lang=fr}"]{lang=de}', f"<Er „<mot «{N}dit{N}»>“>"),
        ('<span lang="fr">"*oui*"</span> "no"', f"<«{N}oui{N}»> “no”"),
        ("[l'eau, geht's]{lang=de}", "<l’eau, geht’s>"),
        ("['twas]{lang=fr}", "<“twas>"),
    ],
)
def test_a_passage_of_another_language_has_its_marks(body, text, shown):
    said = re.sub(r"</(?:p|em)>|<(?:p|em)>", "", body(text))
    assert re.sub(r"<span[^>]*>", "<", said).replace("</span>", ">") == shown


def test_blocks_of_another_language_have_its_marks(body):
    shown = body('"a"\n{lang=de}\n\n::: quote {lang=fr}\n"b"\n:::\n\n"c"')
    for mark in ("„a“", f"«{N}b{N}»", "“c”"):
        assert mark in shown


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ('"*Foo*"', "“<em>Foo</em>”"),
        ('say "*Foo*".', "say “<em>Foo</em>”."),
        ('"`a`"', "“<code>a</code>”"),
        ('"**a**" b', "“<strong>a</strong>” b"),
        ("*l*'eau", "<em>l</em>’eau"),
        ("*Ann*'s", "<em>Ann</em>’s"),
        ('a *b* "c"', "a <em>b</em> “c”"),
        ("*a* 'b'", "<em>a</em> ‘b’"),
    ],
)
def test_marks_directly_behind_an_element(body, plain, set_):
    assert body(plain) == f"<p>{set_}</p>"


def test_marks_that_an_author_typed_stay(body):
    assert body("[« mot », ‘a’]{lang=de} “b”").endswith("« mot », ‘a’</span> “b”</p>")


def test_noncharacters_of_an_author_are_no_marks(parse):
    section = parse("a\ufdd8b\ufdd9")
    assert section.body == "<p>a b</p>"
    assert [item.code for item in section.findings] == ["character-forbidden"]


@pytest.mark.parametrize("sign", ["==", "—", "/", "~"])
def test_a_sign_that_is_quoted_ends_its_quotation(body, sign):
    assert f"“{sign}”, “{sign}”." in body(f'It is "{sign}", "{sign}".')
