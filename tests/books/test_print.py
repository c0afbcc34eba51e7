"""The printed books, read back with pdfium, pikepdf, qpdf and Ghostscript."""

from __future__ import annotations

import re

import pikepdf
import pytest

from helpers.outside import run
from helpers.printed import Page, read_pages

# The profile `plain`, in points; written again here so that a change of either is noticed.
WIDTH, HEIGHT, INNER, OUTER, BOTTOM, TOP = 396, 612, 57.6, 46.8, 73.5, 60
CHAPTERS = [
    "Not Over for Me",
    "The Second Asking",
    "The Trouble with Making",
    "When Leaving Is the Safe Choice",
    "The Open Hand",
    "The Quiet Phone",
    "Either Shore",
]


@pytest.fixture(scope="session")
def pages(built) -> list[Page]:
    return read_pages(built.pdf)


@pytest.fixture(scope="session")
def each_pages(each) -> list[Page]:
    return read_pages(each.pdf)


def opener(pages: list[Page], title: str) -> Page:
    """The page on which a title stands in display size, well below the head."""
    found = [
        page
        for page in pages
        if any(line.text == title and 380 < line.y < 520 for line in page.lines)
    ]
    assert len(found) == 1, title
    return found[0]


def folio(page: Page) -> str:
    return "".join(line.text for line in page.between(0, BOTTOM - 18))


def head(page: Page) -> str:
    return "".join(line.text for line in page.between(HEIGHT - TOP + 10, HEIGHT))


def test_it_builds_without_a_finding(each):
    assert each.findings == ()


def test_the_trim_is_five_and_a_half_by_eight_and_a_half_inches(pages):
    assert {(page.width, page.height) for page in pages} == {(WIDTH, HEIGHT)}
    assert len(pages) >= 24


def test_front_matter_stands_in_its_order(pages):
    assert [line.text for line in pages[0].lines] == ["Slack Water"]
    assert pages[1].lines == ()
    assert [line.text for line in pages[2].lines][:2] == [
        "Slack Water",
        "When someone you love wants to\u00a0go".replace("\u00a0", " "),
    ]
    assert "© 2026" in pages[3].text
    assert "For anyone" in pages[4].text
    assert opener(pages, "Contents").number == 9


@pytest.mark.parametrize("title", [*CHAPTERS, "The Ebb", "The Slack", "The Flood", "Introduction"])
def test_parts_and_chapters_open_on_the_right_hand_page(pages, title):
    page = opener(pages, title)
    assert page.recto
    assert head(page) == ""


def test_page_labels_are_the_folios(each_pages):
    printed = [(page.label, folio(page)) for page in each_pages if folio(page)]
    assert len(printed) > 30
    assert [label for label, _ in printed] == [shown for _, shown in printed]


def test_folios_are_roman_before_the_body_and_arabic_from_one_in_it(pages):
    first = opener(pages, "The Ebb").number
    assert [page.label for page in pages[: first - 1]][:4] == ["i", "ii", "iii", "iv"]
    assert [page.label for page in pages[first - 1 :]] == [
        str(number) for number in range(1, len(pages) - first + 2)
    ]


def test_the_contents_give_each_openers_folio(pages):
    contents = opener(pages, "Contents")
    shown = dict(
        found.groups()
        for line in contents.lines
        if (found := re.match(r"(?:\d+ |Part [IV]+ )?(.*?)(?: \.)+ ?(\w+)$", line.text))
    )
    assert len(shown) == 13
    for title, number in shown.items():
        assert opener(pages, title).label == number


def test_running_heads_name_the_book_on_the_left_and_the_chapter_on_the_right(pages):
    first = opener(pages, "Not Over for Me").number
    assert [head(page) for page in pages[first : first + 3]] == [
        "Slack Water",
        "Not Over for Me",
        "Slack Water",
    ]
    long_title = opener(pages, "When Leaving Is the Safe Choice").number
    assert head(pages[long_title + 1]) == "The Safe Choice"


def test_blank_versos_are_truly_blank(built, pages):
    blank = [page for page in pages if not page.lines]
    assert len(blank) >= 5
    assert all(not page.recto for page in blank)
    with pikepdf.open(built.pdf) as document:
        for page in blank:
            content = document.pages[page.number - 1].Contents.read_bytes()
            assert not re.search(rb"\b(?:Tj|TJ|re|f|S|Do)\b", content)


def test_margins_mirror_and_no_line_overruns(each_pages):
    lefts = {True: set(), False: set()}
    for page in each_pages:
        left, right = (INNER, WIDTH - OUTER) if page.recto else (OUTER, WIDTH - INNER)
        for line in page.lines:
            # An f at the line's end hangs over by about a point, as it should; so do marks.
            assert line.right <= right + 1.3, (page.number, line)
        body = [line.left for line in page.between(BOTTOM, HEIGHT - TOP) if line.right > right - 1]
        lefts[page.recto] |= {round(value) for value in body}
        assert all(value >= left - 3 for value in body), page.number
    assert {round(INNER)} <= lefts[True]
    assert {round(OUTER)} <= lefts[False]


def test_notes_stand_at_the_foot_of_the_page_that_calls_them(pages):
    page = opener(pages, "The Trouble with Making")
    call = [line for line in page.lines if line.text == "1" and line.y > BOTTOM + 60]
    note = [line for line in page.lines if line.text.startswith("1. “Of things some are in our")]
    assert call
    assert len(note) == 1
    assert note[0].y < call[0].y
    assert note[0].y < BOTTOM + 60


def test_every_chapter_keeps_its_own_first_note(pages):
    notes = [
        line.text
        for page in pages
        for line in page.between(BOTTOM - 1, 300)
        if re.match(r"1\. \S", line.text)
    ]
    assert len(notes) == len(set(notes)) == 8


def test_few_lines_end_hyphenated(pages):
    lines = [line.text for page in pages for line in page.between(BOTTOM, HEIGHT - TOP)]
    hyphenated = [text for text in lines if text.endswith(("‐", "-", "\u00ad", "\ufffe", "\x02"))]
    assert 0 < len(hyphenated) < 0.07 * len(lines)


def test_every_font_is_embedded_and_ours(each):
    with pikepdf.open(each.pdf) as document:
        fonts = [
            item
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert len(fonts) >= 2
        for font in fonts:
            assert "/FontFile2" in font
            assert "EB-Garamond" in str(font.FontName) or "Source-Code" in str(font.FontName)


def test_the_upload_file_has_no_outline_links_or_annotations(built):
    with pikepdf.open(built.pdf) as document:
        assert "/Outlines" not in document.Root
        assert "/Names" not in document.Root
        assert all("/Annots" not in page for page in document.pages)
        assert str(document.Root.Lang) == "en-US"
        assert all(page.trimbox == page.mediabox for page in document.pages)


def test_black_prints_on_the_black_plate_alone(each, each_pages):
    coverage = run("gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(each.pdf), package="ghostscript")
    rows = [tuple(map(float, row.split()[:4])) for row in coverage.splitlines() if "CMYK" in row]
    assert len(rows) == len(each_pages)
    assert all(row[:3] == (0, 0, 0) for row in rows)
    assert sum(row[3] > 0 for row in rows) > 40


def test_qpdf_finds_nothing(each):
    assert "No syntax or stream encoding errors" in run(
        "qpdf", "--check", str(each.pdf), package="qpdf"
    )
