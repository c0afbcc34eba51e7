"""Heads and folios drawn apart from their pages stand where the engine's own pages have them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import weasyprint
from weasyprint import layout as engine
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration

from helpers.compose_samples import book, chapter
from octavo.compose.geometry import geometry, page_frame
from octavo.compose.print_documents import compose_print, print_book
from octavo.core.model import Edition, Matter, Part
from octavo.editions.known_kinds import all_kinds
from octavo.layout.asset_fetcher import AssetFetcher, assets_of
from octavo.layout.furniture_keys import (
    Edge,
    Fitting,
    Plan,
    decode_plan,
    encode_plan,
    key_of,
    keys_of,
    wanted_of,
)
from octavo.layout.page_furniture import Furnisher
from octavo.layout.source_tree import TreeSource, joined
from octavo.printers.read_profile import load_profile
from octavo.styling.fallback_faces import Wanted, with_fallbacks
from octavo.styling.layers import PRINT, layer
from octavo.styling.scripts import with_script
from octavo.styling.theme import load_theme, styles_folder

EN, AR = "Boats lay on the grey sand ", "تركت الباب مفتوحا في الليل "


def composed(theme="classic", local="", language="en", words=EN, bleed=False):
    """A book with an introduction, a part and two chapters; the first has three pages and more."""
    text = f"{words * 60}\n\n" * 2
    made = book(
        chapter(f"# {words[:5]}\n\n{text}", "intro", kind="introduction", matter=Matter.FRONT),
        chapter(f"# {words[6:11]}\n\n{text * 2}", "one", part=0),
        chapter(f"# {words}\n\n{text}", "two", part=0),
        parts=(Part(id="part-first", title=words[:5]),),
        title=words[:11],
        language=language,
    )
    ready = with_script(load_theme(theme, styles_folder()), language)
    ready = with_fallbacks(ready, Wanted(text=frozenset(words)), boxes=True)
    frame = page_frame(load_profile("plain"), 1, bleed=bleed)
    edition = Edition(name="print", kind=all_kinds()["print"])
    layers = layer(ready, PRINT, local, geometry=geometry(frame))
    return compose_print(print_book(made, layers, images={}), edition)


class Single:
    """The engine's own pages of a whole composition."""

    def __init__(self, composition):
        self.fetcher = AssetFetcher(assets_of(composition))
        self.fonts = FontConfiguration()
        self.style = weasyprint.CSS(
            string=composition.css, url_fetcher=self.fetcher, font_config=self.fonts
        )
        self.fittings = []
        plain = engine.make_margin_boxes
        engine.make_margin_boxes = lambda *given: self.seen(*given) or plain(*given)
        try:
            document = TreeSource(joined(composition), self.fetcher).render(
                stylesheets=[self.style], font_config=self.fonts
            )
        finally:
            engine.make_margin_boxes = plain
        self.pages = ink_of(document.write_pdf())
        for page in document.pages:
            box = page._page_box
            box.children = [it for it in box.children if not isinstance(it, boxes.MarginBox)]
        self.bodies = ink_of(document.copy().write_pdf())

    def seen(self, context, page, state):
        number, kind, counters = context.current_page, page.page_type, state[1]
        sets = context.string_set
        before = {name: [n for n in pages if n < number] for name, pages in sets.items()}
        self.fittings.append(
            Fitting(
                name=kind.name or "",
                left=kind.side == "left",
                blank=kind.blank,
                folio=counters["page"][-1],
                pages=counters["pages"][-1],
                here={name: tuple(p[number]) for name, p in sets.items() if number in p},
                before={name: sets[name][max(n)][-1] for name, n in before.items() if n},
            )
        )


def ink_of(pdf):
    """Of each page: its boxes, and its characters and lines with their places to 0.01 pt."""
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        text, ink = page.get_textpage(), Counter()
        for index in range(text.count_chars()):
            if (char := chr(pypdfium2.raw.FPDFText_GetUnicode(text, index))).strip():
                ink[char, *(round(edge, 2) for edge in text.get_charbox(index))] += 1
        for item in page.get_objects():
            if item.type != pypdfium2.raw.FPDF_PAGEOBJ_TEXT:
                ink[item.type, *(round(edge, 2) for edge in item.get_bounds())] += 1
        pages.append((page.get_mediabox(), page.get_trimbox(), page.get_bleedbox(), ink))
    return pages


