"""Verse: stanzas, lines, indents, the source."""

from __future__ import annotations

import pytest


def squeezed(xhtml: str) -> str:
    return xhtml.replace("\n", "").replace("\u00a0", " ")


def verse(body, text: str, attributes: str = "") -> str:
    return squeezed(body(f"::: verse{attributes}\n{text}\n:::\n"))


def test_lines_are_lines_and_a_blank_line_parts_stanzas(body):
    assert verse(body, "One\ntwo\n\nthree") == (
        '<div class="verse" epub:type="z3998:verse">'
        '<p class="stanza"><span class="line">One</span><br/><span class="line">two</span></p>'
        '<p class="stanza"><span class="line">three</span></p></div>'
    )


@pytest.mark.parametrize(
    ("spaces", "name"),
    [(0, "line"), (1, "line"), (2, "line i1"), (4, "line i2"), (9, "line i4"), (60, "line i16")],
)
def test_two_spaces_are_a_step_of_indent(body, spaces, name):
    assert f'<span class="{name}">two</span>' in verse(body, f"One\n{' ' * spaces}two")
    assert f'<span class="{name}">two</span>' in verse(body, f"{' ' * spaces}two\nOne")


def test_a_last_line_with_hyphens_names_the_source(body):
    text = verse(body, "One\n-- Bo, *Book*", " {#song lang=fr}")
    assert text.startswith('<blockquote class="verse" id="c--song" lang="fr"')
    assert text.endswith('</p><p class="attribution">– Bo, <em>Book</em></p></blockquote>')


def test_other_dashes_are_verse(body):
    text = verse(body, "-- One\n— Non, dit-il.\n* two\n# three\n1. four\n> five")
    assert "attribution" not in text
    assert text.count('class="line"') == 6
    assert '<span class="line"># three</span>' in text


def test_emphasis_over_lines_is_in_both(body):
    text = verse(body, "*One\n  two* three")
    assert '<span class="line"><em>One</em></span><br/>' in text
    assert '<span class="line i1"><em>two</em> three</span>' in text


def test_an_id_in_a_line_is_given_once(body):
    text = verse(body, "[One\ntwo]{#a .b}")
    assert text.count('id="c--a"') == 1 and text.count('class="b"') == 2


def test_markdown_in_lines(parse):
    section = parse("::: verse\nA *b* `c`\n          deep[^n] [e](f.md)\n:::\n\n[^n]: Note.\n")
    assert section.findings == ()
    assert "<em>b</em> <code>c</code></span>" in section.body
    assert '<span class="line i5">deep<a class="noteref"' in section.body
    assert 'data-line="5"' in section.body
    assert len(section.notes) == 1


@pytest.mark.parametrize("text", ["One<br/>\ntwo", "One<br>two", "One  \ntwo", "One \\\\\ntwo"])
def test_breaks_that_an_author_writes_too_are_no_empty_lines(body, text):
    assert verse(body, text).count('class="line"') == 2


def test_a_verse_in_a_quotation_is_no_other_quotation(body):
    text = squeezed(body("::: epigraph\n::: verse\nOne\n-- Bo\n:::\n:::\n"))
    assert text.count("<blockquote") == 1
    assert '<div class="verse" epub:type="z3998:verse"><p class="stanza">' in text
    assert text.endswith('<p class="attribution">– Bo</p></div></blockquote>')


def test_the_quotation_around_a_verse_may_name_the_source(body):
    text = squeezed(body("::: quote\n::: verse\nOne\n:::\n-- Bo\n:::\n"))
    assert text.endswith('</div><p class="attribution">– Bo</p></blockquote>')


def test_deep_lines_of_a_verse_are_no_code(parse):
    section = parse("::: verse\nA\n\n          deep[^n] [e](f.md)\n:::\n\n[^n]: Note.\n")
    assert section.findings == ()
    assert 'data-line="6" href="f.md"' in section.body


def test_an_empty_verse_says_nothing(body):
    assert verse(body, "") == '<div class="verse" epub:type="z3998:verse"/>'


def test_nothing_of_a_verse_is_lost(body):
    text = verse(body, "a & b\nc < d\n-- e\nlast")
    assert "a &amp; b</span>" in text and "c &lt; d</span>" in text and "– e</span>" in text
