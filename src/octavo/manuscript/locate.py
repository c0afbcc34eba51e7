"""Finding the book that a command is run in."""

from __future__ import annotations

from pathlib import Path

#: book.toml's path in a book's folder, and how messages name it.
BOOK_TOML = "manuscript/book.toml"


def find_book(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds `manuscript/book.toml`.

    The result is absolute; None if no folder up to the root holds a book.
    """
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / BOOK_TOML).is_file():
            return folder
    return None
