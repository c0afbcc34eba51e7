"""A cover image from its document: laid out by the same engine, drawn as a JPEG."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

from octavo.errors import OctavoError
from octavo.layout.render import lay_out
from octavo.model import Asset, Composition

#: Pixels of an e-book's cover: what Amazon KDP calls ideal ("Cover Image Guidelines", 2026).
WIDTH, HEIGHT = 1600, 2560


def draw_cover(composition: Composition) -> Asset:
    """The first page of the composition as `images/cover.jpg`, 1600 × 2560 pixels, RGB.

    Raises `OctavoError` if the page could not be set as its styles say: a cover
    in the wrong type must not go into a book unseen.
    """
    laid = lay_out(composition)
    if laid.log:
        raise OctavoError(
            f"the cover cannot be set: {laid.log[0]}.",
            hint='Give a picture of your own: cover = "images/cover.jpg" in [book].',
        )
    document = pypdfium2.PdfDocument(laid.pdf)
    page = document[0]
    image = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    document.close()
    if image.size != (WIDTH, HEIGHT):
        image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=88, optimize=True, progressive=False)
    return Asset(name="images/cover.jpg", media_type="image/jpeg", data=target.getvalue())
