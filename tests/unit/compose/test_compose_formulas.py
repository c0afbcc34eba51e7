"""Formulas in print: drawings on the baseline; in an e-book: MathML as it is."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from helpers.compose_samples import HTML, book, chapter, ereader, printed, tree
from helpers.sixty_formulas import SIXTY
from octavo.compose import formulas
from octavo.compose.footnotes import long_notes
from octavo.compose.formula_drawing import draw, missing_signs
from octavo.compose.formula_words import upright_fonts
from octavo.compose.formulas import draw_formulas
from octavo.compose.text_column import column_of
from octavo.compose.used_characters import characters_of
from octavo.findings.wording import remedy_of
from octavo.markdown.math_text import spelled
from octavo.markdown.mathml import characters, to_mathml
from octavo.markdown.tex_macros import Macros
from octavo.styling.layers import PRINT, layer
from octavo.styling.scripts import with_script
from octavo.styling.theme import load_theme, styles_folder
from octavo.text.xhtml_names import ANNOTATION, MATH

_WIDE = "+".join("abcdefghijklmnopqrstuvwxyz" * 2)


def images(composition):
    return list(tree(composition, "one").iter(f"{HTML}img"))


def words(composition):
    return b"".join(item.xhtml for item in composition.documents).decode()


def test_print_shows_a_drawing_with_its_words_on_the_baseline():
    composition = printed(book(chapter("# One\n\nSo $`\\frac{y}{2}`$ it is.")))
    (image,) = images(composition)
    assert image.get("alt") == "y/2"
    assert image.tail == " it\u00a0is."
    depth = re.search(r"vertical-align:-([\d.]+)em", image.get("style"))
    assert 0.1 < float(depth[1]) < 1
    asset = {f"asset:{item.name}": item for item in composition.images}[image.get("src")]
    assert asset.media_type == "image/svg+xml"
    assert not [item for item in etree.fromstring(asset.data).iter() if item.text]


def test_no_mathml_reaches_print_from_titles_notes_or_tables():
    text = "# $`x`$\n\nA[^1] $`y`$\n\n| a |\n|---|\n| $`z`$ |\n\n[^1]: N $`n`$\n"
    for document in printed(book(chapter(text))).documents:
        assert b"<math" not in document.xhtml
        assert b"data-line" not in document.xhtml


def test_equal_formulas_are_one_drawing():
    text = "# One\n\n$`x`$ $`x`$ $`x `$ $`y`$\n\n```math\nx\n```\n"
    composition = printed(book(chapter(text)))
    shown = [image.get("src") for image in images(composition)]
    assert len(shown) == 5
    assert len(set(shown)) == 3  # x in a line, y, x of a display
    assert {f"asset:{item.name}" for item in composition.images} == set(shown)


def test_a_formula_too_wide_to_be_read_is_said_with_its_line():
    composition = printed(book(chapter(f"# One\n\nText.\n\n```math\n{_WIDE}\n```\n")))
    (found,) = [item for item in composition.findings if item.code == "math-small"]
    assert (found.file, found.line) == ("manuscript/one.md", 5)
    assert "aligned" in remedy_of(found)


@pytest.mark.parametrize(
    "tex",
    [r"\underbrace{a}_{\textstyle AB}", r"\overset{\scriptstyle ab}{c}", r"a^{\displaystyle bc}"],
)
def test_a_style_of_several_letters_is_one_part_of_what_it_stands_in(tex):
    assert draw(to_mathml(tex, display=True)).width > 0


def test_a_formula_that_fits_is_not_remarked():
    composition = printed(book(chapter("# One\n\n```math\na + b + c\n```\n")))
    assert not composition.findings


def test_a_sign_that_the_math_font_lacks_leaves_the_formula_as_it_is_typed_in_print_alone():
    made = book(chapter("# One\n\nA $`x + 漢`$ b, $`y`$.\n\n```math\n漢\n```\n"))
    composition = printed(made)
    found = [(item.code, item.line, item.severity) for item in composition.findings]
    assert found == [("glyph-missing", 3, "warning"), ("glyph-missing", 5, "warning")]
    text = words(composition)
    assert '<span class="math-source"><code>x + 漢</code></span>' in text
    assert '<div class="math"><pre class="math-source whole"><code>漢</code></pre></div>' in text
    assert "<math" in words(ereader(made))


def test_a_formula_that_cannot_be_drawn_is_printed_as_typed_with_its_line(monkeypatch):
    def stumble(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr(formulas, "_drawn", stumble)
    composition = printed(book(chapter("# One\n\n$`x`$")))
    (found,) = composition.findings
    assert (found.code, found.line, found.severity) == ("math-undrawn", 3, "warning")
    assert '<span class="math-source"><code>x</code>' in words(composition)


def test_a_formula_in_a_note_leaves_the_note_at_the_foot():
    made = book(chapter("# One\n\nA[^1].\n\n[^1]: N $`\\frac{1}{2}`$.\n"))
    column = column_of(layer(load_theme("classic", styles_folder()), PRINT, ""))
    assert not long_notes(made.sections, column)
    composition = printed(made)
    assert not [item for item in composition.findings if item.code == "note-moved"]


def test_the_ebook_keeps_mathml_in_its_namespace_and_no_marks_of_ours():
    root = tree(ereader(book(chapter("# $`x`$\n\nA[^1] $`\\frac{a}{b}`$\n\n[^1]: $`n`$\n"))), "one")
    formulas = list(root.iter(MATH))
    assert [item.get("alttext") for item in formulas] == ["x", r"\frac{a}{b}", "n"]
    assert not [item for item in formulas if item.get("data-line")]


def test_the_ebook_keeps_the_tex_beside_each_formula():
    text = "# $`x`$\n\nA[^1] $`a + b`$\n\n```math\n\\frac{1}{2}\n```\n\n[^1]: $`n`$\n"
    formulas = list(tree(ereader(book(chapter(text))), "one").iter(MATH))
    assert len(formulas) == 4
    for math in formulas:
        (semantics,) = math
        _, note = semantics
        assert etree.QName(semantics).localname == "semantics"
        assert (note.tag, note.get("encoding")) == (ANNOTATION, "application/x-tex")
        assert note.text == math.get("alttext")
        assert "\\" not in set(characters(math)) | set(spelled(math))


@pytest.mark.parametrize("tex", SIXTY)
def test_print_draws_what_algebra_and_algorithms_write(tex):
    for display in (True, False):
        math = to_mathml(Macros().expand(tex), display=display)
        assert not missing_signs(math)
        made = draw(math)
        assert 0.5 < made.height < 6
        assert 0.5 < made.width < 30


def test_lines_of_an_array_are_drawn_between_its_cells():
    tex = r"\begin{array}{|c|c} \hline a & b \\ \hline c & d \end{array}"
    root = etree.fromstring(draw(to_mathml(tex, display=True)).asset.data)
    left, top, wide, high = map(float, root.get("viewBox").split())
    upright, level = [], []
    for bar in rects(root):
        x, y, width, height = (float(bar.get(name)) for name in ("x", "y", "width", "height"))
        assert left <= x and x + width <= left + wide + 0.01
        assert top <= y and y + height <= top + high + 0.01
        (upright if height > width else level).append((round(x), round(y)))
    assert len({x for x, _ in upright}) == 2
    assert len({y for _, y in level}) == 2
    assert (len(upright), len(level)) == (4, 4)


def test_signs_of_formulas_are_not_asked_of_the_books_fonts():
    made = ereader(book(chapter("# One\n\nPlain $`\\oint x \\bigoplus y`$ text.")))
    used = characters_of(item.xhtml for item in made.documents).all
    assert not used & set("∮⨁")
    assert set("Plain text.") <= used


@pytest.mark.parametrize("tex", [r"1+\frac{1}{@}", r"\sqrt{1+@}", r"\left(1+@\right)", "x^{@}"])
def test_a_deep_formula_is_measured_once_a_row(tex, monkeypatch):
    from octavo.compose import formula_drawing as drawing

    measured = []
    whole = drawing.Mrow._get_height_nostretch

    def counted(self, line, **kwargs):
        measured.append(1)
        return whole(self, line, **kwargs)

    monkeypatch.setattr(drawing.Mrow, "_get_height_nostretch", counted)
    counts = []
    for depth in (6, 12):
        nested = "x"
        for _ in range(depth):
            nested = tex.replace("@", nested)
        measured.clear()
        draw(to_mathml(nested, display=True))
        counts.append(len(measured))
    # Twice as deep may take a few times as many; without care it takes 64 times as many.
    assert counts[1] < counts[0] * 4


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{-b \pm \sqrt{b^2 - 4ac}}{2a}",
        r"\left(\sum_{i=1}^n x_i\right)^2",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\left\{ \frac{\left[ x \right]}{\left\langle y \middle| z \right\rangle} \right\}",
    ],
)
def test_measuring_once_draws_the_same(tex, monkeypatch):
    from octavo.compose import formula_drawing as drawing

    math = to_mathml(tex, display=True)
    ours = draw(math)
    monkeypatch.delattr(drawing._Row, "_get_height_nostretch")
    assert draw(math) == ours


def test_drawings_are_black_paths_alone():
    made = draw(to_mathml(r"\boxed{\frac{x}{2}} + \overline{AB}", display=True))
    root = etree.fromstring(made.asset.data)
    assert {etree.QName(item).localname for item in root.iter()} <= {
        *("svg", "symbol", "use", "path", "rect", "g", "line")
    }
    colours = {value for item in root.iter() for key, value in item.items() if key in _PAINT}
    assert colours <= {"black", "none"}


_PAINT = ("fill", "stroke", "color")


@pytest.mark.parametrize("tex", [r"\frac{x}{\frac{y}{2}}", r"\sqrt{2}", r"\overline{AB}"])
def test_bars_are_as_thick_as_is_asked(tex):
    math = to_mathml(tex, display=True)
    plain, thick = (etree.fromstring(draw(math, least).asset.data) for least in (0.0, 0.09))
    heights = [[float(bar.get("height")) for bar in rects(root)] for root in (plain, thick)]
    assert max(heights[0]) < 9.6
    assert heights[1] == pytest.approx([9.68] * len(heights[0]), abs=0.01)  # 9 of 93 units
    middles = [
        [float(bar.get("y")) + float(bar.get("height")) / 2 for bar in rects(root)]
        for root in (plain, thick)
    ]
    assert middles[0] == pytest.approx(middles[1], abs=0.02)
    # And all of it is within the picture.
    _, top, _, high = map(float, thick.get("viewBox").split())
    for bar in rects(thick):
        assert top <= float(bar.get("y"))
        assert float(bar.get("y")) + float(bar.get("height")) <= top + high


def rects(root):
    return list(root.iter("{http://www.w3.org/2000/svg}rect"))


def test_bars_in_small_type_are_as_thick_on_paper():
    half = "$`\\frac{1}{2}`$"
    text = f"# One\n\nA[^1] {half}\n\n| a |\n|---|\n| {half} |\n\n[^1]: N {half}\n"
    css = "html { font-size: 11pt; }"
    tokens = {"--thinnest": "0.75pt", "--size-small": "9pt"}
    made, assets, _ = draw_formulas(book(chapter(text)), css, tokens)
    bars = {
        name: float(bar.get("height")) * 0.93 / 100
        for name, asset in assets.items()
        for bar in rects(etree.fromstring(asset.data))
    }
    small, large = sorted(bars, key=bars.get, reverse=True)
    assert bars[large] * 11 == pytest.approx(0.75, abs=0.002)
    assert bars[small] * 9 == pytest.approx(0.75, abs=0.002)
    (section,) = made.sections
    assert [section.body.count(name) for name in (large, small)] == [1, 1]
    assert small in section.notes[0].body


def test_words_of_scripts_that_the_math_font_lacks_are_drawn_in_the_text_s_face():
    fonts = with_script(load_theme("classic", styles_folder()), "ko").fonts
    shown = draw(to_mathml(r"v_{\text{빠른 x}} = 힘", display=True), 0.0, upright_fonts(fonts))
    without = draw(to_mathml(r"v_{\text{x}} =", display=True))
    paths = [len(etree.fromstring(item.asset.data).findall("{*}path")) for item in (shown, without)]
    assert paths[0] == paths[1] + 3
    assert shown.width > without.width + 1


def test_a_formula_with_a_character_of_no_face_stays_as_it_is_typed():
    drawn, _, findings = draw_formulas(book(chapter("# One\n\n$`\\text{힘}`$")), "")
    assert "math-source" in drawn.sections[0].body
    assert [item.code for item in findings] == ["glyph-missing"]


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{pmatrix} a & b \\ {} \\ c & d \end{pmatrix}",
        r"\begin{aligned} a &= b \\ \\ c &= d \end{aligned}",
        r"\begin{pmatrix} a & \\ & d \end{pmatrix}",
    ],
)
def test_a_table_with_an_empty_row_or_cell_is_drawn(tex):
    drawn = draw(to_mathml(tex, display=True))
    letters = etree.fromstring(drawn.asset.data).findall("{*}use")
    assert len(letters) >= 2
    assert 0.8 < drawn.height < 6


@pytest.mark.parametrize("tex", ["a<b", r"\text{<s>}", r"x_{</s>}", r"\text{a & b}"])
def test_signs_of_markup_are_drawn(tex):
    assert draw(to_mathml(tex.replace("& b", r"\& b"), display=True)).width > 0


def test_quotation_marks_in_a_formula_can_be_drawn():
    text = '# One\n\n$\\text{if "low" < "high" \\& so}$ and $a \\& b < c$'
    composition = printed(book(chapter(text)))
    assert len(images(composition)) == 2 and not composition.findings
