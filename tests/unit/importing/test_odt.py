"""ODT: what a word processor keeps, and what it leaves out with its words."""

from __future__ import annotations

import pytest

from helpers.odt import META, PNG, content, formula, odt, paragraph, style
from octavo.core.errors import OctavoError
from octavo.importing.article import Kind
from octavo.importing.readers import odt as reader
from octavo.importing.readers.odt import read_odt

PROSE = "The keeper walked the sand with his lantern held low, and nobody saw him go that night."
ITALIC = style("It", family="text", text='fo:font-style="italic"')
NUMBERED = (
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1"'
    ' style:num-format="1"/></text:list-style>'
)


def _blocks(body, **more):
    return [block.text for block in read_odt(odt(body, **more), "a.odt").blocks]


def test_what_it_says_of_itself():
    source = read_odt(odt(paragraph("Ebb.")), "a.odt")
    assert (source.title, source.author, source.date) == ("Slack", "Ada Quill", "2024-03-05")


def test_a_flat_document_is_one():
    flat = content(paragraph("Ebb.")).replace("document-content", "document")
    flat = flat.replace("<office:auto", f"<office:meta>{META}</office:meta><office:auto", 1)
    source = read_odt(flat.encode(), "a.fodt")
    assert (source.title, source.words) == ("Slack", ("Ebb.",))


@pytest.mark.parametrize(
    ("props", "written"),
    [
        ('fo:font-style="italic"', "So *it ran* on."),
        ('fo:font-weight="bold"', "So **it ran** on."),
        ('fo:font-variant="small-caps"', 'So <span class="small-caps">it ran</span> on.'),
        ('style:text-position="super 58%"', "So <sup>it ran</sup> on."),
        ('style:text-position="-33% 58%"', "So <sub>it ran</sub> on."),
        ('style:text-underline-style="solid"', "So <u>it ran</u> on."),
        ('style:text-line-through-style="solid"', "So <s>it ran</s> on."),
    ],
)
def test_marks_by_a_style_and_by_one_that_it_stands_on(props, written):
    styles = style("Own", family="text", text=props) + style("On", family="text", parent="Own")
    for name in ("Own", "On"):
        text = f'So <text:span text:style-name="{name}">it ran</text:span> on.'
        assert _blocks(paragraph(text), styles=styles) == [written]


def test_a_paragraph_in_italics_and_a_word_in_it_that_is_not():
    styles = style("Letter", text='fo:font-style="italic"')
    styles += style("Up", family="text", text='fo:font-style="normal"')
    text = 'Dear <text:span text:style-name="Up">Ada</text:span>,'
    assert _blocks(paragraph(text, "Letter"), styles=styles) == ["*Dear* Ada<em>,</em>"]


def test_headings_by_level_by_style_and_by_a_style_on_one():
    styles = style("Heading_20_2", more='style:default-outline-level="2"')
    styles += style("Mine", parent="Heading_20_2")
    body = (
        '<text:h text:outline-level="1">Ebb</text:h>'
        + paragraph(PROSE)
        + paragraph("The Lamp", "Mine")
        + paragraph(PROSE)
        + '<text:h text:outline-level="1">Flow</text:h>'
    )
    blocks = read_odt(odt(body, styles=styles), "a.odt").blocks
    heads = [(each.text, each.depth) for each in blocks if each.kind is Kind.HEADING]
    assert heads == [("Ebb", 2), ("The Lamp", 3), ("Flow", 2)]


def test_a_heading_that_is_a_number_alone():
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I"'
        ' style:num-prefix="Chapter "/></text:outline-style>'
    )
    body = "".join('<text:h text:outline-level="1"/>' + paragraph(PROSE) for _ in range(2))
    assert _blocks(body, styles=outline) == ["Chapter I", PROSE, "Chapter II", PROSE]


@pytest.mark.parametrize(
    "look",
    [
        'fo:text-align="center" fo:break-before="page"',
        'fo:break-before="page"',
        'fo:text-align="center"',
    ],
)
def test_headings_by_their_looks_alone(look):
    styles = style("Head", body=look)
    body = "".join(paragraph(line, "Head") + paragraph(PROSE) for line in ("The Lamp", "The Wick"))
    kinds = [each.kind for each in read_odt(odt(body, styles=styles), "a.odt").blocks]
    assert kinds == [Kind.HEADING, Kind.PARAGRAPH] * 2


def test_one_line_of_a_look_is_no_heading():
    body = paragraph("The Lamp", "Head") + paragraph(PROSE)
    blocks = read_odt(
        odt(body, styles=style("Head", body='fo:text-align="center"')), "a.odt"
    ).blocks
    assert {each.kind for each in blocks} == {Kind.PARAGRAPH}


