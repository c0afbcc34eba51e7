"""Directives of MyST, chunks of knitr and Quarto, and what bookdown writes as either."""

from __future__ import annotations

import re

import pytest

from octavo.findings.wording import message_of
from octavo.markdown.directives import picture_of, read_chunk, read_options


def squeezed(xhtml: str) -> str:
    return re.sub(r">\s+<", "><", xhtml)


FIGURE = (
    '<figure id="c--ann"><img alt="A boat" src="boat.png" style="width: 50%"/>'
    "<figcaption>The <em>Ann</em> at low tide</figcaption></figure><p>Drawn on the quay.</p>"
)


@pytest.mark.parametrize(
    "text",
    [
        "```{figure} boat.png\n:name: ann\n:alt: A boat\n:width: 50%\n\nThe *Ann* at\nlow tide\n\n"
        "Drawn on the quay.\n```",
        ":::{figure} boat.png\n---\nname: ann\nalt: A boat\nwidth: 50%\n---\nThe *Ann* at low tide"
        "\n\nDrawn on the quay.\n:::",
    ],
)
def test_a_directive_for_a_figure_is_one(body, text):
    assert squeezed(body(text)) == FIGURE


def test_a_figure_without_a_description_is_described_by_its_caption(body):
    made = body("```{figure} boat.png\nThe *Ann*\n```")
    assert made.startswith('<figure><img alt="The Ann" src="boat.png"/>')


def test_a_directive_for_a_picture_without_a_path_stays_as_it_is_typed(parse):
    section = parse("```{image}\n:alt: nothing\n```")
    assert "{image}" in section.body and ":alt: nothing" in section.body
    assert [item.code for item in section.findings] == ["foreign-tag"]


@pytest.mark.parametrize(
    ("text", "title", "holds"),
    [
        ("```{dropdown} More *tides*\nEbb and *flood*.\n```", "More <em>tides</em>", "flood"),
        (":::{dropdown} More *tides*\nEbb and *flood*.\n:::", "More <em>tides</em>", "flood"),
        ("````{tab-set}\n```{tab-item} North\nFlood *now*.\n```\n````", "North", "now"),
        ("```{prf:lemma} Of the moon\nLet *x* be.\n```", "Lemma (Of the moon)", "x"),
        ('```{theorem, moon, name="Of the moon"}\nLet *x* be.\n```', "Theorem (Of the moon)", "x"),
        ("```{proof}\nClear by *x*.\n```", "Proof", "x"),
        ('::: {.example #moon name="Of the moon"}\nLet *x* be.\n:::', "Example (Of the moon)", "x"),
        ("::: {#def-moon}\n## Of the moon\n\nLet *x* be.\n:::", "Definition (Of the moon)", "x"),
    ],
)
def test_blocks_of_other_tools_hold_markdown_below_their_titles(body, text, title, holds):
    made = body(text)
    assert f'<p class="callout-title">{title}</p>' in made
    assert f"<em>{holds}</em>" in made
    assert "<pre" not in made and "<h2" not in made


def test_statements_are_named_because_they_have_no_number(parse):
    section = parse("```{theorem}\nOne.\n```\n\n::: {.remark}\nTwo.\n:::")
    assert [(item.code, item.line, dict(item.values)) for item in section.findings] == [
        ("foreign-tag", 7, {"kind": "remark"}),
        ("foreign-tag", 3, {"kind": "theorem"}),
    ]


def test_an_example_of_our_own_still_stands_twice(body):
    made = body("::: example\nOne *word*.\n:::")
    assert "One *word*." in made and "<em>word</em>" in made


def test_a_directive_within_another_knows_its_lines(parse):
    section = parse("```{note}\nOne.\n\n~~~{dropdown} Two\nThree {{ four }}.\n\n:::\n~~~\n```")
    found = {item.code: item.line for item in section.findings}
    assert found == {"foreign-tag": 7, "container-open": 9}


