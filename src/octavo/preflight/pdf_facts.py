"""What is known of a PDF once it has been read: every rule is given these values, and no file.

Lengths are points in the page's own user space, from its lower left corner, y upwards
(ISO 32000-2, 8.3.2); pages count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def meets(self, other: Box) -> bool:
        """Return whether the two have a point in common."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.bottom <= other.top and other.bottom <= self.top

    def cut(self, other: Box) -> Box:
        """Return what lies in both; turned inside out if nothing does."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )


class Colour(NamedTuple):
    """A colour as the file states it.

    `space` is `grey`, `rgb`, `cmyk`, `spot`, `lab` or `pattern`; `plates` are cyan,
    magenta, yellow and black from 0 to 1 where they follow from it, else None.
    A grey prints on the black plate alone (ISO 32000-2, 10.4.2).
    """

    space: str
    plates: tuple[float, float, float, float] | None = None
    white: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A piece of a line that is seen: its `size` is the type's, in points as printed."""

    box: Box
    size: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A painted path, as far as its clip lets it be seen.

    `stroke` is the line's width as printed, None if the path is filled only; `rule` is the
    thickness of a filled rectangle, which is how many programs draw their lines.
    """

    box: Box
    colour: Colour
    stroke: float | None = None
    rule: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image where it stands.

    `resolution` is in pixels an inch, the lesser of both ways; `line_art` if each
    pixel is black or white; `ink` is the most ink that its pixels ask for, 1 for one full
    plate, or None if that is not known.
    """

    box: Box
    resolution: float
    pixels: tuple[int, int]
    space: str
    line_art: bool = False
    ink: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font that text is set in.

    `kind` is its Subtype (`Type0`, `TrueType`, `Type1`, `Type3`, …); `mapped` says that it
    tells which characters its codes stand for.
    """

    name: str
    kind: str
    embedded: bool
    mapped: bool


class Use(NamedTuple):
    """How a font is used on a page: signs shown, those it lacks, those without a character."""

    font: Font
    shown: int
    missing: int
    unmapped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """A page.

    `trim` and `bleed` are None where the page states none; `type_colours` are those of its
    text; `see_through` names what makes it transparent, `grouped` if its
    whole is a transparency group; `annotations` are their subtypes,
    `actions` what sets something off when the page is opened or left; `broken` if some
    of its content makes no sense.
    """

    number: int
    media: Box
    crop: Box | None = None
    trim: Box | None = None
    bleed: Box | None = None
    turned: int = 0
    unit: float = 1.0
    texts: tuple[Text, ...] = ()
    shapes: tuple[Shape, ...] = ()
    pictures: tuple[Picture, ...] = ()
    type_colours: frozenset[Colour] = frozenset()
    uses: tuple[Use, ...] = ()
    see_through: frozenset[str] = frozenset()
    grouped: bool = False
    annotations: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    broken: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is to be seen on it."""
        seen = (shape for shape in self.shapes if not shape.colour.white)
        return not self.texts and not self.pictures and next(seen, None) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """An output intent: `kind` is its S (`GTS_PDFX`), `condition` names the press."""

    kind: str
    condition: str
    registry: str
    profile: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A PDF.

    `version` is the one it states, `x_version` and `x_conformance` the PDF/X keys of its
    information dictionary; `ua` if it says that it is PDF/UA; `holds` names what else
    is in the file: `outline`, `attachments`, `form`, `layers`, `actions`; `foreign` what
    PDF/X does not know (looked for only where it says that it is one);
    `undescribed` counts tagged figures without words; `report` are failures of an outside
    validator of PDF/UA, None if none has looked.
    """

    path: str
    pages: tuple[PageFacts, ...]
    version: str = ""
    locked: bool = False
    repaired: bool = False
    object_streams: bool = False
    title: str = ""
    language: str = ""
    tagged: bool = False
    ua: bool = False
    show_title: bool = False
    undescribed: int = 0
    x_version: str = ""
    x_conformance: str = ""
    trapped: str = ""
    dated: bool = False
    identified: bool = False
    intents: tuple[Intent, ...] = ()
    holds: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    report: tuple[tuple[str, str], ...] | None = None
