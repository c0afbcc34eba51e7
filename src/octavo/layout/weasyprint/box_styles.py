"""What a box's element and styles say of it."""

from __future__ import annotations

from octavo.layout.weasyprint.boxes import Box, Style
from octavo.text.direction import RIGHT_TO_LEFT


def classes_of(box: Box) -> list[str]:
    """Return the classes of a box's element."""
    return box.element.get("class", "").split() if box.element is not None else []


def length(style: Style, name: str) -> float:
    """Return a property that is a length, in CSS pixels; 0 for what styles leave open."""
    value = style[name]
    return float(value.value) if getattr(value, "unit", None) == "px" else 0.0


def verso_side(style: Style) -> str:
    """Return on which side versos are, in what is read as a style says."""
    return "right" if style["direction"] == RIGHT_TO_LEFT else "left"
