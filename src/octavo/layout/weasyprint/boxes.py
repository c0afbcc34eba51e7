"""WeasyPrint's boxes, with the attributes of them that Octavo reads.

WeasyPrint 70.0 has no types. What stands below for mypy says what is taken for granted about
its private classes; when the program runs, the names are those classes themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeAlias
from xml.etree.ElementTree import Element

if TYPE_CHECKING:

    class Box:
        """A box: lengths in CSS pixels, places from the head of the page."""

        element: Element | None
        element_tag: str
        style: Style
        position_x: float
        position_y: float
        width: float
        height: float
        margin_top: float
        margin_bottom: float
        baseline: float
        margin_left: float
        margin_right: float
        padding_top: float
        padding_bottom: float
        border_top_width: float
        border_bottom_width: float
        is_table_wrapper: bool
        is_leader: bool
        string_set: Sequence[tuple[str, str]] | str | None

        def margin_width(self) -> float:
            """Return its width with padding, borders and margins."""

        def margin_height(self) -> float:
            """Return its height with padding, borders and margins."""

        def border_height(self) -> float:
            """Return its height with padding and borders."""

        def border_box_y(self) -> float:
            """Return where its border begins."""

        def content_box_x(self) -> float:
            """Return where what it holds begins, from the left."""

        def content_box_y(self) -> float:
            """Return where what it holds begins, from the head."""

        def is_in_normal_flow(self) -> bool:
            """Return whether it is no float, no note, and not placed by itself."""

        def translate(self, dx: float = 0, dy: float = 0, ignore_floats: bool = False) -> None:
            """Move it and all that it holds."""

    class ParentBox(Box):
        """A box that holds others."""

        children: Sequence[Box]
        remove_decoration_sides: set[str]

        def copy_with_children(self, children: Sequence[Box]) -> Self:
            """Return a copy that holds others."""

        def descendants(self) -> Iterator[Box]:
            """Yield the box and all within it, in order."""

    class BlockLevelBox(Box):
        """A block."""

    class LineBox(ParentBox):
        """A line."""

        text_indent: float
        #: What Octavo notes: the box of the whole text, the paragraph as it was composed, or why
        #: it was not, and its row, if it was.
        origin: LineBox
        paragraph: object
        row: object

    class BlockBox(ParentBox, BlockLevelBox):
        """A block of lines or of blocks."""

    class TableBox(ParentBox, BlockLevelBox):
        """A table."""

    class TableRowGroupBox(ParentBox):
        """A head, foot or body of a table."""

        is_header: bool

    class TableRowBox(ParentBox):
        """A row of a table."""

    class InlineBox(ParentBox):
        """An element within a line."""

        border_left_width: float
        border_right_width: float
        padding_left: float
        padding_right: float

        def remove_decoration(self, start: bool, end: bool) -> None:
            """Take away what it begins or ends with, because it does not do so on this line."""

    class TextBox(Box):
        """A piece of a line's text, set in one style."""

        text: str
        pango_layout: TextLayout
        #: By how much each space is wider, in CSS pixels.
        justification_spacing: float

        def copy_with_text(self, text: str) -> TextBox:
            """Return a copy with another text."""

    class ReplacedBox(Box):
        """A picture."""

        replacement: object

    class FootnoteAreaBox(ParentBox, BlockLevelBox):
        """What holds a page's notes."""

        page: PageBox

    class MarginBox(ParentBox):
        """One of the sixteen boxes in a page's margins."""

        is_generated: bool

    class PageBox(ParentBox):
        """A page."""

        page_type: PageType

        def __init__(self, page_type: PageType, style: Style) -> None: ...

    class RasterImage:
        """A bitmap: its size in its own pixels."""

        width: float
        height: float

else:
    from weasyprint.formatting_structure.boxes import (
        BlockBox,
        BlockLevelBox,
        Box,
        FootnoteAreaBox,
        InlineBox,
        LineBox,
        MarginBox,
        PageBox,
        ParentBox,
        ReplacedBox,
        TableBox,
        TableRowBox,
        TableRowGroupBox,
        TextBox,
    )
    from weasyprint.images import RasterImage

