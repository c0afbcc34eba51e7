"""Greys and blacks of drawings, moved from RGB to the black plate.

SVG has no CMYK: a black line of a figure comes out as `0 0 0 rg`, which a
printer separates onto all four plates. The same grey in DeviceGray prints on
the black plate alone (ISO 32000-2, 10.4.2: conversion of DeviceGray to
DeviceCMYK uses K only).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

_TO_GREY = {"rg": pikepdf.Operator("g"), "RG": pikepdf.Operator("G")}


def greys_to_black(document: pikepdf.Pdf) -> None:
    """Rewrites grey RGB colours of all pages and the forms they use."""
    done: set[tuple[int, int]] = set()
    for page in document.pages:
        page.contents_coalesce()
        _rewrite_page(document, page)
        for form in _forms(page.obj, done):
            _rewrite_form(form)


def _rewrite_page(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    if _mentions_rgb(page.Contents.read_bytes()):
        page.Contents = document.make_stream(_converted(page))


def _rewrite_form(form: pikepdf.Object) -> None:
    if _mentions_rgb(form.read_bytes()):
        form.write(_converted(form))


def _forms(holder: pikepdf.Object, done: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    """Form XObjects below a page, each once."""
    forms = holder.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    for item in dict(forms).values():
        if item.get("/Subtype") == "/Form" and item.objgen not in done:
            done.add(item.objgen)
            yield item
            yield from _forms(item, done)


def _mentions_rgb(content: bytes) -> bool:
    # A cheap look before the dear parse: pages of text have no RGB operator at all.
    return b" rg" in content or b" RG" in content


def _converted(stream: pikepdf.Object | pikepdf.Page) -> bytes:
    instructions: list[Any] = []
    for instruction in pikepdf.parse_content_stream(stream):
        grey = _TO_GREY.get(str(instruction.operator))
        levels = [float(value) for value in instruction.operands] if grey else []
        if len(set(levels)) == 1:
            instructions.append(([instruction.operands[0]], grey))
        else:
            instructions.append(instruction)
    return pikepdf.unparse_content_stream(instructions)
