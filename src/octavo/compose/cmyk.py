"""Colours in the four inks of print.

Black takes over all that is grey, and the other three keep their share of what
is left: as good as a conversion can be that knows neither press nor paper. The
most of all inks together is held at 240 %, which is what IngramSpark takes
("File Creation Guide"); no other printer here asks for less.
"""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

from PIL import Image, ImageFilter

from octavo.core.model import Asset

#: All inks together, at most.
MOST_INK = 2.4

#: Colours whose lightest channel is below this are taken for black, more and more.
_DARK = 0.2

Inks = tuple[float, float, float, float]


def process_inks(red: float, green: float, blue: float) -> Inks:
    """Cyan, magenta, yellow and black of a colour; all from 0 to 1."""
    light = max(red, green, blue)
    if light == 0:
        return 0.0, 0.0, 0.0, 1.0
    black = 1 - light
    # Towards black the colours fade out: nobody sees them there, and pictures stay smooth.
    seen = min(1.0, light / _DARK)
    parts = [(1 - channel / light) * seen for channel in (red, green, blue)]
    over = sum(parts) / (MOST_INK - black)
    cyan, magenta, yellow = (part / max(1.0, over) for part in parts)
    return cyan, magenta, yellow, black


def in_process_inks(asset: Asset) -> Asset:
    """Turn a picture into the four inks, as a JPEG; a grey one or a drawing stays as it is."""
    if asset.media_type == "image/svg+xml":
        return asset
    with Image.open(io.BytesIO(asset.data)) as image:
        if image.mode in ("L", "1", "CMYK"):
            return asset
        made = image.convert("RGB").filter(_table())
    target = io.BytesIO()
    made.save(target, "JPEG", quality=93, optimize=True)
    name = f"{asset.name.rpartition('.')[0]}.jpg"
    return replace(asset, name=name, media_type="image/jpeg", data=target.getvalue())


@cache
def _table() -> ImageFilter.Color3DLUT:
    """Return the conversion at 33 steps of each channel, between which pictures interpolate."""
    return ImageFilter.Color3DLUT.generate(33, process_inks, channels=4, target_mode="CMYK")
