"""The door to the layout room, opened only when pages are set: it takes a second to load."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from io import StringIO
from typing import NamedTuple, Protocol

from octavo.layout.laid import Laid
from octavo.machine import missing_library
from octavo.model import Asset, Composition


class LayOut(Protocol):
    """`layout.render.lay_out`."""

    def __call__(self, composition: Composition, *, tagged: bool = False) -> Laid:
        """Documents to pages."""
        ...


class LayoutRoom(NamedTuple):
    """What is done there."""

    lay_out: LayOut
    draw_cover: Callable[[Iterable[Composition]], Asset]


def layout_room() -> LayoutRoom:
    """The layout room; raises `OctavoError` if a library of the system is missing.

    WeasyPrint prints its own advice when a library is missing; ours comes instead.
    """
    try:
        with redirect_stdout(StringIO()):
            from octavo.layout.cover import draw_cover
            from octavo.layout.render import lay_out
    except OSError as error:
        raise missing_library(error) from None
    return LayoutRoom(lay_out, draw_cover)
