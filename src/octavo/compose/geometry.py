"""The page of a print edition: where the block of text stands on the trim, on its grid of lines.

What print documents and their layout agree on: lengths, and names of assets.
"""

from __future__ import annotations

from dataclasses import dataclass

from octavo.printers.profile import NO_SIDES, Profile, Sides, Trim

#: The scheme by which print documents name their assets; only the layout's own
#: fetcher knows it, so that a document can reach nothing else.
ASSET_SCHEME = "asset:"

#: The fore-edge margin as a share of the trim's width: 0.65 in of 5.5 in. A thumb has room there.
_OUTER = 13 / 110

#: How much wider the inner margin is than the outer one, in points (0.15 in). Glued books do not
#: open flat: what the eye sees of the inner margin is less than what is there.
_BINDING = 10.8

#: What is added to the least gutter that a printer lets pass, in points (0.35 in): with it the
#: last letters of a line stand clear of the curve at the spine.
_COMFORT = 25.2

#: The narrowest outer margin that is still a margin, in points (0.5 in), where the trim is small.
_NARROW = 36.0

#: Characters of a line: from what hurries the eye to what loses it (Bringhurst, The Elements of
#: Typographic Style, 2.1.2, calls 45 to 75 satisfactory and 66 ideal).
_SHORTEST, _LONGEST = 58, 70

#: The share of the trim's height that is margin, and how much of that is at the head.
_MARGINS, _HEAD = 0.2165, 0.449

#: The highest block of text, in widths of the widest: on large paper, which no line may fill, it
#: would become a strip.
_TALLEST = 1.75

#: Room for the running head and the folio beside the block: a line of type 1¼ lines away
#: (styles/print/running-heads.css), about two lines together, and as many points to the trim.
_HEAD_LINES, _HEAD_ROOM = 2, 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFace:
    """The type of the text: `line` from baseline to baseline, `character` its mean width; points.

    A theme says its own (`compose/text_column.py`); these are those of 11 on
    14.5 pt EB Garamond, which sets 65 characters on 291.6 pt.
    """

    line: float = 14.5
    character: float = 291.6 / 65


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A page: the trim, the margins round the block of text, and the bleed; in points.

    `lines` are the lines of the block, which fill it exactly; `thinnest` is the thinnest rule
    that the printer prints, 0 if it states none.
    """

    width: float
    height: float
    top: float
    bottom: float
    inner: float
    outer: float
    lines: int
    bleed: Sides = NO_SIDES
    thinnest: float = 0.0

    @property
    def measure(self) -> float:
        """The width of the block of text."""
        return self.width - self.inner - self.outer

    @property
    def text_height(self) -> float:
        """The height of the block of text."""
        return self.height - self.top - self.bottom


def page_frame(
    profile: Profile,
    pages: int,
    *,
    trim: str = "",
    bleed: bool = False,
    face: TextFace | None = None,
) -> Frame:
    """Work out the page of a book with that many pages.

    No margin is less than the printer's. The measure has 58 to 70 characters
    where the trim allows; the block is a whole number of lines high.
    """
    face = face or TextFace()
    size = profile.trim(trim)
    least = profile.outside_bleed if bleed else profile.outside
    inner, outer = _sides(size, profile, pages=pages, least=least, face=face)
    top, bottom, lines = _ends(size, least, face)
    return Frame(
        width=size.width,
        height=size.height,
        top=top,
        bottom=bottom,
        inner=inner,
        outer=outer,
        lines=lines,
        bleed=profile.bleed if bleed and profile.bleed else NO_SIDES,
        thinnest=profile.pdf.line or 0.0,
    )


def geometry(frame: Frame) -> str:
    """Return a page's lengths as custom properties of `:root`, in points."""
    lengths = {
        "trim-width": frame.width,
        "trim-height": frame.height,
        "margin-top": frame.top,
        "margin-bottom": frame.bottom,
        "margin-inner": frame.inner,
        "margin-outer": frame.outer,
        "text-height": frame.text_height,
        "bleed-top": frame.bleed.top,
        "bleed-bottom": frame.bleed.bottom,
        "bleed-inner": frame.bleed.inner,
        "bleed-outer": frame.bleed.outer,
        "thinnest": frame.thinnest,
    }
    rules = " ".join(f"--{name}: {round(value, 4):.10g}pt;" for name, value in lengths.items())
    return f":root {{ {rules} }}"


def _sides(
    trim: Trim, profile: Profile, *, pages: int, least: float, face: TextFace
) -> tuple[float, float]:
    """Inner and outer margin.

    Where lines would be too long, both margins take what is over, so that
    facing blocks keep their places; where they would be too short, the outer one
    gives first, then the inner one, which keeps half of the comfort.
    """
    gutter = profile.inner_margin(pages)
    comfort = _COMFORT if gutter and not profile.advised else 0.0
    outer = max(trim.width * _OUTER, least)
    inner = max(outer + _BINDING, gutter + comfort)
    over = trim.width - inner - outer - _LONGEST * face.character
    if over > 0:
        return _rounded(inner + over / 2), _rounded(outer + over / 2)
    short = max(0.0, _SHORTEST * face.character - (trim.width - inner - outer))
    given = min(short, max(0.0, outer - max(least, _NARROW)))
    outer -= given
    inner -= min(short - given, max(0.0, inner - max(gutter + comfort / 2, outer + _BINDING)))
    return _rounded(inner), _rounded(outer)


def _ends(trim: Trim, least: float, face: TextFace) -> tuple[float, float, int]:
    """Return the margins at head and foot, and the lines between: the same for every page count."""
    highest = min(
        trim.height * (1 - _MARGINS),
        trim.height - 2 * (least + _HEAD_LINES * face.line + _HEAD_ROOM),
        _TALLEST * _LONGEST * face.character,
    )
    lines = int(highest / face.line + 1e-6)
    free = trim.height - lines * face.line
    top = float(round(free * _HEAD))
    return top, _rounded(free - top), lines


def _rounded(length: float) -> float:
    return round(length, 4)
