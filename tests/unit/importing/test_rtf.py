"""RTF: its groups, code pages, styles and fields."""

from __future__ import annotations

import pytest

from octavo.core.errors import OctavoError
from octavo.importing.article import Kind
from octavo.importing.readers import rtf as reader
from octavo.importing.readers.rtf import read_rtf
from octavo.importing.readers.word_proof import as_markdown

PROSE = "The keeper walked the sand with his lantern held low, and nobody saw him go that night."
HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}{\f1\fcharset204 Times;}"
    r"{\f2\fcharset2 Symbol;}{\f3\fcharset128 Mincho;}}"
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2\sbasedon1 Mine;}"
    r"{\*\cs9\i Soft;}{\s5 Quote;}}"
    r"{\info{\title Slack}{\author Ada Quill}{\creatim\yr2024\mo3\dy5}}"
)


def _read(body):
    return read_rtf(f"{HEAD}{body}}}".encode("latin-1"), "a.rtf")


def _texts(body):
    return [block.text for block in _read(body).blocks]


def test_links_lead_to_bookmarks():
    body = (
        r'\pard See {\field{\*\fldinst HYPERLINK \\l "ford"}{\fldrslt the ford}} and'
        r' {\field{\*\fldinst HYPERLINK \\l "gone"}{\fldrslt nowhere}}.\par'
        r" {\*\bkmkstart idle}{\*\bkmkend idle}\b It {\*\bkmkstart ford}is low."
        r"{\*\bkmkend ford}\par"
    )
    assert _texts(body) == [
        "See [the ford](#ford) and nowhere.",
        '**It <span id="ford"></span>is low.**',
    ]


def test_what_it_says_of_itself():
    source = _read(r"\pard Ebb.\par")
    assert (source.title, source.author, source.date) == ("Slack", "Ada Quill", "2024-03-05")
    assert source.words == ("Ebb.",)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"caf\'e9", "café"),
        (r"caf\u233?", "café"),
        (r"{\uc2 caf\u233\'3f\'3f}!", "café!"),
        (r"{\uc0 caf\u233}!", "café!"),
        (r"{\f1 \'ec\'ee\'f0\'e5}", "море"),
        (r"{\f3 \'8a\'43}", "海"),
        (r"\u-10188?\u-8926?", "𝄢"),
        (r"{\f2 ab}", "αβ"),
        (r"\u-4000?", "`"),
        (r"so\~far\_off\-ish \endash  \{x\}", "so\u00a0far\u2011offish – {x}"),
        (r"\ldblquote So\rdblquote", "“So”"),
        ("split\r\nword", "splitword"),
    ],
)
def test_characters(written, text):
    assert _texts(rf"\pard {written}\par") == [text]


@pytest.mark.parametrize(
    ("page", "byte", "letter"),
    [
        (r"\ansicpg1250", r"\'b9", "ą"),
        (r"\mac", r"\'8e", "é"),
        (r"\ansicpg65001", r"\'c3\'a9", "é"),
    ],
)
def test_code_pages_of_a_document(page, byte, letter):
    data = rf"{{\rtf1\ansi{page} {byte}\par}}".encode()
    assert read_rtf(data, "a.rtf").words == (letter,)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"So {\i it ran} on.", "So *it ran* on."),
        (r"So \i it ran\i0  on.", "So *it ran* on."),
        (r"So {\cs9 it ran} on.", "So *it ran* on."),
        (r"So {\b it ran} on.", "So **it ran** on."),
        (r"So {\scaps it ran} on.", 'So <span class="small-caps">it ran</span> on.'),
        (r"So {\uldash it ran}\ulnone  on.", "So <u>it ran</u> on."),
        (r"H{\sub 2}O", "H<sub>2</sub>O"),
        (r"x{\super 2}\nosupersub", "x<sup>2</sup>"),
        (r"Ebb,\line flow.", "Ebb,\nflow."),
        (r'{\field{\*\fldinst HYPERLINK "https://a.example/b"}{\fldrslt here}}',
         "[here](https://a.example/b)"),
        (r"{\field{\*\fldinst SYMBOL 97 \\f Symbol}{\fldrslt}}", "α"),
        (r"{\upr{Ebbe}{\*\ud{Ebb}}}", "Ebb"),
        (r"{\*\unknown lost}Ebb", "Ebb"),
    ],
)  # fmt: skip
def test_words(written, text):
    assert _texts(rf"\pard {written}\par") == [text]


