"""The sheet of a wrap cover: back, spine and front side by side, with bleed round them.

Its width is twice the trim's, the spine's, and the bleed twice (Amazon KDP,
"Create a Paperback Cover"; the others reckon alike). All numbers are the
profile's, in points.
"""

from __future__ import annotations

from dataclasses import dataclass

from octavo.compose.cover_design import (
    ENDS,
    HEIGHT,
    MEASURE,
    SINK,
    TALLEST,
    WIDTH,
    shared_properties,
)
from octavo.core.model import Edition
from octavo.printers.profile import Profile
from octavo.printers.spine_width import spine_text_allowed, spine_width
from octavo.text.units import points

#: Points: the side margins of the back, where the printer's safe distance is less, and the widest
#: lines of its text.
_SIDE, _WIDEST = 46.8, 380.0

#: Points above the back's text.
_HEAD = 57.6

#: The back's text: from baseline to baseline, and between paragraphs, in sizes.
BACK_LEADING, BACK_GAP = 1.42, 0.62

#: Letters of the spine are spaced by this much of their size.
SPINE_SPACING = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Lengths of a wrap cover in points. `turned`: the front stands on the left (right to left).

    `safe` and `spine_safe` are how far words stay from an edge of the trim and
    of the spine; `spine_text` is whether the printer lets words stand on the
    spine; `zone` is the room of the barcode, `zone_edge` from the trim; `thinnest`
    is the thinnest line, 0 if the printer states none. `pages` are those of the book that it
    goes round.
    """

    width: float
    height: float
    spine: float
    bleed: float
    safe: float
    spine_safe: float
    spine_text: bool
    zone: tuple[float, float]
    zone_edge: float
    turned: bool = False
    thinnest: float = 0.0
    pages: int = 0

    @property
    def whole(self) -> tuple[float, float]:
        """Width and height of the sheet, bleed included."""
        return (
            2 * self.width + self.spine + 2 * self.bleed,
            self.height + 2 * self.bleed,
        )

    @property
    def spine_left(self) -> float:
        """Where the spine begins, from the sheet's left edge."""
        return self.bleed + self.width

    @property
    def front_left(self) -> float:
        """Where the front begins."""
        return self.bleed if self.turned else self.spine_left + self.spine

    @property
    def back_left(self) -> float:
        """Where the back begins."""
        return self.spine_left + self.spine if self.turned else self.bleed

    @property
    def design(self) -> tuple[float, float]:
        """Width and height of the page on which the front is designed, of the trim's shape.

        It is never lower than wide by so much that a title has no room.
        """
        width = max(WIDTH, WIDTH * self.width / self.height)
        return width, width * self.height / self.width

    @property
    def title_room(self) -> tuple[float, float]:
        """The measure of a title on that page, and the height that it may take."""
        width, height = self.design
        share = (height - ENDS) / (HEIGHT - ENDS)
        return MEASURE + width - WIDTH, TALLEST * min(1.0, share)

    @property
    def back_side(self) -> float:
        """The side margins of the back's text."""
        return max(self.safe, _SIDE, (self.width - _WIDEST) / 2)

    @property
    def back_room(self) -> float:
        """The height of the back's text."""
        return self.height - _HEAD - self.back_foot

    @property
    def zone_corner(self) -> tuple[float, float]:
        """The left and lower edge of the barcode's zone: beside the spine, at the foot."""
        edge = max(self.zone_edge, self.safe)
        left = self.back_left + (edge if self.turned else self.width - edge - self.zone[0])
        return left, self.bleed + edge

    @property
    def back_foot(self) -> float:
        """The margin below the back's text: the barcode's zone and some air."""
        return max(self.zone_edge, self.safe) + self.zone[1] + 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Why no sheet can be worked out: a sentence, and the next step."""

    message: str
    hint: str


def cover_sheet(
    profile: Profile, edition: Edition, pages: int, *, stand_in: Profile, turned: bool = False
) -> tuple[Sheet, tuple[str, ...]] | Unknown:
    """Work out the sheet for a page count, and what of it was the stand-in's, not the profile's.

    Trim and paper are those of the cover's edition, and its spine if the author states one, from
    the printer's calculator.
    """
    if profile.cover.wrap is not None:
        return Unknown(
            message=f"{profile.printer} publishes no formula for the case of this binding.",
            hint="Draw it on the printer's template; the e-book's cover can stand on its front.",
        )
    taken = []
    spine = points(edition.spine) if edition.spine else None
    if spine is None:
        spine = spine_width(profile, pages, edition.paper)
    if spine is None and not profile.papers:
        taken.append("paper")
        spine = spine_width(stand_in, pages)
    if spine is None:
        kind = profile.paper(edition.paper)
        on = f" of {kind.title}" if kind else ""
        return Unknown(
            message=f"{profile.printer} states no thickness{on}, so that the spine is unknown.",
            hint="Ask the printer's calculator for the spine of a book of"
            f' {pages} pages and write it down: spine = "14.5 mm".',
        )
    rules, other = profile.cover, stand_in.cover
    bleed = rules.bleed
    if bleed is None and profile.bleed is not None:
        bleed = profile.bleed.outer
    if bleed is None:
        taken.append("bleed")
    if rules.safe is None or rules.spine_safe is None:
        taken.append("margins")
    stated = stand_in if profile.spine_text is None else profile
    size = profile.trim(edition.trim)
    sheet = Sheet(
        width=size.width,
        height=size.height,
        spine=spine,
        bleed=_first(bleed, other.bleed),
        safe=_first(rules.safe, other.safe),
        spine_safe=_first(rules.spine_safe, other.spine_safe),
        spine_text=spine_text_allowed(stated, pages),
        zone=rules.barcode or other.barcode or (0.0, 0.0),
        zone_edge=_first(rules.barcode_edge, other.barcode_edge),
        turned=turned,
        thinnest=profile.pdf.line or 0.0,
        pages=pages,
    )
    return sheet, tuple(taken)


def sheet_properties(sheet: Sheet) -> str:
    """Return the sheet's lengths as custom properties of `:root`, for styles/cover."""
    across, high = sheet.whole
    design_width, design_height = sheet.design
    lengths = {
        "wrap-width": across,
        "wrap-height": high,
        "trim-width": sheet.width,
        "trim-height": sheet.height,
        "spine-width": sheet.spine,
        "cover-width": design_width,
        "cover-height": design_height,
        "cover-room": design_height - ENDS,
        "cover-sink": SINK * (design_height - ENDS) / (HEIGHT - ENDS),
        "back-side": sheet.back_side,
        "back-foot": sheet.back_foot,
        "zone-width": sheet.zone[0],
        "zone-height": sheet.zone[1],
        "back-head": _HEAD,
        "back-room": sheet.back_room,
        "zone-bottom": max(sheet.zone_edge, sheet.safe) - sheet.back_foot,
        "publisher-width": sheet.width - 2 * sheet.back_side - sheet.zone[0] - 10,
        # The front is scaled to the trim; what is thick enough there is so everywhere.
        "thinnest": sheet.thinnest * max(1.0, design_width / sheet.width),
    }
    rules = [f"--{name}: {round(value, 4):.10g}pt;" for name, value in lengths.items()]
    rules.append(f"--spine-spacing: {SPINE_SPACING}em;")
    rules.append(f"--back-leading: {BACK_LEADING}; --back-gap: {BACK_GAP}em;")
    return f":root {{ {' '.join(rules)} {shared_properties()} }}"


def _first(*lengths: float | None) -> float:
    return next((length for length in lengths if length is not None), 0.0)
