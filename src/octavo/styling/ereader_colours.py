"""Colours as e-readers know them, and whether one can be read by day and by night."""

from __future__ import annotations

import tinycss2
from tinycss2 import color5
from tinycss2.ast import Node

#: Functions whose value is a colour.
FUNCTIONS = frozenset(
    "color color-mix device-cmyk hsl hsla hwb lab lch light-dark oklab oklch rgb rgba".split()
)
#: Words that name no colour of their own.
_OPEN = frozenset({"currentcolor", "transparent"})
#: Contrast that large text and lines need at least (WCAG 2.2, 1.4.3 and 1.4.11).
_CONTRAST = 3.0


class UnknownColourError(ValueError):
    """A colour that cannot be written in the old way."""


def plain_colour(token: Node) -> str:
    """Write a colour function or a hash as `#rrggbb` or `rgba(…)`, which readers of 2010 know.

    Raises `UnknownColourError` if it cannot be worked out.
    """
    if token.type == "function" and token.lower_name == "device-cmyk":
        return _hash(_of_inks(token))
    try:
        colour = color5.parse_color(token)
        red, green, blue = colour.to("srgb").coordinates
        alpha = float(colour.alpha)
    except (NotImplementedError, AttributeError, TypeError, ValueError):
        raise UnknownColourError(token.serialize()) from None
    if alpha >= 1:
        return _hash((red, green, blue))
    return f"rgba({_byte(red)}, {_byte(green)}, {_byte(blue)}, {round(alpha, 3):g})"


def _of_inks(token: Node) -> tuple[float, float, float]:
    """Convert four inks as CSS Color 5 (section 8.1) does naively: no profile is known here."""
    inks = [
        part.value / (100 if part.type == "percentage" else 1)
        for part in token.arguments
        if part.type in ("number", "percentage")
    ]
    if len(inks) < 4:
        raise UnknownColourError(token.serialize())
    cyan, magenta, yellow, black = inks[:4]
    red, green, blue = (1 - min(1, ink * (1 - black) + black) for ink in (cyan, magenta, yellow))
    return red, green, blue


def luminances(value: str) -> list[float]:
    """Return the relative luminances (0 to 1, WCAG 2.2) of the fixed colours in a plain value."""
    found = []
    for token in tinycss2.parse_component_value_list(value):
        light = _luminance(token)
        if light is not None:
            found.append(light)
    return found


def is_legible(luminance: float) -> bool:
    """Return whether a colour stands out from white and from black."""
    on_white = 1.05 / (luminance + 0.05)
    on_black = (luminance + 0.05) / 0.05
    return min(on_white, on_black) >= _CONTRAST


def _luminance(token: Node) -> float | None:
    if token.type not in ("ident", "hash", "function") or (
        token.type == "ident" and token.lower_value in _OPEN
    ):
        return None
    if token.type == "function" and token.lower_name not in FUNCTIONS:
        return None
    try:
        colour = color5.parse_color(token)
        red, green, blue = colour.to("srgb").coordinates
    except (NotImplementedError, AttributeError, TypeError, ValueError):
        return None
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def _hash(colour: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{_byte(value):02x}" for value in colour)


def _byte(value: float) -> int:
    return min(255, max(0, round(value * 255)))
