"""ASCII names: for files, for ids, for slugs."""

from __future__ import annotations

import re
import unicodedata

# Letters that NFKD does not take apart (Unicode has no decomposition for them).
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ı": "i", "’": "", "‘": "", "'": "",
    }
)  # fmt: skip

# Pages that every book gets; their ids and file names are their own.
_RESERVED = frozenset(
    {"contents", "copyright-page", "cover", "halftitlepage", "nav", "titlepage", "toc"}
)


def ascii_slug(text: str, *, longest: int = 60) -> str:
    """Lower-case ASCII words of `text` joined by hyphens; empty if it has none.

    A slug longer than `longest` characters is cut at a word's end.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > longest:
            return slug or longer[:longest]
        slug = longer
    return slug


def as_id(slug: str) -> str:
    """`slug` as the id of a section: an XML name, and none that the book needs for itself."""
    if slug in _RESERVED:
        return f"c-{slug}"
    return slug if slug[:1].isalpha() else f"c{slug}"
