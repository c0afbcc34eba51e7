"""What every finished PDF says of its pages: their labels, equal to the folios, and their way."""

from __future__ import annotations

import pikepdf

from octavo.pagination.folios import PageMap
from octavo.text.direction import is_right_to_left


def page_labels(pages: PageMap) -> pikepdf.Dictionary:
    """Return the page labels (ISO 32000-2, 12.4.2): `r` is lower-case roman, `D` decimal."""
    numbers = pikepdf.Array()
    for item in pages.ranges:
        numbers.append(item.start)
        numbers.append(pikepdf.Dictionary(S=pikepdf.Name.r if item.roman else pikepdf.Name.D))
    return pikepdf.Dictionary(Nums=numbers)


def say_language(document: pikepdf.Pdf, language: str) -> None:
    """State the language (a BCP 47 tag), and that spreads are read from the right if it is so.

    `Direction` is how a reader lays two pages side by side (ISO 32000-2, table 147).
    """
    document.Root.Lang = pikepdf.String(language)
    if is_right_to_left(language):
        preferences = document.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        preferences.Direction = pikepdf.Name.R2L
        document.Root.ViewerPreferences = preferences
