"""What is read of a PDF, compared with what was drawn; and how many findings become a few."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from octavo.editions.known_kinds import all_kinds
from octavo.findings.wording import message_of
from octavo.preflight.page_content import _codes
from octavo.preflight.pdf_facts import Box, Facts, PageFacts, Text
from octavo.preflight.print_job import Job, guess_job
from octavo.preflight.read_pdf import read_pdf
from octavo.preflight.run_rules import check_facts
from octavo.printers.read_profile import load_profile

PRINT = all_kinds()["print"].checks


@pytest.fixture
def drawn(tmp_path: Path):
    """The facts of one page of 200 × 300 pt with a content."""

    def drawn(content: str, **resources: Dictionary) -> PageFacts:
        path = tmp_path / "page.pdf"
        with pikepdf.new() as document:
            document.add_blank_page(page_size=(200, 300))
            page = document.pages[0]
            page.obj.Resources = Dictionary({f"/{key}": it for key, it in resources.items()})
            page.contents_add(content.encode())
            document.save(path)
        facts = read_pdf(path, "page.pdf")
        assert isinstance(facts, Facts)
        return facts.pages[0]

    return drawn


@pytest.mark.parametrize(
    ("content", "space", "plates"),
    [
        ("0.25 g", "grey", (0, 0, 0, 0.75)),
        ("", "grey", (0, 0, 0, 1)),
        (".1 .2 .3 .4 k", "cmyk", (0.1, 0.2, 0.3, 0.4)),
        ("1 0 0 rg", "rgb", None),
        ("/Ink cs 0.5 scn", "spot", None),
        ("/Black cs 0.5 scn", "cmyk", (0, 0, 0, 0.5)),
        ("/Duo cs 0.5 0.25 scn", "cmyk", (0.5, 0, 0, 0.25)),
        ("q 1 0 0 rg Q", "grey", (0, 0, 0, 1)),
        ("/DeviceCMYK cs", "cmyk", (0, 0, 0, 1)),
    ],
)
def test_colours(drawn, content, space, plates):
    spaces = Dictionary(
        Ink=Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK, Dictionary()]),
        Black=Array([Name.Separation, Name.Black, Name.DeviceCMYK, Dictionary()]),
        Duo=Array([Name.DeviceN, Array([Name.Cyan, Name.Black]), Name.DeviceCMYK, Dictionary()]),
    )
    [shape] = drawn(f"{content} 10 20 30 40 re f", ColorSpace=spaces).shapes
    assert (shape.colour.space, shape.colour.plates) == (space, plates)
    assert shape.box == (10, 20, 40, 60)


@pytest.mark.parametrize(
    ("content", "box", "stroke", "rule"),
    [
        ("2 w 10 10 m 60 10 l S", (10, 10, 60, 10), 2, None),
        ("3 0 0 3 0 0 cm 2 w 10 10 m 20 10 l S", (30, 30, 60, 30), 6, None),
        ("10 10 50 0.5 re f", (10, 10, 60, 10.5), None, 0.5),
        # What is clipped away is not there; a rule's thickness is what is drawn of it.
        ("0 0 20 20 re W n 10 10 50 50 re f", (10, 10, 20, 20), None, 50),
        ("0 1 -1 0 100 0 cm 10 20 30 40 re f", (40, 10, 80, 40), None, 30),
    ],
)
def test_paths(drawn, content, box, stroke, rule):
    [shape] = drawn(content).shapes
    assert shape.box == pytest.approx(box)
    assert (shape.stroke, shape.rule) == pytest.approx((stroke, rule), abs=1e-9)


def test_what_a_clip_hides_is_not_there(drawn):
    assert drawn("0 0 5 5 re W n 10 10 50 50 re f").shapes == ()
    assert drawn("10 10 50 50 re n").empty


def test_a_form_within_a_form(drawn):
    with pikepdf.new() as document:
        inner = document.make_stream(
            b"0 0 10 10 re f", Subtype=Name.Form, BBox=Array([0, 0, 99, 99]),
            Matrix=Array([2, 0, 0, 2, 0, 0]),
        )  # fmt: skip
        outer = document.make_stream(
            b"1 0 0 1 5 5 cm /In Do", Subtype=Name.Form, BBox=Array([0, 0, 99, 99]),
            Resources=Dictionary(XObject=Dictionary(In=inner)),
        )  # fmt: skip
        path = document.make_indirect(outer)
        [shape] = drawn_from(drawn, document, path)
    assert shape.box == (25, 25, 45, 45)


def drawn_from(drawn, document: pikepdf.Pdf, form: pikepdf.Object):
    """The shapes of a page that shows a form, 20 pt in and up."""
    document.add_blank_page(page_size=(200, 300))
    page = document.pages[0]
    page.obj.Resources = Dictionary(XObject=Dictionary(Out=form))
    page.contents_add(b"1 0 0 1 20 20 cm /Out Do")
    from octavo.preflight.page_content import Library, read_content

    return read_content(page, Box(0, 0, 200, 300), Library()).shapes


def test_strings_of_all_kinds_are_read():
    strings = [b"plain", b"a(b)c\\", bytes(range(256)), b"", b"\n\r\t\b\f", b"<00>", b"(("]
    array = Array([])
    for each in strings:
        array.append(pikepdf.String(each))
        array.append(-12.5)
    assert _codes(array) == b"".join(strings)


# Findings, gathered.


def pages(*turned: int) -> Facts:
    """Sixty pages, of which some are turned."""
    return Facts(
        path="book.pdf",
        pages=tuple(
            PageFacts(number=n, media=Box(0, 0, 396, 612), turned=90 if n in turned else 0)
            for n in range(1, 61)
        ),
        version="1.7",
    )


@pytest.mark.parametrize(
    ("turned", "said"),
    [
        ([3], "lies."),
        ([3, 9], "lies; the same on page 9."),
        ([3, 4, 5, 9], "lies; the same on pages 4–5 and 9."),
        (range(3, 60, 2), "lies; the same on 28 pages, from 5 to 59."),
    ],
)
def test_what_is_said_of_many_pages_is_said_once(turned, said):
    [found] = check_facts(
        pages(*turned), Job(edition="print", profile=load_profile("plain"), checks=PRINT)
    )
    assert found.page == 3
    assert message_of(found).endswith(said)


# Files that belong to no book.


@pytest.mark.parametrize(
    ("width", "height", "trim", "bleed"),
    [
        (432, 648, "6x9", False),
        (441, 666, "6x9", True),
        (396, 612, "5.5x8.5", False),
        (430, 650, "6x9", False),
    ],
)
def test_the_size_and_bleed_that_a_file_is_meant_for(width, height, trim, bleed):
    facts = Facts(path="a.pdf", pages=(PageFacts(number=1, media=Box(0, 0, width, height)),))
    job = guess_job(facts, load_profile("kdp-paperback"), PRINT)
    assert (job.trim, job.bleed) == (trim, bleed)


# Covers.


@pytest.mark.parametrize(
    ("inside", "spine", "width", "codes"),
    [
        # 2 × 5.5 in, 2 × 0.125 in, and 100 pages of 0.0025 in.
        (100, None, 11.5, []),
        (100, None, 11.6, ["cover-size"]),
        (140, None, 11.5, ["cover-size"]),
        (140, 18.0, 11.5, []),
        (0, None, 11.6, []),
    ],
)
def test_a_cover_fits_the_pages_of_its_book(inside, spine, width, codes):
    page = PageFacts(number=1, media=Box(0, 0, width * 72, 8.75 * 72))
    profile = load_profile("kdp-paperback")
    job = Job(
        edition="cover",
        profile=profile,
        checks=all_kinds()["cover"].checks,
        inside=inside,
        spine=spine,
    )
    found = check_facts(Facts(path="cover.pdf", pages=(page,), version="1.7"), job)
    assert [item.code for item in found] == codes


# Left and right.


@pytest.mark.parametrize(
    ("number", "right_to_left", "codes"),
    [
        (1, False, ["text-in-gutter"]),
        (2, False, []),
        (1, True, []),
        (2, True, ["text-in-gutter"]),
    ],
)
def test_the_spine_is_on_the_other_side_of_a_book_read_from_the_right(number, right_to_left, codes):
    """Text 20 pt from the left edge: enough for a fore-edge at KDP, and too little for a spine."""
    text = Text(box=Box(20, 300, 200, 310), size=11, words="tide")
    sheet = Box(0, 0, 432, 648)
    pages = [PageFacts(number=n, media=sheet) for n in range(1, 25)]
    pages[number - 1] = PageFacts(number=number, media=sheet, texts=(text,))
    job = Job(
        edition="print",
        profile=load_profile("kdp-paperback"),
        checks=PRINT,
        trim="6x9",
        right_to_left=right_to_left,
    )
    found = check_facts(Facts(path="book.pdf", pages=tuple(pages), version="1.7"), job)
    assert [item.code for item in found] == codes
