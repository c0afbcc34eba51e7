"""Lines that run downwards: what an e-book in vertical Japanese or Chinese needs."""

from __future__ import annotations

import re

from octavo.core.model import Metadata
from octavo.text.direction import VERTICAL

#: The prefixed names are those of EPUB 3.3 (6.3.2) and of Kobo's and Apple's WebKit (2026).
_VERTICAL = """html { -webkit-writing-mode: vertical-rl; -epub-writing-mode: vertical-rl; \
writing-mode: vertical-rl; -webkit-text-orientation: mixed; \
-epub-text-orientation: vertical-right; text-orientation: mixed; }
"""

#: Where a side of the page lies when lines run downwards and follow each other to the left
#: (CSS Writing Modes 4, 6.4, vertical-rl). The new names stand for their old places.
_TURNED = {"top": "right", "right": "bottom", "bottom": "left", "left": "top"}
_SIDE = re.compile(r"(?<![\w-])(margin|padding|border)-(top|right|bottom|left)(?=[\w-]*\s*:)")
_SIDES = re.compile(r"(?<![\w-])((?:margin|padding|border-(?:width|style|color))\s*:\s*)([^;{}]+)")
_MEASURE = re.compile(r"(?<![\w-])((?:min-|max-)?)(width|height)(?=\s*:)")
_OTHER = {"width": "height", "height": "width"}
_RULE = re.compile(r"(?P<head>[^{}]*)\{(?P<body>[^{}]*)\}")
#: Pictures stand as they are.
_PICTURE = re.compile(r"(?<![\w-])(?:img|svg)(?![\w-])|\.cover")


def is_vertical(metadata: Metadata) -> bool:
    """Return whether book.toml asks for lines that run downwards."""
    return metadata.writing == VERTICAL


def with_writing(css: str, metadata: Metadata) -> str:
    """Return the stylesheet, turned by a right angle if the book asks for vertical lines."""
    return _RULE.sub(_turned, css) + _VERTICAL if is_vertical(metadata) else css


def _turned(rule: re.Match[str]) -> str:
    """Turn a rule: an indent from the left is one from the top; pictures keep their measures."""
    body = _SIDE.sub(lambda found: f"{found[1]}-{_TURNED[found[2]]}", rule["body"])
    body = _SIDES.sub(lambda found: found[1] + _around(found[2]), body)
    if not _PICTURE.search(rule["head"]):
        body = _MEASURE.sub(lambda found: found[1] + _OTHER[found[2]], body)
    return f"{rule['head']}{{{body}}}"


def _around(value: str) -> str:
    """Move each of four values, top first and on clockwise, on by one side."""
    parts = value.replace("!important", " ").split()
    if not 2 <= len(parts) <= 4 or "(" in value:
        return value
    top, right = parts[0], parts[1]
    bottom = parts[2] if len(parts) > 2 else top
    left = parts[3] if len(parts) > 3 else right
    important = " !important" if "!important" in value else ""
    return f"{left} {top} {right} {bottom}{important}"