def furnished(composition, single):
    """The furnisher with the engine's fonts, which it then embeds: pdfium wants to read them."""
    return Furnisher(replace(composition, faces=()), single.fonts, single.style)


ALL_EDGES = """
@page body {
  @left-middle { content: string(chapter-head, last); transform: rotate(-90deg) }
  @right-top { content: ""; width: 12pt; height: 30pt; background: silver }
  @top-left-corner { content: string(never-set); background: silver }
  @top-right-corner { content: counter(pages, upper-roman); font-size: 2vw }
  @bottom-left { content: "of " counter(pages); border-top: 1pt solid black }
  @bottom-right { content: string(book-head, first) string(chapter-head, all-once) }
}
@page {
  border-bottom: 1pt solid black;
  background: ivory;
  @right-bottom { content: "on display too" }
}
@page part { @right-bottom { content: none } }
"""

BOOKS = {
    "classic": {},
    "modern": {"theme": "modern"},
    "large print": {"theme": "large-print"},
    "Arabic": {"language": "ar", "words": AR, "bleed": True},
    "Arabic, modern": {"theme": "modern", "language": "ar", "words": AR},
    "all edges": {"local": ALL_EDGES, "bleed": True},
}


@pytest.mark.parametrize("name", BOOKS)
def test_what_is_drawn_apart_is_what_the_engine_draws_on_its_pages(name):
    composition = composed(**BOOKS[name])
    single = Single(composition)
    furnisher = furnished(composition, single)
    plan = furnisher.plan()
    assert not plan.reaches
    keys = [keys_of(fitting, plan) for fitting in single.fittings]
    order = list(dict.fromkeys(key for page in keys for key in page))
    drawn = dict(zip(order, ink_of(furnisher.draw(order).pdf), strict=True))
    bare = 0
    for page, body, wanted in zip(single.pages, single.bodies, keys, strict=True):
        here = [drawn[key] for key in wanted]
        assert all(sheet[:3] == page[:3] for sheet in here)
        assert sum((sheet[3] for sheet in here), Counter()) == page[3] - body[3]
        bare += not here
    # There is something to compare, and something that is left out.
    assert all(name in "".join(order) for name in ("book-head", "chapter-head"))
    assert len(order) > 8
    assert bare > 3 or name == "all edges"


def test_fonts_have_no_files(composition):
    furnisher = Furnisher(composition)
    drawing = furnisher.draw(keys_of(page(), furnisher.plan()))
    assert {font.face for font in drawing.fonts} <= {face.asset.name for face in composition.faces}
    assert drawing.fonts
    assert b"FontFile" not in drawing.pdf


def test_a_drawing_is_the_same_whatever_else_is_drawn(composition):
    furnisher = Furnisher(composition)
    plan = furnisher.plan()
    pages = [page(folio=number, left=number % 2 == 0) for number in range(1, 5)]
    keys = [key for item in pages for key in keys_of(item, plan)]
    together = contents_of(furnisher.draw(keys))
    assert contents_of(furnisher.draw(keys[::-1])) == together[::-1]
    assert [contents_of(furnisher.draw([key])) for key in keys] == [[it] for it in together]
    assert Furnisher(composition).draw(keys) == furnisher.draw(keys)


def contents_of(drawing):
    pages = pikepdf.open(BytesIO(drawing.pdf)).pages
    return [page.Contents.read_bytes() for page in pages]


def test_a_key_says_all(classic):
    keys = [*keys_of(page(), classic), *keys_of(page(left=True), classic)]
    assert len(keys) > 2
    assert [key_of(wanted_of(key)) for key in keys] == keys


def page(**given):
    plain = {"name": "body", "left": False, "blank": False, "folio": 7, "pages": 9}
    return Fitting(**{**plain, "here": {}, "before": {"chapter-head": "One"}, **given})


