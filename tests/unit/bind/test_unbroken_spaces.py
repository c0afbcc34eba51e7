"""Spaces that do not break, in all of a section, by the language of each passage."""

from __future__ import annotations

import pytest

from octavo.bind.unbroken_spaces import bind_spaces
from octavo.core.model import Book, Matter, Metadata, Note, Section

NB = "\u00a0"


def passed(body: str, *, book: str = "fr", language: str = "") -> Section:
    section = Section(
        id="a",
        kind="chapter",
        matter=Matter.BODY,
        title="Qui ?",
        title_text="Qui ?",
        short_title="Qui ?",
        body=body,
        language=language,
        notes=(Note(id="n", call_id="c", number=1, body="<p>Non !</p>"),),
    )
    about = Metadata(title="T", language=book, identifier="urn:x", slug="t", date="2026-01-01")
    (found,) = bind_spaces(Book(metadata=about, sections=(section,))).sections
    return found


def test_all_of_a_french_section():
    found = passed("<p>Tu viens <em>là</em> ? <code>a ; b</code></p>")
    assert found.body == f"<p>Tu viens <em>là</em>{NB}? <code>a ; b</code></p>"
    assert found.title == found.title_text == found.short_title == f"Qui{NB}?"
    assert found.notes[0].body == f"<p>Non{NB}!</p>"


def test_words_of_another_language_keep_theirs():
    body = '<p>Il dit : <span lang="en">What ?</span> Non !</p>'
    expected = f'<p>Il dit{NB}: <span lang="en">What ?</span> Non{NB}!</p>'
    assert passed(body).body == expected


def test_a_french_passage_in_an_english_book():
    body = '<p>He said ? <span lang="fr-FR">Quoi ?</span> No ?</p>'
    expected = f'<p>He said ? <span lang="fr-FR">Quoi{NB}?</span> No ?</p>'
    assert passed(body, book="en").body == expected


def test_other_books_are_left_alone():
    body = "<p>What ? &amp; more&#160;!</p>"
    assert passed(body, book="en").body == body
    assert passed("<p>Quoi ?</p>", book="en", language="fr").body == f"<p>Quoi{NB}?</p>"


def test_a_dash_behind_an_element_begins_no_line():
    body = "<p><em>So</em> – and <code>a – b</code> – he</p><p>One<br/> – Two</p>"
    expected = f"<p><em>So</em>{NB}– and <code>a – b</code>{NB}– he</p><p>One<br/> – Two</p>"
    assert passed(body, book="en").body == expected


@pytest.mark.parametrize(
    "marked",
    [
        "<p>On p.~<em>12</em> and <b>p.</b>~13, <b>Mr.</b>~<em>“Bob”</em></p>",
        "<p>About 3~<em>km</em>, <b>3</b>~km, 3~km<sup>2</sup> and <b>9~m</b><sup>3</sup></p>",
        "<p>So on p. <code>12</code>, 3<sup>rd</sup> m, 3<code>x</code> m</p>",
        "<p>On p.</p><p>12 men</p><ul><li>Mr.</li> <li>Bob</li></ul>",
        '<p>On <a href="#a">p.~<em>12</em></a>, H<sub>see p.~3</sub></p>',
        '<p><span lang="fr">Mme</span> Bob, <span lang="fr">dit M.~<em>Bob</em></span> Mr.~Bob</p>',
    ],
)
def test_marks_do_not_part_a_word_from_its_neighbour(marked):
    expected = marked.replace("~", NB)
    assert passed(marked.replace("~", " "), book="en").body == expected
