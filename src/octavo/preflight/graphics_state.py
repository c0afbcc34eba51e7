"""The graphics state of a content stream, as far as the rules ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf

from octavo.preflight.content_colours import BLACK, Space, colour, first_colour, space_of
from octavo.preflight.matrix import Matrix, joined, moved
from octavo.preflight.pdf_facts import Box, Colour
from octavo.preflight.pdf_fonts import FontReader

_GREY = Space("grey")
_BY_OPERATOR = {
    "g": (False, _GREY),
    "G": (True, _GREY),
    "rg": (False, Space("rgb")),
    "RG": (True, Space("rgb")),
    "k": (False, Space("cmyk")),
    "K": (True, Space("cmyk")),
}


@dataclass(slots=True)
class State:
    """What `q` keeps and `Q` brings back (ISO 32000-2, 8.4.1). `stroke` and `fill` are colours."""

    matrix: Matrix
    clip: Box
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_space: Space = _GREY
    stroke_space: Space = _GREY
    width: float = 1.0
    font: FontReader | None = None
    mode: int = 0

    def paint(
        self, operator: str, operands: Sequence[pikepdf.Object], resources: pikepdf.Object
    ) -> bool:
        """Act on an operator that sets a colour; return False if it is none."""
        if operator in _BY_OPERATOR:
            stroking, space = _BY_OPERATOR[operator]
            self._set(space, colour(space, [float(value) for value in operands]), stroking=stroking)
        elif operator in ("cs", "CS"):
            space = space_of(operands[0], resources)
            self._set(space, first_colour(space), stroking=operator == "CS")
        elif operator in ("sc", "scn", "SC", "SCN"):
            stroking = operator.startswith("S")
            space = self.stroke_space if stroking else self.fill_space
            self._set(space, _chosen(space, operands, resources), stroking=stroking)
        else:
            return False
        return True

    def _set(self, space: Space, value: Colour, *, stroking: bool) -> None:
        if stroking:
            self.stroke_space, self.stroke = space, value
        else:
            self.fill_space, self.fill = space, value


def _chosen(space: Space, operands: Sequence[pikepdf.Object], resources: pikepdf.Object) -> Colour:
    """Return the colour that operands choose; a shading has that of its space."""
    if operands and isinstance(operands[-1], pikepdf.Name):
        pattern = resources.get("/Pattern", pikepdf.Dictionary()).get(str(operands[-1]))
        if pattern is not None and "/Shading" in pattern:
            return Colour(space_of(pattern.Shading.get("/ColorSpace"), resources).kind)
        return Colour("pattern")
    return colour(space, [float(value) for value in operands])


@dataclass(slots=True)
class Path:
    """A path under construction: its points as they lie on the page."""

    points: list[tuple[float, float]] = field(default_factory=list)
    pieces: int = 0
    curved: bool = False
    clips: bool = False

    def add(self, operator: str, operands: Sequence[pikepdf.Object], matrix: Matrix) -> None:
        """Add `m`, `l`, `c`, `v`, `y` or `re`: curves stay within their points."""
        values = [float(value) for value in operands]
        if operator == "re":
            x, y, width, height = values
            values = [x, y, x + width, y, x + width, y + height, x, y + height]
        self.pieces += operator in ("m", "re")
        self.curved |= operator in ("c", "v", "y")
        pairs = zip(values[::2], values[1::2], strict=False)
        self.points += [moved(x, y, matrix) for x, y in pairs]

    @property
    def rectangle(self) -> bool:
        """Whether it is one piece with corners only."""
        return self.pieces == 1 and not self.curved and 3 < len(self.points) < 6


def inside(form: pikepdf.Object, matrix: Matrix) -> Matrix:
    """Return the matrix within a form (ISO 32000-2, 8.10.1)."""
    if "/Matrix" not in form:
        return matrix
    a, b, c, d, e, f = (float(value) for value in form.Matrix)
    return joined((a, b, c, d, e, f), matrix)
