"""Colours of text and drawings, moved from RGB to the four inks of print."""

from __future__ import annotations

from typing import Any

import pikepdf

from octavo.compose.cmyk import process_inks
from octavo.pdf.content import Instruction, rewrite

_TO_PROCESS = {"rg": "k", "RG": "K"}


def colours_to_process(document: pikepdf.Pdf) -> None:
    """Rewrites the RGB colours of all pages and the forms they use."""
    rewrite(document, _in_process_inks)


def _in_process_inks(operator: str, operands: list[Any]) -> Instruction | None:
    if operator not in _TO_PROCESS:
        return None
    inks = process_inks(*(float(value) for value in operands))
    return [round(ink, 4) for ink in inks], pikepdf.Operator(_TO_PROCESS[operator])
