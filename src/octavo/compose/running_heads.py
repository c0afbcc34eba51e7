"""Running heads: what of a title stands at the head of the pages, cut where their line ends."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from octavo.compose.text_column import Column, length_of
from octavo.styling.faces import shaped
from octavo.styling.layers import Layers
from octavo.styling.theme import DISPLAY, SCRIPT, TEXT, Theme
from octavo.text.shorten import clipped, ended
from octavo.text.units import css_ems

#: How a running head is set (`--head-book`, `--head-chapter` in styles/print/page.css).
SMALL_CAPS, ITALIC, SANS = "small-caps", "italic", "display"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningHeads:
    """How heads are set: `size` in points on the column's measure, the book's and the chapter's.

    `spacing` is the space between letters of small capitals, in ems.
    """

    theme: Theme
    column: Column
    size: float
    spacing: float
    book: str
    chapter: str

    def cut(self, text: str, manner: str) -> str:
        """Return `text` as far as a head of that manner holds it, cut at a word."""
        if self._fits(text, manner):
            return text
        words = text.split(" ")
        for count in range(len(words) - 1, 0, -1):
            shown = ended(" ".join(words[:count]))
            if self._fits(shown, manner):
                return shown
        return clipped(text, int(self.column.characters / 2))

    def set_on(self, opener: etree._Element, title: str, head: str) -> None:
        """Write the heads of the pages that follow: the book's title on versos, `head` on rectos.

        They are set on the opener alone: a box that runs over several pages would set
        them anew on each, and `first-except` leaves out every page where they are set.
        """
        opener.set("data-running", self.cut(head, self.chapter))
        opener.set("data-book", self.cut(title, self.book))

    def _fits(self, text: str, manner: str) -> bool:
        return self._width(text, manner) * self.size <= self.column.measure

    def _width(self, text: str, manner: str) -> float:
        """Measure a head in ems: as wide as the widest face that may set it."""
        theme = self.theme
        caps = manner == SMALL_CAPS and not theme.upright
        style = "italic" if manner == ITALIC and not theme.upright else "normal"
        role = DISPLAY if manner == SANS else TEXT
        fonts = [font for font in theme.fonts if font.role == role and font.style == style]
        fonts = fonts[:1] or [font for font in theme.fonts if font.role == TEXT][:1]
        fonts += [font for font in theme.fonts if font.role == SCRIPT][:1]
        spaced = self.spacing * len(text) if caps else 0.0
        features = {"smcp": caps, "c2sc": caps}
        return max(shaped(font, text, features).width for font in fonts) + spaced


def running_heads(layers: Layers, column: Column) -> RunningHeads:
    """Return the heads as print rules have them."""
    tokens = layers.tokens
    size = length_of(tokens, "--size-text", 11.0)
    small = length_of(tokens, "--size-small", size * 0.82)
    return RunningHeads(
        theme=layers.theme,
        column=column,
        size=length_of(tokens, "--size-head", small),
        spacing=css_ems(tokens.get("--head-spacing", "")),
        book=tokens.get("--head-book", ""),
        chapter=tokens.get("--head-chapter", ""),
    )