@pytest.mark.parametrize("mark", ["```", ":::"])
def test_a_directive_that_is_not_known_stays_with_all_that_it_says(parse, mark):
    section = parse(f"{mark}{{tidelist}} Of tides\n:maxdepth: 2\nebb\nflood\n{mark}")
    assert re.sub(r" data-line=\S+", "", section.body).strip() == (
        "<pre><code>{tidelist} Of tides\n:maxdepth: 2\nebb\nflood</code></pre>"
    )
    assert [(item.code, item.line) for item in section.findings] == [("foreign-tag", 3)]


def test_directives_that_show_nothing_are_gone(body):
    assert body("One.\n\n```{index} tides\n```\n\nTwo.").count("<p>") == 2
    assert "{" not in body("One.\n\n```{index} tides\n```")


def test_options_of_a_formula_are_no_part_of_it(parse):
    made = parse("```{math}\n:label: tide\n\na = b\n```").body
    assert 'id="c--tide"' in made and 'alttext="a = b"' in made


def test_a_glossary_is_a_list_of_definitions(body):
    text = "```{glossary}\nEbb\n  The *falling*\n  tide.\n\nFlood\n    The rising one.\n```"
    assert squeezed(body(text)) == (
        '<div class="glossary"><dl><dt>Ebb</dt><dd>The <em>falling</em>\ntide.</dd>'
        "<dt>Flood</dt><dd>The rising one.</dd></dl></div>"
    )


def test_a_caption_within_the_options_of_code_is_not_lost(body):
    text = "```{code-cell} ipython3\n---\nmystnb:\n  figure:\n    caption: Ebb\n---\nx = 1\n```"
    assert "caption: Ebb" in body(text)


def test_raw_html_of_pandoc_is_html(body):
    assert body("```{=html}\n<p class='low'>Ebb</p>\n```") == '<p class="low">Ebb</p>'


@pytest.mark.parametrize(
    ("head", "caption"),
    [
        ('{r ann, echo=FALSE, fig.cap="The *Ann*, at (low) tide"}', True),
        ("{r ann, out.width='80%', fig.cap='The *Ann*, at (low) tide'}", True),
        ("{r}", False),
    ],
)
def test_a_chunk_that_shows_a_picture_is_that_picture(body, head, caption):
    made = body(f'```{head}\nknitr::include_graphics("img/boat.png")\n```')
    assert 'src="img/boat.png"' in made and "include_graphics" not in made
    assert ("<figcaption>The <em>Ann</em>, at (low) tide</figcaption>" in made) is caption


def test_a_chunk_says_its_caption_in_its_first_lines_too(body):
    made = body(
        '```{r}\n#| label: fig-ann\n#| fig-cap: "The *Ann*"\n#| echo: false\n'
        'include_graphics("boat.png")\n```'
    )
    assert made.startswith('<figure id="c--fig-ann">') and "The <em>Ann</em></figcaption>" in made


@pytest.mark.parametrize(
    "code", ['plot(x)\ninclude_graphics("a.png")', "include_graphics(paths)", 'f("a.png")']
)
def test_other_code_is_no_picture(code):
    assert picture_of(code) == ""


def test_code_that_another_tool_would_run_is_named_once_a_chapter(parse):
    section = parse(
        "```{r}\nplot(1)\n```\n\n```{python, eval=FALSE}\nx\n```\n\n"
        "```{code-cell} ipython3\n:tags: [hide-input]\nx = 1\n```\n\n```{code-block} python\nx\n```"
    )
    (item,) = section.findings
    assert (item.code, item.line) == ("code-unrun", 3)
    assert "(2 in all)" in message_of(item)
    assert "hide-input" not in section.body


def test_how_code_is_run_is_nothing_to_read_but_captions_are(body):
    made = body(
        "```{r}\n#| echo: false\n#| fig-cap: >\n#|   Tides\n#|\n#|   of May\nplot(tide)\n```"
    )
    assert "echo" not in made and "#|   of May" in made
    made = body('```{r}\n#| echo: false\n#| fig-cap: "Tides"\nplot(tide)\n#| not: so\n```')
    assert "echo" not in made and "Tides" in made and "#| not: so" in made


