"""What a Word file says and how it looks, construct by construct; all of it made here."""

from __future__ import annotations

import pytest

from helpers.docx import cell, docx, field, item, paragraph, part, row, run, style
from octavo.core.errors import OctavoError
from octavo.findings.wording import message_of
from octavo.importing.article import Kind
from octavo.importing.assemble_run import assemble
from octavo.importing.readers.docx import read_docx
from octavo.importing.readers.word_proof import as_markdown
from octavo.importing.run_events import Request
from octavo.markdown.mathml import to_mathml

ITALIC, BOLD = "<w:rPr><w:i/></w:rPr>", "<w:rPr><w:b/></w:rPr>"
PROSE = "The boat came in at noon, as it had done on every day of that long and quiet summer."


def _written(*blocks, **about):
    return [as_markdown(each) for each in read_docx(docx(*blocks, **about), "a.docx").blocks]


def _apart(source):
    return [(each.kind, each.text) for each in source.apart]


def _styled(text, name):
    return run(text, props=f'<w:rStyle w:val="{name}"/>')


# --- how runs look ---------------------------------------------------------------------------


def test_a_style_carries_italics_and_those_that_rest_on_it():
    styles = (
        style("Ship", shown="Ship", kind="character", props=ITALIC)
        + style("Boat", shown="Boat", kind="character", on="Ship")
        + style("Letter", shown="Letter", props=ITALIC)
        + style("Reply", shown="Reply", on="Letter")
    )
    assert _written(
        paragraph(run("The "), _styled("Orrin", "Boat"), run(" left.")),
        paragraph(run("Dear "), _styled("Orrin", "Ship"), run("!"), style="Reply"),
        styles=styles,
    ) == ["The *Orrin* left.", "*Dear* Orrin<em>!</em>"]


@pytest.mark.parametrize(
    ("props", "written"),
    [
        ("<w:b/>", "**tide**"),
        ('<w:i w:val="0"/>', "tide"),
        ("<w:smallCaps/>", '<span class="small-caps">tide</span>'),
        ("<w:caps/>", "TIDE"),
        ('<w:u w:val="single"/>', "<u>tide</u>"),
        ('<w:u w:val="none"/>', "tide"),
        ("<w:dstrike/>", "<s>tide</s>"),
        ('<w:vertAlign w:val="superscript"/>', "<sup>tide</sup>"),
        ('<w:em w:val="dot"/>', "*tide*"),
    ],
)
def test_a_run_has_its_own_look(props, written):
    assert _written(paragraph(run("The "), run("tide", props=props), run(" rose."))) == [
        f"The {written} rose."
    ]


def test_runs_that_word_has_parted_are_one():
    parts = [run(each, props=f"<w:i/>{more}") for each, more in (("high ", ""), ("wa", "<w:b/>"))]
    parts += [run("ter", props='<w:i/><w:b/><w:lang w:val="en-GB"/>')]
    assert _written(paragraph(run("At "), *parts, run("."))) == [
        "At <em>high</em> <strong><em>water</em></strong>."
    ]


def test_signs_hyphens_and_tabs():
    made = "".join(f"<w:r><w:{each}/></w:r>" for each in ("noBreakHyphen", "tab"))
    sign = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    odd = '<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>'
    typed = run("\uf04a", props='<w:rFonts w:ascii="Wingdings"/>')
    source = read_docx(docx(paragraph(run("a"), made, run("b "), sign, typed, odd)), "a.docx")
    assert source.words == ("a\u2011", "b", "α☺")
    assert _apart(source) == [("sign", "Webdings F021")]
    assert "Webdings F021" in message_of(source.findings[0])


