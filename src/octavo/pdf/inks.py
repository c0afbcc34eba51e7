"""The colours of a PDF's pages, brought to what a printer takes.

SVG has no CMYK: a black line of a figure comes out as `0 0 0 rg`, which a printer separates onto
all four plates. The same grey in DeviceGray prints on the black plate alone, and so does black
ink alone (ISO 32000-2, 10.4.2: conversion of DeviceGray to DeviceCMYK uses K only). A colour of
four inks becomes RGB as section 10.4.4 there has it, without knowing press or paper. Where all
is printed with black ink, grey is the luma of ITU-R BT.601 (0.299 R + 0.587 G + 0.114 B), which
Pillow's mode `L` computes too, so that a drawing and a photograph of one colour agree.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from octavo.compose.cmyk import process_inks
from octavo.pdf.content_streams import Instruction, Operands, rewrite, xobjects
from octavo.pdf.image_pixels import on_white, replace_pixels

#: Operators that set a colour of RGB, with those for a grey and for four inks.
_RGB_TO_GREY = {"rg": "g", "RG": "G"}
_RGB_TO_PROCESS = {"rg": "k", "RG": "K"}
#: Operators that set a colour, with the one that sets a grey instead (ISO 32000-2, table 73).
_TO_GREY = {**_RGB_TO_GREY, "k": "g", "K": "G"}
#: Operators that set a colour of four inks: in one step, or in a space that was chosen before.
_FILLS, _STROKES = frozenset({"k", "sc", "scn"}), frozenset({"K", "SC", "SCN"})


def greys_to_black(document: pikepdf.Pdf) -> None:
    """Rewrite grey RGB colours of all pages and the forms they use."""
    rewrite(document, _as_grey, _mentions_rgb)


def _mentions_rgb(content: bytes) -> bool:
    # A cheap look before the dear parse: pages of text have no RGB operator at all.
    return b" rg" in content or b" RG" in content


def _as_grey(operator: str, operands: Operands) -> Instruction | None:
    if operator not in _RGB_TO_GREY or len({float(value) for value in operands}) != 1:
        return None
    return [operands[0]], pikepdf.Operator(_RGB_TO_GREY[operator])


def colours_to_process(document: pikepdf.Pdf) -> None:
    """Rewrite the RGB colours of all pages and the forms they use."""
    rewrite(document, _in_process_inks)


def _in_process_inks(operator: str, operands: Operands) -> Instruction | None:
    if operator not in _RGB_TO_PROCESS:
        return None
    inks = process_inks(*(float(value) for value in operands))
    return [round(ink, 4) for ink in inks], pikepdf.Operator(_RGB_TO_PROCESS[operator])


def inks_to_rgb(document: pikepdf.Pdf) -> None:
    """Rewrite the colours of all pages, the forms they use, and their images."""
    rewrite(document, _without_inks, _mentions_inks)
    for item in _images(document):
        if item.get("/ColorSpace") == "/DeviceCMYK":
            replace_pixels(item, on_white(item, "RGB"))


def _mentions_inks(content: bytes) -> bool:
    # A cheap look before the dear parse.
    return b"/DeviceCMYK" in content or b" k" in content or b" K" in content


def _without_inks(operator: str, operands: Operands) -> Instruction | None:
    if operator in ("cs", "CS") and str(operands[0]) == "/DeviceCMYK":
        return [pikepdf.Name.DeviceGray], pikepdf.Operator(operator)
    if operator not in _FILLS | _STROKES or len(operands) != 4:
        return None
    fills = operator in _FILLS
    cyan, magenta, yellow, black = (float(value) for value in operands)
    if not cyan and not magenta and not yellow:
        return [round(1 - black, 4)], pikepdf.Operator("g" if fills else "G")
    parts = [round((1 - ink) * (1 - black), 4) for ink in (cyan, magenta, yellow)]
    return parts, pikepdf.Operator("rg" if fills else "RG")


def to_grey(document: pikepdf.Pdf) -> None:
    """Make greys of all colours set by operators, and of all images."""
    rewrite(document, _in_grey)
    for item in _images(document):
        _image_to_grey(item)


def _in_grey(operator: str, operands: Operands) -> Instruction | None:
    """Return a grey for a colour, also for one (`scn`) of a device's space chosen before."""
    if operator in _TO_GREY:
        return [_grey(operands)], pikepdf.Operator(_TO_GREY[operator])
    if operator in ("cs", "CS") and str(operands[0]) in ("/DeviceRGB", "/DeviceCMYK"):
        return [pikepdf.Name.DeviceGray], pikepdf.Operator(operator)
    if operator in ("scn", "SCN", "sc", "SC") and len(operands) in (3, 4):
        return [_grey(operands)], pikepdf.Operator(operator)
    return None


def _grey(values: Operands) -> float:
    """Return the grey of three (RGB) or four (CMYK) components, 0 to 1; 0 is black."""
    parts = [float(value) for value in values]
    if len(parts) == 4:
        black = parts[3]
        parts = [max(0.0, 1 - part - black) for part in parts[:3]]
    return round(0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2], 4)


def _image_to_grey(item: pikepdf.Object) -> None:
    """Make an image one of grey levels, and lays what is transparent in it on white."""
    if item.get("/ImageMask"):
        return
    if item.get("/ColorSpace") != "/DeviceGray" or "/SMask" in item:
        replace_pixels(item, on_white(item, "L"))


def _images(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the images of all pages and of the forms they use, each once."""
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        for item in xobjects(page.obj, seen):
            if item.get("/Subtype") == "/Image":
                yield item
