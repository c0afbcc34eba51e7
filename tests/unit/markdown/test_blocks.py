"""Figures, captions, tables, containers, attributions, breaks."""

from __future__ import annotations

import pytest


def squeezed(xhtml: str) -> str:
    return xhtml.replace("\n", "")


def test_an_image_alone_is_a_figure_with_its_title_as_caption(body):
    assert body("![A boat](boat.png \"The *Ann* at 'low' tide\")") == (
        '<figure><img alt="A boat" src="boat.png"/>'
        "<figcaption>The <em>Ann</em> at ‘low’ tide</figcaption></figure>"
    )


def test_an_image_without_title_has_no_caption(body):
    assert body("![A boat](boat.png)") == '<figure><img alt="A boat" src="boat.png"/></figure>'


def test_an_image_among_words_is_no_figure(body):
    assert "<figure" not in body("See ![A boat](boat.png) here.")
    assert "<figure" not in body("![A boat](boat.png) ![Another](other.png)")


def test_class_and_id_of_an_image_belong_to_its_figure(body):
    assert body("![A boat](boat.png){#ann .wide width=300}").startswith(
        '<figure class="wide" id="c--ann"><img alt="A boat" src="boat.png" width="300"/>'
    )


def test_text_behind_a_figure_stays(body):
    assert squeezed(body("![x](y.png)\n\nAfter.\n")).endswith("</figure><p>After.</p>")


TABLE = "A | B | C\n:--|:-:|--:\n1 | 2 | 3\n"


@pytest.mark.parametrize(
    "text", [f"Table: High *and* low\n\n{TABLE}", f"{TABLE}\nTable: High *and* low\n"]
)
def test_a_paragraph_before_or_behind_a_table_is_its_caption(body, text):
    table = squeezed(body(f"Before.\n\n{text}\n\nBehind.\n"))
    assert "<table><caption>High <em>and</em> low</caption><thead>" in table
    assert table.startswith("<p>Before.</p>") and table.endswith("<p>Behind.</p>")
    assert "Table:" not in table


def test_a_table_takes_one_caption_only(body):
    table = body(f"Table: Mine\n\n{TABLE}\n\nTable: The next one's\n\n{TABLE}")
    assert table.count("<caption>") == 2
    assert table.index("Mine") < table.index("</table>") < table.index("The next")


def test_a_table_with_a_caption_takes_no_other(body):
    html = "<table><caption>Mine</caption><tr><td>1</td></tr></table>"
    text = body(f"Table: Not mine\n\n{html}")
    assert text.count("<caption>") == 1
    assert text.startswith("<p>Table: Not mine</p>")


def test_cells_have_scope_and_alignment_without_obsolete_attributes(body):
    table = body(TABLE)
    assert '<th scope="col">A</th>' in table
    assert '<th class="align-center" scope="col">B</th>' in table
    assert '<td class="align-right">3</td>' in table
    assert "align=" not in table and "style=" not in table


def test_a_scope_that_an_author_gave_stays(body):
    assert '<th scope="row">A</th>' in body('<table><tr><th scope="row">A</th></tr></table>')


@pytest.mark.parametrize(
    ("quote", "words", "source"),
    [
        ("> Words.\n>\n> — Bo", "<p>Words.</p>", "— Bo"),
        ("> Words.\n> -- Bo", "<p>Words.</p>", "– Bo"),
        ("> Words.  \n> --- Bo, *Book*, 1900", "<p>Words.</p>", "— Bo, <em>Book</em>, 1900"),
        ("> *Words.*\n> — [Bo](two.md)", "<p><em>Words.</em></p>", '— <a href="two.md">Bo</a>'),
        ("> One  \n> two  \n> — Bo", "<p>One<br/>two</p>", "— Bo"),
    ],
)
def test_a_last_line_with_a_dash_names_the_source(body, quote, words, source):
    assert squeezed(body(quote)) == (
        f'<blockquote>{words}<p class="attribution">{source}</p></blockquote>'
    )


@pytest.mark.parametrize(
    "quote",
    [
        "> He said — nothing.",
        "> — a line of verse  \n> and one more",
        "> -- a list of one\n>\n> And more.",
        "> - item",
    ],
)
def test_other_dashes_name_nothing(body, quote):
    assert "attribution" not in body(quote)


def test_only_quotations_have_attributions(body):
    assert "attribution" not in body("Words.\n— Bo\n")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("letter", '<blockquote class="letter" xmlns:epub="" epub:type="z3998:letter">'),
        ("epigraph", '<blockquote class="epigraph" epub:type="epigraph" role="doc-epigraph">'),
        ("quote", '<blockquote class="quote">'),
        ("tide-table", '<div class="tide-table">'),
        ("{.tide .high}", '<div class="tide high">'),
    ],
)
def test_containers(body, name, begins):
    text = squeezed(body(f"::: {name}\nDear *Bo*,\n\n- item\n:::\n\nBehind.\n"))
    assert text.startswith(begins.replace(' xmlns:epub=""', ""))
    assert "<p>Dear <em>Bo</em>,</p><ul><li>item</li></ul>" in text
    assert text.endswith("<p>Behind.</p>")


def test_containers_in_containers_and_notes_in_them(parse):
    section = parse("::: letter\n::: quote\nWords.[^a]\n:::\nBye.\n:::\n\n[^a]: A.\n")
    assert section.findings == ()
    text = squeezed(section.body)
    assert text.startswith('<blockquote class="letter"')
    assert '<blockquote class="quote"><p>Words.<a class="noteref"' in text
    assert text.endswith("<p>Bye.</p></blockquote>")


def test_a_container_in_code_is_code(body):
    assert "::: letter" in body("```\n::: letter\n```\n")


def test_a_rule_is_a_break_between_scenes(body):
    assert '</p>\n<hr class="scene-break"/>\n<p>' in body("Rain.\n\n* * *\n\nSun.")


@pytest.mark.parametrize("place", ["before", "behind"])
def test_a_caption_gives_its_attributes_to_the_table(body, place):
    caption = 'Table: High *and* "low" {#tides .wide lang=en-GB title="two words"}'
    text = f"{caption}\n\n{TABLE}" if place == "before" else f"{TABLE}\n{caption}\n"
    table = body(text)
    assert '<table class="wide" id="c--tides" lang="en-GB" title="two words"' in table
    assert "<caption>High <em>and</em> “low”</caption>" in table


def test_row_headers_head_their_rows(body):
    table = squeezed(
        body("Table: T {.row-headers}\n\n| | A | B |\n|-|-|-|\n| x | 1 | 2 |\n| | 3 | 4 |\n")
    )
    assert '<th scope="row">x</th><td>1</td>' in table
    assert "<tr><td/><td>3</td>" in table
    assert '<thead><tr><td/><th scope="col">A</th>' in table


def test_without_the_word_rows_have_no_headers(body):
    assert 'scope="row"' not in body(f"Table: T\n\n{TABLE}")


def test_a_header_that_says_nothing_is_left_out(body):
    table = body("| | |\n|-|-|\n| 1 | 2 |\n")
    assert "<thead" not in table and "<td>1</td>" in table


def test_a_picture_in_a_header_says_something(body):
    assert '<th scope="col"><img' in body("![x](y.png) | B\n-|-\n1 | 2\n")
