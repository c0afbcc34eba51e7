"""Blocks of odd height leave the text below them on the page's grid of lines.

A figure, a table or a block of code is as tall as it is; the text after it
would stand between the lines of the facing page. CSS could say so with
`line-grid`, which WeasyPrint 70.0 does not know. So the end of such a block is
moved down to the next line, by less than a line, where the page has room; and
a heading that opens a page, and leaves the space above it behind, makes up for
it below.

Wraps a private function of the layout engine (`layout.block.block_box_layout`):
the version is pinned, and `tests/unit/layout` notices if it changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import block

#: Elements and classes of blocks whose lines or contents have heights of their own.
_TAGS = frozenset({"figure", "pre"})
_CLASSES = frozenset({"opener", "table", "math"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})

#: CSS pixels that rounding leaves: a block so near to a line stands on it.
_SLACK = 0.05


@contextmanager
def on_grid() -> Iterator[None]:
    """While it lasts, blocks of odd height end on a line of the page."""
    plain = block.block_box_layout

    def snapped(context: Any, box: Any, bottom_space: float, *rest: Any) -> Any:
        result = plain(context, box, bottom_space, *rest)
        new_box, resume_at = result[:2]
        if new_box is None or resume_at is not None:
            return result
        if _is_odd(new_box):
            more = _to_next_line(new_box, new_box.border_height())
            bottom = new_box.border_box_y() + new_box.border_height()
            if more and not context.overflows_page(bottom_space, bottom + more):
                new_box.height += more
        elif _opens_page(new_box):
            new_box.margin_bottom += _to_next_line(new_box, new_box.margin_bottom)
        return result

    block.block_box_layout = snapped
    try:
        yield
    finally:
        block.block_box_layout = plain


def _is_odd(box: Any) -> bool:
    element = box.element
    if element is None or box.element_tag != element.tag:
        return False
    return element.tag in _TAGS or not _CLASSES.isdisjoint(element.get("class", "").split())


def _opens_page(box: Any) -> bool:
    """Whether the block is a heading whose space above was left out at a page's head."""
    space = box.style["margin_top"]
    asked = space != "auto" and space.value > 0
    return box.element_tag in _HEADINGS and asked and box.margin_top == 0


def _to_next_line(box: Any, height: float) -> float:
    """CSS pixels that a height lacks to a whole number of the page's lines."""
    line = box.style.root_style["line_height"]
    if getattr(line, "unit", None) != "px":
        return 0.0
    rest = float(height % line.value)
    return 0.0 if min(rest, line.value - rest) < _SLACK else float(line.value - rest)
