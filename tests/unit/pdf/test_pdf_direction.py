"""A book that is read from the right says so, so that its spreads are laid that way."""

from __future__ import annotations

import io

import pikepdf
import pytest

from octavo.core.model import Metadata
from octavo.pagination.folios import FolioRange, PageMap
from octavo.pdf.finishing import finish_print, saved
from octavo.pdf.screen_pdf import finish_digital

PAGES = PageMap(pages=2, starts={}, ranges=(FolioRange(start=0, roman=False),))


@pytest.fixture
def plain() -> bytes:
    document = pikepdf.new()
    for _ in range(2):
        document.add_blank_page(page_size=(100, 100))
    document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["print", "digital"])
@pytest.mark.parametrize(
    ("language", "way"), [("ar", "/R2L"), ("he-IL", "/R2L"), ("en-GB", None), ("ar-Latn", None)]
)
def test_the_way_of_a_book(plain, kind, language, way):
    about = Metadata(title="T", language=language, identifier="urn:x", slug="t", date="2026-01-01")
    if kind == "print":
        with finish_print(plain, PAGES, language) as finished:
            made = saved(finished)
    else:
        made = finish_digital(plain, PAGES, about, contents=[])
    with pikepdf.open(io.BytesIO(made)) as document:
        preferences = document.Root.ViewerPreferences
        found = preferences.get("/Direction")
        assert (None if found is None else str(found)) == way
        assert bool(preferences.DisplayDocTitle)
        assert str(document.Root.Lang) == language
