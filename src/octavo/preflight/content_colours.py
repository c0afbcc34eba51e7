"""Colours of a content stream: which space they are in, and what they put on the plates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pikepdf

from octavo.preflight.pdf_facts import Colour

#: Kinds by the name of a space (ISO 32000-2, 8.6); the abbreviations are inline images'.
_KINDS = {
    "/DeviceGray": "grey",
    "/CalGray": "grey",
    "/G": "grey",
    "/DeviceRGB": "rgb",
    "/CalRGB": "rgb",
    "/RGB": "rgb",
    "/DeviceCMYK": "cmyk",
    "/CMYK": "cmyk",
    "/Lab": "lab",
    "/Pattern": "pattern",
}
_BY_COMPONENTS = {1: "grey", 3: "rgb", 4: "cmyk"}
#: Colorants that are the plates of four-colour printing.
_PLATES = {"/Cyan": 0, "/Magenta": 1, "/Yellow": 2, "/Black": 3}

#: What a page begins with (ISO 32000-2, table 51).
BLACK = Colour("grey", (0.0, 0.0, 0.0, 1.0))


class Space(NamedTuple):
    """A colour space: its kind, and the plates its components go to if it is a separation."""

    kind: str
    plates: tuple[int, ...] = ()


def space_of(given: pikepdf.Object | None, resources: pikepdf.Object | None = None) -> Space:
    """Return the space that an object names or is; `spot` if it has an ink of its own."""
    if isinstance(given, pikepdf.Name):
        kind = _KINDS.get(str(given))
        named = None
        if kind is None and resources is not None:
            named = resources.get("/ColorSpace", pikepdf.Dictionary()).get(str(given))
        return Space(kind) if kind else space_of(named) if named is not None else Space("spot")
    if not isinstance(given, pikepdf.Array) or not len(given):
        return Space("spot")
    name = str(given[0])
    if name == "/ICCBased":
        return Space(_BY_COMPONENTS.get(int(given[1].get("/N", 0)), "spot"))
    if name in ("/Indexed", "/I"):
        return Space(space_of(given[1], resources).kind)
    if name == "/Separation":
        return _inks([str(given[1])])
    if name == "/DeviceN":
        return _inks([str(ink) for ink in given[1]])
    return Space(_KINDS.get(name, "spot"))


def _inks(names: Sequence[str]) -> Space:
    used = [name for name in names if name != "/None"]
    if all(name in _PLATES for name in used):
        return Space("cmyk", tuple(_PLATES[name] for name in used))
    return Space("spot")


def colour(space: Space, values: Sequence[float]) -> Colour:
    """Return a colour of a space."""
    if space.plates:
        inks = [0.0] * 4
        for plate, value in zip(space.plates, values, strict=False):
            inks[plate] = value
        return _on_plates("cmyk", inks)
    if space.kind == "grey" and len(values) == 1:
        return _on_plates("grey", [0.0, 0.0, 0.0, 1 - values[0]])
    if space.kind == "cmyk" and len(values) == 4:
        return _on_plates("cmyk", values)
    white = space.kind == "rgb" and bool(values) and min(values) >= 1
    return Colour(space.kind, None, white)


def first_colour(space: Space) -> Colour:
    """Return what a space begins with: its black, or all of its inks (ISO 32000-2, 8.6.8)."""
    if space.plates:
        return colour(space, [1.0] * len(space.plates))
    starts = {"grey": [0.0], "rgb": [0.0] * 3, "cmyk": [0.0, 0.0, 0.0, 1.0]}
    return colour(space, starts.get(space.kind, []))


def _on_plates(kind: str, inks: Sequence[float]) -> Colour:
    cyan, magenta, yellow, black = (round(min(max(ink, 0.0), 1.0), 4) for ink in inks)
    plates = (cyan, magenta, yellow, black)
    return Colour(kind, plates, not any(plates))
