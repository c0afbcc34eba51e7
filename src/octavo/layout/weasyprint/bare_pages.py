"""Pages of which nothing is laid out and painted but the margin boxes of one edge.

Calls private functions of WeasyPrint; `tests/unit/layout/test_furniture.py` compares what they
draw with WeasyPrint's own pages.
"""

from __future__ import annotations

from collections.abc import Mapping

import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, Page
from weasyprint.draw import draw_stacking_context
from weasyprint.layout import page as engine
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.percent import resolve_percentages
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext
from weasyprint.text.fonts import FontConfiguration

from octavo.layout.furniture_keys import EDGES, PageKind, Wanted
from octavo.layout.weasyprint.boxes import PageBox, PageRule, Style

#: A right-hand page without a name.
_PLAIN: PageKind = ("", False, False)


class BarePages:
    """Lays out pages under a style sheet. `html` is a document without text."""

    def __init__(
        self, html: weasyprint.HTML, style: weasyprint.CSS, fonts: FontConfiguration
    ) -> None:
        self._html, self._fonts = html, fonts
        options = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": [style]}
        self._context = Document._build_layout_context(html, fonts, CounterStyle(), {}, options)
        self._styles = self._context.style_for
        self._context.style_for = self._style_of
        self._context.get_string_set_for = self._string
        self._context.current_page = 1
        self._context.page_bottom = 0  # margin boxes do not break over pages, whatever it is
        self._pages: dict[PageKind, PageBox] = {}
        self._wanted = Wanted(edge="", kind=_PLAIN, folio=0, pages=0, strings={})
        # What `vw` and its like are parts of: the first page of the book.
        first = self._page(_PLAIN)
        self._styles.initial_page_sizes["box"] = first.style["size"]
        self._styles.initial_page_sizes["area"] = (first.width, first.height)

    def rules(self) -> list[PageRule]:
        """Return the `@page` rules of the style sheet."""
        return [rule for sheet, _, _ in self._styles._sheets for rule in sheet.page_rules]

    def styles(self, kind: PageKind) -> dict[str, Style]:
        """Return the styles of a page's margin boxes, by their names (`@top-left`)."""
        page_type = self._page(kind).page_type
        found: Mapping[str, Style | None] = {
            name: self._styles(page_type, name) for names in EDGES.values() for name in names
        }
        return {name: style for name, style in found.items() if style is not None}

    def document(self, wanted: list[Wanted]) -> Document:
        """Return a document with a page for each edge that is wanted."""
        pages = [_Sheet(self._furnished(one)) for one in wanted]
        fetcher = self._html.url_fetcher
        return Document(pages, DocumentMetadata(), fetcher, self._fonts, {}, None)

    def _furnished(self, wanted: Wanted) -> PageBox:
        """Return a page box with the laid out margin boxes of one edge as its children."""
        self._wanted = wanted
        page = self._page(wanted.kind).copy_with_children([])
        # As the engine has it for a page that is done: quotes, counters, their scopes, groups.
        counters = {"pages": [wanted.pages], "page": [wanted.folio]}
        state = ([0], counters, [{"pages", "page"}], list[object]())
        children = tuple(engine.make_margin_boxes(self._context, page, state))
        for box in children:
            layout_box_backgrounds(page, box, self._context.get_image_from_uri)
        page.children = children
        return page

    def _page(self, kind: PageKind) -> PageBox:
        """Return an empty page of a kind, with its margins; made once."""
        if kind not in self._pages:
            name, left, blank = kind
            # Neither the first page of the book nor of a group: no style of ours tells them
            # apart but by the folio, which the key gives.
            page_type = engine.PageType("left" if left else "right", blank, name, 1, ())
            engine.set_page_type_computed_styles(page_type, self._html, self._styles)
            page = PageBox(page_type, self._styles(page_type))
            width, height = page.style["size"]
            resolve_percentages(page, (width, height))
            page.position_x = page.position_y = 0
            engine.page_width(page, self._context, width)
            engine.page_height(page, self._context, height)
            self._pages[kind] = page
        return self._pages[kind]

    def _style_of(self, element: object, pseudo_type: str | None = None) -> Style | None:
        """Return the computed style; none for margin boxes of another edge, left out so."""
        if isinstance(element, engine.PageType) and pseudo_type not in EDGES[self._wanted.edge]:
            return None
        style: Style | None = self._styles(element, pseudo_type)
        return style

    def _string(self, page: PageBox, name: str, keyword: str = "first") -> tuple[str, ...]:
        return (self._wanted.strings.get((name, keyword), ""),)


class _Sheet(Page):  # type: ignore[misc]
    """A page of which only the margin boxes are painted: no ground, no border, no marks."""

    def paint(self, stream: Stream, scale: float = 1) -> None:
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            for box in self._page_box.children:
                draw_stacking_context(stream, StackingContext.from_box(box, self._page_box))
