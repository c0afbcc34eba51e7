"""What laid-out pages tell about the book: findings with their page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from octavo.core.errors import OctavoError
from octavo.core.model import Asset, Finding, Section, Severity
from octavo.findings.catalogue.fonts import FontForeign
from octavo.findings.catalogue.pages import LayoutNote, LineOverrun
from octavo.findings.catalogue.pictures import ImageCoarse
from octavo.findings.entry import Value
from octavo.layout.laid_pages import Laid, Picture
from octavo.pagination.folios import PageMap
from octavo.styling.layers import LOCAL
from octavo.text.shorten import clipped


def page_findings(laid: Laid, pages: PageMap) -> Iterator[Finding]:
    """Yield lines that leave the type area, and what the layout engine complained about."""
    for overrun in laid.overruns:
        where = {"folio": pages.folio(overrun.page), "text": _short(overrun.text)}
        values: dict[str, Value] = {**where, "points": overrun.points}
        yield LineOverrun.found(values, page=overrun.page + 1)
    for message in laid.log:
        yield LayoutNote.found({"words": message})


def unlaid(said: str, title: str = "") -> OctavoError:
    """Return the error of a book whose own styles stop the layout engine, which `said` so much.

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
#: An image of 285 pixels an inch is one of 300 to the eye: nothing is said of a twentieth.
_ROUNDED = 0.95

#: Characters of a word that is too wide for its line, and that a message shows.
_SHOWN = 60


def picture_findings(
    laid: Laid, pages: PageMap, *, images: Mapping[str, Asset], sections: Iterable[Section]
) -> Iterator[Finding]:
    """Yield images with too few pixels for the size they have on the page, once each.

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
        values: dict[str, Value] = {
            "image": path.removeprefix("manuscript/"),
            "pixels": round(found.pixels),
            "folio": pages.folio(found.page),
            "asked": FINE,
            "times": FINE / found.pixels,
        }
        severity = Severity.INFO if found.pixels >= COARSE else Severity.WARNING
        coarse = ImageCoarse.found(values, file=file, line=line, page=found.page + 1)
        yield replace(coarse, severity=severity)


def font_findings(names: Iterable[str]) -> Iterator[Finding]:
    """Yield fonts of the machine that slipped into the book."""
    for name in names:
        yield FontForeign.found({"font": name})


def _short(text: str) -> str:
    return clipped(" ".join(text.split()), _SHOWN)
