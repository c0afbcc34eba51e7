"""Words on a spine: title and author in capitals, as large as its width allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from octavo.compose.cover_sheet import SPINE_SPACING, Sheet
from octavo.compose.section_xhtml import sub
from octavo.compose.typeset_cover import broken
from octavo.core.model import Metadata
from octavo.styling.faces import open_font, shaped
from octavo.styling.theme import CODE, DISPLAY, FontSource, Theme
from octavo.text.direction import is_right_to_left, primary

#: Points: the largest type of a title on a spine, and the smallest of anything (where a printer
#: names none).
LARGEST, SMALLEST = 25.0, 6.0

#: The height of the words by the spine's width, for one line, two and three: more fills it.
_FILL = (0.5, 0.62, 0.7)

#: From baseline to baseline, in sizes; a line more is worth this much less size.
_LEADING, _LINE_COST = 1.12, 0.7

#: The author's letters by the title's.
_AUTHOR = 0.8

#: Between title and author at least, in sizes of the title; at both ends at least, in points.
_GAP, _END = 2.0, 32.0

#: Languages whose spines are read from the foot upwards, as the bookshelves there have it.
_UPWARDS = frozenset({"ca", "de", "es", "fr", "it", "pt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line: its size and baseline (from the top of the lying spine), in points."""

    text: str
    size: float
    baseline: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spine:
    """Title and author, lying."""

    title: tuple[Line, ...]
    author: Line | None


def reads_down(language: str) -> bool:
    """Tell whether a spine is read from the head downwards (ISO 6357), as in English."""
    return primary(language) not in _UPWARDS


def spine_end(sheet: Sheet) -> float:
    """Return how far the words stay from head and foot, in points."""
    return max(_END, sheet.safe)


def set_spine(metadata: Metadata, theme: Theme, sheet: Sheet, *, least: float) -> Spine | None:
    """Set the words for a sheet's spine; None if they would be smaller than `least` points.

    The name is left out before the title is.
    """
    names = [person.name for person in metadata.authors if person.role == "aut"]
    name = names[0] if len(names) == 1 else " · ".join(item.split()[-1] for item in names)
    title = _capitals(metadata.title, metadata.language)
    setting = _Setting(theme=theme, sheet=sheet, least=least)
    for author in dict.fromkeys((_capitals(name, metadata.language), "")):
        found = max(setting.tries(title, author), default=None, key=lambda item: item[0])
        if found and found[1].title[0].size >= least:
            return found[1]
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    theme: Theme
    sheet: Sheet
    least: float

    def tries(self, title: str, author: str) -> Iterator[tuple[float, Spine]]:
        """Yield the title in one line, two and three, with what each is worth."""
        words = title.split()
        widths = {word: self._width(word) for word in words}
        space = self._width("n n") - self._width("nn")
        for count in range(1, min(len(_FILL), len(words)) + 1):
            lines = broken(words, widths=widths, space=space, count=count)
            size = self._size(lines, author)
            if size > 0:
                yield size * _LINE_COST ** (count - 1), self._set(lines, author, size)

    def _width(self, text: str) -> float:
        return ink_of(self.theme, text, DISPLAY).width + SPINE_SPACING * len(text)

    def _size(self, lines: tuple[str, ...], author: str) -> float:
        """Return the largest size of the title with which all words have room across and along."""
        sheet = self.sheet
        room = sheet.spine - 2 * sheet.spine_safe
        above, below = self._reach(lines)
        high = above + below + _LEADING * (len(lines) - 1)
        size = min(LARGEST, room / high, _FILL[len(lines) - 1] * sheet.spine / high)
        long = max(map(self._width, lines))
        along = sheet.height - 2 * spine_end(sheet)
        if not author:
            return _floor(min(size, along / long))
        name = self._width(author)
        size = min(size, room / (sum(self._reach((author,))) * _AUTHOR))
        fitting = along / (long + _GAP + _AUTHOR * name)
        # A name is never smaller than may be printed: then the two are of one size.
        if min(size, fitting) * _AUTHOR < self.least:
            both = sum(self._reach((author,)))
            return _floor(min(size, room / both, along / (long + _GAP + name)))
        return _floor(min(size, fitting))

    def _reach(self, lines: tuple[str, ...]) -> tuple[float, float]:
        """Measure the ink above the first baseline and below the last."""
        first, last = (ink_of(self.theme, line, DISPLAY) for line in (lines[0], lines[-1]))
        return first.above or 0.7, last.below

    def _set(self, lines: tuple[str, ...], author: str, size: float) -> Spine:
        name_size = size * _AUTHOR if size * _AUTHOR >= self.least else size
        [name] = self._lines((author,), name_size)
        return Spine(title=self._lines(lines, size), author=name if author else None)

    def _lines(self, lines: tuple[str, ...], size: float) -> tuple[Line, ...]:
        """Set lines so that their ink stands in the middle of the spine."""
        above, below = self._reach(lines)
        high = (above + below + _LEADING * (len(lines) - 1)) * size
        top = (self.sheet.spine - high) / 2 + above * size
        return tuple(
            Line(text=text, size=round(size, 2), baseline=round(top + at * _LEADING * size, 3))
            for at, text in enumerate(lines)
        )


def _floor(size: float) -> float:
    return int(size * 100) / 100


def _capitals(text: str, language: str) -> str:
    """Return the text in capitals; an i keeps its dot where the language tells two i apart."""
    text = " ".join(text.split())
    if primary(language) in ("tr", "az"):
        text = text.replace("i", "İ")
    return text.upper() if not is_right_to_left(language) else text


def spine_page(spine: Spine, anchor: str, classes: str) -> etree._Element:
    """Make the lying spine: its lines stand on their baselines, whatever the font's own height."""
    page = etree.Element("section", {"class": classes, "id": anchor})
    lines = [("title", line) for line in spine.title]
    lines += [("author", spine.author)] if spine.author else []
    for name, line in lines:
        # A strut as high as the type stands on the baseline, in a line of no height of its own.
        at = f"top:{line.baseline - line.size:.3f}pt;font-size:{line.size}pt"
        holder = sub(page, "p", attributes={"class": name, "style": at})
        mark = sub(holder, "span", attributes={"style": f"height:{line.size}pt", "class": "strut"})
        mark.tail = line.text
    return page


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """A line's width, and its reach above and below the baseline; in ems."""

    width: float
    above: float
    below: float


def ink_of(theme: Theme, text: str, role: str) -> Ink:
    """Measure the ink of a line in the theme's faces for `role`, or in those behind them."""
    width = above = below = 0.0
    for source, run in _runs(theme, text, role):
        line = shaped(source, run)
        width += line.width
        for glyph in line.glyphs.glyph_infos:
            extents = line.font.get_glyph_extents(glyph.codepoint)
            if extents and extents.height:
                above = max(above, extents.y_bearing / line.upem)
                below = max(below, -(extents.y_bearing + extents.height) / line.upem)
    return Ink(width=width, above=above, below=below)


def _runs(theme: Theme, text: str, role: str) -> Iterator[tuple[FontSource, str]]:
    """Yield the text in pieces, each with the first upright face that has its characters."""
    fonts = [font for font in theme.fonts if font.style == "normal" and font.role != CODE]
    fonts.sort(key=lambda font: font.role != role)
    covered = [set(open_font(font.path).unicodes) for font in fonts]

    def face(character: str) -> int:
        having = (at for at, known in enumerate(covered) if ord(character) in known)
        return next(having, 0)

    for at, run in groupby(text, face):
        yield fonts[at], "".join(run)