def test_what_is_centred_below_a_heading_stays_so():
    styles = style("C", body='fo:text-align="center"')
    body = '<text:h text:outline-level="1">Ebb</text:h>' + paragraph("For Tom", "C")
    assert _blocks(body, styles=styles)[1] == "::: align-center\n\nFor Tom\n\n:::"


def test_notes_of_both_kinds():
    note = (
        '<text:note text:note-class="{}"><text:note-citation>9</text:note-citation>'
        "<text:note-body>{}</text:note-body></text:note>"
    )
    foot, end = (
        note.format("footnote", paragraph("Low.")),
        note.format("endnote", paragraph("Far.")),
    )
    made = _blocks(paragraph(f"Ebb{foot} and{end} flow."))
    assert made == ["Ebb[^1] and[^2] flow.", "[^1]: Low.", "[^2]: Far."]


def test_a_list_that_goes_on():
    item = "<text:list-item>{}</text:list-item>"
    first = '<text:list xml:id="a" text:style-name="N">' + item.format(paragraph("oil"))
    second = '<text:list text:continue-list="a" text:style-name="N">' + item.format(
        paragraph("wick")
    )
    body = f"{first}</text:list>{paragraph('Then:')}{second}</text:list>"
    assert _blocks(body, styles=NUMBERED) == ["1.  oil", "Then:", "2.  wick"]


def test_a_table_with_a_head_and_a_wide_cell():
    row = "<table:table-row>{}</table:table-row>"
    cell = "<table:table-cell {}>{}</table:table-cell>"
    head = row.format(cell.format("", paragraph("Day")) + cell.format("", paragraph("Height")))
    wide = cell.format('table:number-columns-spanned="2"', paragraph("None."))
    body = (
        f"<table:table><table:table-header-rows>{head}</table:table-header-rows>"
        f"{row.format(wide + '<table:covered-table-cell/>')}</table:table>"
    )
    assert 'colspan="2"' in _blocks(body)[0]
    assert "<th>Day</th>" in _blocks(body)[0]


def test_a_picture_and_its_description():
    frame = (
        '<draw:frame><draw:image xlink:href="Pictures/p.png"/><svg:desc>The pump</svg:desc>'
        "</draw:frame>"
    )
    source = read_odt(odt(paragraph(f"See {frame}."), parts={"Pictures/p.png": PNG}), "a.odt")
    assert source.images[0].data == PNG
    assert source.blocks[0].text == f"See ![The pump]({source.images[0].path})."


def test_a_formula_is_mathml():
    made = _blocks(
        paragraph('So <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>.'),
        parts={"Object 1/content.xml": formula("<semantics><mi>x</mi><annotation>x"
                                               "</annotation></semantics>")},
    )  # fmt: skip
    assert made == ["So <math><mrow><mi>x</mi></mrow></math>."]


def test_ruby_line_breaks_text_boxes_and_fields():
    ruby = "<text:ruby><text:ruby-base>海</text:ruby-base><text:ruby-text>うみ</text:ruby-text></text:ruby>"  # noqa: E501
    assert _blocks(paragraph(ruby)) == ["<ruby>海<rt>うみ</rt></ruby>"]
    assert _blocks(paragraph("Ebb,<text:line-break/>flow.")) == ["Ebb,\nflow."]
    box = f"<draw:frame><draw:text-box>{paragraph('Aside.')}</draw:text-box></draw:frame>"
    assert _blocks(paragraph(f"Ebb.{box}")) == ["Ebb.", "Aside."]
    assert _blocks(paragraph("On <text:date>5 May</text:date>.")) == ["On 5 May."]


LEFT = {
    "contents": (
        "<text:table-of-content><text:index-body>" + paragraph("Ebb 3") + "</text:index-body>"
        "</text:table-of-content>", "Ebb 3"),
    "comments": (
        paragraph("<office:annotation><dc:creator>Tom</dc:creator>" + paragraph("Why?")
                  + "</office:annotation>"), "Why?"),
    "deleted": (
        "<text:tracked-changes><text:changed-region><text:deletion>" + paragraph("Gone.")
        + "</text:deletion></text:changed-region></text:tracked-changes>", "Gone."),
    "hidden": (paragraph('<text:span text:style-name="H">Sh.</text:span>'), "Sh."),
}  # fmt: skip


@pytest.mark.parametrize("what", LEFT)
def test_what_is_no_text_is_left_out_and_named_with_its_words(what):
    body, words = LEFT[what]
    hidden = style("H", family="text", text='text:display="none"')
    source = read_odt(odt(paragraph("Ebb.") + body, styles=hidden), "a.odt")
    assert [block.text for block in source.blocks] == ["Ebb."]
    assert [each.text for each in source.apart] == [words]
    (finding,) = source.findings
    values = dict(finding.values)
    assert finding.code == "document-left-out"
    assert what in str(values["what"])
    assert words in str(values["words"])


