"""`lang`, `xml:lang`, `dir`."""

from __future__ import annotations

import pytest

FR = 'lang="fr" xml:lang="fr"'
HE = 'lang="he" xml:lang="he" dir="rtl"'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[mot]{lang=fr}", f"<p><span {FR}>mot</span></p>"),
        ("*mot*{lang=fr}", f"<p><em {FR}>mot</em></p>"),
        ("Mot.\n{lang=fr}", f"<p {FR}>Mot.</p>"),
        ("[שלום]{lang=he}", f"<p><span {HE}>שלום</span></p>"),
        ("[a]{lang=he-Latn}", '<p><span lang="he-Latn" xml:lang="he-Latn">a</span></p>'),
        (
            "[א]{lang=he dir=ltr}",
            '<p><span dir="ltr" lang="he" xml:lang="he">א</span></p>',
        ),
        (
            "[א [b]{lang=en} [ג]{lang=ar}]{lang=he}",
            f'<p><span {HE}>א <span lang="en" xml:lang="en" dir="ltr">b</span>'
            ' <span lang="ar" xml:lang="ar">ג</span></span></p>',
        ),
        (
            '<span xml:lang="fr">a</span>',
            '<p><span lang="fr" xml:lang="fr">a</span></p>',
        ),
        ("[א `a = b`]{lang=he}", f'<p><span {HE}>א <code dir="ltr">a = b</code></span></p>'),
        ("`a = b`", "<p><code>a = b</code></p>"),
    ],
)
def test_in_an_english_book(body, text, shown):
    assert body(text) == shown


def test_in_a_hebrew_book(body):
    shown = body("א `a`\n\n    b\n\n[mot]{lang=fr} [א]{lang=he}", language="he")
    assert '<code dir="ltr">a</code>' in shown
    assert '<pre dir="ltr"><code>b' in shown
    assert f'<span {FR} dir="ltr">mot</span>' in shown
    assert '<span lang="he" xml:lang="he">א</span>' in shown


def test_in_containers_and_notes(parse):
    section = parse('::: quote {lang=fr}\n"Oui"\n:::\n\na[^1]\n\n[^1]: [א]{lang=he}\n')
    assert f"<blockquote {FR}" in section.body or f'class="quote" {FR}' in section.body
    assert f"<span {HE}>" in section.notes[0].body


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("春が来た\n花が咲く", "ja", "春が来た花が咲く"),
        ("春が来た。\n**花**が咲く", "ja", "春が来た。<strong>花</strong>が咲く"),
        ("春が**来た**\n*花*が咲く", "ja", "春が<strong>来た</strong><em>花</em>が咲く"),
        ("河水很深，\n「船」很小", "zh-Hant", "河水很深，「船」很小"),
        ("他说：\n“好。”\n我走了", "zh-Hans", "他说：“好。”我走了"),
        ("粥\n“rice”", "en", "粥\n“rice”"),
        ("用\nvim 写字", "zh-Hans", "用\nvim 写字"),
        ("写字。\nvim 很好", "zh-Hans", "写字。vim 很好"),
        ("vim\n「編集」", "ja", "vim「編集」"),
        ("vim.\n写字", "zh-Hans", "vim.\n写字"),
        ("用\n`vim`", "zh-Hans", "用\n<code>vim</code>"),
        ("봄이 왔다\n꽃이 핀다", "ko", "봄이 왔다\n꽃이 핀다"),
        ("one\ntwo", "zh-Hans", "one\ntwo"),
        ("你好\\\n再见", "zh-Hans", "你好<br/>\n再见"),
        ("😀\n😀", "en", "😀\n😀"),
    ],
)
def test_lines_of_scripts_without_spaces_are_joined(body, text, language, shown):
    assert body(text, language=language) == f"<p>{shown}</p>"


def test_a_picture_is_described_without_the_ends_of_such_lines(body):
    assert 'alt="山很高水很深"' in body("文 ![山很高\n水很深](a.png)", language="zh-Hans")
