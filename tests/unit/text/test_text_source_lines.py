"""The lines of a chapter's file are read off a document, and taken out of it."""

from __future__ import annotations

import pytest

from octavo.text.source_lines import bytes_without_lines, lines_within, without_lines

PLAIN = (
    '<?xml version="1.0"?><html><head><title>t</title></head><body><section id="a">'
    '<p class="x">One <em>two</em><br/></p><!-- <p data-line="9"> --><div><p>Three</p></div>'
    "</section></body></html>"
)
LINED = PLAIN.replace('<p class="x"', '<p data-line="3" class="x"').replace(
    "<div>", '<div data-line="7">'
)


def test_each_element_has_the_line_that_it_or_the_nearest_around_it_states():
    #                                         section p  em br div p
    assert lines_within(LINED.encode()) == [0, 3, 3, 3, 7, 7]
    assert lines_within(PLAIN.encode()) == [0] * 6
    assert lines_within(b"<p>no body</p>") == []


def test_without_its_lines_a_document_is_as_it_was():
    bare = LINED.replace('<!-- <p data-line="9"> -->', "")
    plain = PLAIN.replace('<!-- <p data-line="9"> -->', "")
    assert without_lines(bare) == plain
    assert bytes_without_lines(bare.encode()) == plain.encode()


@pytest.mark.parametrize(
    "words",
    [
        '&lt;p data-line="3"&gt;',
        'the attribute data-line="3" of a block',
        'a &gt; b data-line="3"',
        'a > b data-line="3" c',
    ],
)
def test_words_that_look_like_a_line_stay(words):
    xhtml = f'<p data-line="12" title="x">{words}</p>'
    assert without_lines(xhtml) == f'<p title="x">{words}</p>'
    assert bytes_without_lines(xhtml.encode()) == f'<p title="x">{words}</p>'.encode()
