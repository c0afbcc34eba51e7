"""Running heads and folios, drawn apart from the pages that bear them.

Only the margin boxes of one edge of one kind of page are laid out and painted at a
time, with the strings and numbers that a key (`layout/furniture_keys.py`) gives them. What
they look like comes from the styles alone; what cannot be told from these two, the
plan says (`Plan.reaches`), and such a book is laid out in one piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from octavo.compose.section_xhtml import document
from octavo.core.model import Composition, Matter
from octavo.core.model import Document as Part
from octavo.layout.asset_fetcher import AssetFetcher, assets_of
from octavo.layout.engine_log import listening
from octavo.layout.furniture_keys import Plan, wanted_of
from octavo.layout.margin_box_styles import edges_of, kinds_of, reach_of
from octavo.layout.page_painting import draw
from octavo.layout.source_tree import TreeSource, joined
from octavo.layout.unembedded_type import Drawing
from octavo.layout.weasyprint.bare_pages import BarePages
from octavo.layout.weasyprint.margin_boxes import SHOWN_ALONE
from octavo.layout.weasyprint.patch import in_place


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
        self._faces = composition.faces
        fetcher = AssetFetcher(assets_of(composition))
        fonts = fonts or FontConfiguration()
        style = style or weasyprint.CSS(
            string=composition.css, url_fetcher=fetcher, font_config=fonts
        )
        html = TreeSource(joined(_empty(composition)), fetcher)
        self._pages = BarePages(html, style, fonts)

    def plan(self) -> Plan:
        """Read off the styles which edges each kind of page bears, and what they depend on."""
        rules = self._pages.rules()
        reaches = reach_of(rules)
        edges = {}
        for kind in kinds_of(rules):
            edges[kind], reason = edges_of(self._pages.styles(kind))
            reaches = reaches or reason
        return Plan(edges=edges, reaches=reaches)

    def draw(self, keys: Sequence[str]) -> Drawing:
        """Draw a page for each key, of its kind's size and bleed, with its edge's ink alone."""
        with listening(), in_place(SHOWN_ALONE):
            return draw(self._pages.document([wanted_of(key) for key in keys]), self._faces)


def _empty(composition: Composition) -> Composition:
    """Return the composition with one document, and that without text."""
    xhtml = document("", composition.metadata.language, ())
    part = Part(name="", kind="", matter=Matter.FRONT, title="", anchor="", xhtml=xhtml)
    return replace(composition, documents=(part,))
