"""What a chapter's pages are set of, and the news of them as they come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.core.errors import OctavoError
from octavo.core.model import Asset, Book, Finding, Manuscript, Section
from octavo.preview.shown_editions import Setting

if TYPE_CHECKING:
    from octavo.layout.laid_pages import Laid
    from octavo.layout.page_proof import ProofPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A section to be set. Of the other sections in `book` only kind and matter count, unless it is
    to be set `in_one_piece`; and of the manuscript the chapter that the section is made of.

    `title` is the line of its title, `folio` the number of its first page, `line` the source line
    that changed, `look` the page that is looked at (from 0), `known` the names of images that need
    not be sent again.
    """

    book: Book
    section: Section
    manuscript: Manuscript
    setting: Setting
    images: Mapping[str, Asset]
    title: int = 1
    left: bool = False
    folio: int = 1
    in_one_piece: bool = False
    line: int | None = None
    look: int = 0
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """A section's pages as laid out; `size` in points."""

    pages: tuple[ProofPage, ...]
    size: tuple[float, float]
    findings: tuple[Finding, ...]
    laid: Laid


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Pages drawn: number, name of the image, and its bytes if it is not known."""

    pages: tuple[tuple[int, str, bytes | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The end of a job: whole, or stopped, or failed.

    `findings` are what takes a while to find.
    """

    whole: bool
    findings: tuple[Finding, ...] = ()
    error: OctavoError | None = None
    fault: str = ""