# --- paragraphs ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "props"),
    [
        ("berschrift2", ""),
        ("", '<w:outlineLvl w:val="1"/>'),
        ("Scene", ""),
        ("Leveled", ""),
    ],
)
def test_headings_by_name_by_level_and_by_what_they_rest_on(name, props):
    styles = (
        style("berschrift2", shown="Überschrift 2")
        + style("Scene", shown="My Scene", on="Heading2")
        + style("Leveled", shown="Own", props='<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    )
    head = paragraph(run("The Pump", props="<w:b/>"), style=name, props=props)
    written = _written(paragraph(run(PROSE)), head, paragraph(run(PROSE)), head, styles=styles)
    assert written == [PROSE, "## The Pump", PROSE, "## The Pump"]


def test_a_sole_first_heading_is_the_title_and_chapters_are_none():
    one = read_docx(docx(paragraph(run("Tides"), style="Heading1"), paragraph(run(PROSE))), "a")
    two = docx(*(paragraph(run(each), style="Heading1") for each in ("One", "Two")))
    assert one.blocks[0].kind is Kind.TITLE
    assert [each.kind for each in read_docx(two, "a").blocks] == [Kind.HEADING] * 2


def test_a_quotation_by_its_indents():
    wide = '<w:ind w:left="720" w:right="720"/>'
    assert _written(
        paragraph(run("One."), props=wide),
        paragraph(run("Two."), props=wide),
        paragraph(run("Not this."), props='<w:ind w:left="720"/>'),
    ) == ["> One.\n>\n> Two.", "Not this."]


def test_what_stands_in_the_middle():
    written = _written(
        paragraph(run(PROSE)), paragraph(run("Low water"), props='<w:jc w:val="center"/>')
    )
    assert written[1] == "::: align-center\n\nLow water\n\n:::"


_LINE = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'


@pytest.mark.parametrize(
    "between",
    [
        paragraph(run("* * *")),
        paragraph(run("***")),
        paragraph(run("#")),
        paragraph(run("⁂")),
        paragraph(run("-:-"), props='<w:jc w:val="center"/>'),
        paragraph(props=_LINE),
        '<w:p><w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r></w:p>',
    ],
)
def test_a_scene_ends(between):
    body = paragraph(run(PROSE))
    assert _written(body, between, body) == [PROSE, "* * *", PROSE]


def test_a_blank_paragraph_is_a_proposal_where_it_is_rare():
    body = [paragraph(run(f"Number {at}. {PROSE}")) for at in range(24)]
    source = read_docx(docx(*body[:6], paragraph(), *body[6:]), "a.docx")
    assert [(each.kind, each.line) for each in source.apart] == [("blank-line", 8)]
    assert [each.code for each in source.findings] == ["docx-blank-lines"]
    every = [each for one in body for each in (one, paragraph())]
    assert read_docx(docx(*every), "a.docx").apart == ()
    label = paragraph(run("Please sign here"))
    assert read_docx(docx(*body[:6], paragraph(), label, *body[6:]), "a.docx").apart == ()


def test_a_scene_begins_behind_a_blank_line_once_the_author_says_so(tmp_path):
    body = [paragraph(run(f"Number {at}. {PROSE}")) for at in range(24)]
    path = tmp_path / "a.docx"
    path.write_bytes(
        docx(paragraph(run("Tides"), style="Title"), *body[:6], paragraph(), *body[6:])
    )
    root = tmp_path / "book"
    *_, report = assemble(Request(root=root, arguments=(str(path),)))
    (asked,) = report.questions
    assert (asked.rule, asked.action) == ("scene-blank-line", Kind.SCENE)
    assert asked.text == "Number 6. The boat came in at noon, as it had done on every"
    ledger = root / "manuscript/articles/ledger.toml"
    ledger.write_text(ledger.read_text("utf-8").replace("accepted = false", "accepted = true"))
    [*assemble(Request(root=root))]
    text = (root / "manuscript/tides.md").read_text("utf-8")
    assert f"Number 5. {PROSE}\n\n* * *\n\nNumber 6. {PROSE}\n" in text


def test_a_drop_capital_joins_its_word():
    capital = paragraph(run("T", props="<w:b/>"), props='<w:framePr w:dropCap="drop"/>')
    assert _written(capital, paragraph(run("he tide rose."))) == ["The tide rose."]


def test_a_break_of_page_parts_words():
    broken = '<w:r><w:br w:type="page"/></w:r>'
    assert _written(paragraph(run("before"), broken, run("after"))) == ["before", "after"]


def test_a_list_goes_on_behind_what_interrupts_it():
    numbers = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>',
    )
    one, two, three = (item(run(each), style="TextBody") for each in ("Tar", "Rope", "Salt"))
    deep = item(run("thick"), style="TextBody").replace('ilvl w:val="0"', 'ilvl w:val="1"')
    anew = item(run("Anew"), style="TextBody").replace('numId w:val="1"', 'numId w:val="2"')
    blocks = (one, deep, two, paragraph(run("And then:")), three, anew)
    assert _written(*blocks, more={"word/numbering.xml": numbers}) == [
        "1.  Tar\n    -   thick\n2.  Rope",
        "And then:",
        "3.  Salt",
        "<!-- -->\n\n1.  Anew",
    ]


def test_a_table_with_merged_cells_keeps_its_italics():
    wide = cell("Tide").replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>')
    tall = [
        cell(text).replace("<w:tc>", f'<w:tc><w:tcPr><w:vMerge w:val="{said}"/></w:tcPr>')
        for text, said in (("High", "restart"), ("", "continue"))
    ]
    slanted = f"<w:tc>{paragraph(run('now', props='<w:i/>'))}</w:tc>"
    table = f"<w:tbl>{row(wide)}{row(tall[0], cell('1'))}{row(tall[1], slanted)}</w:tbl>"
    assert _written(table) == [
        '<table>\n<tr>\n<td colspan="2">Tide</td>\n</tr>\n<tr>\n<td rowspan="2">High</td>\n'
        "<td>1</td>\n</tr>\n<tr>\n<td><em>now</em></td>\n</tr>\n</table>"
    ]


# --- what stands apart -------------------------------------------------------------------------


def test_changes_are_accepted_and_each_is_named():
    added = f'<w:ins w:id="1" w:author="Eda">{run("very ")}</w:ins>'
    gone = '<w:del w:id="2" w:author="Ben"><w:r><w:delText>not </w:delText></w:r></w:del>'
    joined = "<w:rPr><w:del w:id='3' w:author='Ben'/></w:rPr>"
    source = read_docx(
        docx(
            paragraph(run("It was "), gone, added, run("cold. "), props=joined),
            paragraph(run("So we left.")),
        ),
        "a.docx",
    )
    assert source.blocks[0].text == "It was very cold. So we left."
    assert _apart(source) == [("deletion", "not"), ("insertion", "very")]
    assert [each.code for each in source.findings] == ["docx-changes"]
    said = message_of(source.findings[0])
    assert "Ben, Eda: 1 insertions are accepted and 1 deletions left out" in said
    assert "“not”" in said


def test_deleted_rows_and_cells_of_tables_are_left_out():
    rows = [
        row(cell("one"), cell("two")),
        row(cell("gone")).replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>"),
        row(cell("three"), cell("out").replace("<w:tc>", "<w:tc><w:tcPr><w:cellDel/></w:tcPr>")),
    ]
    source = read_docx(docx(f"<w:tbl>{''.join(rows)}</w:tbl>"), "a.docx")
    assert source.blocks[0].text == "| one | two |\n| --- | --- |\n| three |  |"
    assert _apart(source) == [("deletion", "gone"), ("deletion", "out")]


def test_comments_go_with_their_author_their_place_and_their_words():
    comments = part(
        "comments", f'<w:comment w:id="0" w:author="Eda">{paragraph(run("Sure?"))}</w:comment>'
    )
    commented = (
        '<w:commentRangeStart w:id="0"/>' + run("at noon") + '<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
    )
    source = read_docx(
        docx(
            paragraph(run("First.")),
            paragraph(run("It came "), commented, run(".")),
            more={"word/comments.xml": comments},
        ),
        "a.docx",
    )
    (each,) = source.apart
    assert (each.kind, each.author, each.line, each.text, each.about) == (
        "comment", "Eda", 2, "Sure?", "at noon",
    )  # fmt: skip
    assert source.words[1:] == ("It", "came", "at", "noon.")
    assert [found.code for found in source.findings] == ["docx-comments"]


def test_hidden_words_contents_and_running_heads_are_named():
    link = field("PAGEREF _Toc1", run("7"))
    contents = paragraph(field('TOC \\o "1-3"', run("The Pump"), link), style="TOC1")
    secret = paragraph(run("Seen "), run("unseen ", props="<w:vanish/>"), run("again."))
    source = read_docx(
        docx(
            contents,
            secret,
            styles=style("TOC1", shown="toc 1"),
            more={"word/header1.xml": part("hdr", paragraph(run("My Draft")))},
        ),
        "a.docx",
    )
    assert [each.text for each in source.blocks] == ["Seen again."]
    assert _apart(source) == [
        ("contents", "The Pump7"), ("hidden", "unseen"), ("running-head", "My Draft"),
    ]  # fmt: skip
    assert {each.code for each in source.findings} == {"document-left-out"}


def test_a_box_of_text_is_read_once():
    box = f"<w:txbxContent>{paragraph(run('Boxed words.'))}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert _written(paragraph(run("Before"), both, run(" after."))) == [
        "Before after.", "Boxed words.",
    ]  # fmt: skip


