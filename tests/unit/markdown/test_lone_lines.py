"""Lines alone that are other tools': Markua's, kramdown's, pandoc's, and places for contents."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "line",
    [
        "{mainmatter}",
        "{frontmatter}",
        "{backmatter}",
        "{sample: true}",
        "[TOC]",
        "[[toc]]",
        "[[_TOC_]]",
        "{{TOC}}",
        "${toc}",
        "@[toc]",
        "{:toc}",
        "* Table of contents\n{:toc}",
        "1. TOC\n{: toc .no-bullets}",
        '{::options parse_block_html="true" /}',
        "{::comment}\nNobody reads this.\n{:/comment}",
    ],
)
def test_what_is_for_another_tool_goes_without_a_word(parse, line):
    section = parse(f"Rain.\n\n{line}\n\nSun.\n")
    assert section.body.replace("\n", "") == "<p>Rain.</p><p>Sun.</p>"
    assert section.findings == ()


@pytest.mark.parametrize(
    "text", ["[TOC] of winds", "{::comment}\nNo end.", "* The toc\n* The tide", "\\newpages"]
)
def test_what_only_looks_like_it_stays(body, text):
    first = text.split("\n")[0].strip("* ")
    assert first in body(text)


@pytest.mark.parametrize("line", ["{pagebreak}", "\\newpage", "\\pagebreak[4]", "\\clearpage{}"])
def test_a_page_ends_where_it_is_said(body, line):
    assert '<div class="page-break"/>' in body(f"Rain.\n\n{line}\n\nSun.\n")


def test_boxes_of_markua(body):
    text = body(
        "{blurb, class: warning}\nMind the *tide*.\n{/blurb}\n\n{aside}\n- Gulls\n{/aside}\n"
    )
    assert 'class="callout warning"' in text and "<em>tide</em>" in text
    assert 'class="callout note"' in text and "<li>Gulls</li>" in text
    assert "<p>{aside}" in body("{aside}\n\nNo end.\n")


def test_centred_lines_of_markua(body):
    text = body("C> *The*\nC> end\n").replace("\n", " ")
    assert text == '<div class="align-center"> <p><em>The</em> end</p> </div>'


def test_an_older_part_of_leanpub_is_a_title(parse):
    section = parse("-# Part One: *Ebb* #\n\nRain.\n", title="")
    assert (section.title_text, section.findings) == ("Part One: Ebb", ())


def test_attributes_of_markua_behind_a_title(parse):
    section = parse("## Ebb {class: tide}\n\nRain.\n")
    assert section.findings == () and [item.text for item in section.headings] == ["Ebb"]


@pytest.mark.parametrize(
    "line", ["{lang=python}", '{lang="python"}', '{title="A", lang=python, line-numbers=off}']
)
def test_the_language_above_a_program_is_no_peoples_tongue(parse, line):
    section = parse(f"{line}\n~~~\nif tide: pass\n~~~\n")
    assert section.findings == ()
    assert '<span class="code-keyword">if</span>' in section.body


def test_a_program_may_still_speak_french(body):
    assert 'lang="fr"' in body("{lang=fr}\n~~~\nmarée\n~~~\n")


def test_attributes_of_kramdown_above_their_paragraph(body):
    assert body("{: .lead }\nRain.\n") == '<p class="lead">Rain.</p>'
