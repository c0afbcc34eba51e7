"""The theme's fonts as a joined PDF holds them, read back with fontTools and pikepdf."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from octavo.core.model import Asset
from octavo.layout.unembedded_type import UsedFont
from octavo.pdf.embedded_type import cut, embed, united
from octavo.styling.faces import PRINT_BLOCKS, cut_faces
from octavo.styling.theme import load_theme, styles_folder

FACE = cut_faces(load_theme("classic", styles_folder()), frozenset(), PRINT_BLOCKS, keep_ids=True)[
    0
]
FONT = TTFont(io.BytesIO(FACE.asset.data))


def number(character: str) -> int:
    return FONT.getGlyphID(FONT.getBestCmap()[ord(character)])


def outline(font: TTFont, glyph: int) -> list:
    pen = RecordingPen()
    font.getGlyphSet()[font.getGlyphOrder()[glyph]].draw(pen)
    return pen.value


def used(*glyphs: tuple[int, float, str], name: str = "ABCDEF") -> UsedFont:
    return UsedFont(
        name=name,
        face=FACE.asset.name,
        base=f"{name}+EB-Garamond",
        family="EB Garamond",
        flags=4,
        ascent=1007,
        descent=-298,
        stem_v=80,
        stem_h=80,
        glyphs=glyphs,
    )


def postscript() -> bytes:
    """A small font whose outlines are PostScript's."""
    builder = FontBuilder(1000, isTTF=False)
    names = [".notdef", "A", "B"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({65: "A", 66: "B"})
    pen = T2CharStringPen(500, None)
    pen.moveTo((0, 0))
    pen.lineTo((300, 0))
    pen.lineTo((300, 700))
    pen.closePath()
    shape = pen.getCharString()
    builder.setupCFF("Own", {}, dict.fromkeys(names, shape), {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    target = io.BytesIO()
    builder.save(target)
    return target.getvalue()


def test_a_cut_keeps_numbers_and_outlines_and_drops_the_rest():
    kept = {number(character) for character in "Aqß"}
    font = TTFont(io.BytesIO(cut(FACE.asset.data, kept)))
    assert font["maxp"].numGlyphs == max(kept) + 1
    for glyph in kept:
        assert outline(font, glyph) == outline(FONT, glyph) != []
    assert all(not outline(font, glyph) for glyph in range(1, max(kept)) if glyph not in kept)
    assert not {"GSUB", "GPOS", "BASE"} & set(font.keys())
    assert len(cut(FACE.asset.data, kept)) < len(FACE.asset.data) / 5


def test_a_cut_is_the_same_each_time():
    one, two = ({number("a"), number("z")}, {number("z"), number("a")})
    assert cut(FACE.asset.data, one) == cut(FACE.asset.data, two)


def test_uses_unite_and_the_first_says_what_a_glyph_is():
    whole = united([used((5, 400, "e"), (9, 250, "ﬁ")), used((2, 300, "b"), (5, 400, "E"))])
    assert whole.glyphs == ((2, 300, "b"), (5, 400, "e"), (9, 250, "ﬁ"))


def test_a_font_is_written_as_readers_expect_it():
    with pikepdf.new() as pdf:
        font = used((4, 400, "a"), (5, 450.5, "ffi"), (9, 250, "😀"))
        (made,) = embed(pdf, [font], {FACE.asset.name: FACE.asset})
        assert (made.Subtype, made.Encoding) == ("/Type0", "/Identity-H")
        (inner,) = made.DescendantFonts
        assert (inner.Subtype, inner.CIDToGIDMap) == ("/CIDFontType2", "/Identity")
        assert str(inner.BaseFont) == str(made.BaseFont) == "/ABCDEF+EB-Garamond"
        assert inner.W.unparse() == b"[ 4 [ 400 450.5 ] 9 [ 250 ] ]"
        about = inner.FontDescriptor
        assert (about.Ascent, about.Descent, about.Flags) == (1007, -298, 4)
        assert len(about.FontFile2.read_bytes()) == about.FontFile2.Length1
        _, _, shown = made.ToUnicode.read_bytes().partition(b"beginbfchar")
        lines = re.findall(rb"<(\w{4})> <(\w*)>\n", shown)
        texts = {int(code, 16): bytes.fromhex(t.decode()).decode("utf-16-be") for code, t in lines}
        assert texts == {4: "a", 5: "ffi", 9: "😀"}


def test_a_cmap_has_no_block_of_more_than_a_hundred():
    with pikepdf.new() as pdf:
        font = used(*((glyph, 500, "x") for glyph in range(1, 252)))
        (made,) = embed(pdf, [font], {FACE.asset.name: FACE.asset})
        cmap = made.ToUnicode.read_bytes()
    assert re.findall(rb"(\d+) beginbfchar", cmap) == [b"100", b"100", b"51"]
    assert cmap.count(b"endbfchar") == 3


@pytest.mark.parametrize(("widths", "flags"), [((500, 500), 5), ((500, 499), 4), ((500,), 4)])
def test_a_font_of_one_width_says_so(widths, flags):
    with pikepdf.new() as pdf:
        font = used(*((number + 1, width, "x") for number, width in enumerate(widths)))
        (made,) = embed(pdf, [font], {FACE.asset.name: FACE.asset})
        assert made.DescendantFonts[0].FontDescriptor.Flags == flags


def test_two_names_of_a_face_share_its_file():
    with pikepdf.new() as pdf:
        fonts = [used((4, 400, "a")), used((9, 400, "b"), name="GHIJKL")]
        made = embed(pdf, fonts, {FACE.asset.name: FACE.asset})
        files = {font.DescendantFonts[0].FontDescriptor.FontFile2.objgen for font in made}
        assert len(files) == 1


def test_postscript_outlines_are_embedded_as_opentype():
    asset = Asset(name="fonts/own.otf", media_type="font/otf", data=postscript())
    with pikepdf.new() as pdf:
        font = UsedFont(name="A", face=asset.name, base="A+Own", glyphs=((2, 500, "B"),))
        (made,) = embed(pdf, [font], {asset.name: asset})
        (inner,) = made.DescendantFonts
        assert inner.Subtype == "/CIDFontType0"
        file = inner.FontDescriptor.FontFile3
        assert file.Subtype == "/OpenType"
        kept = TTFont(io.BytesIO(file.read_bytes()))
        assert outline(kept, 2) and not outline(kept, 1)
