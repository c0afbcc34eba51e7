"""Every colour of a book that is printed with black ink alone, as the grey it prints as.

Grey is the luma of ITU-R BT.601 (0.299 R + 0.587 G + 0.114 B), which Pillow's
mode `L` computes too, so that a drawing and a photograph of one colour agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf

from octavo.pdf.content import Instruction, rewrite, xobjects
from octavo.pdf.images import on_white, replace_pixels

#: Operators that set a colour, with the one that sets a grey instead (ISO 32000-2, table 73).
_TO_GREY = {"rg": "g", "RG": "G", "k": "g", "K": "G"}


def to_grey(document: pikepdf.Pdf) -> None:
    """Makes greys of all colours set by operators, and of all images."""
    rewrite(document, _in_grey)
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        for item in xobjects(page.obj, seen):
            if item.get("/Subtype") == "/Image":
                _image_to_grey(item)


def _in_grey(operator: str, operands: list[Any]) -> Instruction | None:
    """A grey for a colour, also for one (`scn`) of a device's space that was chosen before."""
    if operator in _TO_GREY:
        return [_grey(operands)], pikepdf.Operator(_TO_GREY[operator])
    if operator in ("cs", "CS") and str(operands[0]) in ("/DeviceRGB", "/DeviceCMYK"):
        return [pikepdf.Name.DeviceGray], pikepdf.Operator(operator)
    if operator in ("scn", "SCN", "sc", "SC") and len(operands) in (3, 4):
        return [_grey(operands)], pikepdf.Operator(operator)
    return None


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
    if item.get("/ColorSpace") != "/DeviceGray" or "/SMask" in item:
        replace_pixels(item, on_white(item, "L"))
