"""Pieces joined to one PDF, seen by another reader: pages are those of a single layout."""

from __future__ import annotations

import ctypes
import io
from collections import Counter
from dataclasses import replace

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as reader
import pytest
import weasyprint
from PIL import Image
from weasyprint.text.fonts import FontConfiguration

from octavo.core.model import Asset, Metadata, Person
from octavo.layout.asset_fetcher import AssetFetcher
from octavo.layout.page_painting import draw
from octavo.layout.unembedded_type import Drawing
from octavo.pagination.furniture_store import Furniture
from octavo.pdf.join import info_of, join
from octavo.styling.faces import PRINT_BLOCKS, cut_faces, font_face_rules
from octavo.styling.theme import load_theme, styles_folder

FACES = cut_faces(load_theme("classic", styles_folder()), frozenset(), PRINT_BLOCKS, keep_ids=True)
FAMILY = FACES[0].family
INFO = {"Title": "Tide"}


def _picture() -> Asset:
    target = io.BytesIO()
    Image.effect_mandelbrot((60, 40), (-2, -1, 1, 1), 50).save(target, "PNG")
    return Asset(name="images/one.png", media_type="image/png", data=target.getvalue())


ASSETS = {asset.name: asset for asset in (*(face.asset for face in FACES), _picture())}
STYLE = f"""
{font_face_rules(FACES, "asset:")}
@page {{ size: 200px 150px; margin: 20px }}
html {{ color: device-cmyk(0 0 0 1); font-family: "{FAMILY}"; font-size: 11px }}
section {{ break-before: page }}
.gone {{ opacity: 0.4 }}
.over p {{ position: absolute; bottom: -15px; left: 3px; margin: 0; font-style: italic }}
"""
ONE = "<section><p>The first quay is <em>empty</em>.</section>"
TWO = "<section><p>Ships: two, three.</section><section><p>No more.</section>"
PICTURE = '<section><p>A picture <img src="asset:images/one.png"></section>'
#: The names of their groups and states are those of no other piece alone.
FAINT = '<section class="gone"><p>Faint <b>ink</b></section>'
MASKED = (
    '<section><p>A mask <svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><defs>'
    '<mask id="m"><rect width="30" height="30" fill="white"/></mask></defs>'
    '<rect width="60" height="30" fill="red" mask="url(#m)"/></svg></section>'
)
FADING = (
    '<section><p style="background: linear-gradient(90deg, red, transparent); height: 30px">'
    "Fading</section>"
)
GRADIENT = (
    '<section><p style="background: repeating-linear-gradient(red, blue 7px); height: 30px">'
    "Bands</section>"
)
PIECES = (ONE, TWO, PICTURE, FAINT, MASKED, FADING, GRADIENT, PICTURE)


def rendered(html: str, style: str = STYLE):
    fonts = FontConfiguration()
    fetcher = AssetFetcher(ASSETS)
    css = weasyprint.CSS(string=style, url_fetcher=fetcher, font_config=fonts)
    source = weasyprint.HTML(string=f"<body>{html}", url_fetcher=fetcher)
    return source.render(stylesheets=[css], font_config=fonts)


def piece(html: str, style: str = STYLE, faces=FACES) -> Drawing:
    return draw(rendered(html, style), faces)


def over(*lines: str) -> Drawing:
    """A sheet with a page for each line, at the foot of the page."""
    return piece("".join(f'<section class="over"><p>{line}</section>' for line in lines))


def joined(pieces, sheets=(), places=(), faces=FACES) -> bytes:
    over = tuple(tuple(page) for page in places)
    return join(pieces, Furniture(sheets=tuple(sheets), over=over), faces, info=INFO)


def characters(pdf: bytes) -> list[list[tuple]]:
    """What stands on each page, and where."""
    pages = []
    for page in pdfium.PdfDocument(pdf):
        text = page.get_textpage()
        found = []
        for index in range(text.count_chars()):
            x, y = ctypes.c_double(), ctypes.c_double()
            reader.FPDFText_GetCharOrigin(text, index, x, y)
            letter = chr(reader.FPDFText_GetUnicode(text, index))
            found.append((letter, round(x.value, 3), round(y.value, 3)))
        pages.append(found)
    return pages


