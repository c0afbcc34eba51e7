"""Running heads and folios, drawn apart from the pages that bear them.

Only the margin boxes of one edge of one kind of page are laid out and painted at a
time, with the strings and numbers that a key (`layout/fitting.py`) gives them. What
they look like comes from the styles alone; what cannot be told from these two, the
plan says (`Plan.reaches`), and such a book is laid out in one piece.

Calls private functions of the layout engine; the version is pinned, and
`tests/unit/layout` compares the result with the engine's own pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, Page
from weasyprint.draw import draw_stacking_context
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as engine
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.percent import resolve_percentages
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.stacking import StackingContext
from weasyprint.text.fonts import FontConfiguration

from octavo.compose.section_xhtml import document
from octavo.layout.fetch import AssetFetcher, assets_of
from octavo.layout.fitting import PageKind, Plan, Wanted, wanted_of
from octavo.layout.listen import listening
from octavo.layout.margins import EDGES, edges_of, kinds_of, reach_of
from octavo.layout.source import TreeSource, joined
from octavo.layout.type import Drawing
from octavo.layout.weasyprint.margin_boxes import SHOWN_ALONE
from octavo.layout.weasyprint.patch import in_place
from octavo.layout.writing import draw
from octavo.model import Composition, Matter
from octavo.model import Document as Part

#: A right-hand page without a name.
_PLAIN: PageKind = ("", False, False)


class Furnisher:
    """Draws what the margins of a composition's pages bear.

    Of the composition it needs the styles, the faces, the language and the images that
    margins show, no documents. `fonts` and `style` spare reading its fonts and styles, where
    they have been read.
    """

    def __init__(
        self,
        composition: Composition,
        fonts: FontConfiguration | None = None,
        style: weasyprint.CSS | None = None,
    ) -> None:
        self._composition = composition
        self._fetcher = AssetFetcher(assets_of(composition))
        self._fonts = fonts or FontConfiguration()
        style = style or weasyprint.CSS(
            string=composition.css, url_fetcher=self._fetcher, font_config=self._fonts
        )
        self._html = TreeSource(joined(_empty(composition)), self._fetcher)
        options = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": [style]}
        self._context = Document._build_layout_context(
            self._html, self._fonts, CounterStyle(), {}, options
        )
        self._styles = self._context.style_for
        self._context.style_for = self._style_of
        self._context.get_string_set_for = self._string
        self._context.current_page = 1
        self._context.page_bottom = 0  # margin boxes do not break over pages, whatever it is
        self._pages: dict[PageKind, Any] = {}
        self._wanted = Wanted(edge="", kind=_PLAIN, folio=0, pages=0, strings={})
        # What `vw` and its like are parts of: the first page of the book.
        first = self._page(_PLAIN)
        self._styles.initial_page_sizes["box"] = first.style["size"]
        self._styles.initial_page_sizes["area"] = (first.width, first.height)

    def plan(self) -> Plan:
        """Which edges each kind of page bears, and what they depend on."""
        rules = [rule for sheet, _, _ in self._styles._sheets for rule in sheet.page_rules]
        reaches = reach_of(rules)
        edges = {}
        for kind in kinds_of(rules):
            page_type = self._page(kind).page_type
            styles = {
                name: style
                for names in EDGES.values()
                for name in names
                if (style := self._styles(page_type, name)) is not None
            }
            found, reason = edges_of(styles)
            reaches = reaches or reason
            edges[kind] = found
        return Plan(edges=edges, reaches=reaches)

    def draw(self, keys: Sequence[str]) -> Drawing:
        """A page for each key, of the size and bleed of its kind, with its edge's ink alone."""
        with listening(), in_place(SHOWN_ALONE):
            pages = [_Sheet(self._furnished(wanted_of(key))) for key in keys]
            sheet = Document(pages, DocumentMetadata(), self._fetcher, self._fonts, {}, None)
            return draw(sheet, self._composition.faces)

    def _furnished(self, wanted: Wanted) -> Any:
        """A page box with the laid out margin boxes of one edge as its children."""
        self._wanted = wanted
        page = self._page(wanted.kind).copy_with_children([])
        # As the engine has it for a page that is done: quotes, counters, their scopes, groups.
        counters = {"pages": [wanted.pages], "page": [wanted.folio]}
        state: tuple[Any, ...] = ([0], counters, [{"pages", "page"}], [])
        children = tuple(engine.make_margin_boxes(self._context, page, state))
        for box in children:
            layout_box_backgrounds(page, box, self._context.get_image_from_uri)
        page.children = children
        return page

    def _page(self, kind: PageKind) -> Any:
        """An empty page of a kind, with its margins; made once."""
        if kind not in self._pages:
            name, left, blank = kind
            # Neither the first page of the book nor of a group: no style of ours tells them
            # apart but by the folio, which the key gives.
            page_type = engine.PageType("left" if left else "right", blank, name, 1, ())
            engine.set_page_type_computed_styles(page_type, self._html, self._styles)
            page = boxes.PageBox(page_type, self._styles(page_type))
            width, height = page.style["size"]
            resolve_percentages(page, (width, height))
            page.position_x = page.position_y = 0
            engine.page_width(page, self._context, width)
            engine.page_height(page, self._context, height)
            self._pages[kind] = page
        return self._pages[kind]

    def _style_of(self, element: Any, pseudo_type: str | None = None) -> Any:
        """The computed style; none for margin boxes of another edge, which are left out so."""
        if isinstance(element, engine.PageType) and pseudo_type not in EDGES[self._wanted.edge]:
            return None
        return self._styles(element, pseudo_type)

    def _string(self, page: Any, name: str, keyword: str = "first") -> tuple[str, ...]:
        return (self._wanted.strings.get((name, keyword), ""),)


class _Sheet(Page):  # type: ignore[misc]
    """A page of which only the margin boxes are painted: no ground, no border, no marks."""

    def paint(self, stream: Any, scale: float = 1) -> None:
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            for box in self._page_box.children:
                draw_stacking_context(stream, StackingContext.from_box(box, self._page_box))


def _empty(composition: Composition) -> Composition:
    """The composition with one document, and that without text."""
    xhtml = document("", composition.metadata.language, (), "")
    part = Part(name="", kind="", matter=Matter.FRONT, title="", anchor="", xhtml=xhtml)
    return replace(composition, documents=(part,))