def test_ruby():
    field = r"{\field{\*\fldinst EQ \\* jc2 \\o\\ad(\\s\\up 9(umi),sea)}{\fldrslt}}"
    assert _texts(rf"\pard {field}\par") == ["<ruby>sea<rt>umi</rt></ruby>"]


def test_headings_by_style_by_one_based_on_it_and_by_level():
    body = (
        rf"\pard\s1 Ebb\par\pard {PROSE}\par\pard\s2 Flow\par\pard {PROSE}\par"
        rf"\pard\outlinelevel1 The Lamp\par\pard {PROSE}\par"
    )
    heads = [(each.text, each.depth) for each in _read(body).blocks if each.kind is Kind.HEADING]
    assert heads == [("Ebb", 2), ("Flow", 2), ("The Lamp", 3)]


def test_headings_by_pages_and_by_size():
    body = rf"\pard The Lamp\par {PROSE}\par\page The Wick\par {PROSE}\par\page Oil\par {PROSE}\par"
    heads = [each.text for each in _read(body).blocks if each.kind is Kind.HEADING]
    assert heads == ["The Wick", "Oil"]
    body = rf"\pard{{\fs48 The Lamp\par}} {PROSE}\par{{\fs48 The Wick\par}} {PROSE}\par"
    heads = [each.text for each in _read(body).blocks if each.kind is Kind.HEADING]
    assert heads == ["The Lamp", "The Wick"]


def test_notes_and_quotations():
    note = r"{\super\chftn}{\footnote\pard\plain{\super\chftn} Low.}"
    assert _texts(rf"\pard Ebb{note} on.\par") == ["Ebb[^1] on.", "[^1]: Low."]
    assert _texts(r"\pard So:\par\pard\s5 He ran.\par\pard\li720\ri720 Far.\par") == [
        "So:",
        "> He ran.\n>\n> Far.",
    ]


def test_a_drop_capital_in_a_frame_of_its_own():
    assert _texts(r"\pard\dropcapli3\dropcapt1 T\par\pard he tide.\par") == ["The tide."]


@pytest.mark.parametrize(
    ("head", "items", "made"),
    [
        (r"{\*\listtable{\list{\listlevel\levelnfc23}\listid7}}", ("", ""), "-   oil\n-   wick"),
        (r"{\*\listtable{\list{\listlevel\levelnfc0}\listid7}}", ("1.", "2."), "1.  oil\n2.  wick"),
        (r"{\*\listtable{\list{\listlevel\levelnfc0}\listid7}}", ("3.", "4."), "3.  oil\n4.  wick"),
        ("", (r"\'b7", r"\'b7"), "-   oil\n-   wick"),
    ],
)
def test_lists_by_their_tables_and_by_their_marks(head, items, made):
    table = r"{\*\listoverridetable{\listoverride\listid7\ls1}}" if head else ""
    body = "".join(
        rf"\pard\ls1\ilvl0{{\listtext {mark}\tab}}{text}\par"
        for mark, text in zip(items, ("oil", "wick"), strict=True)
    )
    assert _texts(f"{head}{table}{body}") == [made]


def test_tables():
    row = r"\trowd\cellx1\cellx2\pard\intbl {}\cell {}\cell\row"
    body = r"\trowd\trhdr" + row.format("Day", "Height") + row.format("1", "2") + r"\pard So.\par"
    assert _texts(body) == ["| Day | Height |\n| --- | --- |\n| 1 | 2 |", "So."]


def test_pictures_in_hexadecimal_and_in_bytes():
    png = b"\x89PNG\r\n\x1a\n rest"
    told = r"{\sp{\sn wzDescription}{\sv The pump}}"
    source = _read(
        rf"\pard See {{\*\shppict{{\pict{{\*\picprop{told}}}\pngblip {png.hex()}}}}}.\par"
    )
    assert source.images[0].data == png
    assert source.blocks[0].text == f"See ![The pump]({source.images[0].path})."
    data = f"{HEAD}\\pard See {{\\pict\\pngblip\\bin{len(png)} ".encode() + png + b"}.\\par}"
    assert read_rtf(data, "a.rtf").images[0].data == png