def pixels(pdf: bytes) -> list[bytes]:
    return [page.render(scale=2).to_pil().tobytes() for page in pdfium.PdfDocument(pdf)]


def descriptors(pdf: bytes) -> Counter[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return Counter(
            str(item.FontName)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        )


def test_joined_pages_are_those_of_a_single_layout():
    single = rendered("".join(PIECES)).write_pdf()
    book = joined([piece(html) for html in PIECES])
    assert characters(book) == characters(single)
    assert pixels(book) == pixels(single)
    assert len(book) < len(single) * 1.1


def test_each_font_is_there_once():
    book = joined([piece(html) for html in PIECES])
    assert set(descriptors(book).values()) == {1}
    assert len(descriptors(book)) == 3


def test_a_picture_of_two_pieces_is_there_once():
    with pikepdf.open(io.BytesIO(joined([piece(PICTURE), piece(ONE), piece(PICTURE)]))) as book:
        images = [item for item in book.objects if _is_picture(item)]
        assert len(images) == 1


def _is_picture(item: object) -> bool:
    return isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"


def test_pages_of_text_share_their_resources():
    with pikepdf.open(io.BytesIO(joined([piece(ONE), piece(TWO), piece(ONE)]))) as book:
        assert len({page.obj.Resources.objgen for page in book.pages}) == 1


def test_lines_are_laid_over_pages_as_if_they_had_been_drawn_there():
    sheet = over("Head", "7", "8", "9")
    places = [[(0, 1)], [(0, 0), (0, 2)], [(0, 0), (0, 3)]]
    book = joined([piece(ONE), piece(TWO)], [sheet], places)
    alone = characters(joined([sheet]))
    found = characters(book)
    plain = characters(joined([piece(ONE), piece(TWO)]))
    for page, places_here in enumerate(places):
        expected = Counter(plain[page])
        for _, line in places_here:
            expected.update(alone[line])
        expected = {item for item in expected if not item[0].isspace()}
        assert {item for item in found[page] if not item[0].isspace()} == expected


def test_a_line_of_many_pages_is_one_stream():
    places = [[(0, 0)], [(0, 0)], [(0, 0)]]
    with pikepdf.open(io.BytesIO(joined([piece(ONE), piece(TWO)], [over("Head")], places))) as book:
        assert len({page.Contents[1].objgen for page in book.pages}) == 1
        assert "/XObject" not in book.pages[0].Resources


@pytest.mark.parametrize("html", [PICTURE, FAINT, MASKED, FADING, GRADIENT])
def test_what_is_more_than_text_is_laid_over_as_a_form(html):
    book = joined([piece(ONE), piece(FAINT)], [piece(html)], [[(0, 0)], [(0, 0)]])
    blank = piece("<section></section>")
    assert pixels(joined([blank], [piece(html)], [[(0, 0)]])) == pixels(joined([piece(html)]))
    with pikepdf.open(io.BytesIO(book)) as document:
        forms = [page.Resources.XObject for page in document.pages]
        names = [
            {name for name in dict(form.items()) if name.startswith("/Over")} for form in forms
        ]
        assert len(names[0]) == 1 and names[0] == names[1]


def test_sheets_count_only_where_they_are_used():
    # Folios drawn for an earlier state of the book lie in the same sheet.
    lean, rich = over("7"), over("8", "7", "Qx")
    assert joined([piece(ONE)], [lean], [[(0, 0)]]) == joined([piece(ONE)], [rich], [[(0, 1)]])


def test_the_bytes_follow_the_pieces_and_nothing_else():
    book = joined([piece(html) for html in PIECES])
    assert book == joined([piece(html) for html in PIECES])
    assert book != joined([piece(html) for html in reversed(PIECES)])


def test_one_more_character_in_the_book_does_not_touch_a_piece():
    more = cut_faces(
        load_theme("classic", styles_folder()), frozenset("жω"), PRINT_BLOCKS, keep_ids=True
    )
    assert [face.origin for face in more] == [face.origin for face in FACES]
    assert [face.asset.data for face in more] != [face.asset.data for face in FACES]
    assert pixels(joined([piece(ONE)], faces=more)) == pixels(joined([piece(ONE)]))


def test_a_font_that_is_not_the_themes_stays_in_its_piece():
    # The italic is given to WeasyPrint as a font that the join does not know.
    faces = tuple(face for face in FACES if face.style == "normal")
    pieces = [piece(html, faces=faces) for html in (ONE, FAINT, ONE.replace("empty", "full"))]
    book = joined(pieces, faces=faces)
    single = rendered(ONE + FAINT + ONE.replace("empty", "full")).write_pdf()
    assert pixels(book) == pixels(single)
    assert characters(book) == characters(single)


@pytest.mark.parametrize("html", [TWO, FAINT])
def test_two_faces_of_one_name_are_kept_apart(html):
    # As when a book's font was changed, and the new one is called the same in the PDF. What is
    # faint is drawn in a form, which is the same in both pieces but for the font.
    italic = next(face for face in FACES if face.style == "italic")
    other = replace(italic, asset=replace(italic.asset, name="fonts/other.ttf"))
    drawing = piece(html)
    fonts = tuple(
        replace(font, face=other.asset.name) if font.face == FACES[0].asset.name else font
        for font in drawing.fonts
    )
    changed = replace(drawing, fonts=fonts)
    faces = (*FACES, other)
    upright, slanted = (pixels(joined([one], faces=faces)) for one in (drawing, changed))
    assert upright != slanted
    assert pixels(joined([drawing, changed], faces=faces)) == [*upright, *slanted]
    assert pixels(joined([changed, drawing], faces=faces)) == [*slanted, *upright]


def test_a_faint_line_brings_its_state_to_every_page():
    sheet = over('<span style="color: device-cmyk(0 0 0 1 / 0.25)">Head</span>')
    places = [[(0, 0)], [(0, 0)]]
    with pikepdf.open(io.BytesIO(joined([piece(ONE), piece(MASKED)], [sheet], places))) as document:
        for page in document.pages:
            assert b"/a0.25 gs" in page.Contents[1].read_bytes()
            assert page.Resources.ExtGState["/a0.25"]["/ca"] == pytest.approx(0.25)


def test_boxes_and_colours_survive():
    style = f"{STYLE} @page {{ bleed: 9px }} p {{ color: lab(50 40 30) }}"
    source = piece(ONE, style)
    with (
        pikepdf.open(io.BytesIO(source.pdf)) as before,
        pikepdf.open(io.BytesIO(joined([source]))) as after,
    ):
        for key in ("/MediaBox", "/TrimBox", "/BleedBox"):
            assert after.pages[0][key] == before.pages[0][key]
    assert pixels(joined([source])) == pixels(rendered(ONE, style).write_pdf())


def test_a_page_without_anything_can_bear_a_line():
    target = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(150, 112.5))
        for key in ("/Contents", "/Resources"):
            if key in page:
                del page[key]
        document.save(target)
    empty = Drawing(pdf=target.getvalue())
    book = joined([empty, empty], [over("Head")], [[], [(0, 0)]])
    assert pixels(book) == [pixels(joined([empty]))[0], pixels(joined([over("Head")]))[0]]


def test_the_information_is_that_of_a_single_layout():
    authors = (Person(name="Ada Quay"), Person(name="Ben Moor"))
    metadata = Metadata(
        title="Tide (1)", language="en", identifier="urn:x", slug="t", date="", authors=authors
    )
    html = "<title>Tide (1)</title>" + "".join(
        f'<meta name="author" content="{person.name}">' for person in authors
    )
    with (
        pikepdf.open(io.BytesIO(weasyprint.HTML(string=html).write_pdf())) as single,
        pikepdf.open(
            io.BytesIO(join([piece(ONE)], Furniture(), FACES, info=info_of(metadata)))
        ) as book,
    ):
        assert dict(book.docinfo.items()) == dict(single.docinfo.items())
        assert book.pdf_version == single.pdf_version
