"""Reading articles: the formats that are known, and the errors for files in none of them."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from octavo.core.errors import EXIT_USAGE, OctavoError
from octavo.importing.article import Source
from octavo.importing.article_pictures import Fetch, beside, nowhere
from octavo.importing.foreign_files import check_signs, named_foreign
from octavo.importing.limits import LONGEST, LONGEST_EXPORT
from octavo.importing.readers.plain_text import read_plain
from octavo.manuscript.chapter_file import CAPTIONED


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of an article besides its bytes.

    `where` is how messages call it, `encoding` what the user says, `stated`
    the server's word; `address` is its own on the web.
    """

    where: str
    encoding: str | None = None
    stated: str = ""
    address: str = ""
    fetch: Fetch = nowhere


class NoTextError(OctavoError):
    """An article without a text: an error where it was named, left out of folders and feeds."""


class Reader(Protocol):
    """A reader takes the bytes of an article and what is known of it."""

    def __call__(self, data: bytes, about: About) -> Source:
        """Read the article; raise `OctavoError` if it cannot be read."""


def _plain(data: bytes, about: About) -> Source:
    return read_plain(data, about.where, encoding=about.stated or about.encoding)


def _markdown(data: bytes, about: About) -> Source:
    from octavo.importing.readers.markdown_file import read_markdown

    encoding = about.stated or about.encoding
    captioned = about.where.lower().endswith(CAPTIONED)
    return read_markdown(
        data, about.where, encoding=encoding, fetch=about.fetch, captioned=captioned
    )


def _html(data: bytes, about: About) -> Source:
    from octavo.importing.readers.html_page import read_html

    return read_html(
        data,
        about.where,
        encoding=about.encoding,
        stated=about.stated,
        address=about.address,
        fetch=about.fetch,
    )


def _docx(data: bytes, about: About) -> Source:
    from octavo.importing.readers.docx import read_docx

    return read_docx(data, about.where)


def _odt(data: bytes, about: About) -> Source:
    from octavo.importing.readers.odt import read_odt

    return read_odt(data, about.where)


def _rtf(data: bytes, about: About) -> Source:
    from octavo.importing.readers.rtf import read_rtf

    return read_rtf(data, about.where)


#: Word's files, those with macros and templates among them: their text is the same.
WORD = frozenset((".docx", ".docm", ".dotx", ".dotm"))
_PACKED = WORD | {".odt", ".ott"}

#: Readers by the file name's suffix: another format is one entry and one file.
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".docm": _docx,
        ".docx": _docx,
        ".dotm": _docx,
        ".dotx": _docx,
        ".fodt": _odt,
        ".htm": _html,
        ".html": _html,
        ".markdown": _markdown,
        ".md": _markdown,
        ".mdown": _markdown,
        ".mdx": _markdown,
        ".mkd": _markdown,
        ".odt": _odt,
        ".ott": _odt,
        ".qmd": _markdown,
        ".rmd": _markdown,
        ".rtf": _rtf,
        ".text": _plain,
        ".txt": _plain,
        ".xhtml": _html,
    }
)

#: Suffixes of files that hold many articles: feeds and exports.
COLLECTIONS = frozenset((".atom", ".json", ".rss", ".xml"))

#: The suffix of files that hold folders of articles.
ZIP = ".zip"


def read_bytes(path: Path, *, longest: int | None = None) -> bytes:
    """Return the bytes of the article at `path`.

    Raises `OctavoError` if it is not there, is a folder, has no reader, cannot
    be read or is too long; it is never read further than the limit.
    """
    where = str(path)
    suffix = path.suffix.lower()
    is_large = suffix in COLLECTIONS or suffix in _PACKED  # many articles, or many pictures
    most = longest or (LONGEST_EXPORT if is_large else LONGEST)
    try:
        if path.is_dir():
            raise _usage("this is a folder, not an article.", where, f"Try {where}/*.txt.")
        if path.exists() and suffix not in READERS and suffix not in COLLECTIONS:
            raise named_foreign(path) or _unknown(path)
        if path.exists() and not path.is_file():
            raise _usage("this is not a regular file.", where, "Name a file with a text in it.")
        if path.stat().st_size > most:
            raise _too_long(where, most)
        with path.open("rb") as opened:
            data = opened.read(most + 1)
        if len(data) > most:
            raise _too_long(where, most)
        return data
    except FileNotFoundError:
        raise _usage("there is no such file.", where, "Check the name.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _usage(
            f"cannot be read ({reason}).", where, "Check the file's permissions."
        ) from None


def read_source(path: Path, data: bytes, *, encoding: str | None = None) -> Source:
    """Read the article at `path` from its `data`; raise `OctavoError` if it is empty."""
    about = About(where=str(path), encoding=encoding, fetch=beside(path.parent))
    return read_as(path.suffix.lower(), data, about)


def read_as(suffix: str, data: bytes, about: About) -> Source:
    """Read an article in the format of `suffix`; raise `OctavoError` if it is empty or another."""
    check_signs(suffix, data, about.where)
    try:
        source = READERS[suffix](data, about)
    except RecursionError:
        raise OctavoError(
            "its parts stand too deep in each other.",
            where=about.where,
            hint="Save the article's text alone, as plain text.",
        ) from None
    if not source.words:
        hint = "Leave it out, or put its text in."
        raise NoTextError("the article is empty.", where=about.where, hint=hint)
    return source


def _unknown(path: Path) -> OctavoError:
    if path.suffix.lower() == ".epub":
        hint = f"Use the other door: octavo adopt {shlex.quote(str(path))}"
        return _usage("this looks like a whole book, not an article.", str(path), hint)
    known = ", ".join(sorted((*READERS, *COLLECTIONS, ZIP)))
    message = f'articles ending in "{path.suffix}" cannot be read.'
    if not path.suffix:
        message = "the name has no ending that tells the format."
    return _usage(message, str(path), f"These can: {known}. Save it as one of them.")


def _too_long(where: str, most: int) -> OctavoError:
    return OctavoError(
        f"longer than {most // 1_000_000} MB.",
        where=where,
        hint="An article should be one text; take it apart.",
    )


def _usage(message: str, where: str, hint: str) -> OctavoError:
    return OctavoError(message, where=where, hint=hint, exit_code=EXIT_USAGE)
