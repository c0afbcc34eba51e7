"""The column of an edition's text: how many lines and characters it has, and what a head holds.

CSS counts neither: what may not break, what is set smaller and where a running
head is cut is told from here, by the theme's own type on the page's measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.compose.geometry import TextFace
from octavo.compose.measure import text_face
from octavo.text.shorten import clipped, ended
from octavo.text.units import css_points
from octavo.theme.calc import calculate
from octavo.theme.fonts import shaped
from octavo.theme.theme import DISPLAY, MORE, TEXT, Theme

#: The block of text of the profile `plain`, where tokens do not say another (points).
_MEASURE, _HEIGHT = 291.6, 478.5

#: Letters of code are 0.6 em wide in most faces of one width.
_CODE = 0.6

#: How a running head is set (`--head-book`, `--head-chapter` in styles/print/page.css).
SMALL_CAPS, ITALIC, SANS = "small-caps", "italic", "display"
#: The space between letters of small capitals, in ems (styles/print/heads.css).
_SPACED = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The block of text: `measure` wide, `lines` high, so many characters to a line of each size.

    `small` is the line of notes and tables as a share of the text's. `stacked` tables
    stand row below row where their columns have no room.
    """

    theme: Theme
    measure: float
    lines: int
    characters: float
    small_characters: float
    code_characters: float
    small: float
    head_size: float
    head_book: str
    head_chapter: str
    stacked: bool = False

    def head(self, text: str, manner: str) -> str:
        """`text` as far as a running head of that manner holds it, cut at a word."""
        if self._fits(text, manner):
            return text
        words = text.split(" ")
        for count in range(len(words) - 1, 0, -1):
            cut = ended(" ".join(words[:count]))
            if self._fits(cut, manner):
                return cut
        return clipped(text, int(self.characters / 2))

    def _fits(self, text: str, manner: str) -> bool:
        return _width(self.theme, text, manner) * self.head_size <= self.measure


def column_of(theme: Theme, tokens: Mapping[str, str]) -> Column:
    """The column of a theme's print rules; lengths that are not absolute are the usual ones."""
    face = text_face(theme, tokens)
    usual = TextFace()
    size = _points(tokens, "--size-text", 11.0)
    small = _points(tokens, "--size-small", size * 0.82)
    margins = f"{tokens.get('--margin-inner', '')} - {tokens.get('--margin-outer', '')}"
    measure = css_points(calculate(f"{tokens.get('--trim-width', '')} - {margins}")) or _MEASURE
    line = face.line or usual.line
    return Column(
        theme=theme,
        measure=measure,
        lines=round(_points(tokens, "--text-height", _HEIGHT) / line),
        characters=measure / face.character,
        small_characters=measure / (face.character * small / size),
        code_characters=measure / (_points(tokens, "--size-code", size * 0.77) * _CODE),
        small=_points(tokens, "--line-small", line * 0.8) / line,
        head_size=_points(tokens, "--size-head", small),
        head_book=tokens.get("--head-book", ""),
        head_chapter=tokens.get("--head-chapter", ""),
        stacked=tokens.get("--tables", "") == "stacked",
    )


def _points(tokens: Mapping[str, str], name: str, usual: float) -> float:
    return css_points(tokens.get(name, "")) or usual


def _width(theme: Theme, text: str, manner: str) -> float:
    """The width of a head in ems: as wide as the widest face that may set it."""
    caps = manner == SMALL_CAPS and not theme.upright
    style = "italic" if manner == ITALIC and not theme.upright else "normal"
    role = DISPLAY if manner == SANS else TEXT
    fonts = [font for font in theme.fonts if font.role == role and font.style == style]
    fonts = fonts[:1] or [font for font in theme.fonts if font.role == TEXT][:1]
    fonts += [font for font in theme.fonts if font.role == MORE][:1]
    spaced = _SPACED * len(text) if caps else 0.0
    features = {"smcp": caps, "c2sc": caps}
    return max(shaped(font, text, features).width for font in fonts) + spaced
