"""Blocks of odd height leave the text below them on the page's grid of lines.

A figure, a table or a block of code is as tall as it is; the text after it
would stand between the lines of the facing page. CSS could say so with
`line-grid`, which WeasyPrint 70.0 does not know. So what such a block lacks to
a line of the page is added where there is room: half above it and half below,
but all below what opens a page, and all above a block of lines of text, whose
own lines then stand on the grid. A heading that opens a page leaves the space
above it behind; it stands lower by what it lacks to a line, so that the space
below it is the same as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from octavo.layout.weasyprint.box_styles import classes_of, length
from octavo.layout.weasyprint.boxes import Box, Context, Skip
from octavo.layout.weasyprint.patch import Patch

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


#: What `block_box_layout` returns: the box, where it goes on, and four things more.
_Result: TypeAlias = tuple[Box | None, Skip, object, object, object, object]


def _made(plain: Callable[..., _Result]) -> tuple[Callable[..., _Result]]:
    def block_box_layout(
        context: Context, box: Box, bottom_space: float, skip: Skip, parent: Box, *rest: object
    ) -> _Result:
        result = plain(context, box, bottom_space, skip, parent, *rest)
        new_box, resume_at = result[:2]
        if new_box is not None and resume_at is None:
            _snap(context, new_box, parent, bottom_space=bottom_space, begun=bool(skip))
        return result

    return (block_box_layout,)


ON_GRID = Patch(
    name="on the grid",
    why="WeasyPrint knows no `line-grid`: text below a figure stands between the page's lines.",
    replaces=("layout.block:block_box_layout",),
    made=_made,
)


def _snap(context: Context, box: Box, parent: Box, *, bottom_space: float, begun: bool) -> None:
    """Add what a block of odd height lacks to a line; `begun` says it began on another page."""
    if box.element is not None and box.element is parent.element:
        return  # a box around lines within the block, which is not one itself
    odd = _is_one_of(box, _TAGS, _CLASSES)
    if odd or (_is_one_of(box, _TEXTS, _TEXT_CLASSES) and _is_section(parent)):
        bottom = box.border_box_y() + box.border_height()
        more = _to_next_line(box, bottom + box.margin_bottom - _head(context))
        # A page that ends early by choice (`level_spreads`) has room for that below its text.
        room = bottom_space - getattr(context, "short", 0.0)
        if more and not context.overflows_page(room, bottom + more):
            share = 0.5 if odd else 1.0
            above = 0.0 if begun or _begins(box) else more * share
            box.translate(dy=above)
            box.height += more - above
    elif _opens_page(box):
        box.translate(dy=_to_next_line(box, box.margin_bottom))


def lacks_at_head(box: Box) -> float:
    """Return by how much a box stands lower if it opens a page, in CSS pixels."""
    is_heading = box.element_tag in _HEADINGS and _asks_for_space(box)
    return _to_next_line(box, float(box.margin_bottom)) if is_heading else 0.0


def _is_one_of(box: Box, tags: frozenset[str], classes: frozenset[str]) -> bool:
    element = box.element
    if element is None or box.element_tag != element.tag:
        return False
    return element.tag in tags or not classes.isdisjoint(classes_of(box))


def _is_section(parent: Box) -> bool:
    """Return whether a block stands in a section itself, where nothing else tells its place."""
    return getattr(parent, "element_tag", "") == "section"


def _head(context: Context) -> float:
    """Return where the page's block of text begins, in CSS pixels from the paper's head."""
    return float(context.current_footnote_area.page.content_box_y())


def _begins(box: Box) -> bool:
    """Return whether nothing may be added above the block: it opens a page, or a section."""
    dropped = _asks_for_space(box) and box.margin_top == 0
    return dropped or not _BEGINS.isdisjoint(classes_of(box))


def _opens_page(box: Box) -> bool:
    """Return whether the block is a heading whose space above was left out at a page's head."""
    return box.element_tag in _HEADINGS and _asks_for_space(box) and box.margin_top == 0


def _asks_for_space(box: Box) -> bool:
    space = box.style["margin_top"]
    return bool(space != "auto" and space.value > 0)


def _to_next_line(box: Box, height: float) -> float:
    """Return the CSS pixels that a height lacks to a whole number of the page's lines.

    Fewer than none where it is but a hair more than one.
    """
    line = length(box.style.root_style, "line_height")
    rest = height % line if line else 0.0
    if min(rest, line - rest) < _SLACK:
        return 0.0
    return -rest if rest < _OVER else line - rest
