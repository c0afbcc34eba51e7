"""What laid-out pages tell about the book: findings with their page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from octavo.layout.laid import Laid
from octavo.model import Finding
from octavo.resolve.pagemap import PageMap


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
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:57]}…"
