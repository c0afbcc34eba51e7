"""Which fonts a PDF holds that are not the theme's."""

from __future__ import annotations

import io
from collections.abc import Collection

import pikepdf


def foreign_fonts(pdf: bytes, families: Collection[str]) -> tuple[str, ...]:
    """Return the names of fonts in the PDF that belong to no family of the theme.

    They come from the machine, as a stand-in, so that another machine would
    print another book. A font's name in a PDF is `ABCDEF+Family-Style`
    (ISO 32000-2, 9.9.2), its family's spaces as hyphens.
    """
    ours = tuple(family.replace(" ", "-") for family in families)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = {
            str(item.FontName).lstrip("/").partition("+")[2]
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        }
    return tuple(sorted(name for name in names if not name.startswith(ours)))
