"""Containers: their opening line, their attributes, what is said of them; examples."""

from __future__ import annotations

import re

import pytest

from octavo.findings.wording import message_of


def squeezed(xhtml: str) -> str:
    return xhtml.replace("\n", "")


@pytest.mark.parametrize(
    ("opening", "tag"),
    [
        ("quote {lang=fr}", '<blockquote class="quote" lang="fr"'),
        ("letter {#first .short}", '<blockquote class="letter short" id="c--first"'),
        ('tide table {title="high & low"}', '<div class="tide table" title="high &amp; low"'),
        ("{.tide .high}", '<div class="tide high"'),
        ("tide{.high}", '<div class="tide high"'),
    ],
)
def test_a_container_has_the_attributes_in_its_braces(body, opening, tag):
    assert body(f"::: {opening}\nWords.\n:::\n").startswith(tag)


@pytest.mark.parametrize("braces", ["{lang=}", "{high}", '{title="a}', "{.a =b}", "{}"])
@pytest.mark.parametrize(
    "opening", ["::: quote {}\nWords.\n:::\n", "Table: T {}\n\nA | B\n-|-\n1 | 2"]
)
def test_attributes_that_cannot_be_read_are_said_with_their_line(parse, opening, braces):
    section = parse(f"One.\n\n{opening.replace('{}', braces)}\n")
    [finding] = section.findings
    assert (finding.code, finding.severity, finding.line) == ("attributes-unread", "warning", 5)
    assert braces in message_of(finding)
    assert "Words" in section.body or "Table" in section.body or "T" in section.body


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("::: quote\nWords.\n", 3),
        ("Words.\n\n:::\n", 5),
        ("::: example\n\n::: verse\nWords.\n:::\n", 3),
        ("::: example\nWords.\n:::\n\n:::\n", 7),
        ("::: verse\n        deep\n", 3),
    ],
)
def test_a_fence_without_partner_is_said(parse, text, line):
    [finding] = parse(text).findings
    assert (finding.code, finding.severity, finding.line) == ("container-open", "warning", line)


def test_an_example_shows_its_source_and_its_result(body):
    source = "A *word* & <b>more</b>.\n\n```python\nif x:\n    pass\n```\n\n::: quote\nWords.\n:::"
    example = body(f"::: example {{#how}}\n{source}\n:::\n\nBehind.\n")
    assert example.startswith('<div class="example" id="c--how" role="doc-example">')
    shown = re.search(r"<pre><code>(.*?)</code></pre>", example, re.S)
    assert shown is not None
    plain = re.sub(r"</?span[^>]*>", "", shown[1])
    assert plain == source.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    result = example[example.index('class="result"') :]
    assert "<p>A <em>word</em> &amp; <b>more</b>.</p>" in result
    assert '<code class="language-python">' in result
    assert '<blockquote class="quote">' in result
    assert squeezed(example).endswith("</div></div><p>Behind.</p>")


def test_the_parts_of_an_example_have_names_for_voices(body):
    example = body("::: example\nWords.\n:::\n")
    assert '<div class="source" role="group" data-label="example_source">' in example
    assert '<div class="result" role="group" data-label="example_result">' in example


def test_ids_and_notes_of_an_example_are_there_once(parse):
    section = parse(
        "::: example\nA word.[^a] See [it](#here).\n\n## Here {#here}\n\n[^a]: The *note*.\n:::\n"
    )
    assert section.findings == ()
    assert section.body.count('id="c--here"') == 1
    assert section.body.count('class="noteref"') == 1
    [note] = section.notes
    assert note.body == "<p>The <em>note</em>.</p>"
    assert "[^a]: The *note*." in section.body


def test_lines_behind_an_example_are_those_of_the_file(parse):
    text = "::: example\n[one](one.md)\n\n![x](y.png)\n:::\n\n[two](two.md) and [^gone]\n"
    findings = parse(text).findings
    assert [(item.code, item.line) for item in findings] == [("note-missing", 9)]
    section = parse(text.replace("[^gone]", ""))
    assert 'data-line="4" href="one.md"' in section.body or 'href="one.md" data-line="4"' in (
        section.body
    )
    assert 'data-line="9" href="two.md"' in section.body
    assert [(use.path, use.line) for use in section.images] == [("y.png", 6)]


def test_an_example_in_code_is_code(body):
    text = body("```\n::: example\nWords.\n:::\n```\n")
    assert "doc-example" not in text and text.count("Words.") == 1


def test_an_example_in_an_example_and_in_another_container(body):
    text = body("::: quote\n::: example\n::: example\nWords.\n:::\n:::\n:::\n")
    assert text.count("doc-example") == 2
    assert text.count("Words.") == 3
    assert text.startswith("<blockquote") and text.endswith("</blockquote>")
