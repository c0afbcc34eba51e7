"""Words that a passage's own language gives to callouts and examples."""

from __future__ import annotations

import pytest

from octavo.bind.passes import fill_words
from octavo.core.model import Book, Matter, Metadata, Note, Section
from octavo.text.added_words import words_of

TIP = '<aside{}><p class="callout-title" data-word="callout_tip"/><p>W.</p></aside>'


def filled(body: str, *, book: str = "en", chapter: str | None = None) -> Section:
    metadata = Metadata(title="T", language=book, identifier="x", slug="t", date="2000-01-01")
    note = Note(id="c--note-1", call_id="c--noteref-1", number=1, body=body)
    section = Section(
        id="c",
        kind="chapter",
        matter=Matter.BODY,
        title="T",
        title_text="T",
        body=body,
        language=chapter,
        notes=(note,),
    )
    [section] = fill_words(Book(metadata=metadata, sections=(section,))).sections
    return section


@pytest.mark.parametrize(
    ("book", "chapter", "attributes", "word"),
    [
        ("en", None, "", "Tip"),
        ("de-CH", None, "", "Tipp"),
        ("en", "fr", "", "Astuce"),
        ("en", "fr", ' lang="fi"', "Vinkki"),
        ("cy", None, "", "Tip"),
    ],
)
def test_a_callout_says_what_it_is_in_the_language_around_it(book, chapter, attributes, word):
    section = filled(TIP.format(attributes), book=book, chapter=chapter)
    assert f'<p class="callout-title">{word}</p>' in section.body
    assert section.notes[0].body == section.body


def test_the_language_may_be_stated_further_out():
    assert "Vinkki" in filled(f'<div lang="fi"><div>{TIP.format("")}</div></div>').body


def test_parts_of_an_example_get_names():
    body = '<div role="group" data-label="example_source"><pre>x</pre></div>'
    assert filled(body, book="de").body == (
        '<div role="group" aria-label="Quelltext"><pre>x</pre></div>'
    )


def test_a_body_without_marks_stays_as_it_is():
    body = "<p>The attribute data-word and &lt;p&gt;</p>\n"
    assert filled(body).body is body


def test_every_callout_has_a_word():
    from octavo.markdown.callouts import CALLOUTS

    assert {f"callout_{kind}" for kind in CALLOUTS} <= words_of("en").keys()