def test_what_a_book_cannot_show_is_named():
    chart = (
        "<w:r><w:drawing><a:graphic><a:graphicData"
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<a:x r:id="rChart"/></a:graphicData></a:graphic></w:drawing></w:r>'
    )
    told = part("x", "<a:t>Catch by month</a:t>")
    sheet = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    blocks = (paragraph(run("See "), chart, sheet, run("below.")), '<w:altChunk r:id="rChunk"/>')
    source = read_docx(docx(*blocks, more={"word/charts/chart1.xml": told}), "a.docx")
    assert _apart(source) == [
        ("chart", "Catch by month"), ("object", "Excel.Sheet.12"), ("file", "word/chunk.html"),
    ]  # fmt: skip
    assert [each.code for each in source.findings] == ["docx-not-shown"] * 3


# --- fields, links, notes ----------------------------------------------------------------------


def test_links_lead_out_and_to_places_of_the_document():
    place = '<w:bookmarkStart w:id="0" w:name="_Ref9"/>'
    source = read_docx(
        docx(
            paragraph(run("See "), field('HYPERLINK "https://example.org/a"', run("there")),
                      run(", "), field("REF _Ref9 \\h", run("the pump")),
                      run(" and "), field("REF gone \\h", run("nothing")), run(".")),
            paragraph(place, run("The pump stands here.")),
        ),
        "a.docx",
    )  # fmt: skip
    assert [each.text for each in source.blocks] == [
        "See [there](https://example.org/a), [the pump](#Ref9) and nothing.",
        '<span id="Ref9"></span>The pump stands here.',
    ]


