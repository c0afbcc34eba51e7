"""The digital edition, read back: PDF/UA-1, its outline, links and labels, the same pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import page as validator
import pikepdf
import pytest

from helpers.outside import run
from helpers.printed import read_pages
from octavo.core.model import ContentsEntry
from octavo.pdf.screen_pdf import finish_digital


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3U"])
def test_it_conforms_to_pdf_ua_and_pdf_a(each, profile):
    report = validator.validate_pdf(
        str(each.digital), profile=getattr(validator.ValidationProfile, profile)
    )
    assert list(report.failures) == []
    assert report.is_compliant


def test_qpdf_finds_nothing(each):
    assert "No syntax or stream encoding errors" in run(
        "qpdf", "--check", str(each.digital), package="qpdf"
    )


def test_it_shows_the_pages_of_the_print_edition(each):
    for digital, printed in zip(read_pages(each.digital), read_pages(each.pdf), strict=True):
        if "copyright" not in printed.text.lower() and "©" not in printed.text:
            for one, other in zip(digital.lines, printed.lines, strict=True):
                assert one.text == other.text
                # A hyphen that a marked span tells of ends with its ink.
                near = 0.5 if one.text.endswith(("\u00ad", "\u2010")) else 0.05
                assert one[:3] == pytest.approx(other[:3], abs=near, rel=0.0)
        assert (digital.label, digital.width, digital.height) == (
            printed.label,
            printed.width,
            printed.height,
        )


def outline(items: Any, depth: int = 0) -> Iterator[tuple[int, str, int]]:
    for item in items:
        yield depth, str(item.title), item.destination
        yield from outline(item.children, depth + 1)


def test_the_outline_leads_to_each_opener(each):
    pages = read_pages(each.digital)
    with pikepdf.open(each.digital) as document, document.open_outline() as found:
        numbers = {page.objgen: at for at, page in enumerate(document.pages)}
        items = [
            (title, numbers[destination[0].objgen]) for _, title, destination in outline(found.root)
        ]
    assert len(items) > 8
    for title, number in items:
        last_words = title.split()[-2:]
        assert all(word.casefold() in pages[number].text.casefold() for word in last_words)


def test_every_link_has_a_target_and_is_printed(each):
    with pikepdf.open(each.digital) as document:
        names = document.Root.get("/Names", {}).get("/Dests")
        known = {str(name) for name in pikepdf.NameTree(names)} if names is not None else set()
        found = 0
        for page in document.pages:
            for note in page.get("/Annots", []):
                assert int(note.F) & 4
                found += 1
                action = note.get("/A", {})
                inside = note.get("/Dest", action.get("/D"))
                assert str(inside) in known or str(action.get("/URI", "")).startswith(
                    ("http", "mailto")
                )
        assert found > 10


def elements(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = root.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_pictures_and_formulas_say_what_they_show(each):
    with pikepdf.open(each.digital) as document:
        figures = [e for e in elements(document.Root.StructTreeRoot) if e.S == "/Figure"]
        assert figures
        assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_heads_folios_and_leaders_are_no_text(built):
    """What a screen reader reads of a page: the content that is not an artifact."""
    with pikepdf.open(built.digital) as document:
        for number, folio in ((8, "ix"), (16, "5"), (17, "6")):
            content = document.pages[number].Contents.read_bytes()
            assert b"/Artifact" in content, folio
        assert document.pages[8].Contents.read_bytes().count(b"/Artifact") > 100  # leaders


def test_it_says_what_book_it_is(built):
    with pikepdf.open(built.digital) as document:
        assert str(document.Root.Lang) == "en-US"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        with document.open_metadata() as about:
            assert about["dc:title"] == "Slack Water"
            assert about["pdfuaid:part"] == "1"
            assert about["dc:language"] == {"en-US"} or "en-US" in about["dc:language"]


@pytest.fixture
def tagged(built) -> bytes:
    return built.digital.read_bytes()


def test_finishing_twice_gives_the_same_bytes(tagged):
    from octavo.core.model import Metadata
    from octavo.pagination.folios import FolioRange, PageMap

    pages = PageMap(pages=62, starts={"one": 3}, ranges=(FolioRange(start=0, roman=False),))
    about = Metadata(title="T", language="en", identifier="urn:x", slug="t", date="2026-01-01")
    entries = [ContentsEntry(title="One", href="#one", kind="chapter", number="1")]
    once = finish_digital(tagged, pages, about, contents=entries)
    assert once == finish_digital(tagged, pages, about, contents=entries)
    with pikepdf.open(io.BytesIO(once)) as document, document.open_outline() as found:
        assert [str(item.title) for item in found.root] == ["1 One"]
