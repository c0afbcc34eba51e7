"""Transformation matrices `a b c d e f` (ISO 32000-2, 8.3.3)."""

from __future__ import annotations

import math
from collections.abc import Iterable

from octavo.preflight.pdf_facts import Box

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def joined(first: Matrix, then: Matrix) -> Matrix:
    """Join one matrix and then another."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """Return where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def moved_box(box: Box, matrix: Matrix) -> Box:
    """Return the upright rectangle round a rectangle that is moved."""
    corners = ((x, y) for x in (box.left, box.right) for y in (box.bottom, box.top))
    return around(moved(x, y, matrix) for x, y in corners)


def around(points: Iterable[tuple[float, float]]) -> Box:
    """Return the upright rectangle round at least one point."""
    across, up = zip(*points, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def scale(matrix: Matrix) -> float:
    """Return by how much lengths grow, in the mean of both ways."""
    a, b, c, d, *_ = matrix
    return math.sqrt(abs(a * d - b * c))
