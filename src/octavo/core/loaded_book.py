"""A book as it was read: with its pictures and its own styles, ready to be composed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.core.model import Asset, Book, Manuscript


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The book with all that was read for it.

    `images` are by their paths in the book, `local` is its styles/local.css, `portrait` the
    author's picture. `counts` are the pages of the print editions that are done, by name: a
    cover goes round them.
    """

    manuscript: Manuscript
    book: Book
    images: dict[str, Asset]
    cover: Asset | None
    local: str
    portrait: Asset | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
