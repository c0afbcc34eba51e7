"""Colours of text and drawings, moved from RGB to the four inks of print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from octavo.compose.inks import process_inks

_TO_PROCESS = {"rg": pikepdf.Operator("k"), "RG": pikepdf.Operator("K")}


def colours_to_process(document: pikepdf.Pdf) -> None:
    """Rewrites the RGB colours of all pages and the forms they use."""
    done: set[tuple[int, int]] = set()
    for page in document.pages:
        page.contents_coalesce()
        page.Contents = document.make_stream(_converted(page))
        for form in _forms(page.obj, done):
            form.write(_converted(form))


def _forms(holder: pikepdf.Object, done: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    """Form XObjects below a page, each once."""
    forms = holder.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    for item in dict(forms).values():
        if item.get("/Subtype") == "/Form" and item.objgen not in done:
            done.add(item.objgen)
            yield item
            yield from _forms(item, done)


def _converted(stream: pikepdf.Object | pikepdf.Page) -> bytes:
    instructions: list[Any] = []
    for instruction in pikepdf.parse_content_stream(stream):
        operator = _TO_PROCESS.get(str(instruction.operator))
        if operator is None:
            instructions.append(instruction)
        else:
            inks = process_inks(*(float(value) for value in instruction.operands))
            instructions.append(([round(ink, 4) for ink in inks], operator))
    return pikepdf.unparse_content_stream(instructions)
