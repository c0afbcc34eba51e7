"""Footnotes: numbers, ids and bodies."""

from __future__ import annotations

import re

from octavo.core.model import Section

CALL = re.compile(r'<a class="noteref" id="([^"]+)" href="#([^"]+)">(\d+)</a>')


def calls(section: Section) -> list[tuple[str, str, str]]:
    return CALL.findall(section.title + section.body)


def bodies(section: Section) -> list[str]:
    return [note.body for note in section.notes]


def test_notes_are_numbered_by_their_calls_not_by_their_texts(parse):
    section = parse("One.[^z] Two.[^a]\n\n[^a]: A.\n[^z]: Z.\n")
    assert bodies(section) == ["<p>Z.</p>", "<p>A.</p>"]
    assert [note.number for note in section.notes] == [1, 2]
    assert calls(section) == [
        ("c--noteref-1", "c--note-1", "1"),
        ("c--noteref-2", "c--note-2", "2"),
    ]
    assert [(note.id, note.call_id) for note in section.notes] == [
        ("c--note-1", "c--noteref-1"),
        ("c--note-2", "c--noteref-2"),
    ]


def test_a_note_called_again_keeps_its_number_and_the_call_has_an_id_of_its_own(parse):
    section = parse("One.[^a] Two.[^b] Again.[^a] And again.[^a]\n\n[^a]: A.\n[^b]: B.\n")
    assert calls(section) == [
        ("c--noteref-1", "c--note-1", "1"),
        ("c--noteref-2", "c--note-2", "2"),
        ("c--noteref-1-2", "c--note-1", "1"),
        ("c--noteref-1-3", "c--note-1", "1"),
    ]
    assert len(section.notes) == 2


def test_two_chapters_with_the_same_mark_keep_their_own_notes(parse):
    one = parse("One.[^1]\n\n[^1]: Of one.\n", name="one")
    two = parse("Two.[^1]\n\n[^1]: Of two.\n", name="two")
    assert bodies(one) == ["<p>Of one.</p>"]
    assert bodies(two) == ["<p>Of two.</p>"]
    assert not {note.id for note in one.notes} & {note.id for note in two.notes}


def test_a_note_in_the_title_is_called_there_and_is_no_part_of_its_words(parse):
    section = parse("Text.[^b]\n\n[^a]: A.\n[^b]: B.\n", title="# A *Title*[^a]\n\n")
    assert section.title_text == "A Title"
    assert section.short_title == "A Title"
    assert section.title.startswith("A <em>Title</em><a ")
    assert bodies(section) == ["<p>A.</p>", "<p>B.</p>"]


def test_a_note_in_a_heading_is_no_part_of_its_words_or_its_id(parse):
    section = parse("## High Water[^a]\n\n[^a]: A.\n")
    [heading] = section.headings
    assert (heading.text, heading.id) == ("High Water", "c--high-water")
    assert len(calls(section)) == 1


def test_a_note_of_two_paragraphs_a_list_and_code(parse):
    section = parse(
        "Text.[^a]\n\n[^a]: First.\n\n    Second.\n\n    - item\n\n    Third.\n\n        code <b>\n"
    )
    [body] = bodies(section)
    assert re.sub(r"\s+", "", body) == (
        "<p>First.</p><p>Second.</p><ul><li>item</li></ul><p>Third.</p>"
        "<pre><code>code&lt;b&gt;</code></pre>"
    )


def test_a_note_that_ends_with_a_list_has_no_empty_paragraph(parse):
    [body] = bodies(parse("Text.[^a]\n\n[^a]: First.\n\n    - item\n"))
    assert "<p/>" not in body and "<p></p>" not in body
    assert body.endswith("</ul>")


def test_blocks_in_a_note_have_the_form_they_have_in_the_text(parse):
    section = parse(
        'Text.[^a]\n\n[^a]: See:\n\n    > Words.\n    >\n    > -- Bo\n\n    ![x](y.png "C")\n'
    )
    [body] = bodies(section)
    assert '<p class="attribution">– Bo</p>' in body
    assert "<figcaption>C</figcaption>" in body
    assert [image.path for image in section.images] == ["y.png"]


def test_an_id_in_a_note_belongs_to_the_chapter(parse):
    [body] = bodies(parse('Text.[^a]\n\n[^a]: A <span id="x">place</span>.\n'))
    assert '<span id="c--x">' in body


def test_a_note_called_in_a_caption(parse):
    section = parse(
        '![x](y.png "By [Bo](two.md), *1900*.[^a]")\n\nText.[^b]\n\n[^a]: A.\n[^b]: B.\n'
    )
    assert [number for _, _, number in calls(section)] == ["1", "2"]
    assert bodies(section) == ["<p>A.</p>", "<p>B.</p>"]
    caption = section.body.partition("<figcaption>")[2].partition("</figcaption>")[0]
    assert 'By <a data-line="3" href="two.md">Bo</a>, <em>1900</em>.<a class="noteref"' in caption


def test_a_call_in_code_is_code(parse):
    section = parse("Write `[^1]` or `` `[^2]` ``.\n\n    [^3]\n\n```\n[^4]\n```\n")
    assert section.findings == ()
    assert section.notes == ()
    assert "<code>[^1]</code>" in section.body


def test_a_call_in_a_paragraph_of_a_list_is_found(parse):
    section = parse("1.  Item.\n\n    More of it.[^a]\n\n[^a]: A.\n")
    assert section.findings == ()
    assert bodies(section) == ["<p>A.</p>"]


def test_an_escaped_call_is_text(parse):
    section = parse("Not \\[^1] a call.\n")
    assert section.findings == ()
    assert "[^1]" in section.body


def test_no_trace_of_markdowns_own_footnotes_is_left(parse):
    section = parse("Text.[^a]\n\n[^a]: A.\n")
    everything = section.body + section.notes[0].body
    for word in ("fn:", "fnref", "footnote", "backref", "<sup", "<hr", "\u00a0"):
        assert word not in everything


def test_a_note_that_a_caption_calls_is_called(parse):
    section = parse('![x](p.png "A caption[^a]")\n\n[^a]: Here.\n\n[^b]: Nowhere.')
    found = [item.values for item in section.findings if item.code == "note-uncalled"]
    assert found == [(("mark", "b"),)]
    assert [note.number for note in section.notes] == [1]
