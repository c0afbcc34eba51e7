"""A font that a book brings along."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFont:
    """A font of the author's own, `[[fonts]]` in book.toml.

    `path` is relative to the book; `role` is `text`, `display` or `code`. What
    is empty (or 0) the font itself says. `line` is that of book.toml.
    """

    path: str
    role: str = "text"
    family: str = ""
    style: str = ""
    weight: int = 0
    line: int | None = None
