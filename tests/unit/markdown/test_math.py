"""Formulas: what becomes MathML, what stays text, and what is refused with its line."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from helpers.sixty_formulas import SIXTY
from octavo.findings.wording import message_of, remedy_of
from octavo.markdown.math_text import spelled
from octavo.markdown.mathml import to_mathml
from octavo.markdown.tex_macros import Macros
from octavo.markdown.tex_signs import TexError
from octavo.text.xhtml_names import MATHML

M = f"{{{MATHML}}}"


def formulas(section, part="body"):
    holder = etree.fromstring(
        f'<div xmlns:epub="http://www.idpf.org/2007/ops">{getattr(section, part)}</div>'
    )
    return list(holder.iter(f"{M}math"))


def shape(tex, display=True):
    """The MathML as a string of element names and texts."""

    def one(element):
        name = etree.QName(element).localname
        inner = "".join(one(child) for child in element) or (element.text or "")
        return f"{name}({inner})"

    return "".join(one(child) for child in to_mathml(tex, display=display))


def test_code_between_dollars_is_a_formula_of_the_line(parse):
    section = parse("Einstein wrote $`E = mc^2`$ there.")
    (math,) = formulas(section)
    assert math.get("alttext") == "E = mc^2"
    assert math.get("display") is None
    assert math.tail == " there."
    assert not section.findings


def test_a_fence_called_math_is_a_display_with_its_id_and_classes(parse):
    section = parse("```math {#energy .wide}\nE = mc^2\n```\n\n~~~{.math #other}\nx\n~~~")
    first, second = formulas(section)
    assert first.get("display") == "block"
    holder = first.getparent()
    assert (holder.tag, holder.get("id"), holder.get("class")) == ("div", "c--energy", "wide math")
    assert second.getparent().get("id") == "c--other"


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5, or $`x` in code.",
        "Written `` $`x`$ `` in Markdown.",
        r"An escaped \$`x`$ sign.",
        "````\n```math\nx\n```\n````",
        "    $`x`$ in indented code",
    ],
)
def test_what_is_no_formula_stays_text(parse, text):
    section = parse(text)
    assert not formulas(section)
    assert not section.findings


def test_formulas_stand_in_headings_notes_tables_captions_and_titles(parse):
    text = (
        "## Root $`\\sqrt{2}`$\n\nText[^1].\n\n[^1]: A $`n`$.\n\n"
        '| a |\n|---|\n| $`t`$ |\n\n![x](a.svg "A $`c[1]`$ `d`")\n'
    )
    section = parse(text, title="# On $`x^2`$\n\n")
    assert section.title_text == "On x²"
    assert [item.text for item in section.headings] == ["Root √2"]
    assert [item.get("alttext") for item in formulas(section)] == [r"\sqrt{2}", "t", "c[1]"]
    assert [item.get("alttext") for item in formulas(section, "title")] == ["x^2"]
    assert "alttext" in section.notes[0].body
    assert "<code>d</code>" in section.body


def test_nothing_of_markdown_reads_a_formula(parse):
    section = parse('A $`a_1 * b_2 * "c" -- [x](y) HTML`$.\n\n*[HTML]: no\n')
    (math,) = formulas(section)
    assert math.get("alttext") == 'a_1 * b_2 * "c" -- [x](y) HTML'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n\n$`\\foo`$", 5, r"\foo is not known"),
        ("a\n\n```math\n\\frac{1}\n```", 5, "lacks"),
        ('![x](a.svg "A $`}`$")', 3, "} closes nothing"),
        ("> a\n> $`x^`$", 4, "nothing stands behind"),
        ("[^1]\n\n[^1]: N $`a & b`$", 5, "& stands outside"),
        ("x\n\n::: example\n$`{`$\n:::", 6, "never closed"),
    ],
)
def test_tex_that_cannot_be_read_is_said_with_its_line(parse, text, line, words):
    found = [item for item in parse(text).findings if item.code == "math-unreadable"]
    assert [(item.line, item.severity.value) for item in found] == [(line, "warning")]
    assert words in message_of(found[0])
    assert remedy_of(found[0])


@pytest.mark.parametrize(
    "tex",
    [
        "", "% only a comment", "{}", r"\,", "{x", "x}", "a}{b", "x^", "x^2^3", "x_1_2",
        r"\frac{1}",
        r"\frac", r"\sqrt", r"\sqrt[3", r"\foo{x}", r"\ce{H2O}", "a & b", r"{a \\ b}", "$x$",
        "x # y",
        r"\left( x", r"x \right)", r"\left x", r"\middle|", r"\begin{matrix} a", r"\end{matrix}",
        r"\begin{matrix} a \end{pmatrix}", r"\begin{foo} x \end{foo}", r"\begin{}", r"\begin",
        r"\begin{array} a \end{array}", r"\begin{array}{c?c} a & b \end{array}", r"\hline",
        r"\begin{pmatrix} \hline a \end{pmatrix}", r"\begin{array}{c} \cline{x} a \end{array}",
        r"\begin{array}{||} a \end{array}", r"\text{a $x}", r"\text", r"\text{\em x}",
        r"\text{\textbf x}", r"\href{javascript:x}{y}", r"\style{color:red}{x}",
        r"\unicode{x41}", r"\label{a}", r"\color{red}", r"\tag",
        r"\hspace{x}", r"\limits", r"\nolimits", r"\not", r"\'e",
        r"\Bigg", r"\[x\]", r"\verb|x|", r"\rule{1em}{1em}", "&#x41;", r"\operatorname{a^b}",
        r"\Bigl", r"\Bigl x", r"\bigl\frac",
        "{" * 300 + "x" + "}" * 300, r"\sqrt" * 700 + " x", r"\hat " * 700 + "x", "x" * 5000,
        r"\left(" * 40 + r"\right)" * 40, "\x00",
    ],
)  # fmt: skip
def test_what_would_be_shown_wrongly_is_refused(tex):
    with pytest.raises(TexError) as caught:
        to_mathml(tex, display=True)
    assert message_of(caught.value.finding)
    assert remedy_of(caught.value.finding)


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\frac{a}{b}", "mfrac(mi(a)mi(b))"),
        (r"\mathrm{d}x", "mrow(mi(d)mi(x))"),
        (r"\mathbf{xy}", "mrow(mi(𝐱)mi(𝐲))"),
        (r"\mathbb{RC}", "mrow(mi(ℝ)mi(ℂ))"),
        (r"\mathit{h}", "mi(ℎ)"),
        (r"\not=", "mo(≠)"),
        (r"\cancelto{0}{x}", "msup(menclose(mi(x))mn(0))"),
        (r"\nicefrac{1}{2}", "mrow(msup(mrow()mn(1))mspace()mo(/)mspace()msub(mrow()mn(2)))"),
        (r"\root 3 \of x", "mroot(mi(x)mn(3))"),
        (r"\arg z", "mrow(mo(arg)mi(z))"),
        (r"\mathop{\rm rank}_x y", "mrow(munder(mo(rank)mi(x))mi(y))"),
        (r"\mathop{\mathbf{D}E} y", "mrow(mo(𝐃E)mi(y))"),
        (r"\dv{f}{x}", "mfrac(mrow(mi(d)mi(f))mrow(mi(d)mi(x)))"),
        (r"\norm{v}", "mrow(mo(‖)mi(v)mo(‖))"),
        (r"a \kern 3pt b", "mrow(mi(a)mspace()mi(b))"),
        (r"\matrix{a & b \cr c & d}", "mtable(mtr(mtd(mi(a))mtd(mi(b)))mtr(mtd(mi(c))mtd(mi(d))))"),
        (r"a \\ b", "mtable(mtr(mtd(mi(a)))mtr(mtd(mi(b))))"),
        (r"a \pm b", "mrow(mi(a)mo(±)mi(b))"),
        (r"\left< x \right>", "mrow(mo(⟨)mi(x)mo(⟩))"),
        (r"\text{if $x$}", "mrow(mtext(if\u00a0)mi(x))"),
        (r"\text{5 \% \& \$}", "mtext(5\u00a0%\u00a0&\u00a0$)"),
        (r"\lim_{x} y", "mrow(munder(mo(lim)mi(x))mi(y))"),
        (r"a % a comment", "mi(a)"),
        (r"\begin{equation} x \end{equation}", "mi(x)"),
    ],
)
def test_formulas_are_converted_as_tex_means_them(tex, expected):
    assert shape(tex) == expected


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\SI{-1.25e3}{\metre}", "mrow(mo(−)mn(1.25)mo(×)msup(mn(10)mn(3))mspace()mtext(m))"),
        (r"\si{\kilo\metre\per\hour}", "mrow(mtext(km)mspace()msup(mtext(h)mrow(mo(−)mn(1))))"),
        (
            r"\unit{kg.m/s^2}",
            "mrow(mtext(kg)mspace()mtext(m)mspace()msup(mtext(s)mrow(mo(−)mn(2))))",
        ),
        (r"\unit{\per\square\second}", "msup(mtext(s)mrow(mo(−)mn(2)))"),
        (r"\unit{\metre\cubed}", "msup(mtext(m)mn(3))"),
        (r"\qty{20}{\degreeCelsius}", "mrow(mn(20)mspace()mtext(°C))"),
        (r"\num{12345,5}", "mrow(mn(12)mspace()mn(345.5))"),
        (r"\num{e-7}", "msup(mn(10)mrow(mo(−)mn(7)))"),
        (r"\ang{45;30}", "mrow(mn(45)mtext(°)mn(30)mtext(′))"),
        (r"\SIrange{2}{3}{\percent}", "mrow(mn(2)mtext(–)mn(3)mspace()mtext(%))"),
    ],
)
def test_numbers_and_units_are_written_out(tex, expected):
    assert shape(tex) == expected


@pytest.mark.parametrize(
    "tex", [r"\SI{many}{\metre}", r"\SI{1}{\furlongs}", r"\num{1.2.3}", r"\qty{1}"]
)
def test_numbers_and_units_that_cannot_be_read_are_refused(tex):
    with pytest.raises(TexError) as caught:
        to_mathml(tex, display=True)
    assert "is not known" in message_of(caught.value.finding)


@pytest.mark.parametrize(
    "tex", [r"\begin{aligned} a \end{aligned}", r"\mathop{\frac{a}{b}} y", r"\mathop{\sum\sum}_i"]
)
def test_no_sign_holds_elements_and_no_value_is_empty(tex):
    for element in to_mathml(tex, display=True).iter():
        assert not (len(element) and element.tag.endswith(("}mo", "}mi", "}mn", "}mtext")))
        assert all(value.strip() for value in element.attrib.values())


def test_strokes_say_how_they_run():
    for tex, names in (
        (r"\cancel{x}", "updiagonalstrike"),
        (r"\xcancel{x}", "updiagonalstrike downdiagonalstrike"),
        (r"\boxed{x}", "boxed"),
    ):
        (enclosed,) = to_mathml(tex, display=True).iter("{*}menclose")
        assert enclosed.get("class") == names


@pytest.mark.parametrize("tex", SIXTY)
def test_what_algebra_and_algorithms_write_is_read(tex):
    for display in (True, False):
        math = to_mathml(Macros().expand(tex), display=display)
        text = "".join(math.itertext())
        assert not [sign for sign in text if "\ue000" <= sign <= "\uf8ff" or sign in "\\$&"]
        for element in math.iter():
            name = etree.QName(element).localname
            assert len(element) == _CHILDREN.get(name, len(element))


_CHILDREN = {
    **dict.fromkeys(["mfrac", "mroot", "msub", "msup", "mover", "munder"], 2),
    **dict.fromkeys(["msubsup", "munderover"], 3),
}


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\Bigl\lfloor x \Bigr\rfloor", "mrow(mo(⌊)mi(x)mo(⌋))"),
        (r"\biggl< x \bigm\| y \biggr.", "mrow(mo(⟨)mi(x)mo(‖)mi(y))"),
        (r"\begin{pmatrix} a \end{pmatrix}^n b",
         "mrow(msup(mrow(mo(()mtable(mtr(mtd(mi(a))))mo()))mi(n))mi(b))"),
        (r"\begin{pmatrix} a \end{pmatrix}'", "msup(mrow(mo(()mtable(mtr(mtd(mi(a))))mo()))mi(′))"),
        (r"\color[rgb]{1,0,0} a \textcolor{red}{b} \label{x}", "mrow(mi(a)mi(b))"),
        (r"a \tag{2}", "mrow(mi(a)mspace()mtext((2)))"),
        (r"\text{a {b} \textbf{c $d$} \% --- ``e''}",
         "mrow(mtext(a\u00a0b\u00a0)mtext(c\u00a0)mi(d)mtext(\u00a0%\u00a0—\u00a0“e”))"),
        (r"\operatorname{\mathrm{Hom}_}".replace("_", ""), "mo(Hom)"),
        (r"\operatorname*{arg\,max}_x y", "mrow(munder(mo(arg max)mi(x))mi(y))"),
        (r"f\colon A", "mrow(mi(f)mo(:)mi(A))"),
        (r"a \sim b", "mrow(mi(a)mo(∼)mi(b))"),
        (r"\xrightarrow{f}", "mover(mo(→)mrow(mspace()mi(f)mspace()))"),
        (r"\begin{alignat}{2} x & y \end{alignat}", "mtable(mtr(mtd(mi(x))mtd(mi()mi(y))))"),
        (r"\begin{array}[t]{@{}*{2}{c}@{}} a & b \end{array}",
         "mtable(mtr(mtd(mi(a))mtd(mi(b))))"),
        (r"\begin{rcases} a \end{rcases}", "mrow(mo()mtable(mtr(mtd(mi(a))))mo(}))"),
    ],
)  # fmt: skip
def test_what_latex2mathml_does_not_know_is_said_in_what_it_knows(tex, expected):
    assert shape(tex) == expected


@pytest.mark.parametrize("tex", [r"a = b \\", r"\begin{equation} a = b \\ \end{equation}"])
def test_the_end_of_the_last_line_is_nothing(tex):
    assert shape(tex) == shape("a = b")


def test_bars_of_an_array_may_be_escaped_as_in_a_table():
    bare, escaped = (
        [
            cell.get("class")
            for cell in to_mathml(
                rf"\begin{{array}}{{{columns}}} a & b \end{{array}}", display=True
            ).iter(f"{M}mtd")
        ]
        for columns in ("|c|c|", r"\|c\|c\|")
    )
    assert bare == escaped and len(bare) == 2


def test_lines_of_an_array_are_classes_of_its_cells():
    tex = r"\begin{array}{|l|c} \hline a & b \\ \cline{2-2} c \\ \hline \end{array}"
    cells = [cell.get("class") for cell in to_mathml(tex, display=True).iter(f"{M}mtd")]
    assert cells == [
        "left line-left line-above",
        "line-left line-above",
        "left line-left line-below",
        "line-left line-above line-below",
    ]


def test_a_table_in_a_table_keeps_its_own_lines():
    inner = r"\begin{array}{c|c} x & y \end{array}"
    tex = rf"\underset{{{inner}}}{{\begin{{array}}{{|c}} {inner} \\ z \end{{array}}}}"
    made = [
        (cell.get("class"), "".join(cell.itertext()))
        for cell in to_mathml(tex, display=True).iter(f"{M}mtd")
    ]
    assert made == [
        ("line-left", "xy"), (None, "x"), ("line-left", "y"), ("line-left", "z"),
        (None, "x"), ("line-left", "y"),
    ]  # fmt: skip


def test_multiline_formulas_begin_left_and_end_right():
    tex = r"\begin{multline} a \\ b \\ c \end{multline}"
    cells = [cell.get("class") for cell in to_mathml(tex, display=True).iter(f"{M}mtd")]
    assert cells == ["left", None, "right"]


def test_limits_stand_beside_an_operator_of_the_line():
    assert shape(r"\lim_{x} y", display=False) == "mrow(msub(mo(lim)mi(x))mi(y))"
    assert "munderover" in shape(r"\left(\sum_{i}^{n} i\right)")
    assert "munderover" not in shape(r"\frac{\sum_{i}^{n} i}{2}")


def test_aligned_lines_become_a_table_of_two_columns():
    for name in ("align", "align*", "aligned", "split"):
        made = shape(rf"\begin{{{name}}} x &= y \\[2pt] z &= w \nonumber \end{{{name}}}")
        assert made.count("mtr(") == 2
        assert made.count("mtd(") == 4
        assert "(1)" not in made and "&" not in made and "2pt" not in made


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("E = mc^2", "E = mc²"),
        (r"\frac{a + b}{2}", "(a + b)/2"),
        (r"\sqrt{x + 1}", "√(x + 1)"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"x_1^{10}", "x₁¹⁰"),
        (r"a^{b + c}", "a^(b + c)"),
        (r"\vec{v}", "v⃗"),
        (r"\sin x", "sin x"),
        (r"\sum_{i=1}^\infty i", "∑ᵢ₌₁^∞ i"),
        (r"\mathbb{R}^n", "Rⁿ"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "((a, b; c, d))"),
    ],
)
def test_where_only_text_can_stand_a_formula_is_spelled(tex, text):
    assert spelled(to_mathml(tex, display=False)) == text


@pytest.mark.parametrize(("begin", "end"), [("$$", "$$ {#sum}"), ("\\\\[", "\\\\]")])
def test_an_environment_in_a_display_of_several_lines_belongs_to_it(parse, begin, end):
    inner = "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}"
    section = parse(f"Words\n{begin}\n{inner}\n{end}\ngo on.\n\n> {begin}{inner[:13]}\n> x\n> $$")
    (math,) = formulas(section)
    assert math.get("alttext") == " ".join(inner.split())
    assert math.getparent().get("id") == ("c--sum" if "sum" in end else None)
    assert [item.text for item in math.getparent().getparent().iter("p")][:2] == ["Words", "go on."]


def test_a_formula_in_the_words_of_a_formula_does_not_end_it(parse):
    (math,) = formulas(parse(r"A $x \text{ if $x$ is odd}$ b, 5$ and \text{$ c."))
    assert math.get("alttext") == r"x \text{ if $x$ is odd}"
    assert math.tail.startswith(" b, 5$")


def test_commands_hold_from_their_definition_to_the_end_of_the_chapter(parse):
    section = parse(
        "\\newcommand{\\R}{\\mathbb{R}}\n\n$$\\def\\p#1#2{(#1 \\mid #2)}$$\n\n"
        "Of $\\p{x}y$ and $\\R^n$.\n\n$`\\renewcommand*{\\R}[1][k]{R_{#1}} \\R[2] + \\R`$\n"
        "\n$$\\let\\S\\R \\DeclareMathOperator{\\rk}{rk}$$ $\\rk\\S$\n"
    )
    assert [math.get("alttext") for math in formulas(section)] == [
        r"(x \mid y)", r"\mathbb{R}^n", "R_{2} + R_{k}", r"\operatorname{rk}R_{k}",
    ]  # fmt: skip
    assert "newcommand" not in section.body
    assert section.body.count("<p") + section.body.count("<div") == 3
    assert not section.findings


@pytest.mark.parametrize(
    "tex",
    [
        r"\def\a{\a\a}\a", r"\newcommand{\a}{\b}\newcommand{\b}{\a}\b", r"\newcommand{x}{y}",
        r"\newcommand", r"\newcommand{\a}", r"\newcommand{\a}[x]{y}", r"\def\a[#1]{x}\a",
        r"\newcommand{\a}[2]{#1#2}\a x", r"\let x", r"\newcommand{\a}{\foo}\a",
        r"\newcommand{\a}[1]{#1#1#1#1#1#1#1#1}\a{\a{\a{\a{\a{\a{\a x}}}}}}",
    ],
)  # fmt: skip
def test_definitions_without_sense_leave_the_formula_as_typed(parse, tex):
    section = parse(f"a\n\n$`{tex}`$")
    (found,) = section.findings
    assert (found.code, found.line) == ("math-unreadable", 5)
    assert message_of(found) and remedy_of(found)
    assert "math-source" in section.body


def test_the_same_tex_gives_the_same_bytes(parse):
    text = "$`\\frac{a}{b}`$ and $`x`$ and $`x`$\n"
    assert parse(text) == parse(text)


def test_a_formula_runs_from_left_to_right_in_every_book(parse):
    (math,) = formulas(parse("ב $`a + b`$", language="he"))
    assert math.get("dir") == "ltr"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (r"\\(\begin{pmatrix} a \\\\ b \end{pmatrix}\\)", r"\begin{pmatrix} a \\ b \end{pmatrix}"),
        (r"\\(\\{a_1\\} \\, b\_1\\)", r"\{a_1\} \, b_1"),
        (r"\\(a \\| b\\)", r"a \| b"),
        (r"$`a = 1 \\`$", "a = 1"),
    ],
)
def test_backslashes_that_another_tool_takes_out(body, text, same):
    shown = [body(f"x {typed}") for typed in (text, f"$`{same}`$")]
    bare = [re.sub(r' alttext="[^"]*"', "", one) for one in shown]
    assert bare[0] == bare[1]


@pytest.mark.parametrize(
    ("typed", "environment"),
    [
        (r"a = 1 \\ b = 2", "gathered"),
        (r"a &= 1 \\ b &= 2", "aligned"),
        (r"a = 1 \\\\ b = 2", "gathered"),
    ],
)
def test_lines_without_an_environment_are_lines(body, typed, environment):
    whole = typed.replace(r"\\\\", r"\\")
    shown = (
        body(f"$$\n{typed}\n$$"),
        body(f"$$\n\\begin{{{environment}}} {whole} \\end{{{environment}}}\n$$"),
    )
    tables = [re.search(r"<mtable.*</mtable>", one) for one in shown]
    assert tables[0][0] == tables[1][0]


def test_a_formula_of_spaces_alone_indents(parse):
    section = parse("\\\\(\\quad\\\\) a $`\\qquad`$b\n\n$$\n\\quad\n$$\n")
    assert "<p>\u2003 a \u2003\u2003b</p>" in section.body
    assert not section.findings


def test_a_display_of_nothing_is_none(body):
    assert body("One. $$ $$\nTwo $$a$$.").startswith('<p>One.\nTwo </p><div class="math"><math')
    assert body("It costs $$$$.") == "<p>It costs $$$$.</p>"


def test_an_aligned_column_alone_says_nothing_of_its_spaces():
    math = to_mathml(r"\begin{aligned} a = b \\ c = d \end{aligned}", display=True)
    assert math.find(f".//{M}mtable").get("columnspacing") is None


@pytest.mark.parametrize("sign", ["=", "-", "+ c", "- c", "1. c", "> c"])
def test_lines_of_a_display_are_nothing_else(parse, sign):
    section = parse(f"So\n\n$$\na\n{sign}\nb\n$$ {{#eq-tide}}\n\nand\n$$\na\n{sign}\n$$\non.")
    assert len(formulas(section)) == 2
    assert not re.search("<(h1|h2|ul|ol|blockquote)", section.body)
    assert 'id="c--eq-tide"' in section.body and "<p>on.</p>" in section.body


def test_a_dollar_line_in_prose_begins_no_display_without_an_end(parse):
    section = parse("$$\na\n\n- b\n\n$$ c")
    assert "<li>" in section.body


def test_a_display_among_words_stands_apart_with_the_stop_behind_it(parse):
    section = parse("So $$a$$, where *x*\nand $$b$$.\n\n- low $$c$$ high\n\n*in $$d$$ it*")
    plain = re.sub("<math.*?</math>", "M", section.body, flags=re.DOTALL)
    assert " ".join(re.sub(' data-line="[0-9]*"', "", plain).split()) == (
        '<p>So </p> <div class="math">M,</div><p>where <em>x</em> and </p>'
        '<div class="math">M.</div><ul> <li>low <div class="math">M</div>high</li> </ul>'
        " <p><em>in M it</em></p>"
    )


@pytest.mark.parametrize("text", ["$$\na\n$$ (eq:tide)", "$$a$$ (eq:tide)", "So\n$$a$$ (eq:tide)"])
def test_a_display_has_the_label_that_myst_gives_it(parse, text):
    made = parse(text).body
    assert 'id="c--eq:tide"' in made and "(eq" not in made


def test_an_operator_of_letters_is_words(parse):
    made = parse(r"$\mathop{\mathrm{Var}} X + \mathop{x^2}_n$").body
    assert ">Var</mo>" in made
    assert not re.search("<mo[^>]*><", made)


def test_lines_of_plain_tex_end_with_cr(parse):
    section = parse(r"$\begin{pmatrix} a & b \cr c & d \end{pmatrix}$")
    assert section.body.count("<mtr>") == 2 and not section.findings


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("$ m_t $ and $ \\alpha $", 2),
        ("$m_t $ and $\\alpha + 1 $.", 2),
        ("$HOME and $PATH $", 0),
        ("It cost $ 5 or $ 6", 0),
        ("a $ b $ c", 0),
    ],
)
def test_spaces_inside_dollars_are_allowed_around_signs_of_tex(parse, text, count):
    assert len(formulas(parse(text))) == count


def test_signs_that_no_page_may_hold_are_no_fault(parse):
    assert "math-source" in parse("So $\\frac{\x01 a\x02$ is.").body
