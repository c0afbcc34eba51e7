"""Which editions the preview shows, and the themes and styles that they are set with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.compose.geometry import Frame
from octavo.core.cache import NOTHING
from octavo.core.loaded_book import Loaded
from octavo.core.model import Edition, Finding, Manuscript
from octavo.editions.known_kinds import all_kinds
from octavo.manuscript.edition_tables import usual_kinds
from octavo.pagination.page_design import page_design
from octavo.styling.book_theme import theme_of
from octavo.styling.layers import EREADER, Layers, layer
from octavo.styling.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """An edition ready to be composed: `findings` are about its fonts and the book's own rules.

    `reaches` says that these may make a chapter depend on others.
    """

    edition: Edition
    theme: Theme
    layers: Layers
    findings: tuple[Finding, ...]
    frame: Frame | None = None
    reaches: bool = False


def ebook_of(manuscript: Manuscript) -> Edition:
    """Return the first e-book edition; one with the usual theme if the book has none."""
    found = (item for item in manuscript.editions if item.kind.reflowable)
    return next(found, _usual(reflowable=True))


def print_of(manuscript: Manuscript) -> Edition | None:
    """Return the first print edition, if the book has one."""
    return next((item for item in manuscript.editions if item.kind.printed), None)


def pages_of(manuscript: Manuscript) -> Edition:
    """Return the edition whose pages are shown: the first print edition, or the profile `plain`."""
    return print_of(manuscript) or _usual(reflowable=False)


def _usual(*, reflowable: bool) -> Edition:
    """Return an e-book, or a print edition, as a book has it that says no more."""
    kind = next(kind for kind in usual_kinds(all_kinds()) if kind.reflowable is reflowable)
    return Edition(name=kind.name, kind=kind)


def set_ebook(loaded: Loaded) -> Setting:
    """Return the e-book's styles. Raises `BookError` if a font of the book cannot be used."""
    edition = _whole(ebook_of(loaded.manuscript))
    theme, findings = theme_of(loaded, edition)
    layers = layer(theme, EREADER, loaded.local)
    return Setting(
        edition=edition, theme=theme, layers=layers, findings=(*findings, *layers.findings)
    )


def set_print(loaded: Loaded, pages: int = 0, before: Setting | None = None) -> Setting:
    """Return the printed book's styles, with the gutter of `pages` pages or of a guess at them.

    It is `before` itself if nothing is different.
    """
    edition = _whole(pages_of(loaded.manuscript))
    design = page_design(loaded, edition, NOTHING)
    frame = design.frame(pages or design.guess(loaded.book.sections))
    layers = design.layers(frame, NOTHING)
    setting = Setting(
        edition=edition,
        theme=design.theme,
        layers=layers,
        findings=(*design.findings, *layers.findings),
        frame=frame,
        reaches=design.reaches,
    )
    return before if before == setting else setting


def _whole(edition: Edition) -> Edition:
    """Return the edition with every chapter, also where it is a sample."""
    return replace(edition, chapters=())
