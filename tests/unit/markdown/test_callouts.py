"""Callouts: element, role, title."""

from __future__ import annotations

import pytest


def squeezed(xhtml: str) -> str:
    return xhtml.replace("\n", "")


@pytest.mark.parametrize(
    ("name", "opening"),
    [
        ("note", '<aside class="callout note" role="note">'),
        ("tip", '<aside class="callout tip" epub:type="tip" role="doc-tip">'),
        ("warning", '<div class="callout warning" epub:type="notice" role="doc-notice">'),
        ("important", '<div class="callout important" epub:type="notice" role="doc-notice">'),
    ],
)
def test_each_callout_has_its_role_and_waits_for_its_word(body, name, opening):
    text = squeezed(body(f"::: {name}\nWords.\n\n- item\n:::\n\nBehind.\n"))
    title = f'<p class="callout-title" data-word="callout_{name}"/>'
    assert text.startswith(f"{opening}{title}<p>Words.</p><ul>")
    assert text.endswith("<p>Behind.</p>")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Before you *begin*", "Before you <em>begin</em>"),
        ("1. Not a list", "1. Not a list"),
        ("# No heading", "# No heading"),
        ('The "word"', "The “word”"),
        ("R & D", "R &amp; D"),
    ],
)
def test_words_behind_the_name_are_the_title(body, title, shown):
    text = squeezed(body(f"::: warning {title} {{#before}}\nWords.\n:::\n"))
    assert 'class="callout warning" id="c--before"' in text
    assert f'<p class="callout-title">{shown}</p><p>Words.</p>' in text
    assert "data-word" not in text


def test_a_span_at_the_end_of_a_title_keeps_its_attributes(body):
    text = body("::: tip The [mot]{.foreign}\nWords.\n:::\n")
    assert '<aside class="callout tip"' in text
    assert '<span class="foreign">mot</span></p>' in text


def test_callouts_hold_notes_and_other_containers(parse):
    section = parse("::: note\nA.[^n]\n\n::: quote\nB.\n:::\n:::\n\n[^n]: N.\n")
    assert section.findings == ()
    assert section.body.endswith("</blockquote>\n</aside>")
    assert len(section.notes) == 1
