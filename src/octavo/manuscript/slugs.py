"""Names made of words: for files and slugs in ASCII, for ids in the letters of every script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

# Letters that NFKD does not take apart (Unicode has no decomposition for them).
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ı": "i", "’": "", "‘": "", "'": "", "·": "",
    }
)  # fmt: skip

_ASCII = re.compile("[a-z0-9]+")
#: Without ASCII's other signs, and with the marks that are no signs of a word to `re`.
_WORDS = re.compile("[a-z0-9\x80-\U0010ffff]+")

#: What stands before a file's name to put it in order: a number, a date.
#: The day before the name of a post, as Jekyll has it.
DAY_BEFORE = re.compile(r"\A\d{4}-\d\d?-\d\d?-(?=.)")
_ORDER = re.compile(r"\A(?:\d{4}-\d{2}-\d{2}|\d{1,4})[-_. ]+(?=\D)")

# Pages that every book gets; their ids and file names are their own.
_RESERVED = frozenset(
    {"contents", "copyright-page", "cover", "halftitlepage", "nav", "titlepage", "toc"}
)


def ascii_slug(text: str, *, longest: int = 60) -> str:
    """Lower-case ASCII words of `text` joined by hyphens; empty if it has none.

    A slug longer than `longest` characters is cut at a word's end.
    """
    plain = _parted(unicodedata.normalize("NFKD", text.translate(_LETTERS)))
    return _joined(_ASCII.findall(plain.encode("ascii", "ignore").decode().lower()), longest)


def letter_slug(text: str, *, longest: int = 60) -> str:
    """Lower-case words of `text` joined by hyphens, with the letters of its script.

    Latin letters are those of `ascii_slug`, so that what is all Latin is called the same by both.
    """
    plain = _parted(unicodedata.normalize("NFKD", text.translate(_LETTERS))).lower()
    words = _WORDS.findall("".join(_kept_signs(plain)))
    return _joined([unicodedata.normalize("NFC", word) for word in words], longest)


def as_id(slug: str) -> str:
    """`slug` as the id of a section: an XML name, and none that the book needs for itself."""
    if slug in _RESERVED:
        return f"c-{slug}"
    return slug if slug[:1].isalpha() else f"c{slug}"


def _joined(words: Iterable[str], longest: int) -> str:
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > longest:
            return slug or longer[:longest]
        slug = longer
    return slug


def _parted(plain: str) -> str:
    """Return a text with spaces for what parts words and is not in ASCII: dashes, marks, signs."""
    if plain.isascii():
        return plain
    return "".join(
        " " if not sign.isascii() and unicodedata.category(sign)[0] in "PSZ" else sign
        for sign in plain
    )


def _kept_signs(plain: str) -> Iterator[str]:
    """Yield the signs of words and what parts them; `plain` is taken apart (NFKD).

    Marks stay on letters of other scripts, where they are vowels, and go from Latin ones.
    """
    marked = False
    for sign in plain:
        if sign.isascii():
            marked = False
            yield sign
        elif unicodedata.category(sign).startswith("M"):
            if marked:
                yield sign
        elif sign.isalnum():
            # Half rings and the like, which NFKD parts from Latin letters, are of no word.
            marked = not unicodedata.name(sign, "").startswith(("LATIN", "MODIFIER LETTER"))
            if marked:
                yield sign


def free_name(wanted: str, taken: Collection[str]) -> str:
    """Return a name that is not taken: the one that is wanted, with a number if need be."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


class Names:
    """Gives names that are not taken, as `free_name`; of many of one kind each is found at once."""

    def __init__(self, taken: Collection[str]) -> None:
        self._taken, self._last = set(taken), dict[str, int]()

    def take(self, wanted: str) -> str:
        """Return the name that is wanted, with a number if need be; from now on it is taken."""
        name, number = wanted, self._last.get(wanted, 1)
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._last[wanted] = number
        self._taken.add(name)
        return name


def title_of_file(path: str) -> str:
    """Return the words of a file's name, for a chapter that has no other title.

    Numbers and dates by which files are put in order go: `03-the-lamp.md` is `The lamp`.
    """
    stem = PurePosixPath(path).stem
    words = re.sub(r"[-_\s]+", " ", _ORDER.sub("", stem)).strip() or stem
    return words[:1].upper() + words[1:]
