"""Cutting a block: every character ends up in one piece, every piece knows its line."""

from __future__ import annotations

from octavo.importing.article import Block, Kind
from octavo.importing.stretches import Match, cut, line_of


def _cut(text, stretch, *, mark=0, kind=Kind.HEADING, **given):
    start = text.index(stretch)
    block = Block(kind=Kind.PARAGRAPH, text=text, line=7, **given)
    match = Match(index=0, start=start, end=start + len(stretch), mark=mark)
    assert line_of(block, match) == 7 + text[:start].count("\n")
    return [
        (piece.kind.value, piece.text, piece.line, piece.mark, piece.glued)
        for piece in cut(block, match, kind)
    ]


def test_a_label_with_its_mark():
    assert _cut("One Two: three", "One Two", mark=1) == [
        ("heading", "One Two", 7, ":", False),
        ("paragraph", "three", 7, "", False),
    ]
    assert _cut("One Two:three", "One Two", mark=1)[0] == ("heading", "One Two", 7, ":", True)


def test_a_stretch_in_the_middle_and_its_lines():
    text = "one\ntwo (three\nfour)\n\nfive"
    assert _cut(text, "(three\nfour)", kind=Kind.LETTER) == [
        ("paragraph", "one\ntwo", 7, "", False),
        ("letter", "(three\nfour)", 8, "", False),
        ("paragraph", "five", 11, "", False),
    ]
    assert [piece[4] for piece in _cut("one(two)three", "(two)")] == [True, True, False]


def test_what_stood_behind_the_block_stays_behind_its_last_piece():
    assert _cut("one two", "two", mark=0, glued=True) == [
        ("paragraph", "one", 7, "", False),
        ("heading", "two", 7, "", True),
    ]
    block = Block(kind=Kind.HEADING, text="one", line=1, mark=":", glued=True)
    whole = tuple(cut(block, Match(index=0, start=0, end=3), Kind.DROP))
    assert [(piece.mark, piece.glued) for piece in whole] == [(":", True)]
    parts = tuple(cut(block, Match(index=0, start=0, end=1), Kind.DROP))
    assert [(piece.mark, piece.glued) for piece in parts] == [("", True), (":", True)]


def test_verse_stays_verse():
    block = Block(kind=Kind.PARAGRAPH, text="one\ntwo", line=1, verse=True)
    assert all(piece.verse for piece in cut(block, Match(index=0, start=4, end=7), Kind.DROP))