def test_an_inserted_word_stays():
    marks = '<text:change-start text:change-id="c"/>{}<text:change-end text:change-id="c"/>'
    assert _blocks(paragraph(f"So {marks.format('it ran')} on.")) == ["So it ran on."]


def test_a_letter_that_no_block_has_stops_all(monkeypatch):
    monkeypatch.setattr(reader, "_texts", lambda part: ["Ebb.", "Z"])
    with pytest.raises(OctavoError, match="add up: 1 characters"):
        read_odt(odt(paragraph("Ebb.")), "a.odt")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (odt("", kind="spreadsheet"), "in truth this is a spreadsheet"),
        (
            odt("", parts={"META-INF/manifest.xml": b"<m:encryption-data/>"}),
            "locked with a password",
        ),
        (odt(paragraph("x"))[:200], "damaged or cut off"),
        (b"<html/>", "no OpenDocument"),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a/>', "declares entities"),
    ],
)
def test_what_cannot_be_read(data, said):
    with pytest.raises(OctavoError, match=said) as caught:
        read_odt(data, "a.odt")
    assert caught.value.hint


def test_links_lead_to_places_in_the_document():
    body = (
        paragraph('See <text:a xlink:href="#the ford">the ford</text:a>, and'
                  ' <text:bookmark-ref text:ref-name="Spit">page 9</text:bookmark-ref>, and'
                  ' <text:a xlink:href="#nowhere">nowhere</text:a>.')
        + paragraph('<text:bookmark text:name="unread"/><text:bookmark-start text:name="the ford"/>'
                    'It is low.<text:bookmark-end text:name="the ford"/>')
        + '<text:h text:outline-level="1"><text:bookmark text:name="Spit"/>The Spit</text:h>'
        + paragraph(PROSE)
    )  # fmt: skip
    assert _blocks(body) == [
        "See [the ford](#the-ford), and [page 9](#Spit), and nowhere.",
        '<span id="the-ford"></span>It is low.',
        '<span id="Spit"></span>The Spit',
        PROSE,
    ]


def test_a_heading_that_is_a_number_alone_can_be_led_to():
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>'
        "</text:outline-style>"
    )
    heading = '<text:h text:outline-level="1"><text:bookmark text:name="one"/></text:h>'
    body = heading + paragraph(PROSE) + paragraph('<text:a xlink:href="#one">Back.</text:a>')
    assert _blocks(body, styles=outline) == [
        '<span id="one"></span>1',
        PROSE,
        "[Back.](#one)",
    ]


def test_a_bookmark_within_a_link_does_not_part_it():
    inside = 'out <text:bookmark text:name="sea"/>to sea'
    body = paragraph(f'<text:a xlink:href="https://a.example/">{inside}</text:a>.')
    body += paragraph('<text:a xlink:href="#sea">Back.</text:a>')
    assert _blocks(body)[0] == '[out <span id="sea"></span>to sea](https://a.example/).'


def test_a_place_in_a_paragraph_that_says_nothing_is_none():
    body = paragraph('<text:a xlink:href="#gone">Away.</text:a>')
    assert _blocks(body + paragraph('<text:bookmark text:name="gone"/>')) == ["Away."]


def test_heads_and_feet_of_pages_are_named():
    head = "<style:header><text:p>My <text:span>Draft</text:span></text:p></style:header>"
    foot = "<style:footer><text:p><text:page-number>7</text:page-number></text:p></style:footer>"
    page = f'<style:master-page style:name="A">{head}{head}{foot}</style:master-page>'
    source = read_odt(odt(paragraph("The tide."), styles=page), "a.odt")
    assert [(each.kind, each.text) for each in source.apart] == [("furniture", "My Draft")]
    assert [each.code for each in source.findings] == ["document-left-out"]


DROPPED = (
    '<style:style style:name="Drop" style:family="paragraph"><style:paragraph-properties>'
    '<style:drop-cap style:lines="3" style:length="1"/></style:paragraph-properties></style:style>'
    '<style:style style:name="Large" style:family="text">'
    '<style:text-properties fo:font-size="40pt"/></style:style>'
)


def _framed(letters):
    return f"<draw:frame><draw:text-box>{paragraph(letters)}</draw:text-box></draw:frame>"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Once more.", ["Once more."]),
        ('<text:span text:style-name="Large">O</text:span>nce more.', ["Once more."]),
        (f"{_framed('O')}nce more.", ["Once more."]),
        (f"{_framed('“O')}<text:span>nce</text:span> more.", ["“Once more."]),
        (f"{_framed('A')} boat.", ["boat.", "A"]),
        (f"{_framed('A boat')}house.", ["house.", "A boat"]),
    ],
)
def test_a_drop_capital_stays_with_its_word(typed, written):
    made = odt(paragraph(typed, "Drop"), automatic=DROPPED)
    assert [each.text for each in read_odt(made, "a.odt").blocks] == written