def test_the_head_of_a_chunk():
    chunk = read_chunk(
        '{r tide-plot, fig.cap="A, \\"b\\"", out.width = "50%", dev=c("a", "b")}', ""
    )
    assert chunk is not None and (chunk.language, chunk.label) == ("r", "tide-plot")
    assert chunk.options["fig-cap"] == 'A, "b"' and chunk.options["out-width"] == "50%"
    assert read_chunk("{.python #id}", "") is None
    assert read_chunk("python", "") is None


def test_options_of_both_spellings_end_where_the_content_begins():
    assert read_options(":a: 1\n:b:\n\nText") == ({"a": "1", "b": ""}, "\nText", 2)
    assert read_options("---\na: '1'\n---\nText") == ({"a": "1"}, "Text", 3)
    assert read_options("---\nText") == ({}, "---\nText", 0)


# Pictures and tables with the captions of pandoc


@pytest.mark.parametrize(
    ("name", "text", "caption"),
    [
        ("c.qmd", "![The *Ann*](boat.png)", True),
        ("c.Rmd", "![The *Ann*](boat.png){width=50%}", True),
        ("c.md", "![The *Ann*](boat.png)", False),
        ("c.md", "![The *Ann*](boat.png){#fig-ann}", True),
        ("c.md", "![The *Ann*](boat.png){#fig:ann}", True),
        ("c.qmd", "See ![the *Ann*](boat.png)", False),
    ],
)
def test_pandoc_sets_the_description_of_a_picture_alone_below_it(chapter_of, name, text, caption):
    made = chapter_of(name, text).body
    assert ("<figcaption>The <em>Ann</em></figcaption>" in made) is caption


def test_a_description_of_its_own_is_no_caption(chapter_of):
    made = chapter_of("c.qmd", '![The *Ann*](boat.png){fig-alt="A boat"}').body
    assert 'alt="A boat"' in made and "The <em>Ann</em></figcaption>" in made


@pytest.mark.parametrize(
    "line", ["Table: Of tides", "table: Of tides", ": Of tides", r"Table: (\#tab:x) Of tides"]
)
def test_captions_of_tables_as_pandoc_and_bookdown_have_them(body, line):
    made = body(f"| a | b |\n|---|---|\n| 1 | 2 |\n\n{line}\n")
    assert "<caption>Of tides</caption>" in made


def test_a_formula_has_the_name_that_bookdown_gives_it(parse):
    made = parse("$$a = b (\\#eq:tide)$$").body
    assert 'id="c--eq:tide"' in made and 'alttext="a = b"' in made


@pytest.mark.parametrize(
    "text", ["![Low](a.png){#fig-a\nwidth=50%}", "[Low]{#fig-a\n.x}", "`Low`{.x\n#fig-a}"]
)
def test_attributes_may_go_on_in_the_next_line(body, text):
    made = body(f"{text}")
    assert 'id="c--fig-a"' in made and "{" not in made


def test_braces_over_two_lines_that_are_no_attributes_stay(body):
    assert "{b\nc d}" in body("*a*{b\nc d}")


def test_a_part_that_bookdown_opens_is_no_title():
    from octavo.core.model import Chapter, Matter
    from octavo.markdown.section import parse_chapter

    def read(text):
        path = "manuscript/c.Rmd"
        return parse_chapter(
            Chapter(id="c", path=path, matter=Matter.BODY, kind="chapter", text=text), "en"
        )

    both = read("# (PART) The sea {-}\n\n# Ebb\n\nWords.")
    assert (both.title_text, "(PART" in both.body) == ("Ebb", False)
    (item,) = both.findings
    assert (item.form, item.line, dict(item.values)) == ("part", 1, {"part": "The sea {-}"})
    alone = read("# (APPENDIX) Tables {-}\n\nWords.")
    assert (alone.title_text, alone.findings) == ("Tables", ())


