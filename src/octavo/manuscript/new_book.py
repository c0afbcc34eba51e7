"""A new book's folder: book.toml, a first chapter, a place for the book's own styles."""

from __future__ import annotations

import re
from pathlib import Path

import tomlkit

from octavo.core.errors import EXIT_USAGE, OctavoError
from octavo.core.files import write_aside
from octavo.manuscript.book_metadata import book_identifier
from octavo.manuscript.book_toml_edit import add_chapters
from octavo.manuscript.find_book import BOOK_TOML
from octavo.text.language_tags import check_language

_BOOK = """\
# The book: what it is called, what is in it, how it is published.
schema = 1

[book]
title = {title}
authors = {authors}
language = {language}
identifier = {identifier}
rights = {rights}
# subtitle = "A line below the title"
# publisher = "Your press"
# date = "2026-01-31"
# description = "One paragraph for the shops."
# subjects = ["Essays"]
# slug = "a-short-name-for-the-files"
# cover = "images/cover.jpg"

[contents]
# Paths are relative to this file. Matter before and after the chapters:
# front = ["front/introduction.md"]
# back = ["back/about-the-author.md"]

[editions.ebook]
format = "epub"

[editions.print]
format = "pdf"
profile = "plain"
theme = "classic"
# isbn = "978-…"
"""

_CHAPTER = """\
# Chapter One

This is the first page of your book. Change it, or delete it and write your own; then
run `octavo build` again to see it as an e-book and as a printed page.

A blank line begins a new paragraph. Words can be *stressed*, and a thought that would
hold the reader up can wait in a footnote.[^aside]

## A heading within the chapter

Two number signs make a heading like the one above. A chapter has one title, with a
single number sign, and as many headings as it needs.

A link looks like this: [how Markdown came about](https://daringfireball.net/projects/markdown/).
In the e-book it can be followed.

When this chapter is done, put the next one beside it, in a file of its own, and add the
file's name to `chapters` in `book.toml`.

[^aside]: Like this one. In print it stands at the foot of the page.
"""

_STYLES = """\
/* The book's own rules. They come last, after Octavo's styles and the theme's,
   and hold for the e-book and the printed book alike. An empty file is fine. */
"""


def create_book(
    root: Path, *, title: str, authors: tuple[str, ...], language: str
) -> tuple[Path, ...]:
    """Make a book in the folder `root` that builds at once; return the files written.

    Files that are there already are kept. Raises `OctavoError` if `root` holds
    a book or is a file, if `language` is no BCP 47 tag, or if nothing can be
    written there.
    """
    check_new(root)
    files = new_book(root, title=title, authors=authors, language=language)
    chapter = root / "manuscript" / "chapter-one.md"
    book = root / BOOK_TOML
    listed = add_chapters(files[book].decode(), [chapter.name])
    files = {chapter: _CHAPTER.encode(), **files, book: listed.encode()}
    missing = {path: data for path, data in files.items() if not path.exists()}
    write_aside(missing)
    return tuple(missing)


def check_new(root: Path) -> None:
    """Raise `OctavoError` if a book cannot be begun in the folder `root`."""
    try:
        is_file, is_book = root.exists() and not root.is_dir(), (root / BOOK_TOML).exists()
    except OSError as error:
        raise OctavoError(
            f"cannot be looked into ({error.strerror}).",
            where=str(root),
            hint="Check the folder's permissions, or give another one.",
            exit_code=EXIT_USAGE,
        ) from None
    if is_file:
        raise OctavoError(
            "this is a file, not a folder.",
            where=str(root),
            hint="Give the name of a new folder.",
            exit_code=EXIT_USAGE,
        )
    if is_book:
        raise OctavoError(
            "there is a book here already.",
            where=str(root / BOOK_TOML),
            hint="Give another folder, or go on with this one: it was not changed.",
            exit_code=EXIT_USAGE,
        )


def new_book(
    root: Path, *, title: str, authors: tuple[str, ...], language: str
) -> dict[Path, bytes]:
    """Return the files of a book without chapters: book.toml and the styles, by path.

    Raises `OctavoError` if `language` is no BCP 47 tag.
    """
    wrong = check_language(language)
    if wrong:
        raise OctavoError(
            f'"{language}" is not a language tag.',
            where="--language",
            hint=wrong,
            exit_code=EXIT_USAGE,
        )
    return {
        root / "styles" / "local.css": _STYLES.encode(),
        root / BOOK_TOML: book_toml(title=title, authors=authors, language=language).encode(),
    }


def book_toml(*, title: str, authors: tuple[str, ...], language: str) -> str:
    """book.toml of a book without chapters, the optional keys as comments."""
    # Stated as it would be without the line, so that taking it out changes no identity.
    identifier = book_identifier(title, authors)
    return _BOOK.format(
        title=_toml(title),
        authors=f"[{', '.join(map(_toml, authors))}]",
        language=_toml(language),
        identifier=_toml(identifier),
        rights=_toml(f"© {' and '.join(authors)}. All rights reserved." if authors else ""),
    )


def readable_title(folder: Path) -> str:
    """Make a title of a folder's name: `my-book` → `My Book`."""
    words = re.split(r"[\s_\-.]+", folder.absolute().name)
    return " ".join(word[:1].upper() + word[1:] for word in words if word) or "Untitled"


def _toml(text: str) -> str:
    return tomlkit.string(text).as_string()
