"""A galley knows its blocks, their lines, and what of the document stands in each."""

from __future__ import annotations

import pypdfium2
import pytest
from lxml import etree

from helpers.layout_samples import composition
from octavo.layout.galley import Galley, decode, encode
from octavo.layout.set_galley import Setter

CSS = """\
@page { size: 220pt 260pt; margin: 24pt }
html { font: 11pt/14pt serif; hyphens: auto; text-align: justify; quotes: none }
p, blockquote, ul { margin: 0; widows: 1; orphans: 1 }
h1 { font-size: 16pt; line-height: 28pt; margin: 0 }
.cap { float: left; font-size: 30pt; line-height: 28pt }
.note { float: footnote; font-size: 8pt }
.note::footnote-call { content: counter(footnote); font-size: 70% }
.asked::before { content: "Q. " }
"""
TIDE = "The extraordinarily uncomfortable harbourmaster remembered unquestioningly "
SEA = "that responsibilities were self-evident, soft\u00adhyphenated, and without end. "
BODY = f"""\
<section class="chapter" id="a" lang="en"><h1>Low <em>Water</em></h1>
<p><span class="cap">T</span>{(TIDE + SEA)[1:]}{(TIDE + SEA) * 4}</p>
<p class="asked">{TIDE * 3}<span class="note">The note is no part of its lines.</span>{SEA * 3}</p>
<blockquote><p>{TIDE}</p><p>{SEA * 6}</p></blockquote>
<ul><li>{TIDE * 2}</li><li><b>{SEA}</b></li></ul>
<p>{(SEA + TIDE) * 7}</p></section>"""


@pytest.fixture(scope="module")
def galley() -> Galley:
    made = composition(BODY, CSS)
    return Setter(made).lay_out(made.documents[0], (), left=False)


def blocks() -> list[str]:
    """The letters of each block, without notes and soft hyphens."""
    section = etree.fromstring(BODY)
    for note in section.xpath("//*[@class='note']"):
        note.text = ""
    return [letters("".join(block.itertext())) for block in section]


def letters(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def test_the_lines_of_a_block_hold_all_its_characters(galley):
    counted = [0] * len(blocks())
    for block in galley.blocks:
        counted[block.index] += sum(count for _, count in block.lines)
    assert counted == [len(text) for text in blocks()]


def test_each_page_begins_with_the_words_that_the_count_says(galley):
    assert len(galley.pages) > 4
    begun: dict[int, int] = {}
    pdf = pypdfium2.PdfDocument(galley.drawing.pdf)
    compared = 0
    for number in range(len(galley.pages)):
        first = next(block for block in galley.blocks if block.page == number)
        start = begun.get(first.index, 0)
        expected = blocks()[first.index][start : start + first.lines[0][1]]
        drawn = letters(pdf[number].get_textpage().get_text_range())
        for spare in ("Q.", "–", "\ufffe", "\u2010", "-"):
            expected, drawn = expected.replace(spare, ""), drawn.replace(spare, "")
        # A drop cap is painted before the words.
        assert expected in (drawn[: len(expected)], drawn[1 : len(expected) + 1])
        compared += len(expected)
        for block in galley.blocks:
            if block.page == number:
                begun[block.index] = begun.get(block.index, 0) + sum(n for _, n in block.lines)
    assert compared > 80


def test_baselines_stand_where_the_ink_does(galley):
    pdf = pypdfium2.PdfDocument(galley.drawing.pdf)
    page = pdf[2]
    text = page.get_textpage()
    bottoms = {round(text.get_charbox(index, loose=False)[1]) for index in range(60)}
    lines = [line for block in galley.blocks if block.page == 2 for line in block.lines]
    assert round(page.get_height() - lines[0][0]) in bottoms
    assert all(block.top < y < block.bottom for block in galley.blocks for y, _ in block.lines)


def test_a_galley_comes_back_as_it_was(galley):
    assert decode(encode(galley)) == galley
