"""Each reader keeps the words of an article, and is found by what a web server calls it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers import odt
from helpers.docx import docx, paragraph, run
from octavo import importing
from octavo.importing.formats import COLLECTIONS, READERS, About, read_as
from octavo.importing.gather import _SUFFIXES

TEXT = "It rose over the piers, and over the quiet boats at the mouth of the harbour."
WORDS = tuple(TEXT.split())

#: The least article in each format, by the first of its reader's endings.
LEAST = {
    ".docm": docx(paragraph(run(TEXT))),
    ".fodt": odt.content(odt.paragraph(TEXT)).encode(),
    ".htm": f"<html><body><article><p>{TEXT}</p></article></body></html>".encode(),
    ".markdown": f"{TEXT}\n".encode(),
    ".rtf": rf"{{\rtf1 {TEXT}\par}}".encode(),
    ".text": f"{TEXT}\n".encode(),
}
FIRST = {reader: ending for ending, reader in sorted(READERS.items(), reverse=True)}


@pytest.mark.parametrize("ending", sorted(FIRST.values()))
def test_no_word_is_lost(ending):
    source = read_as(ending, LEAST[ending], About(where=f"post{ending}"))
    assert source.words == WORDS
    assert " ".join(block.text for block in source.blocks) == TEXT


def test_every_media_type_leads_to_a_reader():
    assert set(_SUFFIXES.values()) <= {*READERS, *COLLECTIONS}


@pytest.mark.parametrize("ending", sorted(FIRST.values()))
def test_every_reader_has_a_media_type(ending):
    """Without one, such an article on the web could not be named."""
    assert READERS[ending] in {READERS.get(suffix) for suffix in _SUFFIXES.values()}


def test_every_reader_is_used():
    """A file in `readers/` that nothing imports was forgotten in `READERS`."""
    room = Path(importing.__path__[0])
    texts = "\n".join(path.read_text("utf-8") for path in room.rglob("*.py"))
    used = set(re.findall(r"octavo\.importing\.readers\.(\w+) import", texts))
    assert {path.stem for path in room.glob("readers/[!_]*.py")} == used
