"""A booklet: fold the printed sheets, and the pages follow each other."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from octavo.pdf.imposition import LARGEST, STACK, impose, sheet_size, sides


def folded(pages: int) -> list[int | None]:
    """The pages as a reader turns them, from the sides as a printer prints them.

    Each stack is opened in the middle: the innermost sheet lies on top.
    """
    printed = list(sides(pages))
    sheets = [(printed[at], printed[at + 1]) for at in range(0, len(printed), 2)]
    size = len(sheets) if pages <= LARGEST else STACK // 4
    order: list[int | None] = []
    for first in range(0, len(sheets), size):
        stack = sheets[first : first + size]
        for front, back in stack:
            order += [front[1], back[0]]
        for front, back in reversed(stack):
            order += [back[1], front[0]]
    return order


@pytest.mark.parametrize("pages", [1, 2, 4, 5, 8, 62, 64, 65, 100, 301])
def test_the_folded_sheets_read_in_order(pages):
    order = folded(pages)
    assert order[:pages] == list(range(pages))
    assert set(order[pages:]) <= {None}
    assert len(order) % 4 == 0
    assert len(order) - pages < 4


@pytest.mark.parametrize(
    ("size", "paper"),
    [
        ((396, 612), (792, 612)),  # 5.5 × 8.5 in: letter
        ((419.53, 595.28), (841.89, 595.28)),  # A5: A4
        ((360, 576), (792, 612)),
        ((432, 648), (1224, 792)),  # 6 × 9 in: tabloid
        ((595.28, 841.89), (1190.55, 841.89)),  # A4: A3
        ((700, 900), (1400, 900)),  # larger than any paper of an office
    ],
)
def test_the_paper_is_the_smallest_that_holds_two_pages(size, paper):
    assert sheet_size(*size) == paper


def numbered(pages: int, size: tuple[float, float] = (396, 612)) -> bytes:
    """Each page says its number in its own middle."""
    with pikepdf.new() as document:
        for number in range(pages):
            document.add_blank_page(page_size=size)
            page = document.pages[-1]
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = document.make_stream(
                f"BT /F 20 Tf 190 300 Td ({number}) Tj ET".encode()
            )
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


def words(pdf: bytes) -> list[list[tuple[str, float]]]:
    """What pdfium reads on each side: the words with their place from the left."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        rows = [text.get_rect(at) for at in range(text.count_rects())]
        found.append(sorted((text.get_text_bounded(*row).strip(), row[0]) for row in rows))
    return found


def test_each_half_of_a_side_holds_its_page_at_its_size():
    booklet = impose(numbered(8))
    first = words(booklet)[0]
    assert {word for word, _ in first} == {"7", "0"}
    places = dict(first)
    assert places["7"] == pytest.approx(190, abs=3)
    assert places["0"] == pytest.approx(396 + 190, abs=3)


def test_from_right_to_left_the_halves_change_places():
    places = dict(words(impose(numbered(8), right_to_left=True))[0])
    assert places["0"] < 396 < places["7"]


def test_smaller_pages_meet_at_the_fold():
    places = dict(words(impose(numbered(4, (360, 576))))[0])
    assert places["3"] == pytest.approx(396 - 360 + 190, abs=3)
    assert places["0"] == pytest.approx(396 + 190, abs=3)


def test_the_same_pages_make_the_same_bytes():
    source = numbered(5)
    assert impose(source) == impose(source)
