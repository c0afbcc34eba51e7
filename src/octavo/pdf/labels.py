"""What every finished PDF says of its pages: their labels, equal to the folios."""

from __future__ import annotations

import pikepdf

from octavo.resolve.pagemap import PageMap


def page_labels(pages: PageMap) -> pikepdf.Dictionary:
    """The page labels (ISO 32000-2, 12.4.2): `r` is lower-case roman, `D` decimal."""
    numbers = pikepdf.Array()
    for item in pages.ranges:
        numbers.append(item.start)
        numbers.append(pikepdf.Dictionary(S=pikepdf.Name.r if item.roman else pikepdf.Name.D))
    return pikepdf.Dictionary(Nums=numbers)
