"""The title, headings, ids."""

from __future__ import annotations

import pytest


def ids(section) -> list[str]:
    return [heading.id for heading in section.headings]


def test_the_title_leaves_the_body(parse):
    section = parse("Text.", title="# A *fine* `title` & more\n\n")
    assert section.title == "A <em>fine</em> <code>title</code> &amp; more"
    assert section.title_text == "A fine title & more"
    assert section.body == "<p>Text.</p>"


@pytest.mark.parametrize("title", ["Title\n=====\n\n", "# Title #\n\n", "#Title\n\n"])
def test_other_ways_to_write_a_title(parse, title):
    section = parse("Text.", title=title)
    assert (section.title_text, section.findings) == ("Title", ())


def test_headings_have_ids_of_their_words(parse):
    section = parse("## High Water\n\n### Über *den* Fluß\n\n## 水\n\n## 1984\n")
    assert ids(section) == ["c--high-water", "c--uber-den-fluss", "c--水", "c--1984"]
    assert [heading.level for heading in section.headings] == [2, 3, 2, 2]
    assert section.headings[1].text == "Über den Fluß"


def test_headings_of_the_same_words_have_different_ids(parse):
    assert ids(parse("## Ebb\n\n## Ebb\n\n## Ebb\n")) == ["c--ebb", "c--ebb-2", "c--ebb-3"]


def test_an_id_that_the_author_gave_has_the_chapters_before_it(parse):
    section = parse("## Ebb {#out}\n\n## Out\n\nA [link](#out){#here}.\n")
    assert ids(section) == ["c--out", "c--out-2"]
    assert 'id="c--here"' in section.body


def test_a_heading_takes_no_id_of_a_note_or_of_the_title(parse):
    section = parse("## Note 1\n\n## Title\n\nText.[^a]\n\n[^a]: A.\n")
    assert section.notes[0].id == "c--note-1"
    assert ids(section) == ["c--note-1-2", "c--title-2"]


def test_the_running_head_is_the_short_title_if_there_is_one(parse):
    assert parse("Text.").short_title == "T"


def test_the_titles_attributes_stand_on_a_span_in_it(parse):
    section = parse("Text.", title="# Un *titre* {#x .y lang=fr}\n\n")
    assert section.title == (
        '<span class="y" id="c--x" lang="fr" xml:lang="fr">Un <em>titre</em></span>'
    )
    assert section.title_text == "Un titre"


def test_no_heading_takes_the_titles_id(parse):
    assert ids(parse("## X", title="# T {#x}\n\n")) == ["c--x-2"]


def skips(section) -> list[int | None]:
    assert {item.severity for item in section.findings} <= {"warning"}
    return [item.line for item in section.findings if item.code == "heading-skip"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("## A\n\n### B\n\n#### C\n\n## D\n\n### E", []),
        ("### A", [3]),
        ("## A\n\n#### B\n\n#### C", [5]),
        ("## A\n\n#### B\n\n## C\n\n#### D", [5, 9]),
        ("A\n-\n\n##### B", [6]),
        ("### By boat {.subtitle}\n\n## A", []),
        ("## A\n\n#### B {.subtitle}\n\n### C", []),
        ("## A\n\n> #### B", [5]),
        ("```\n#### no\n```\n\n## A\n\n#### B", [9]),
        ("## A\n\n<h5>B</h5>", [5]),
        ("<hgroup>\n<h2>A</h2>\n<h4>B</h4>\n</hgroup>\n\n## C", []),
    ],
)
def test_a_heading_that_skips_a_level_is_a_warning(parse, text, lines):
    assert skips(parse(text)) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [("### A\n\n### B", []), ("### A\n\n#### B", []), ("### A\n\n##### B", [3])],
)
def test_a_heading_that_becomes_the_title_skips_nothing(parse, text, lines):
    assert skips(parse(text, title="")) == lines


def test_a_title_that_no_running_head_holds_is_a_warning(parse):
    long = parse("Text.", title=f"# {'a ' * 300}\n\n")
    assert [(item.code, item.severity, item.line) for item in long.findings] == [
        ("title-long", "warning", 1)
    ]
    assert parse("Text.", title=f"# {'a ' * 99}\n\n").findings == ()
