"""What laid-out pages tell about the book: findings with their page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from octavo.errors import OctavoError
from octavo.layout.laid import Laid, Picture
from octavo.model import Asset, Finding, Section, Severity
from octavo.pagination.folios import PageMap
from octavo.text.shorten import clipped
from octavo.theme.layers import LOCAL


def page_findings(laid: Laid, pages: PageMap) -> Iterator[Finding]:
    """Lines that leave the type area, and what the layout engine complained about."""
    for overrun in laid.overruns:
        yield Finding(
            code="line-overrun",
            message=f"a line on page {pages.folio(overrun.page)} runs {overrun.points:g} pt"
            f" over the margin: “{_short(overrun.text)}”.",
            page=overrun.page + 1,
            hint="Let it break: shorten a long word or address, or add a soft hyphen.",
        )
    for message in laid.log:
        yield Finding(code="layout-note", message=f"the layout says: {message}.")


def unlaid(said: str, title: str = "") -> OctavoError:
    """The error of a book whose own styles stop the layout engine, which `said` so much.

    `title` is that of the section it stopped in, if it is known.
    """
    what = f"“{title}”" if title else "the pages"
    return OctavoError(
        f"WeasyPrint cannot set {what} with these styles: {said}.",
        where=LOCAL,
        hint="Take out the rules that you wrote last, until it can;"
        " `octavo --debug build` shows where it stopped.",
    )


#: Pixels an inch that every printer of the profiles asks for (`resolution`, each with its source).
FINE = 300
#: Below this the eye sees that pixels are missing: two thirds of what is asked for, Octavo's own
#: choice.
COARSE = 200
#: An image of 297 pixels an inch is one of 300 that was rounded to whole points.
_ROUNDED = 0.99

#: Characters of a word that is too wide for its line, and that a message shows.
_SHOWN = 60


def picture_findings(
    laid: Laid, pages: PageMap, images: Mapping[str, Asset], sections: Iterable[Section]
) -> Iterator[Finding]:
    """Images with too few pixels for the size they have on the page, once each.

    `images` are by their path in the book; the place is the one that shows the
    image first, the page the one where it is largest.
    """
    worst: dict[str, Picture] = {}
    for picture in laid.pictures:
        if picture.pixels < worst.get(picture.name, picture).pixels or picture.name not in worst:
            worst[picture.name] = picture
    uses: dict[str, tuple[str, int]] = {}
    for section in sections:
        for use in section.images:
            uses.setdefault(use.path, (section.file, use.line))
    for path, asset in images.items():
        found = worst.get(asset.name)
        if found is None or found.pixels >= FINE * _ROUNDED:
            continue
        file, line = uses.get(path, (None, None))
        yield Finding(
            code="image-coarse",
            severity=Severity.INFO if found.pixels >= COARSE else Severity.WARNING,
            message=f'the image "{path.removeprefix("manuscript/")}" has {found.pixels:.0f} pixels'
            f" an inch on page {pages.folio(found.page)}; print asks for {FINE}.",
            file=file,
            line=line,
            page=found.page + 1,
            hint=f"Use one of {FINE / found.pixels:.1f} times the width, or show it smaller.",
        )


def font_findings(names: Iterable[str]) -> Iterator[Finding]:
    """Fonts of the machine that slipped into the book."""
    for name in names:
        yield Finding(
            code="font-foreign",
            message=f"the font {name} of this machine stands in for one of the theme's.",
            hint="Look for characters that the theme's fonts lack, for text inside SVG images,"
            " and for font-family in styles/local.css: another machine would print another book.",
        )


def _short(text: str) -> str:
    return clipped(" ".join(text.split()), _SHOWN)
