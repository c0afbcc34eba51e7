"""The pixels of a PDF's images, as they are meant, and others put in their place."""

from __future__ import annotations

import io
from typing import cast

import pikepdf
from PIL import Image, ImageChops

from octavo.pdf.content_streams import xobjects


def pixels(image: pikepdf.Object) -> Image.Image:
    """Return the pixels of an image (its `Object`), without what is transparent in it.

    Raises what pikepdf and Pillow raise for a damaged one, or `NotImplementedError`.
    """
    found = _as_picture(image)
    return ImageChops.invert(found) if found.mode == "CMYK" and _inverted(image) else found


def on_white(image: pikepdf.Object, mode: str) -> Image.Image:
    """Return the pixels in a mode of Pillow's, what is transparent laid on white paper."""
    made = pixels(image).convert(mode)
    mask = image.get("/SMask")
    if mask is None:
        return made
    alpha = (
        pikepdf.PdfImage(cast("pikepdf.Stream", mask)).as_pil_image().convert("L").resize(made.size)
    )
    paper = Image.new(mode, made.size, "white")
    return Image.composite(made, paper, alpha)


def lay_on_paper(document: pikepdf.Pdf) -> None:
    """Lay images that are transparent in places on the white of the paper."""
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        for item in xobjects(page.obj, seen):
            if item.get("/Subtype") == "/Image" and "/SMask" in item:
                grey = item.get("/ColorSpace") == "/DeviceGray"
                replace_pixels(item, on_white(item, "L" if grey else "RGB"))


def replace_pixels(item: pikepdf.Object, image: Image.Image) -> None:
    """Put other pixels (of mode `L` or `RGB`) into an image; its mask goes."""
    kept = ("/Type", "/Subtype", "/Width", "/Height", "/Length")
    for key in [str(key) for key in item.keys() if key not in kept]:  # noqa: SIM118 (no mapping)
        del item[key]
    grey = image.mode == "L"
    item.ColorSpace = pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB
    item.BitsPerComponent = 8
    item.Width, item.Height = image.size
    if _is_line_art(image):
        item.write(image.tobytes())
    else:
        target = io.BytesIO()
        image.save(target, "JPEG", quality=92, optimize=True)
        item.write(target.getvalue(), filter=pikepdf.Name.DCTDecode)


def _is_line_art(image: Image.Image) -> bool:
    """Return whether an image has few levels: lines that JPEG would blur."""
    return image.getcolors(64) is not None


def _inverted(image: pikepdf.Object) -> bool:
    """Return whether Pillow's pixels are the negative of what the file means.

    Pillow takes every CMYK JPEG for an inverted one, as Photoshop writes them;
    a PDF says so in its Decode array.
    """
    decode = image.get("/Decode")
    turned = decode is not None and float(decode[0]) == 1
    filters = image.get("/Filter")
    last = filters[-1] if isinstance(filters, pikepdf.Array) and len(filters) else filters
    return (str(last) == "/DCTDecode") is not turned


def _as_picture(image: pikepdf.Object) -> Image.Image:
    return pikepdf.PdfImage(cast("pikepdf.Stream", image)).as_pil_image()