def test_numbers_of_words_pages_are_named():
    place = '<w:bookmarkStart w:id="0" w:name="there"/>'
    source = read_docx(
        docx(paragraph(run("On page "), field("PAGEREF there", run("12")), place, run("."))), "a"
    )
    assert [each.code for each in source.findings] == ["docx-page-numbers"]


def test_notes_at_the_foot_and_at_the_end():
    ends = part("endnotes", '<w:endnote w:id="5">' + paragraph(
        run("See "), run("Tides", props="<w:i/>"), run(".")) + "</w:endnote>")  # fmt: skip
    calls = [
        f'<w:r><w:{kind}noteReference w:id="{n}"/></w:r>' for kind, n in (("end", 5), ("foot", 2))
    ]
    written = _written(
        paragraph(run("One"), calls[0], run(" and two"), calls[1], run(".")),
        note="The foot.",
        more={"word/endnotes.xml": ends},
    )
    assert written == ["One[^1] and two[^2].", "[^1]: See *Tides*.", "[^2]: The foot."]


def test_a_note_that_nothing_calls_is_named():
    source = read_docx(docx(paragraph(run(PROSE)), note="Left behind."), "a.docx")
    assert _apart(source) == [("note", "Left behind.")]


def test_readings_above_words():
    ruby = (
        f"<w:r><w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>"
    )
    old = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\* jc2 \\o\\ad('
    old += '\\s\\up 9(ji),字)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert _written(paragraph(ruby, old)) == [
        "<ruby>漢<rt>kan</rt></ruby><ruby>字<rt>ji</rt></ruby>"
    ]


# --- formulas ----------------------------------------------------------------------------------


def _r(text):
    return f"<m:r><m:t>{text}</m:t></m:r>"


def _e(text):
    return f"<m:e>{_r(text)}</m:e>"


