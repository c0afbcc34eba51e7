"""Lines that say what to do next."""

from __future__ import annotations

import shlex
from pathlib import Path


def build_line(book: Path) -> str:
    """Return the command that builds the book in the folder `book`, to be run from here."""
    if book.absolute() == Path.cwd():
        return "octavo build"
    return f"octavo build --book {shlex.quote(str(book))}"