@pytest.mark.parametrize("line", ["+++", '+++ {"user_expressions": []}'])
def test_the_end_of_a_cell_is_nothing_to_read(body, line):
    assert squeezed(body(f"One.\n\n{line}\n\nTwo.")) == "<p>One.</p>\n<p>Two.</p>".replace("\n", "")


LISTED = """```{list-table} Tides *here*
:header-rows: 1
* - Tide
  - Time
* - High
  - - 12
    - 13
```"""


def test_a_list_of_lists_is_a_table(body):
    text = re.sub(r">\s+<", "><", body(LISTED))
    assert text == (
        '<div class="table"><table><caption>Tides <em>here</em></caption><thead><tr>'
        '<th scope="col">Tide</th><th scope="col">Time</th></tr></thead><tbody><tr><td>High</td>'
        "<td><ul><li>12</li><li>13</li></ul></td></tr></tbody></table></div>"
    )


def test_values_with_commas_are_a_table(body):
    text = body('```{csv-table}\n:header: Tide, "Time, of day"\n\nHigh, **12**\n```')
    assert "Time, of day</th>" in text and "<td><strong>12</strong></td>" in text


def test_a_list_that_is_no_table_stays_as_it_is_typed(parse):
    section = parse("```{list-table}\n* one\n* two\n```")
    assert "{list-table}" in section.body and "* one" in section.body
    assert [item.code for item in section.findings] == ["foreign-tag"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("```{raw} latex\n\\newpage\n```", "latex"), ("```{=tex}\n\\newpage\n```", "tex")],
)
def test_what_is_for_another_format_alone_is_left_out_and_named(parse, text, kind):
    section = parse(f"One.\n\n{text}")
    assert section.body == "<p>One.</p>"
    (item,) = section.findings
    assert (item.form, item.line, dict(item.values)) == ("alone", 5, {"format": kind})


def test_a_formula_written_for_tex_alone_is_a_formula(parse):
    tex = "\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}"
    section = parse(f"One.\n\n```{{=tex}}\n{tex}\n```\n\nTwo.")
    assert "<mtable" in section.body and section.body.endswith("<p>Two.</p>")
    assert section.findings == ()


def test_raw_html_of_a_directive_is_html(body):
    assert "<b>hey</b>" in body("```{raw} html\n<div><b>hey</b></div>\n```")


@pytest.mark.parametrize(
    "head", ["{r, include=FALSE}", "{r setup, include = F}", "{r}\n#| include: false"]
)
def test_code_that_is_run_unseen_is_left_out_and_counted(parse, head):
    section = parse(f"One.\n\n```{head}\nlibrary(tide)\n```")
    assert section.body == "<p>One.</p>"
    assert [(item.code, item.form, item.line) for item in section.findings] == [
        ("foreign-tag", "hidden", 5)
    ]


@pytest.mark.parametrize("name", ["toctree", "tableofcontents", "contents"])
def test_lists_of_contents_are_the_books(body, name):
    assert body(f"One.\n\n```{{{name}}}\nintro\n```") == "<p>One.</p>"


@pytest.mark.parametrize(
    "code",
    [
        'knitr::include_graphics(here::here("images", "low.png"))',
        "include_graphics(here('images/low.png'), dpi = 96)",
    ],
)
def test_a_path_that_is_put_together_is_a_path(code):
    assert picture_of(code) == "images/low.png"


@pytest.mark.parametrize("sign", ["|", ">", ">-", "|+", ""])
def test_options_of_a_chunk_over_several_lines(body, sign):
    text = (
        f"```{{r}}\n#| fig-cap: {sign}\n#|   The *Ann*\n#|   at sea\n"
        '#| fig-alt: "A boat\n#|   under sail"\n#| echo: false\n'
        'knitr::include_graphics("boat.png")\n```'
    )
    made = body(text)
    assert 'alt="A boat under sail"' in made
    assert "The <em>Ann</em> at sea" in made and "|" not in made
