"""The printed book's pages, laid out for folding on an office printer."""

from __future__ import annotations

from octavo.editions.printed import render_print
from octavo.editions.values import Loaded, Rendered, Rendering, Step
from octavo.model import Edition
from octavo.pdf.booklet import impose
from octavo.text.direction import is_right_to_left


def render_booklet(loaded: Loaded, edition: Edition) -> Rendering:
    """Two pages to a side of a sheet."""
    book = yield from render_print(loaded, edition)
    yield Step(name="impose", edition=edition.name)
    right_to_left = is_right_to_left(loaded.book.metadata.language)
    data = impose(book.data, right_to_left=right_to_left)
    return Rendered(edition=edition, data=data, pages=book.pages, findings=book.findings)
