"""The printed book's pages, imposed for folding on an office printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.core.edition_kind import Concern, Kind, Pages
from octavo.core.loaded_book import Loaded
from octavo.core.model import Edition
from octavo.core.progress import Step
from octavo.editions.rendering import Rendered, Rendering

if TYPE_CHECKING:
    from octavo.layout.workshop import Services

KIND = Kind(
    name="booklet",
    noun="booklet",
    format="pdf",
    pages=Pages.SHOWN,
    checks=(Concern.FILE,),
)


def make(loaded: Loaded, edition: Edition, services: Services) -> Rendering:
    """Make the pages of a print edition, two to a side of a sheet."""
    from octavo.editions.kinds.print import make as make_print
    from octavo.pdf.imposition import impose
    from octavo.text.direction import is_right_to_left

    book = yield from make_print(loaded, edition, services)
    yield Step(name="impose", edition=edition.name)
    right_to_left = is_right_to_left(loaded.book.metadata.language)
    data = impose(book.data, right_to_left=right_to_left)
    return Rendered(
        edition=edition, data=data, pages=book.pages, findings=book.findings, text=book.text
    )
