"""Finding the book that a command is run in."""

from __future__ import annotations

from pathlib import Path


def find_book(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds `manuscript/book.toml`.

    The result is absolute; None if no folder up to the root holds a book.
    """
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / "manuscript" / "book.toml").is_file():
            return folder
    return None
