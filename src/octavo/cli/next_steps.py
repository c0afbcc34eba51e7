"""Lines that say what to do next, and paths in them."""

from __future__ import annotations

import shlex
from pathlib import Path


def build_line(book: Path) -> str:
    """Return the command that builds the book in the folder `book`, to be run from here."""
    if book.absolute() == Path.cwd():
        return "octavo build"
    return f"octavo build --book {shlex.quote(str(book))}"


def from_here(path: Path) -> str:
    """Return a path as people would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
