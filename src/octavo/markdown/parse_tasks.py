"""What workers do with chapters. Imports no parser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from octavo.core.model import Chapter
from octavo.workers.task import Bench


@dataclass(frozen=True, slots=True)
class LoadParser:
    """Load what parses chapters."""

    def run(self) -> None:
        """Load it."""
        import octavo.markdown.section  # noqa: F401


@dataclass(frozen=True, slots=True)
class ParseChapter:
    """Parse a chapter of a book in `language`: a section for `decode` of `parsed_cache.py`."""

    chapter: Chapter
    language: str
    rank: ClassVar[int] = 0
    about: ClassVar[str] = "the text of a chapter"

    @property
    def where(self) -> str:
        """The chapter's file."""
        return self.chapter.path

    def run(self, bench: Bench) -> bytes:
        """Parse it."""
        from octavo.markdown.parsed_cache import encode
        from octavo.markdown.section import parse_chapter

        return encode(parse_chapter(self.chapter, self.language, lines=True))
