"""The author's own cover, measured against what the stores ask for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from PIL import Image

from octavo.compose.ereader_images import Remark, as_finding, fit_for_ereader
from octavo.core.cache import NOTHING, Store
from octavo.core.model import Asset, Finding
from octavo.findings.catalogue.cover import CoverDrawing, CoverShape, CoverSmall
from octavo.findings.catalogue.pictures import ImageShrunk
from octavo.findings.entry import Value

#: Pixels, width by height: what Amazon KDP calls ideal, and the least it takes
#: ("Cover Image Guidelines", 2026).
IDEAL, LEAST = (1600, 2560), (625, 1000)
#: The longest side, in pixels, that Google Play takes; it wants 640 at least, which KDP's
#: least is above ("Google Play Books: file guidelines", 2026).
LONGEST = 7200
#: Bytes that KDP takes.
HEAVIEST = 50_000_000
#: Height by width beyond which a cover looks lost among others; KDP's ideal is 1.6.
RATIOS = (1.25, 1.9)


def fit_cover(
    asset: Asset, *, path: str, file: str, line: int | None, store: Store = NOTHING
) -> tuple[Asset, tuple[Finding, ...]]:
    """Make the cover fit for stores, with findings where it is short of their numbers.

    It is upright, in RGB, on white where it was transparent, no longer than
    `LONGEST`, no heavier than `HEAVIEST`, and named `images/cover.…`. Findings
    are about `path` and lie at `file` and `line`. `store` keeps what is coded anew.
    """
    if asset.media_type == "image/svg+xml":
        fitted, remarks = fit_for_ereader(asset)
        remarks = (Remark(form=CoverDrawing.found),)
    else:
        fitted, remarks = fit_for_ereader(asset, most=_most_pixels(asset), store=store)
        fitted = _opaque(fitted)
        with Image.open(io.BytesIO(fitted.data)) as image:
            remarks = (*_unlike_inside(remarks), *_shortcomings(*image.size))
    name = f"images/cover.{fitted.name.rpartition('.')[2]}"
    findings = tuple(as_finding(remark, path, file=file, line=line) for remark in remarks)
    return replace(fitted, name=name), findings


def _most_pixels(asset: Asset) -> int:
    """Return the pixels of the image when its longer side is as long as it may be."""
    with Image.open(io.BytesIO(asset.data)) as image:
        width, height = image.size
    if max(width, height) <= LONGEST:
        return width * height
    scale = LONGEST / max(width, height)
    return int(width * scale) * int(height * scale)


def _unlike_inside(remarks: tuple[Remark, ...]) -> Iterator[Remark]:
    """Yield the remarks on images inside a book, but for Apple's limit, which is not a cover's."""
    for remark in remarks:
        if remark.form is ImageShrunk.found:
            yield Remark(form=ImageShrunk.cover, values={"most": LONGEST})
        else:
            yield remark


def _opaque(asset: Asset) -> Asset:
    """Make the cover opaque, for shops show it on any ground, and not too heavy."""
    with Image.open(io.BytesIO(asset.data)) as image:
        if not image.has_transparency_data and len(asset.data) <= HEAVIEST:
            return asset
        seen = image.convert("RGBA")
        made = Image.new("RGB", seen.size, "white")
        made.paste(seen, mask=seen.getchannel("A"))
    target = io.BytesIO()
    made.save(target, "JPEG", quality=92, optimize=True)
    return Asset(name="images/cover.jpg", media_type="image/jpeg", data=target.getvalue())


def _shortcomings(width: int, height: int) -> Iterator[Remark]:
    size: dict[str, Value] = {"width": width, "height": height}
    if width < LEAST[0] or height < LEAST[1]:
        yield Remark(form=CoverSmall.found, values=size)
    elif width < IDEAL[0] or height < IDEAL[1]:
        yield Remark(form=CoverSmall.soft, values=size)
    if not RATIOS[0] <= height / width <= RATIOS[1]:
        yield Remark(form=CoverShape.found, values={**size, "ratio": height / width})