__all__ = [
    "BlockBox",
    "BlockLevelBox",
    "Box",
    "Context",
    "FootnoteAreaBox",
    "InlineBox",
    "LineBox",
    "MarginBox",
    "Page",
    "PageBox",
    "PageRule",
    "PageSelector",
    "PageStart",
    "PageType",
    "ParentBox",
    "RasterImage",
    "ReplacedBox",
    "Skip",
    "Struct",
    "Style",
    "TableBox",
    "TableRowBox",
    "TableRowGroupBox",
    "TextBox",
    "TextLayout",
]

#: A struct of Pango, by cffi, which has no types for what stands in it.
Struct: TypeAlias = Any

#: Where a box goes on: the place of a child, and where that goes on.
Skip: TypeAlias = "dict[int, Skip] | None"

#: How a page begins: where its text goes on, the break before it and its name, its side, the
#: counters, and marks.
PageStart: TypeAlias = "tuple[Skip, dict[str, object], object, object, dict[str, object]]"


class Style(Protocol):
    """The computed values of a box's properties, by their names with `_` for `-`."""

    root_style: Style
    font_config: object

    def __getitem__(self, name: str) -> Any: ...
    def __setitem__(self, name: str, value: object) -> None: ...
    def copy(self) -> Style:
        """Return a style that may be changed."""


class PageType(Protocol):
    """What styles tell pages apart by."""

    side: str
    blank: bool
    name: str | None


class TextLayout(Protocol):
    """Text as Pango sets it (`text.line_break.Layout`)."""

    text: str
    justification_spacing: float
    style: Style
    #: The Pango layout, or None until it is asked for.
    layout: Struct
    language: object
    #: Of a line along the text, in CSS pixels: None where the style asks for none.
    ascent: float | None
    underline_position: float | None
    underline_thickness: float | None
    strikethrough_position: float | None
    strikethrough_thickness: float | None

    def set_text(self, text: str) -> None:
        """Set another text."""

    def get_first_line(self) -> tuple[Struct, int | None]:
        """Return Pango's line, and the byte at which the next one begins."""


class Page(Protocol):
    """A page of a document that is laid out (`document.Page`)."""

    _page_box: PageBox
    anchors: object


class Context(Protocol):
    """A layout under way (`layout.LayoutContext`)."""

    #: Floats beside which lines are shortened.
    excluded_shapes: list[Box]
    current_footnote_area: FootnoteAreaBox
    #: How each page begins.
    page_maker: list[PageStart]
    running_elements: dict[str, dict[int, list[Box]]]
    style_for: Any
    footnotes: list[Box]
    #: Notes that wait for the next page, and floats that go on there.
    reported_footnotes: list[Box]
    broken_out_of_flow: dict[Box, object]
    rendered_notes: list[Box] | None
    #: Where the page's text ends, in CSS pixels from the paper's head.
    page_bottom: float
    #: What Octavo sets (`level_spreads`): how much of it is left blank, and the paragraphs that
    #: are so many lines longer or shorter, by the number of their line's box.
    short: float
    looser: dict[int, int]
    #: The same, and the lines added above blocks, by the number of the page.
    shorts: dict[int, float]
    cards: dict[int, float]
    #: Boxes stand elsewhere than the document has them (`late_figures`).
    moved: bool
    #: Pages were laid out before, and are done with: their lines may be taken.
    anew: bool

    def overflows_page(self, bottom_space: float, position_y: float) -> bool:
        """Return whether a place lies below the page's text, less the space at its foot."""


class PageSelector(Protocol):
    """Which pages a rule is for."""

    name: str | None
    first: object
    #: `:nth(an+b of name)`: a, b and the name.
    index: tuple[int, int, str | None] | None


#: An `@page` rule as WeasyPrint has read it: its selectors, each with the margin box that it is
#: for if it is for one, and its declarations, each a name and a value.
PageRule: TypeAlias = tuple[
    object, list[tuple[object, str | None, PageSelector]], list[tuple[str, object, object]]
]
