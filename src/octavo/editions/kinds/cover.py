"""The wrap cover: back, spine and front of a print edition on one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.core.edition_kind import Concern, Kind, Pages
from octavo.core.loaded_book import Loaded
from octavo.core.model import Edition
from octavo.editions.rendering import Rendering

if TYPE_CHECKING:
    from octavo.layout.workshop import Services

KIND = Kind(
    name="cover",
    noun="cover",
    format="pdf",
    pages=Pages.ROUND,
    suffix="-cover",
    checks=(Concern.FILE, Concern.PRESS, Concern.COVER),
)


def make(loaded: Loaded, edition: Edition, services: Services) -> Rendering:
    """Make the cover's upload file, for the page count of its print edition."""
    from octavo.editions.wrap_making import render_wrap

    return render_wrap(loaded, edition, services)