@pytest.mark.parametrize(
    ("omml", "tex"),
    [
        (_r("E=m") + f"<m:sSup>{_e('c')}<m:sup>{_r('2')}</m:sup></m:sSup>", "E=m{c}^{2}"),
        (f"<m:f><m:num>{_r('1')}</m:num><m:den>{_r('n')}</m:den></m:f>", r"\frac{1}{n}"),
        (f"<m:rad><m:deg>{_r('3')}</m:deg>{_e('x')}</m:rad>", r"\sqrt[3]{x}"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
            f"<m:sub>{_r('i=1')}</m:sub><m:sup>{_r('n')}</m:sup>{_e('i')}</m:nary>",
            "∑_{i=1}^{n}{i}",
        ),
        (
            '<m:nary><m:naryPr><m:limLoc m:val="undOvr"/></m:naryPr>'
            f"<m:sub>{_r('C')}</m:sub><m:sup/>{_e('z')}</m:nary>",
            r"\int\limits_{C}{z}",
        ),
        (
            '<m:d><m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr>'
            f"<m:e><m:eqArr>{_e('a&amp;=b')}{_e('c&amp;=d')}</m:eqArr></m:e></m:d>",
            r"\left\{ \begin{aligned}a&=b \\ c&=d\end{aligned}\right.",
        ),
        (f"<m:func><m:fName>{_r('sin')}</m:fName>{_e('θ')}</m:func>", r"\sin {θ}"),
        (f"<m:m><m:mr>{_e('a')}{_e('b')}</m:mr></m:m>", r"\begin{matrix}a & b\end{matrix}"),
        (f"<m:acc>{_e('x')}</m:acc>", r"\hat{x}"),
        ('<m:r><m:rPr><m:scr m:val="double-struck"/></m:rPr><m:t>R</m:t></m:r>', r"\mathbb{R}"),
        ('<m:r><m:rPr><m:sty m:val="bi"/></m:rPr><m:t>u</m:t></m:r>', r"\boldsymbol{u}"),
        ("<m:r><m:rPr><m:nor/></m:rPr><m:t>50% of</m:t></m:r>", r"\text{50\% of}"),
    ],
)
def test_formulas_become_tex_that_is_read(omml, tex):
    written = _written(paragraph(run("So "), f"<m:oMath>{omml}</m:oMath>", run(" holds.")))
    assert written == [f"So ${tex}$ holds."]
    to_mathml(tex, display=False)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Set $x$ and $HOME$ first.", r"Set \$x\$ and \$HOME\$ first."),
        ("It is $5 or $a-b$.", r"It is \$5 or \$a-b\$."),
        ("It is $5 or $6.", "It is $5 or $6."),
        (r"With $\alpha+1$ and $x$.", r"With $\alpha+1$ and \$x\$."),
    ],
)
def test_dollars_that_are_typed_are_dollars(typed, written):
    assert _written(paragraph(run(typed))) == [written]
    assert _written(paragraph(run(typed, props="<w:i/>"))) == [f"*{written}*"]


def test_typed_dollars_meet_over_runs_and_in_headings():
    assert _written(paragraph(run("Set $x"), run("y", props="<w:b/>"), run("$ so."))) == [
        r"Set \$x<strong>y</strong>\$ so."
    ]
    assert _written(paragraph(run("On $x$"), style="Heading1"), paragraph(run("So."))) == [
        r"## On \$x\$", "So."
    ]  # fmt: skip


def test_a_formula_of_its_own_stands_on_its_own():
    formula = f"<m:oMathPara><m:oMath>{_r('a&lt;b')}</m:oMath></m:oMathPara>"
    assert _written(paragraph(run("Then"), formula, run("or not."))) == [
        "Then",
        "$$a<b$$",
        "or not.",
    ]


# --- the account, and files that are none --------------------------------------------------------


def test_words_that_no_reader_knows_are_named():
    odd = f"<w:unheardOf>{run('Left in the dark.')}</w:unheardOf>"
    source = read_docx(docx(paragraph(run("Seen."), odd)), "a.docx")
    assert [each.code for each in source.findings] == ["docx-words-missing"]
    assert "4 words" in message_of(source.findings[0])
    assert "Left in the dark." in message_of(source.findings[0])


