"""Blocks of odd height leave the text below them on the page's grid of lines.

A figure, a table or a block of code is as tall as it is; the text after it
would stand between the lines of the facing page. CSS could say so with
`line-grid`, which WeasyPrint 70.0 does not know. So what such a block lacks to
a line of the page is added where there is room: half above it and half below,
but all below what opens a page, and all above a block of lines of text, whose
own lines then stand on the grid. A heading that opens a page, and leaves the
space above it behind, makes up for it below.

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
_CLASSES = frozenset({"example", "opener", "table", "math"})
#: What begins where it stands: its space is all below.
_BEGINS = frozenset({"example", "opener"})
#: Blocks of lines of text, which stand between lines only where margins of half a line collapse.
_TEXTS = frozenset({"blockquote", "ul", "ol", "dl"})
_TEXT_CLASSES = frozenset({"callout", "verse"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})

#: CSS pixels that rounding leaves: a block so near to a line stands on it.
_SLACK = 0.05
#: CSS pixels by which a block may be too low and is moved up: what thick rules of a printer's take.
_OVER = 3.0


@contextmanager
def on_grid() -> Iterator[None]:
    """While it lasts, blocks of odd height end on a line of the page."""
    plain = block.block_box_layout

    def snapped(context: Any, box: Any, bottom_space: float, skip: Any, *rest: Any) -> Any:
        result = plain(context, box, bottom_space, skip, *rest)
        new_box, resume_at = result[:2]
        if new_box is None or resume_at is not None:
            return result
        odd = _is_one_of(new_box, _TAGS, _CLASSES)
        if odd or (_is_one_of(new_box, _TEXTS, _TEXT_CLASSES) and _is_section(rest[0])):
            bottom = new_box.border_box_y() + new_box.border_height()
            more = _to_next_line(new_box, bottom + new_box.margin_bottom - _head(context))
            if more and not context.overflows_page(bottom_space, bottom + more):
                share = 0.5 if odd else 1.0
                above = 0.0 if skip or _begins(new_box) else more * share
                new_box.translate(dy=above)
                new_box.height += more - above
        elif _opens_page(new_box):
            new_box.margin_bottom += _to_next_line(new_box, new_box.margin_bottom)
        return result

    block.block_box_layout = snapped
    try:
        yield
    finally:
        block.block_box_layout = plain


def _is_one_of(box: Any, tags: frozenset[str], classes: frozenset[str]) -> bool:
    element = box.element
    if element is None or box.element_tag != element.tag:
        return False
    return element.tag in tags or not classes.isdisjoint(element.get("class", "").split())


def _is_section(parent: Any) -> bool:
    """Whether a block stands in a section itself, where nothing else tells its place."""
    return getattr(parent, "element_tag", "") == "section"


def _head(context: Any) -> float:
    """Where the block of text of the page begins, in CSS pixels from the paper's head."""
    return float(context.current_footnote_area.page.content_box_y())


def _begins(box: Any) -> bool:
    """Whether nothing may be added above the block: it opens a page, or a section."""
    dropped = _asks_for_space(box) and box.margin_top == 0
    return dropped or not _BEGINS.isdisjoint(box.element.get("class", "").split())


def _opens_page(box: Any) -> bool:
    """Whether the block is a heading whose space above was left out at a page's head."""
    return box.element_tag in _HEADINGS and _asks_for_space(box) and box.margin_top == 0


def _asks_for_space(box: Any) -> bool:
    space = box.style["margin_top"]
    return bool(space != "auto" and space.value > 0)


def _to_next_line(box: Any, height: float) -> float:
    """CSS pixels that a height lacks to a whole number of the page's lines.

    Fewer than none where it is but a hair more than one.
    """
    line = box.style.root_style["line_height"]
    if getattr(line, "unit", None) != "px":
        return 0.0
    rest = float(height % line.value)
    if min(rest, line.value - rest) < _SLACK:
        return 0.0
    return float(-rest if rest < _OVER else line.value - rest)