LEFT = {
    "contents": (r"{\field{\*\fldinst TOC \\o}{\fldrslt Ebb 3\par}}", "Ebb 3"),
    "comments": (r"{\*\atnid T}{\*\annotation\pard Why?}", "Why?"),
    "deleted": (r"{\deleted Gone.}", "Gone."),
    "hidden": (r"{\v Sh.}", "Sh."),
    "head and foot": (r"{\header Slack 9\par}", "Slack 9"),
}


@pytest.mark.parametrize("what", LEFT)
def test_what_is_no_text_is_left_out_and_named_with_its_words(what):
    body, words = LEFT[what]
    source = _read(rf"\pard Ebb.{body}\par")
    assert [(block.text, block.kind) for block in source.blocks] == [("Ebb.", Kind.PARAGRAPH)]
    assert [each.text for each in source.apart] == [words]
    (finding,) = source.findings
    assert what in str(dict(finding.values)["what"])


def test_text_boxes_stand_behind_their_paragraph():
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt \pard Aside.\par}}{\shprslt Aside.}}"
    assert _texts(rf"\pard Ebb.{box}\par") == ["Ebb.", "Aside."]


@pytest.mark.parametrize("data", [b"", b"x", b"{\\r", b"{\\urtf0 x}"])
def test_what_is_no_rtf(data):
    with pytest.raises(OctavoError, match="does not begin as one") as caught:
        read_rtf(data, "a.rtf")
    assert caught.value.hint


def test_a_letter_that_no_block_has_stops_all(monkeypatch):
    monkeypatch.setattr(reader, "source_of", lambda written, where: written)
    monkeypatch.setattr(reader.Reading, "read", lambda self, data: self.said.update("Z") or [])
    with pytest.raises(OctavoError, match="add up: 1 characters"):
        _read("Ebb.")


def test_groups_left_open_and_too_many_closed():
    assert read_rtf(rb"{\rtf1 {{{Ebb", "a.rtf").words == ("Ebb",)
    assert read_rtf(rb"{\rtf1 Ebb}}}} x", "a.rtf").words[0].startswith("Ebb")


@pytest.mark.parametrize(
    ("inside", "tex"),
    [
        (r"{\mr\mscr0\msty2 a=b}", "a=b"),
        (r"{\mf{\mfPr{\mtype noBar}{\mctrlPr\i\f1 }}{\mnum{\mr n}}{\mden{\mr k}}}",
         r"\binom{n}{k}"),
        (r"{\msSup{\me{\mr c}}{\msup{\mr 2}}}", "{c}^{2}"),
        (r"{\mrad{\mradPr{\mdegHide on}}{\mdeg}{\me{\mr x}}}", r"\sqrt{x}"),
        (r"{\mnary{\mnaryPr{\mchr \u8721 ?}{\msubHide on}{\msupHide on}}{\msub}{\msup}"
         r"{\me{\mr x}}}",
         "∑{x}"),
        (r"{\md{\mdPr{\mbegChr [}{\mendChr ]}}{\me{\mr x}}}", r"\left[ x\right]"),
        (r"{\mr\mnor so}", r"\text{so}"),
        (r"{\mm{\mmr{\me{\mr a}}{\me{\mr b}}}}", r"\begin{matrix}a & b\end{matrix}"),
        (r"\i x", "x"),
    ],
)  # fmt: skip
def test_formulas_are_read_as_words(inside, tex):
    formula = rf"{{\mmath{{\*\moMath {inside}}}{{\mmathPict{{\pict\pngblip 00}}}}}}"
    source = read_rtf(rf"{{\rtf1\ansi Here {formula} it is.\par}}".encode(), "a.rtf")
    assert [as_markdown(each) for each in source.blocks] == [f"Here ${tex}$ it is."]
    assert source.findings == ()


def test_a_formula_of_its_own_and_a_deleted_one():
    own = r"{\mmath{\*\moMathPara{\*\moMath{\mr a}}}}"
    gone = r"{\deleted {\mmath{\*\moMath{\mr b}}}}"
    rtf = rf"{{\rtf1\ansi One.\par{own}\par {gone}Two.\par}}"
    source = read_rtf(rtf.encode(), "a.rtf")
    assert [as_markdown(each) for each in source.blocks] == ["One.", "$$a$$", "Two."]
    assert [each.text for each in source.apart] == ["b"]
