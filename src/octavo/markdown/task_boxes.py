"""The boxes of a list of tasks: a book has nothing to tick, so they are characters."""

from __future__ import annotations


def box(*, checked: bool) -> str:
    """Return the box, and the space behind it that does not break."""
    return ("☑" if checked else "☐") + "\u00a0"
