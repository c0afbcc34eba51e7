"""The author's picture as the front of a wrap cover, and the colours that go with it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from octavo.compose.cmyk import in_process_inks
from octavo.compose.cover_sheet import Sheet
from octavo.core.model import Asset, Finding, Severity
from octavo.findings.catalogue.cover import PictureCoarse, PictureCropped
from octavo.findings.entry import Value
from octavo.manuscript.find_book import BOOK_TOML
from octavo.text.units import an_inch, inches

#: The share of a picture's width or height that may be cut off unseen.
_CUT = 0.06

#: Pixels an inch that print as well as the eye sees at arm's length: fewer look soft.
_SOFT = 200

#: Contrast of words and ground that WCAG 2.2 asks for (1.4.3), with some to spare.
_CONTRAST = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPicture:
    """The picture, and two colours in CSS: of spine and back, and of the words on them."""

    asset: Asset
    ground: str
    ink: str


def front_picture(asset: Asset, sheet: Sheet, *, process: bool) -> FrontPicture:
    """Make the picture ready for a sheet; in the four inks of print if `process`.

    The ground is the mean colour of the side that the spine meets, made darker
    or lighter until words on it can be read.
    """
    if asset.media_type == "image/svg+xml":
        return FrontPicture(asset=asset, ground="#ffffff", ink="#000000")
    with Image.open(io.BytesIO(asset.data)) as image:
        seen = image.convert("RGB")
    width = max(1, seen.width // 25)
    left = seen.width - width if sheet.turned else 0
    strip = seen.crop((left, 0, left + width, seen.height))
    mean = strip.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    channels = tuple(map(int, mean)) if isinstance(mean, tuple) else (0, 0, 0)
    ground, ink = _readable((channels[0], channels[1], channels[2]))
    made = in_process_inks(asset) if process else asset
    return FrontPicture(asset=made, ground=ground, ink=ink)


def picture_findings(
    asset: Asset, sheet: Sheet, *, resolution: int, path: str, line: int | None
) -> Iterator[Finding]:
    """Yield what is cut off at the edges, and pixels that are too few.

    `path` is the picture's in book.toml, where `line` names it.
    """
    if asset.media_type == "image/svg+xml":
        return
    with Image.open(io.BytesIO(asset.data)) as image:
        width, height = image.size
    across, high = sheet.width + sheet.bleed, sheet.whole[1]
    dense = min(an_inch(width, across), an_inch(height, high))
    cut = 1 - min(width / across, height / high) / max(width / across, height / high)
    about: dict[str, Value] = {
        "picture": path,
        "width": round(inches(across) * resolution),
        "height": round(inches(high) * resolution),
    }
    if dense < resolution:
        severity = Severity.WARNING if dense < _SOFT else Severity.INFO
        pixels = {"pixels": round(dense), "asked": resolution}
        yield PictureCoarse.found({**about, **pixels}, file=BOOK_TOML, line=line, severity=severity)
    if cut > _CUT:
        where = "at the sides" if width / across > height / high else "at head and foot"
        yield PictureCropped.found({**about, "cut": cut, "where": where}, file=BOOK_TOML, line=line)


def _readable(colour: tuple[int, int, int]) -> tuple[str, str]:
    """Return a ground near the colour, and white or black on it."""
    light = _luminance(colour) > 0.30
    ink, end = ("#000000", 255) if light else ("#ffffff", 0)
    for step in range(0, 21):
        mixed = tuple(round(channel + (end - channel) * step / 20) for channel in colour)
        lit = _luminance((mixed[0], mixed[1], mixed[2]))
        contrast = (lit + 0.05) / 0.05 if light else 1.05 / (lit + 0.05)
        if contrast >= _CONTRAST:
            return "#{:02x}{:02x}{:02x}".format(*mixed), ink
    return ("#ffffff", ink) if light else ("#000000", ink)


def _luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = []
    for channel in colour:
        value = channel / 255
        parts.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
