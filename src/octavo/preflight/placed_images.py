"""Images of a PDF: how fine they are where they stand, and how much ink they ask for."""

from __future__ import annotations

import math

import pikepdf
from PIL import ImageChops

from octavo.pdf.image_pixels import pixels
from octavo.preflight.content_colours import space_of
from octavo.preflight.matrix import Matrix, moved_box
from octavo.preflight.pdf_facts import Box, Picture
from octavo.text.units import an_inch

#: An image covers the unit square of its space (ISO 32000-2, 8.9.5.1).
_UNIT = Box(0.0, 0.0, 1.0, 1.0)


def picture(
    image: pikepdf.Object, matrix: Matrix, *, clip: Box, resources: pikepdf.Object
) -> Picture | None:
    """Return an image where it stands; None if nothing of it is seen."""
    box = moved_box(_UNIT, matrix).cut(clip)
    a, b, c, d, *_ = matrix
    across, up = math.hypot(a, b), math.hypot(c, d)
    if not box.meets(box) or not across or not up:
        return None
    width = int(image.get("/Width", image.get("/W", 0)))
    height = int(image.get("/Height", image.get("/H", 0)))
    stencil = bool(image.get("/ImageMask", image.get("/IM", False)))
    bits = int(image.get("/BitsPerComponent", image.get("/BPC", 8)))
    given = image.get("/ColorSpace", image.get("/CS"))
    return Picture(
        box=box,
        resolution=min(an_inch(width, across), an_inch(height, up)),
        pixels=(width, height),
        space="stencil" if stencil else _space(image, given, resources),
        line_art=stencil or (bits == 1 and _components(given) == 1),
    )


def _space(image: pikepdf.Object, given: pikepdf.Object | None, resources: pikepdf.Object) -> str:
    # A JPEG 2000 image may leave its colours to its own data.
    return "grey" if given is None else space_of(given, resources).kind


def _components(given: pikepdf.Object | None) -> int:
    return 1 if given is None or space_of(given).kind in ("grey", "spot") else 3


def most_ink(image: pikepdf.Object) -> float | None:
    """Return the highest sum of the four plates, 1 for one full plate; None if unreadable.

    The mean of four pixels each way counts: single specks are noise, and print as none.
    """
    try:
        found = pixels(image)
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError):
        return None
    if found.mode != "CMYK":
        return None
    found = found.reduce(4) if min(found.size) >= 8 else found
    first, second, third, fourth = found.split()
    # Each half is the mean of two plates, so that a sum of 400 % still fits a byte.
    pair = ImageChops.add(first, second, scale=2), ImageChops.add(third, fourth, scale=2)
    highest = ImageChops.add(*pair, scale=2).getextrema()[1]
    return 4 * float(highest) / 255  # type: ignore[arg-type]
