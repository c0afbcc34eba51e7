"""What readers of a PDF take for its text where composed lines end."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from helpers.composed import CSS, printed, some_text
from helpers.outside import run

#: A word's own hyphen at a line's end, and nothing divided.
TWO = "<p style='hyphens: manual'>" + "the boat of twenty-two and the rope of thirty-three " * 30
NARROW = CSS.replace("340px", "150px")


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Path:
    return printed(f"<p>{some_text(21, 300)}", tmp_path_factory.mktemp("copied") / "a.pdf")


@pytest.fixture(scope="module")
def tagged(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("copied") / "a.pdf"
    return printed(f"<p>{some_text(21, 300)}", file, tagged=True)


def by_pdfium(file: Path) -> str:
    """The text as pdfium has it: it joins the halves of a word with U+FFFE."""
    with pypdfium2.PdfDocument(file) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).replace("\ufffe", "").split())


def by_poppler(file: Path) -> str:
    return " ".join(run("pdftotext", str(file), "-", package="poppler-utils").split())


def shown(file: Path) -> list[tuple[str, str]]:
    """The codes that each marked span within a line shows, with what it says they are."""
    spans = []
    with pikepdf.open(file) as document:
        for page in document.pages:
            actual = ""
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and "/ActualText" in operands[1]:
                    actual = str(operands[1].ActualText)
                elif str(operator) == "EMC":
                    actual = ""
                elif str(operator) == "TJ" and actual:
                    spans.append((actual, bytes(operands[0][0]).hex()))
    return spans


def test_there_are_divided_words(plain, tagged):
    for file in (plain, tagged):
        text = run("pdftotext", "-raw", str(file), "-", package="poppler-utils")
        assert len(re.findall("[-\u00ad]\n", text)) > 5


def test_pdfium_gives_whole_words(plain, tagged):
    assert by_pdfium(plain) == by_pdfium(tagged) == some_text(21, 300)


def test_poppler_gives_whole_words(plain, tagged):
    assert by_poppler(plain) == some_text(21, 300)
    # In a tagged file the halves are marked by a soft hyphen, and not joined.
    assert by_poppler(tagged).replace("\u00ad ", "") == some_text(21, 300)


def test_a_tagged_hyphen_is_soft(tagged):
    assert {actual for actual, _ in shown(tagged)} == {"\u00ad"}
    assert {len(codes) for _, codes in shown(tagged)} == {4}  # one glyph


def test_printed_pages_have_no_spans(plain):
    assert shown(plain) == []


def test_the_words_of_tagged_lines_are_parted_without_their_ends(tagged):
    said = run("pdfinfo", "-struct-text", str(tagged), package="poppler-utils")
    lines = re.findall(r'^ *"(.*)"$', said, re.MULTILINE)
    # What Poppler tells of a tree is what the fonts say, not the spans.
    text = re.sub("(?<=[a-z])-", "", "".join(lines))
    assert text == some_text(21, 300)


@pytest.mark.parametrize("is_tagged", [False, True])
def test_a_hyphen_of_a_words_own_stays(tmp_path, is_tagged):
    file = printed(TWO, tmp_path / "a.pdf", NARROW, tagged=is_tagged)
    assert {actual for actual, _ in shown(file)} == {"\u2010"}
    for text in (by_pdfium(file), by_poppler(file)):
        assert re.search("(twenty|thirty)\u2010", text)
        assert not re.search("twentytwo|thirtythree", text)


@pytest.mark.parametrize("is_tagged", [False, True])
def test_the_file_is_whole(tmp_path, is_tagged):
    html = f"<p>{some_text(22, 200)}{TWO}"
    file = printed(html, tmp_path / "a.pdf", NARROW, tagged=is_tagged)
    assert "No syntax or stream encoding errors" in run(
        "qpdf", "--check", str(file), package="qpdf"
    )
