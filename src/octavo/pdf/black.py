"""Greys and blacks of drawings, moved from RGB to the black plate.

SVG has no CMYK: a black line of a figure comes out as `0 0 0 rg`, which a
printer separates onto all four plates. The same grey in DeviceGray prints on
the black plate alone (ISO 32000-2, 10.4.2: conversion of DeviceGray to
DeviceCMYK uses K only).
"""

from __future__ import annotations

from typing import Any

import pikepdf

from octavo.pdf.content import Instruction, rewrite

_TO_GREY = {"rg": "g", "RG": "G"}


def greys_to_black(document: pikepdf.Pdf) -> None:
    """Rewrites grey RGB colours of all pages and the forms they use."""
    rewrite(document, _as_grey, _mentions_rgb)


def _mentions_rgb(content: bytes) -> bool:
    # A cheap look before the dear parse: pages of text have no RGB operator at all.
    return b" rg" in content or b" RG" in content


def _as_grey(operator: str, operands: list[Any]) -> Instruction | None:
    if operator not in _TO_GREY or len({float(value) for value in operands}) != 1:
        return None
    return [operands[0]], pikepdf.Operator(_TO_GREY[operator])
