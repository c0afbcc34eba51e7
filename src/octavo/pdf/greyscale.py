"""Every colour of a book that is printed with black ink alone, as the grey it prints as.

Grey is the luma of ITU-R BT.601 (0.299 R + 0.587 G + 0.114 B), which Pillow's
mode `L` computes too, so that a drawing and a photograph of one colour agree.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from PIL import Image

#: Operators that set a colour, with the one that sets a grey instead (ISO 32000-2, table 73).
_TO_GREY = {"rg": "g", "RG": "G", "k": "g", "K": "G"}


def to_grey(document: pikepdf.Pdf) -> None:
    """Makes greys of all colours set by operators, and of all images."""
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        page.contents_coalesce()
        content = _converted(page) if "/Contents" in page else b""
        if content:  # a blank page stays without a stream: an empty one is an error to some
            page.Contents = document.make_stream(content)
        for item in _xobjects(page.obj, seen):
            if item.Subtype == "/Form":
                item.write(_converted(item))
            elif item.Subtype == "/Image":
                _image_to_grey(item)


def _xobjects(holder: pikepdf.Object, seen: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    """Forms and images below a page, each once."""
    found = holder.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    for item in dict(found).values():
        if item.objgen not in seen:
            seen.add(item.objgen)
            yield item
            yield from _xobjects(item, seen)


def _converted(stream: pikepdf.Object | pikepdf.Page) -> bytes:
    """A content stream with greys for colours.

    Colours of a space that was chosen before (`scn`) are given as greys too
    where the space is one of the device's.
    """
    instructions: list[Any] = []
    for instruction in pikepdf.parse_content_stream(stream):
        name = str(instruction.operator)
        operands: list[Any] = list(instruction.operands)
        if name in _TO_GREY:
            instructions.append(([_grey(operands)], pikepdf.Operator(_TO_GREY[name])))
        elif name in ("cs", "CS") and str(operands[0]) in ("/DeviceRGB", "/DeviceCMYK"):
            instructions.append(([pikepdf.Name.DeviceGray], instruction.operator))
        elif name in ("scn", "SCN", "sc", "SC") and len(operands) in (3, 4):
            instructions.append(([_grey(operands)], instruction.operator))
        else:
            instructions.append(instruction)
    return pikepdf.unparse_content_stream(instructions)


def _grey(values: Sequence[Any]) -> float:
    """The grey of three (RGB) or four (CMYK) components, 0 to 1; 0 is black."""
    parts = [float(value) for value in values]
    if len(parts) == 4:
        black = parts[3]
        parts = [max(0.0, 1 - part - black) for part in parts[:3]]
    return round(0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2], 4)


def _image_to_grey(item: Any) -> None:
    """Makes an image one of grey levels, and lays what is transparent in it on white."""
    if item.get("/ImageMask"):
        return
    mask = item.get("/SMask")
    if item.get("/ColorSpace") == "/DeviceGray" and mask is None:
        return
    image = pikepdf.PdfImage(item).as_pil_image().convert("L")
    if mask is not None:
        alpha = pikepdf.PdfImage(mask).as_pil_image().convert("L").resize(image.size)
        image = Image.composite(image, Image.new("L", image.size, 255), alpha)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=92, optimize=True)
    kept = ("/Type", "/Subtype", "/Width", "/Height", "/Length")
    for key in [str(key) for key in item.keys() if key not in kept]:  # noqa: SIM118 (no mapping)
        del item[key]
    item.ColorSpace, item.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    item.Width, item.Height = image.size
    if _is_line_art(image):
        item.write(image.tobytes())
    else:
        item.write(target.getvalue(), filter=pikepdf.Name.DCTDecode)


def _is_line_art(image: Image.Image) -> bool:
    """Whether an image has few levels: lines that JPEG would blur."""
    return image.getcolors(64) is not None
