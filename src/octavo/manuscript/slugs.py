"""ASCII names: for files, for ids, for slugs."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

# Letters that NFKD does not take apart (Unicode has no decomposition for them).
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ı": "i", "’": "", "‘": "", "'": "",
    }
)  # fmt: skip

#: What stands before a file's name to put it in order: a number, a date.
_ORDER = re.compile(r"\A(?:\d{4}-\d{2}-\d{2}|\d{1,4})[-_. ]+(?=\D)")

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


def title_of_file(path: str) -> str:
    """Return the words of a file's name, for a chapter that has no other title.

    Numbers and dates by which files are put in order go: `03-the-lamp.md` is `The lamp`.
    """
    stem = PurePosixPath(path).stem
    words = re.sub(r"[-_\s]+", " ", _ORDER.sub("", stem)).strip() or stem
    return words[:1].upper() + words[1:]
