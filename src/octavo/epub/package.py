"""The package: every file with its place in the manifest, the spine and the guide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ebooklib import epub

from octavo.core.errors import OctavoError
from octavo.epub.file_survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A file of the package: its path there, what it holds, and its part in the book.

    `part` is a manifest property that does not follow from the content:
    `nav` or `cover-image`.
    """

    name: str
    media_type: str
    data: bytes = field(repr=False)
    survey: Survey = field(default_factory=Survey)
    part: str = ""

    @property
    def properties(self) -> list[str]:
        """The manifest's properties of the file."""
        return [*filter(None, [self.part]), *self.survey.properties]


def bind(
    pieces: Sequence[Piece], spine: Iterable[Piece], guide: Iterable[tuple[str, str, str]]
) -> epub.EpubBook:
    """ebooklib's book of these files, in the order in which they will lie in the container.

    `spine` holds the documents in reading order; `guide` holds type, title and
    file name of the places by which Kindle opens a book. Every file goes in as
    an `EpubItem` with bytes: ebooklib's own classes would rewrite it.
    OctavoError if two files have one name.
    """
    _refuse_twins(pieces)
    book = epub.EpubBook()
    items: dict[str, epub.EpubItem] = {}
    ids: set[str] = set()
    for piece in pieces:
        uid = _unique(manifest_id(piece.name), ids)
        item = epub.EpubItem(uid, piece.name, piece.media_type, piece.data)
        item.properties = piece.properties
        items[piece.name] = book.add_item(item)
    book.spine = [items[piece.name] for piece in spine]
    book.guide = [{"type": kind, "title": title, "href": name} for kind, title, name in guide]
    return book


def manifest_id(name: str) -> str:
    """Return the id of a file: `text/let-go.xhtml` → `text-let-go-xhtml`.

    The NCX is called `ncx`, as ebooklib's spine expects.
    """
    return "ncx" if name == "toc.ncx" else re.sub(r"[^A-Za-z0-9_-]", "-", name)


def _unique(uid: str, taken: set[str]) -> str:
    while uid in taken:
        uid += "-x"
    taken.add(uid)
    return uid


def _refuse_twins(pieces: Sequence[Piece]) -> None:
    """Refuse names that differ only in case (EPUB 3.3, 4.2.3)."""
    seen: dict[str, str] = {}
    for piece in pieces:
        folded = piece.name.casefold()
        if folded in seen:
            raise OctavoError(
                f"two files of the e-book would be called “{seen[folded]}” and “{piece.name}”.",
                hint="Give one of the two chapters or images another file name.",
            )
        seen[folded] = piece.name
