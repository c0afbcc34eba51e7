"""Boxes are exact; blank pages draw nothing."""

from __future__ import annotations

import pikepdf
import pytest

from octavo.pdf.finishing import add_blank_pages, set_boxes
from octavo.printers.profile import NO_SIDES, Sides

KDP = Sides(top=9, bottom=9, outer=9)


def spread(*boxes: tuple[list[float], list[float]]) -> pikepdf.Pdf:
    document = pikepdf.new()
    for media, trim in boxes:
        page = document.add_blank_page(page_size=(10, 10))
        page.MediaBox, page.TrimBox = pikepdf.Array(media), pikepdf.Array(trim)
        page.BleedBox = pikepdf.Array(trim)
        page.Contents = document.make_stream(b"0 0 5 5 re f")
    return document


def right_and_left() -> pikepdf.Pdf:
    """A recto and a verso as the layout engine leaves them: the origin is the trim's corner."""
    return spread(
        ([0, -9, 441, 657], [0, 0, 432, 648]),
        ([-9, -9, 432, 657], [0, 0, 432, 648]),
    )


def numbers(box: pikepdf.Array) -> list[float]:
    return [float(edge) for edge in box]


def test_without_bleed_the_trim_is_the_page():
    document = spread(([0, 0, 396, 612], [1, 1, 9, 9]))
    set_boxes(document, NO_SIDES)
    assert numbers(document.pages[0].TrimBox) == [0, 0, 396, 612]


def test_with_bleed_boxes_begin_at_zero_and_the_spine_has_none():
    document = right_and_left()
    set_boxes(document, KDP)
    recto, verso = document.pages
    assert numbers(recto.MediaBox) == numbers(recto.BleedBox) == [0, 0, 441, 666]
    assert numbers(verso.MediaBox) == numbers(verso.BleedBox) == [0, 0, 441, 666]
    assert numbers(recto.TrimBox) == [0, 9, 432, 657]
    assert numbers(verso.TrimBox) == [9, 9, 441, 657]


def test_the_content_moves_with_its_boxes():
    document = right_and_left()
    set_boxes(document, KDP)
    for page, move in zip(document.pages, (b"1 0 0 1 0 9 cm", b"1 0 0 1 9 9 cm"), strict=True):
        page.contents_coalesce()
        assert page.Contents.read_bytes().split(b"\n")[0] == move


@pytest.mark.parametrize("count", [2, 3, 4, 7])
def test_blank_pages_have_the_boxes_of_their_side_and_no_content(count):
    document = right_and_left()
    set_boxes(document, KDP)
    add_blank_pages(document, count)
    assert len(document.pages) == count
    for number, page in enumerate(document.pages):
        assert numbers(page.TrimBox) == ([9, 9, 441, 657] if number % 2 else [0, 9, 432, 657])
        if number >= 2:
            assert "/Contents" not in page


def test_a_long_enough_file_stays_as_it_is():
    document = right_and_left()
    add_blank_pages(document, 0)
    assert len(document.pages) == 2
