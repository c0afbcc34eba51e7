"""A file for keeping has no stream whose end could be taken for a line end."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from octavo.pdf import pdf_a


def book(number: int) -> pikepdf.Pdf:
    document = pikepdf.new()
    document.add_blank_page()
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = f"Book {number}"
    document.Root.Many = pikepdf.Array(
        document.make_indirect(pikepdf.Dictionary(Number=number * index)) for index in range(300)
    )
    return document


def doubtful(data: bytes) -> bool:
    """Read by its own words: each object's length, and the byte that stands at its end."""
    for found in re.finditer(rb"<<[^\n]*/Length (\d+)[^\n]*>>\s*stream\n", data):
        if b"/XML" not in found[0] and int(found[1]):
            end = found.end() + int(found[1])
            assert data[end : end + 10] == b"\nendstream"
            if data[end - 1 : end] in (b"\r", b"\n"):
                return True
    return False


@pytest.fixture(scope="module")
def unlucky() -> list[int]:
    """Books that end a packed stream so when they are simply saved."""
    mode = pikepdf.ObjectStreamMode.generate
    found = [number for number in range(400) if doubtful(pdf_a._saved(book(number), mode))]
    assert found
    return found[:4]


def test_a_file_with_such_a_stream_is_saved_otherwise(unlucky):
    for number in unlucky:
        document = book(number)
        data = pdf_a.saved_plainly(document)
        assert not doubtful(data)
        assert data == pdf_a.saved_plainly(book(number))
        with pikepdf.open(io.BytesIO(data)) as again:
            assert int(again.Root.Many[7].Number) == number * 7


def test_a_file_that_never_comes_out_right_is_not_packed(unlucky, monkeypatch):
    monkeypatch.setattr(pdf_a, "_TRIES", 0)
    assert b"/ObjStm" not in pdf_a.saved_plainly(book(unlucky[0]))
