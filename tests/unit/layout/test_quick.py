"""Less work gives the same bytes, and the same lines in the same places."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import weasyprint
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from weasyprint.draw import text as drawing
from weasyprint.layout import inline
from weasyprint.text.fonts import FontConfiguration

from octavo.layout.weasyprint.glyph_runs import GLYPH_RUNS
from octavo.layout.weasyprint.less_measuring import BELOW_FLOATS, STRUTS, TEXT_LAYOUTS
from octavo.layout.weasyprint.patch import in_place
from octavo.layout.weasyprint.patches import MENDED
from octavo.styling.scripts import with_script
from octavo.styling.theme import load_theme, styles_folder

#: What makes WeasyPrint do less, and what makes it do otherwise.
QUICK = (TEXT_LAYOUTS, GLYPH_RUNS, STRUTS, BELOW_FLOATS)
OTHERS = tuple(patch for patch in MENDED if patch not in QUICK)

WORDS = "The tide went out over the flats, and in the office the affair was left to Vera. "
ARABIC = "تركت الباب مفتوحا، ثُمَّ عدت إليه مع الفَجْرِ. "
CSS = """\
@page { size: 300px 420px; margin: 20px; @bottom-center { content: counter(page) } }
body { margin: 0; font: 16px/20px Words, serif; text-align: justify; hyphens: auto }
p { margin: 0; text-indent: 1em; widows: 2; orphans: 2 }
.cap { float: left; font-size: 52px; line-height: 40px }
.box { float: right; width: 80px; height: 50px }
.caps { font-variant-caps: all-small-caps; letter-spacing: 0.06em }
.old { font-variant-numeric: oldstyle-nums; font-feature-settings: "liga" 0 }
.unbound { font-style: normal; font-feature-settings: "liga" 0 }
.line i::after { content: leader(" . ") }
.cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; width: 120px }
.raised { vertical-align: super; font-size: 70% }
[dir=rtl] { font-family: Script; direction: rtl }
.pictured { font-family: Pictures }
"""
BOOKS = {
    "justified": f"<p>{WORDS * 14}</p><p>{WORDS * 9}</p>",
    "styles": f"<p>{WORDS * 3}<em>{WORDS}</em><b class=old>1868, office</b> <u>{WORDS}</u></p>"
    f"<p class=caps>{WORDS}</p><p style='word-spacing: 3px'>{WORDS}<s>lost</s></p>",
    "drop cap": f"<p><span class=cap>T</span>{WORDS * 12}</p><p>{WORDS * 8}</p>",
    "floats": f"<div class=box></div><p>{WORDS * 6}</p><div class=box></div><p>{WORDS * 6}"
    "<span class=box></span> more</p><p style='clear: both'>below</p>",
    "a float below another": f"<div class=box></div><p>{WORDS * 5}"
    f"<span class=box></span>{WORDS * 3}",
    "features": f"<p>{WORDS}<i class=unbound>office affair</i> office affair {WORDS}</p>",
    "leaders": "".join(
        f"<p class=line style='word-spacing: {more}px'>{WORDS[:20]}<i></i><b>{more}</b></p>"
        for more in range(9)
    ),
    "text in pictures": "<p><svg width=90 height=20><text x=5 y=12>Low Water . .</text></svg>.</p>",
    "ellipsis": f"<p class=cut>{WORDS}</p><p>{WORDS}</p>",
    "code": "<pre>if tide:\n\tgo(out)  # now</pre><p>one<br>two</p>",
    "raised": f"<p>{WORDS}<span class=raised>12</span> {WORDS}</p>",
    "right to left": f"<div dir=rtl lang=ar><p>{ARABIC * 12}</p></div>",
    "missing glyph": f"<p class=pictured>{WORDS} ꙮ A</p>",
    "pictured glyph": "<p class=pictured>A A A</p>",
}


def pictures() -> bytes:
    """A font whose A is an SVG picture."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((500, 500))
    pen.closePath()
    glyph = pen.glyph()
    font = FontBuilder(1000)
    font.setupGlyphOrder([".notdef", "A"])
    font.setupCharacterMap({65: "A"})
    font.setupGlyf({".notdef": glyph, "A": glyph})
    font.setupHorizontalMetrics({".notdef": (600, 0), "A": (600, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Pictures", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    picture = '<g id="glyph1"><rect width="9" height="9"/></g>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{picture}</svg>'
    font.font["SVG "] = newTable("SVG ")
    font.font["SVG "].docList = [(svg, 1, 1)]
    data = io.BytesIO()
    font.save(data)
    return data.getvalue()


@pytest.fixture(scope="module")
def faces(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("fonts") / "pictures.ttf"
    path.write_bytes(pictures())
    theme = with_script(load_theme("classic", styles_folder()), "ar")
    words = next(font.path for font in theme.fonts if font.role == "text")
    script = next(font.path for font in theme.fonts if font.family == "Amiri")
    named: dict[str, Path] = {"Words": words, "Script": script, "Pictures": path}
    return "".join(
        f"@font-face {{ font-family: {name}; src: url({file.as_uri()}) }}\n"
        for name, file in named.items()
    )


def rendered(html: str, css: str) -> bytes:
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=css, font_config=fonts)
    document = weasyprint.HTML(string=f"<html lang=en><body>{html}")
    return document.write_pdf(stylesheets=[style], font_config=fonts, uncompressed_pdf=True)


@pytest.fixture(autouse=True)
def one_moment(monkeypatch):
    # A cut font says when it was cut.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("others", [(), OTHERS])
def test_the_bytes_are_those_of_weasyprint_alone(faces, book, others):
    with in_place(*others):
        plain = rendered(BOOKS[book], faces + CSS)
    with in_place(*(patch for patch in MENDED if patch in (*QUICK, *others))):
        quick = rendered(BOOKS[book], faces + CSS)
    assert quick == plain


def test_plain_lines_are_written_here_and_others_by_weasyprint(faces, monkeypatch):
    theirs: list[str] = []
    draw = drawing.draw_first_line

    def watched(stream, box, *rest):
        theirs.extend([box.text] if box.text.strip() else [])
        return draw(stream, box, *rest)

    monkeypatch.setattr(drawing, "draw_first_line", watched)
    with in_place(*QUICK):
        rendered(BOOKS["styles"], faces + CSS)
        assert theirs == []
        rendered(f"<p class=cut>{WORDS}</p><p class=pictured>A</p>", faces + CSS)
    assert {text.strip() for text in theirs} == {WORDS.strip(), "A"}


def test_lines_below_a_float_are_not_measured_for_it(faces, monkeypatch):
    measured: list[object] = []
    plain = inline.inline_min_content_width

    def watched(*arguments, **more):
        measured.append(arguments)
        return plain(*arguments, **more)

    monkeypatch.setattr(inline, "inline_min_content_width", watched)
    rendered(BOOKS["drop cap"], faces + CSS)
    before = len(measured)
    with in_place(*QUICK):
        rendered(BOOKS["drop cap"], faces + CSS)
    assert 0 < len(measured) - before <= before / 4
