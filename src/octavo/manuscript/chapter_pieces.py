"""A file that holds several chapters → one `ChapterFile` for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from octavo.manuscript.chapter_file import ChapterFile, implied_kind
from octavo.manuscript.slugs import as_id, letter_slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A chapter's part of a text: its title's words, and the line (from 0) on which it begins."""

    name: str
    first: int
    text: str


#: Finds the chapters in a text; nothing if there are not several. Only the parser knows titles
#: from what merely looks like one, and it stands in a room above this one.
SplitText = Callable[[str], Sequence[Piece]]


def pieces_of(file: ChapterFile, split: SplitText) -> Iterator[ChapterFile]:
    """Yield a chapter for each title in the file, or the file as it is if it has not several.

    What front matter says of a chapter (its short title, its author, its id) is the first one's;
    what it says of the text is everyone's.
    """
    chapter = file.chapter
    pieces = split(chapter.text)
    if not pieces:
        yield file
    for number, piece in enumerate(pieces):
        name = letter_slug(piece.name)
        own_kind = file.has_own_kind
        part = replace(
            chapter,
            id=chapter.id if not number and file.has_own_id else as_id(name or _stem(file)),
            text=piece.text,
            line=chapter.line + piece.first,
            title="",
            kind=chapter.kind if own_kind else implied_kind(name, chapter.matter),
        )
        if number:
            part = replace(part, short_title="", author="")
        yield replace(file, chapter=part, has_own_id=not number and file.has_own_id)


def _stem(file: ChapterFile) -> str:
    return letter_slug(PurePosixPath(file.chapter.path).stem) or "chapter"
