"""Finding the book that a command is run in."""

from __future__ import annotations

from pathlib import Path

from octavo.core.errors import EXIT_USAGE, OctavoError

#: book.toml's path in a book's folder, and how messages name it.
BOOK_TOML = "manuscript/book.toml"

_START = "Start one with `octavo new DIR`, or name its folder with --book."


def find_book(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that holds `manuscript/book.toml`.

    The result is absolute; None if no folder up to the root holds a book.
    """
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / BOOK_TOML).is_file():
            return folder
    return None


def book_here(given: Path | None, *, hint: str = _START) -> Path:
    """Return the folder `given`, or else the nearest one from here up that holds a book.

    Raise `OctavoError` if none does. Whether `given` holds a book is not asked.
    """
    found = given or find_book(Path.cwd())
    if found is None:
        raise no_book("here, nor in any folder above", hint=hint)
    return found


def no_book(where: str, *, hint: str = _START) -> OctavoError:
    """Return the error that there is no book `where`."""
    return OctavoError(f"there is no book {where}.", hint=hint, exit_code=EXIT_USAGE)