def test_a_strict_document_says_the_same():
    text = docx(paragraph(run("Strictly so.")))
    strict = part("document", f"<w:body>{paragraph(run('Strictly so.'))}</w:body>").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = docx(more={"word/document.xml": strict})
    assert read_docx(data, "a").words == read_docx(text, "a").words


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "with a password"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "an old .doc"),
        (docx(more={"word/document.xml": b"", "content.xml": b"<x/>"}), "damaged"),
    ],
)
def test_what_cannot_be_read_says_what_it_is(data, said):
    with pytest.raises(OctavoError) as caught:
        read_docx(data, "a.docx")
    assert said in caught.value.message
    assert caught.value.hint


def test_the_title_of_contents_goes_with_them():
    contents = paragraph(field('TOC \\o "1-3"', run("The Pump 7")), style="TOC1")
    head = paragraph(run("Contents"), style="Heading1")
    source = read_docx(
        docx(head, contents, paragraph(run("Contents"), style="Heading1"), paragraph(run(PROSE)),
             styles=style("TOC1", shown="toc 1")),
        "a.docx",
    )  # fmt: skip
    assert [each.text for each in source.blocks] == ["Contents", PROSE]
    assert _apart(source) == [("contents", "The Pump 7"), ("contents", "Contents")]


# --- styles that say more than they mean ----------------------------------------------------


def test_a_line_in_a_style_of_contents_is_text_where_no_contents_are():
    toc = style("TOC1", shown="toc 1")
    entry = paragraph(field('TOC \\o "1-3"', run("The Pump 7")), style="TOC1")
    made = _written(
        paragraph(run("SUMMARY"), style="TOC1"), paragraph(run(PROSE)),
        paragraph(run("CONTENTS"), style="TOC1"), entry,
        styles=toc,
    )  # fmt: skip
    assert made == ["SUMMARY", PROSE]


def test_a_heading_that_no_contents_list_is_a_heading():
    unlisted = style("TOCHeading", shown="TOC Heading", on="Heading1")
    head = [paragraph(run("Inside"), style="TOCHeading"),
            paragraph(field('TOC \\o "1-3"', run("The Pump 7")), style="TOC1")]  # fmt: skip
    made = _written(
        *head,
        paragraph(run("Thanks"), style="TOCHeading"), paragraph(run(PROSE)),
        paragraph(run("The Pump"), style="Heading1"), paragraph(run(PROSE)),
        styles=unlisted + style("TOC1", shown="toc 1"),
    )  # fmt: skip
    assert made == ["## Thanks", PROSE, "## The Pump", PROSE]


def test_a_whole_paragraph_with_a_level_of_headings_is_text():
    level = '<w:outlineLvl w:val="1"/>'
    long = f"{PROSE} {PROSE}"
    made = _written(
        paragraph(run("Abstract"), props=level), paragraph(run(long), props=level),
        paragraph(run("Pumps"), props=level), paragraph(run(PROSE)),
    )  # fmt: skip
    assert made == ["## Abstract", long, "## Pumps", PROSE]


def test_an_author_whose_style_rests_on_the_title_is_no_title():
    styles = style("Author", shown="Author", on="Title")
    made = _written(
        paragraph(run("The Pump"), style="Title"), paragraph(run("Eda Orrin"), style="Author"),
        paragraph(run(PROSE)), paragraph(run("Low"), style="Heading1"), paragraph(run(PROSE)),
        styles=styles,
    )  # fmt: skip
    assert made == ["## The Pump", "Eda Orrin", PROSE, "## Low", PROSE]


def test_a_bar_in_a_formula_does_not_part_a_cell():
    formula = "<m:oMath><m:d><m:dPr><m:begChr m:val='|'/><m:endChr m:val='|'/></m:dPr><m:e>"
    formula += "<m:r><m:t>x</m:t></m:r></m:e></m:d></m:oMath>"
    table = f"<w:tbl>{row(cell('Size'), cell('Name'))}<w:tr><w:tc>{paragraph(formula)}</w:tc>"
    table += f"{cell('boat')}</w:tr></w:tbl>"
    (made,) = _written(table)
    assert made.splitlines()[2] == "| $\\left\\| x\\right\\|$ | boat |"
