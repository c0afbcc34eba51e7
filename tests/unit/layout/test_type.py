"""Pages painted without the theme's font files."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest
import weasyprint
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from weasyprint.pdf import stream
from weasyprint.text.fonts import FontConfiguration

from octavo.core.model import Face
from octavo.layout.asset_fetcher import AssetFetcher
from octavo.layout.page_painting import draw
from octavo.layout.unembedded_type import Drawing, UsedFont
from octavo.styling.faces import PRINT_BLOCKS, cut_faces, font_face_rules
from octavo.styling.theme import load_theme, styles_folder

FACES = cut_faces(load_theme("classic", styles_folder()), frozenset(), PRINT_BLOCKS, keep_ids=True)
ROMAN, ITALIC = FACES[0], FACES[1]
NAMES = {face.asset.name for face in FACES}


def rendered(body: str, faces: tuple[Face, ...] = FACES, style: str = ""):
    fonts = FontConfiguration()
    fetcher = AssetFetcher({face.asset.name: face.asset for face in faces})
    rules = font_face_rules(faces, "asset:")
    css = weasyprint.CSS(
        string=f'{rules} body {{ font-family: "{ROMAN.family}" }} {style}',
        url_fetcher=fetcher,
        font_config=fonts,
    )
    return weasyprint.HTML(string=f"<body>{body}").render(stylesheets=[css], font_config=fonts)


def font_files(pdf: bytes) -> set[str]:
    """Names of the fonts whose files are in a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            str(item.FontName)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        }


def test_the_themes_files_stay_out_and_what_was_used_is_told():
    drawing = draw(rendered("<p>A quay <em>by</em> night"), FACES)
    assert font_files(drawing.pdf) == set()
    roman, italic = drawing.fonts
    assert (roman.face, italic.face) == (ROMAN.asset.name, ITALIC.asset.name)
    assert {text for _, _, text in italic.glyphs} == {"b", "y"}
    cmap = TTFont(io.BytesIO(ITALIC.asset.data)).getBestCmap()
    order = TTFont(io.BytesIO(ITALIC.asset.data)).getReverseGlyphMap()
    assert {glyph for glyph, _, _ in italic.glyphs} == {order[cmap[ord(c)]] for c in "by"}


def test_other_fonts_are_embedded_as_ever():
    drawing = draw(rendered("<p>A quay <em>by</em> night"), (ROMAN,))
    assert [font.face for font in drawing.fonts] == [ROMAN.asset.name, ""]
    (name,) = font_files(drawing.pdf)
    assert name == f"/{drawing.fonts[1].base}"


def test_a_face_that_lacks_a_character_is_embedded():
    # No font at all has a character of the private planes.
    drawing = draw(rendered("<p>A quay \U0010fff0"), FACES)
    assert any(font.face == "" for font in drawing.fonts)
    assert len(font_files(drawing.pdf)) == sum(font.face == "" for font in drawing.fonts)


def test_svg_text_in_the_themes_font_needs_no_file():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
        f'<text y="20" font-family="{ROMAN.family}">Tide</text></svg>'
    )
    drawing = draw(rendered(svg), FACES)
    assert font_files(drawing.pdf) == set()
    assert {text for _, _, text in drawing.fonts[0].glyphs} >= set("Tide")


def test_pages_are_bare_and_closed():
    html = '<h1 id="a">One</h1><p><a href="#a">back</a> <a href="https://example.org/">out</a>'
    document = rendered(html)
    with pikepdf.open(io.BytesIO(draw(document, FACES).pdf)) as pdf:
        assert "/Outlines" not in pdf.Root and "/Names" not in pdf.Root
        assert "/Annots" not in pdf.pages[0]
        lines = pdf.pages[0].Contents.read_bytes().split()
        assert (lines[0], lines[-1]) == (b"q", b"Q")
        assert lines.count(b"q") == lines.count(b"Q")
    # The document itself keeps them: whoever reads the layout wants them.
    assert document.pages[0].links and document.pages[0].anchors


def test_what_is_wrapped_is_given_back():
    before = weasyprint.pdf.build_fonts_dictionary, stream.Font
    draw(rendered("<p>A"), FACES)
    assert (weasyprint.pdf.build_fonts_dictionary, stream.Font) == before


def test_a_width_is_the_same_at_every_size():
    font = TTFont(io.BytesIO(ROMAN.asset.data))
    scale_upem(font, 2048)
    target = io.BytesIO()
    font.save(target)
    face = replace(ROMAN, asset=replace(ROMAN.asset, data=target.getvalue()))
    text = "".join(chr(code) for code in range(0x41, 0x17F) if chr(code).isalpha())

    def widths(points: float) -> dict[int, float]:
        body = f'<p style="font-size: {points}pt; word-break: break-all">{text}'
        (used,) = draw(rendered(body, (face,)), (face,)).fonts
        assert used.face
        return {glyph: width for glyph, width, _ in used.glyphs}

    small = widths(0.7)
    assert small == widths(31)
    metrics = font["hmtx"].metrics
    order = font.getGlyphOrder()
    assert all(
        abs(width - metrics[order[glyph]][0] / 2.048) <= 0.5 for glyph, width in small.items()
    )


def test_fonts_survive_json():
    (font,) = draw(rendered("<p>An office quay"), FACES).fonts
    assert UsedFont.from_json(json.loads(json.dumps(font.to_json()))) == font


@pytest.mark.parametrize("stored", [{}, {"glyphs": [[1]]}, {"glyphs": [], "what": 1}])
def test_what_is_no_font_is_refused(stored):
    with pytest.raises((KeyError, TypeError, ValueError)):
        UsedFont.from_json(stored)


def test_whoever_joins_pages_does_not_load_weasyprint():
    code = "import sys, octavo.pdf.join; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_drawings_are_the_same_each_time():
    one, two = (draw(rendered("<p>A <em>quay</em>"), FACES) for _ in range(2))
    assert isinstance(one, Drawing) and one == two
    assert {font.face for font in one.fonts} <= NAMES
