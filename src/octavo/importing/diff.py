"""What a run would change, as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file that is not as the run would have it: `path` from the book, None before it is made."""

    path: str
    before: str | None
    after: str


def unified(change: Change) -> Iterator[str]:
    """Yield the lines of a unified diff (as `diff -u` writes it, paths from the book's folder).

    Lines keep no line end; a last line without one is marked as `diff` marks it.
    """
    old = "/dev/null" if change.before is None else f"a/{change.path}"
    before, after = _lines(change.before or ""), _lines(change.after)
    for line in difflib.unified_diff(before, after, old, f"b/{change.path}", lineterm=""):
        yield from line.split("\n")


def _lines(text: str) -> list[str]:
    """Return the lines of a text; behind one that lacks its end stands what `diff` says of it."""
    *whole, rest = text.split("\n")
    return [*whole, f"{rest}\n\\ No newline at end of file"] if rest else whole