@pytest.fixture(scope="module")
def composition():
    return composed()


@pytest.fixture(scope="module")
def classic(composition):
    return Furnisher(composition).plan()


def test_right_hand_pages_of_a_chapter_share_their_head(classic):
    pages = [page(folio=number) for number in (7, 9)]
    (head, folio), (other_head, other_folio) = (keys_of(item, classic) for item in pages)
    assert head == other_head
    assert folio != other_folio
    moved = page(before={"chapter-head": "Two"})
    assert keys_of(moved, classic)[0] != head
    assert keys_of(moved, classic)[1] == folio


def test_the_number_of_pages_changes_nothing_where_it_is_not_shown(classic):
    assert keys_of(page(pages=9), classic) == keys_of(page(pages=10), classic)


def test_where_a_chapter_opens_there_is_a_folio_alone(classic):
    (folio,) = keys_of(page(here={"chapter-head": ("One",)}), classic)
    assert folio == keys_of(page(), classic)[1]


@pytest.mark.parametrize("bare", [{"blank": True}, {"name": "display"}, {"name": "unheard-of"}])
def test_some_pages_are_bare(classic, bare):
    assert keys_of(page(**bare), classic) == ()


def test_a_page_name_that_no_style_speaks_of_is_as_none():
    folio = (Edge(name="bottom", folio=True),)
    plan = Plan(edges={("", False, False): folio, ("part", False, False): ()})
    assert len(keys_of(page(name="unheard-of"), plan)) == 1
    assert keys_of(page(name="part"), plan) == ()


@pytest.mark.parametrize("keyword", ["first", "last", "first-except", "all-once"])
@pytest.mark.parametrize("pages", [{}, {2: ["a", "b"]}, {1: ["a", "b"]}, {1: ["a"], 2: ["b", "c"]}])
def test_a_string_is_what_the_engine_makes_of_it(classic, keyword, pages):
    context = engine.LayoutContext(None, print, None, None, None)
    context.current_page = 2
    context.string_set["head"].update(pages)
    said = "".join(context.get_string_set_for(None, "head", keyword))
    (edge,) = [it for it in classic.edges["body", False, False] if it.name == "top"]
    plan = Plan(edges={("body", False, False): (replace(edge, strings=(("head", keyword),)),)})
    here = {"head": tuple(pages[2])} if 2 in pages else {}
    before = {"head": pages[1][-1]} if 1 in pages else {}
    keys = keys_of(page(here=here, before=before), plan)
    assert bool(keys) is bool(said)
    assert all(f'"{keyword}","{said}"]' in key for key in keys)


@pytest.mark.parametrize(
    "local",
    [
        "@page :first { margin-top: 0 }",
        "@page body:first { @top-left { content: 'x' } }",
        "@page :nth(2n) { @top-left { content: 'x' } }",
        "@page :nth(1 of first-body) { @top-center { content: none } }",
        "@page :nth(1 of first-body) { counter-reset: page 5 }",
        "@page :nth(1 of first-body) { counter-reset: page 1; margin-top: 0 }",
        "@page :nth(1 of body) { counter-reset: page 1 }",
        "@page :nth(2 of first-body) { counter-reset: page 1 }",
        "@page body { counter-increment: page 2 }",
        "@page { counter-increment: sheet }",
        "@page { @top-left { content: counter(sheet) } }",
        "@page { @top-left { content: counters(page, '.') } }",
        "@page { @top-left { content: string(chapter-head, start) } }",
        "@page body:left { @top-left { content: element(head) } }",
        "@page { @top-left { content: target-counter('#one', page) } }",
        "@page { @top-left { content: 'x'; z-index: -1 } }",
    ],
)
def test_styles_that_reach_beyond_the_margins_are_seen(composition, local):
    assert Furnisher(replace(composition, css=composition.css + local)).plan().reaches


def test_a_plan_is_the_same_after_a_rest_in_the_cache(classic):
    assert classic.edges
    assert decode_plan(encode_plan(classic)) == classic
