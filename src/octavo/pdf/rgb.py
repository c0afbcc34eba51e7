"""What is in the four inks of print, for printers that take grey and RGB alone.

Black ink alone becomes a grey, which prints on the black plate (ISO 32000-2, 10.4.2); a colour
is converted as section 10.4.4 there has it, without knowing press or paper.
"""

from __future__ import annotations

from typing import Any

import pikepdf

from octavo.pdf.content import Instruction, rewrite, xobjects
from octavo.pdf.images import on_white, replace_pixels

#: Operators that set a colour of four inks: in one step, or in a space that was chosen before.
_FILLS, _STROKES = frozenset({"k", "sc", "scn"}), frozenset({"K", "SC", "SCN"})


def inks_to_rgb(document: pikepdf.Pdf) -> None:
    """Rewrites the colours of all pages, the forms they use, and their images."""
    rewrite(document, _without_inks, _mentions_inks)
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        for item in xobjects(page.obj, seen):
            if item.get("/Subtype") == "/Image" and item.get("/ColorSpace") == "/DeviceCMYK":
                replace_pixels(item, on_white(item, "RGB"))


def _mentions_inks(content: bytes) -> bool:
    # A cheap look before the dear parse.
    return b"/DeviceCMYK" in content or b" k" in content or b" K" in content


def _without_inks(operator: str, operands: list[Any]) -> Instruction | None:
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
