"""What an edition's pages look like, whatever their number: theme, type, printer, own styles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from octavo.compose.geometry import Frame, TextFace, geometry, page_frame
from octavo.compose.text_column import text_face
from octavo.core.cache import Store
from octavo.core.loaded_book import Loaded
from octavo.core.model import Edition, Finding, Section
from octavo.pagination.gutter import guess_pages
from octavo.printers.profile import NO_SIDES, Profile
from octavo.printers.read_profile import load_profile
from octavo.styling.book_theme import kept_layers, theme_of
from octavo.styling.layers import PRINT, Layers
from octavo.styling.theme import Theme

#: Rules by which a document can depend on those before it. A book whose own styles have one is
#: laid out in one piece.
_REACHING = re.compile(
    r":first(?![-\w])|:nth\(|counter-(?:reset|increment|set)|counter\(\s*footnote|string-set"
    r"|target-|break-after|page-break|running\(|bookmark|:\s*fixed"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDesign:
    """The look of an edition's pages; the frame of a page depends on how many there are.

    `local` are the book's own styles, `findings` are about its fonts. `tagged` pages say what
    each piece of them is (PDF/UA-1); they are for a screen, so that nothing of them is over the
    trim.
    """

    edition: Edition
    theme: Theme
    face: TextFace
    profile: Profile
    local: str
    tagged: bool
    findings: tuple[Finding, ...]

    @property
    def reaches(self) -> bool:
        """Whether the book's own styles may make a document depend on others."""
        return _REACHING.search(self.local) is not None

    def frame(self, pages: int) -> Frame:
        """Return the frame of the pages of a book that has so many; with them the gutter grows."""
        edition = self.edition
        frame = page_frame(
            self.profile, pages, trim=edition.trim, bleed=edition.bleed, face=self.face
        )
        return replace(frame, bleed=NO_SIDES) if self.tagged else frame

    def guess(self, sections: Iterable[Section]) -> int:
        """Return how many pages the length of the text lets expect."""
        sections = tuple(sections)
        first = guess_pages(sections, self.frame(1), self.face)
        return guess_pages(sections, self.frame(first), self.face)

    def layers(self, frame: Frame, store: Store) -> Layers:
        """Return the styles of pages with this frame; joined layers are kept in the cache."""
        return kept_layers(store, self.theme, PRINT, local=self.local, geometry=geometry(frame))


def page_design(
    loaded: Loaded, edition: Edition, store: Store, *, tagged: bool = False
) -> PageDesign:
    """Read what an edition's pages look like. Raises `BookError` if a font cannot be used."""
    theme, findings = theme_of(loaded, edition)
    return PageDesign(
        edition=edition,
        theme=theme,
        face=text_face(kept_layers(store, theme, PRINT, local=loaded.local)),
        profile=load_profile(edition.profile),
        local=loaded.local,
        tagged=tagged,
        findings=findings,
    )
