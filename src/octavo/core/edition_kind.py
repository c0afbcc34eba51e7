"""What all rooms may ask of a kind of edition; `editions/kinds` has one file for each kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Pages(StrEnum):
    """Which pages the editions of a kind have.

    `NONE`: none, its text flows as its reader wants. `OWN`: its own, which a printer trims and
    other editions may show. `SHOWN`: those of another edition, or of none if the book has no
    such edition. `ROUND`: none, it goes round those of another edition.
    """

    NONE = "none"
    OWN = "own"
    SHOWN = "shown"
    ROUND = "round"


class Concern(StrEnum):
    """What a finished file is checked for. Each rule of a PDF serves one concern.

    `PACKAGE`: an EPUB is valid. `FILE`: a PDF can be opened, and its text read. `SEQUENCE`: its
    pages are alike and hold their lines. `BLOCK`: the book block is as its printer trims and
    binds it. `COVER`: the cover fits its book. `PRESS`: plates can be made of it. `SCREEN`: it
    can be read aloud.
    """

    PACKAGE = "package"
    FILE = "file"
    SEQUENCE = "sequence"
    BLOCK = "block"
    COVER = "cover"
    PRESS = "press"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of edition.

    `name` is its word in book.toml, `noun` what messages call it. `format` is that of its
    files, and their ending. `usual`: an edition that states only this format is of this kind,
    and a book that lists no editions is published as the usual kinds. `suffix` ends the names
    of editions that are of this kind because of their name: `print-cover` is the cover of
    `print`, also where book.toml does not list it. `checks` are what finished files are
    checked for.
    """

    name: str
    noun: str = field(repr=False)
    format: str = field(repr=False)
    pages: Pages = field(repr=False)
    usual: bool = field(default=False, repr=False)
    suffix: str = field(default="", repr=False)
    checks: tuple[Concern, ...] = field(default=(), repr=False)

    @property
    def with_article(self) -> str:
        """The noun with its article: `an e-book`."""
        return f"{'an' if self.noun[0] in 'aeiou' else 'a'} {self.noun}"

    @property
    def reflowable(self) -> bool:
        """Whether its text flows: it has no pages, and no printer."""
        return self.pages is Pages.NONE

    @property
    def printed(self) -> bool:
        """Whether it has pages of its own, which a printer trims."""
        return self.pages is Pages.OWN

    @property
    def wraps(self) -> bool:
        """Whether it goes round the pages of another edition."""
        return self.pages is Pages.ROUND

    @property
    def dependent(self) -> bool:
        """Whether it shows the pages of another edition, or goes round them."""
        return self.pages in (Pages.SHOWN, Pages.ROUND)
