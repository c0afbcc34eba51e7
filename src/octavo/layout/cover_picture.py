"""A cover image from its document: laid out by the same engine, drawn as a JPEG."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pypdfium2
from PIL import Image

from octavo.core.errors import OctavoError
from octavo.core.model import Asset, Composition
from octavo.layout.laid_pages import Laid
from octavo.layout.whole_book import lay_out

#: Pixels of an e-book's cover: what Amazon KDP calls ideal ("Cover Image Guidelines", 2026).
WIDTH, HEIGHT = 1600, 2560


def draw_cover(compositions: Iterable[Composition]) -> Asset:
    """Draw the first composition that fits its page as `images/cover.jpg`, 1600 × 2560 pixels, RGB.

    It fits if it has one page and no line leaves the type area. Raises
    `OctavoError` if none does, or if one could not be set as its styles say: a
    cover in the wrong type must not go into a book unseen.
    """
    for composition in compositions:
        laid = lay_out(composition)
        if laid.log:
            raise _unset(laid.log[0])
        if laid.pages == 1 and not laid.overruns:
            return _drawn(laid)
    raise _unset("its words do not fit")


def _unset(reason: str) -> OctavoError:
    return OctavoError(
        f"the cover cannot be set: {reason}.",
        hint='Give a picture of your own: cover = "images/cover.jpg" in [book].',
    )


def _drawn(laid: Laid) -> Asset:
    document = pypdfium2.PdfDocument(laid.pdf)
    page = document[0]
    image = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    document.close()
    if image.size != (WIDTH, HEIGHT):
        image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=88, optimize=True, progressive=False)
    return Asset(name="images/cover.jpg", media_type="image/jpeg", data=target.getvalue())
