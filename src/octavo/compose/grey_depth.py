"""Pictures of 16 bits of grey, as scanners make them → 8 bits, which all that prints takes."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from octavo.core.model import Asset

#: Where a PNG says its bits for each channel, and its kind of colour (PNG, 3rd edition, 11.2.1).
_DEPTH, _COLOUR = 24, 25
_GREY = 0


def eight_bit_grey(image: Image.Image) -> Image.Image:
    """Return a grey picture of 16 bits in 8, scaled; `convert` alone would cut the values off."""
    return image.convert("I").point(lambda value: value / 257).convert("L")


def with_eight_bits(asset: Asset) -> Asset:
    """Return an asset; a PNG of 16 bits of grey in 8."""
    data = asset.data
    if asset.media_type != "image/png" or len(data) <= _COLOUR:
        return asset
    if (data[_DEPTH], data[_COLOUR]) != (16, _GREY):
        return asset
    target = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        known = {"dpi": image.info["dpi"]} if "dpi" in image.info else {}
        eight_bit_grey(image).save(target, "PNG", **known)
    return replace(asset, data=target.getvalue())
