"""The reader of HTML: main text, structure, notes, pictures, encodings, hostile pages."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.errors import OctavoError
from octavo.findings.wording import message_of
from octavo.importing.article import Kind
from octavo.importing.article_pictures import beside
from octavo.importing.readers.clean_html import parse, picture_kind
from octavo.importing.readers.html_page import from_tree, read_html
from octavo.importing.readers.word_proof import as_markdown, letters, rendered

PROSE = (
    "The kettle goes on before the lamp does, and whoever is awake first has to carry the"
    " water up from the pump, summer and winter."
)
PNG = b"\x89PNG\r\n\x1a\n rest"


def _page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def _written(body, **options):
    return [as_markdown(block) for block in read_html(_page(body), "a.html", **options).blocks]


SITE = f"""
<nav><a href="/">Home</a> <a href="/all">All posts</a></nav>
<article><h1>A Kettle For Winter</h1>
<p>{PROSE} It was <em>cold</em>.<sup><a href="#n1" id="r1">1</a></sup></p>
<h2>The pump</h2>
<p>{PROSE}</p>
<hr>
<p>{PROSE} <a href="/other">Another</a> one.</p>
<ol><li id="n1">Said the almanac. <a href="#r1">↩</a></li></ol>
</article>
<section id="comments"><h2>Comments</h2><p>First!</p></section>
<footer>All rights reserved.</footer>
"""
HEAD = """<title>A Kettle For Winter | Pump House</title>
<meta property="og:title" content="A Kettle For Winter"><meta name="author" content="Ada Quill">
<meta property="article:published_time" content="2021-02-03T08:00:00+01:00">
<link rel="canonical" href="https://pump.example/kettle">"""


def test_names_of_other_vocabularies_are_no_more_than_their_words():
    body = "<p>He came<o:p></o:p> back at <st1:time>nine</st1:time>.</p><fb:like>Five do</fb:like>"
    assert _written(body) == ["He came back at nine.", "Five do"]
    held = f"<nav>Home</nav><article><p>{PROSE} <o:p>So it <v:shape/>went.</o:p></p></article>"
    assert _written(held) == [f"{PROSE} So it went."]


def test_a_page_of_a_site():
    source = read_html(_page(SITE, HEAD), "a.html")
    written = [as_markdown(block) for block in source.blocks]
    assert written[0] == "## A Kettle For Winter"
    assert source.blocks[0].kind is Kind.TITLE
    assert written[1] == f"{PROSE} It was *cold*.[^1]"
    assert written[2:4] == ["## The pump", PROSE]
    assert written[4] == "* * *"
    assert written[5] == f"{PROSE} [Another](https://pump.example/other) one."
    assert written[6:] == ["[^1]: Said the almanac."]
    assert (source.title, source.author) == ("", "Ada Quill")
    assert (source.date, source.address) == ("2021-02-03", "https://pump.example/kettle")
    (said,) = source.findings
    assert said.code == "page-left-out"
    # Home, All posts; the note's number and arrow; comments and the footer.
    assert re.match(r"\d+ of the page's \d+ words were left out", message_of(said))


def test_lines_are_those_of_the_page():
    data = _page(SITE, HEAD)
    lines = data.decode().split("\n")
    for block in read_html(data, "a.html").blocks[:4]:
        assert block.text.split()[0] in lines[block.line - 1]


def test_a_document_that_is_an_article_throughout_is_taken_as_it_is():
    source = read_html(_page("<p>Only this.</p>", "<title>Short</title>"), "a.html")
    assert (source.title, source.words, source.findings) == ("Short", ("Only", "this."), ())


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("<p>a <b>b</b> <i>c</i> <code>d_e</code></p>", ["a **b** *c* `d_e`"]),
        ("<p><b>a <i>b</i></b></p>", ["<strong>a <em>b</em></strong>"]),
        ("<p>a<i>b</i><b>c</b></p>", ["a<em>b</em><strong>c</strong>"]),
        ("<p>x<sup>2</sup>, H<sub>2</sub>O</p>", ["x<sup>2</sup>, H<sub>2</sub>O"]),
        ("<p>one<br>two</p>", ["one  \ntwo"]),
        ("one<br><br>two", ["one", "two"]),
        ("<p>1. No list</p><p># no head</p>", ["1\\. No list", "\\# no head"]),
        ("<p>*a* _b_ [c](d) {: .e } &amp;amp;</p>",
         ["\\*a\\* \\_b_ \\[c\\](d) \\{: .e \\} &amp;amp;"]),
        ("<p><code>a`b</code></p>", ["`` a`b ``"]),
        ('<p><a href="https://a.b/c_(d) e">x</a></p>', ["[x](https://a.b/c_%28d%29%20e)"]),
        ('<p><a href="https://a.b/c">https://a.b/c</a></p>', ["<https://a.b/c>"]),
        ('<p><a href="javascript:x()">x</a> <a href="#y">y</a></p>', ["x y"]),
        ("<blockquote><p>a</p><p>b</p></blockquote>", ["> a\n>\n> b"]),
        ("<blockquote>a</blockquote><blockquote>b</blockquote>", ["> a", "<!-- -->\n\n> b"]),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", ["-   a\n    -   b\n-   c"]),
        ('<ol start="3"><li>a</li><li><p>b</p><p>c</p></li></ol>', ["3.  a\n\n4.  b\n\n    c"]),
        ("<ul>loose<li>a</li></ul>", ["-   loose\n-   a"]),
        ("<dl><dt>T</dt><dd>D</dd></dl>", ["T\n:   D"]),
        ("<pre><code class='language-python'>a\n\n# b</code></pre>",
         ["```python\na\n\n# b\n```"]),
        ("<pre>```\nx</pre>", ["````\n```\nx\n````"]),
        ("<ul><li>a<pre>b</pre></li></ul>", ["-   a\n\n        b"]),
        ("<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td></tr></table>",
         ["| a | b\\|c |\n| --- | --- |\n| 1 |  |"]),
        ("<table><tr><td colspan=2>a</td></tr><tr><td>b<td>c</table>",
         ['<table>\n<tr>\n<td colspan="2">a</td>\n</tr>\n<tr>\n<td>b</td>\n<td>c</td>\n</tr>\n'
          "</table>"]),
        ("<table><tr><td><p>laid out</p></td></tr></table>", ["laid out"]),
        ("<h3>a</h3><h4>b</h4>", ["## a", "## b"]),
        ("<p>עברית ו-English</p><p>日本語<i>です</i>。</p>", ["עברית ו-English", "日本語*です*。"]),
        ("<script>x()</script><p>a</p><style>p{}</style><!-- c -->", ["a"]),
    ],
)  # fmt: skip
def test_structure(body, written):
    assert _written(body) == written


def test_plain_paragraphs_are_plain_and_those_with_marks_are_not():
    blocks = read_html(_page("<p>a *b*</p><p>a <b>b</b></p><h2>h</h2>"), "a.html").blocks
    assert [(block.markdown, block.text) for block in blocks] == [
        (False, "a *b*"),
        (True, "a **b**"),
        (False, "h"),
    ]


def test_pictures_are_copied_in_by_content(tmp_path):
    (tmp_path / "pics").mkdir()
    (tmp_path / "pics" / "a b.png").write_bytes(PNG)
    (tmp_path / "secret.txt").write_text("root:x")
    body = (
        '<figure><img src="pics/a%20b.png" alt="A &quot;b&quot;"><figcaption>The "sea"</figcaption>'
        '</figure><p><img src="gone.png"> <img src="https://x.example/c.png" alt="Far"></p>'
        '<p>x <img src="secret.txt"><img src="file:///etc/passwd"></p>'
        '<p><img src="data:image/png;base64,iVBORw0KGgo="></p>'
    )
    source = read_html(_page(body), "a.html", fetch=beside(tmp_path))
    first, second = source.images
    assert re.fullmatch(r"images/a-b-[0-9a-f]{8}\.png", first.path)
    assert re.fullmatch(r"images/image-[0-9a-f]{8}\.png", second.path)
    assert as_markdown(source.blocks[0]) == (f'![A "b"]({first.path} "The &quot;sea&quot;")')
    assert source.blocks[0].kind is Kind.MARKUP
    said = [message_of(each) for each in source.findings]
    assert len(said) == 4
    assert "gone.png" in said[0] and "not there" in said[0]
    assert "(Far)" in said[1] and "on the web" in said[1]
    assert "no PNG, JPEG" in said[2]
    assert "of a kind that is not read" in said[3]


@pytest.mark.parametrize(
    ("data", "kind"),
    [(PNG, "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF89a", "gif"), (b"RIFF1234WEBP", "webp"),
     (b'<?xml version="1.0"?>\n<svg xmlns=""/>', "svg"), (b"<html>", ""), (b"", "")],
)  # fmt: skip
def test_kinds_of_pictures(data, kind):
    assert picture_kind(data) == kind


def test_what_a_book_cannot_show_is_said():
    source = read_html(_page('<p>a</p><iframe src="https://v.example/1">b</iframe>'), "a.html")
    assert "embed-left-out" in [each.code for each in source.findings]


@pytest.mark.parametrize(
    ("stated", "encoding"),
    [("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("koi8-r", "koi8-r"),
     ("shift_jis", "cp932"), ("windows-1251", "cp1251"), ("utf-8", "utf-8"), ("", "utf-8")],
)  # fmt: skip
def test_the_page_states_its_encoding(stated, encoding):
    text = {"cp1252": "“Œuvre”", "koi8-r": "Тихо", "cp932": "海辺", "cp1251": "Тихо"}.get(
        encoding, "“Œ” 海"
    )
    head = f'<meta charset="{stated}">' if stated else ""
    data = _page(f"<p>{text}</p>", head).decode().encode(encoding)
    assert read_html(data, "a.html").words == tuple(text.split())
    assert read_html(data, "a.html", stated=stated).words == tuple(text.split())


def test_a_page_that_misstates_utf8_is_read_rightly_and_that_is_said():
    source = read_html(_page("<p>œuvre</p>", '<meta charset="iso-8859-1">'), "a.html")
    assert source.words == ("œuvre",)
    assert [each.code for each in source.findings] == ["encoding-misstated"]


def test_a_page_without_a_known_encoding_is_refused_unless_it_is_named():
    data = "<p>caf\xe9</p>".encode("cp1252")
    with pytest.raises(OctavoError) as caught:
        read_html(data, "a.html")
    assert "“<p>café</p>”" in caught.value.hint
    assert read_html(data, "a.html", encoding="cp1252").words == ("café",)
    with pytest.raises(OctavoError):
        read_html(b'<meta charset="utf-8"><p>caf\xe9</p>', "a.html")


@pytest.mark.parametrize("opened", ["<div>", "<b>", "<ul><li>", "<blockquote>", "<table><tr><td>"])
def test_a_page_nested_100_000_deep_is_refused_at_once(opened):
    with pytest.raises(OctavoError) as caught:
        read_html(_page(opened * 100_000 + "words"), "a.html")
    assert "stand in each other" in caught.value.message


def test_depth_below_the_bound_is_read():
    source = read_html(_page("<div>" * 140 + "words" + "</div>" * 140), "a.html")
    assert source.words == ("words",)


@pytest.mark.parametrize("data", [b"", b"<!---->", b"<p></p>", b"\xef\xbb\xbf", b"<html>"])
def test_pages_without_words(data):
    assert read_html(data, "a.html").words == ()


_WORDS = (
    'word a*b _x_ `c` [l](u) # 1. - &amp;copy; {.x} | \\ ~~~ ``` ::: *[A]: [^1] it\'s "q" ...'
    " -- a_b 日本 שלום $x$ $ * ** Table: : > + == ! http://a.b/c_d {: #i} [x]{.y} 1986. &lt;"
).split()
_TAGS = (
    "em i strong b code sup sub u s a span abbr q br img kbd cite p div blockquote ul ol li h1 h2"
    " h3 pre table tr td th dl dt dd hr figure section"
).split()


def _random_page(chance, depth):
    def words():
        return " ".join(chance.choices(_WORDS, k=chance.randint(0, 4)))

    made = words()
    for _ in range(chance.randint(0, 3)):
        tag = chance.choice(_TAGS)
        inner = _random_page(chance, depth - 1) if depth else words()
        made += f'<{tag} href="http://x.y/b_(c)">{inner}</{tag}>{words()}'
    return made


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=3))
def test_whatever_the_page_its_words_are_in_the_chapter(seed, depth):
    root = parse(_page(_random_page(random.Random(seed), depth)).decode(), "a.html")
    said = letters(root.find("body"))
    source = from_tree(root, "a.html")
    assert rendered(source.blocks) == said


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_whatever_the_text_it_is_read_or_refused(text):
    try:
        read_html(text.encode("utf-8", "surrogatepass"), "a.html")
    except OctavoError as error:
        assert error.exit_code != 70


@pytest.mark.parametrize("body", ["<p>x</p>" * 16_000, "x" * 2_000_001, "<b></b>" * 16_000])
def test_pages_of_no_end_are_refused(body):
    with pytest.raises(OctavoError) as caught:
        read_html(_page(body), "a.html")
    assert "the page is too long" in caught.value.message


def test_a_table_with_one_row_of_a_thousand_cells_is_not_filled_up():
    body = f"<table>{'<tr><td>a<td>b</tr>' * 2000}<tr>{'<td>x' * 1000}</tr></table>"
    (block,) = read_html(_page(body), "a.html").blocks
    assert block.text.startswith("<table>")
    assert len(block.text) < 200_000
    assert block.text.count("<td>") == 5000


@pytest.mark.parametrize("unit", ["*[A]: x\n", "&amp;amp ", "<br>`", "<em>a</em>_", "'a\" "])
def test_a_paragraph_of_signs_is_refused(unit):
    for body in (f"<p><b>a</b>{unit * 16_000}</p>", f"<b>a</b>{unit * 16_000}"):
        with pytest.raises(OctavoError) as caught:
            read_html(_page(body), "a.html")
        assert "signs" in caught.value.message or "too long" in caught.value.message
    code = f"<p>a</p><pre>{'[*]' * 16_000}</pre>"
    assert len(read_html(_page(code), "a.html").blocks) == 2, "in code no sign is a mark"


def test_noncharacters_are_refused_as_characters_and_read_as_spaces_from_entities():
    with pytest.raises(OctavoError) as caught:
        read_html(_page("<p>a\ufdd8b</p>"), "a.html")
    assert "U+FDD8" in caught.value.message
    assert read_html(_page("<p>a&#xFDD8;b&#64985;c</p>"), "a.html").words == ("a", "b", "c")


def test_what_cannot_be_written_becomes_plain_and_that_is_said(monkeypatch):
    from octavo.importing.readers import html_blocks

    monkeypatch.setattr(html_blocks, "list_text", lambda *_: "-   lost")
    source = read_html(_page("<p>a</p><ul><li>b <b>c</b></li></ul><p>d</p>"), "a.html")
    assert [block.text for block in source.blocks] == ["a", "b c", "d"]
    assert [each.code for each in source.findings] == ["structure-flattened"]


def test_a_fault_of_ours_is_an_error_and_no_loss(monkeypatch):
    from octavo.importing.readers import word_proof

    monkeypatch.setattr(word_proof, "tree_blocks", lambda *_: [])
    with pytest.raises(OctavoError) as caught:
        read_html(_page("<p>words</p>"), "a.html")
    assert "the word account does not add up" in caught.value.message
    assert caught.value.exit_code == 70


def test_the_title_of_a_pages_front_matter_stands_above_the_headings_of_its_text():
    """A post of a site: its `<h1>` is a part of it, wherever that stands."""
    page = f"---\ntitle: The Lamp\n---\n<p>{PROSE}</p><h1>The wick</h1><p>{PROSE}</p>"
    source = read_html(page.encode(), "a.html")
    assert source.title == "The Lamp"
    assert [block.text for block in source.blocks if block.kind is Kind.HEADING] == ["The wick"]


WORD = """<html><head><meta name=Generator content="Microsoft Word 15 (filtered)"></head>
<body><div class=WordSection1>
<p class=MsoTitle>Sker<o:p></o:p></p>
<p class=MsoToc1><a href="#_T1">One<span style='mso-tab-count:1'>... </span>2</a></p>
<h1><a name="_T1">One</a></h1>
<p class=MsoNormal>A lamp<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><![if
!supportFootnotes]>[1]<![endif]></span></a> <del>was</del><ins>is</ins> lit<span
style='mso-hide:all'> at last</span>, they <span style='mso-comment-reference:A_1'>said</span><span
class=MsoCommentReference>&nbsp;<a href="#_msocom_1" name="_msoanchor_1">[A1]</a></span> to us.</p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='font-family:Symbol'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>Oil</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span
style='font-family:Symbol'>o<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span>a <i>can</i></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span
style='font-family:Symbol'>·<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span>Rope</p>
<p class=MsoNormal align=center>* * *</p>
<p class=MsoNormal>Then:</p>
<p class=MsoListParagraph style='text-indent:-.25in'>1.<span></span>no item</p>
<p class=MsoListParagraph style='text-indent:-.25in'><span>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span>First</p>
<p class=MsoListParagraph style='text-indent:-.25in'><span>2.<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span>Second</p>
</div>
<div style='mso-element:comment-list'><hr><div style='mso-element:comment'><div><a
name="_msocom_1"></a><p class=MsoCommentText><a href="#_msoanchor_1"
>[A1]</a>Who said?</p></div></div></div>
<div style='mso-element:footnote-list'><br clear=all><hr align=left><div
style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"
>[1]</a> Lit <i>each</i> night.</p></div></div></body></html>"""


def test_a_page_that_word_saved():
    source = read_html(WORD.encode(), "a.htm")
    assert [as_markdown(each) for each in source.blocks] == [
        "## Sker", "## One", "A lamp[^1] is lit, they said to us.",
        "-   Oil\n    -   a *can*\n-   Rope", "* * *", "Then:", "1.no item",
        "1.  First\n2.  Second", "[^1]: Lit *each* night.",
    ]  # fmt: skip
    assert {(each.kind, each.text) for each in source.apart} == {
        ("contents", "One... 2"), ("deleted", "was"), ("hidden", "at last"),
        ("comment", "[A1]Who said?"),
    }  # fmt: skip


def test_a_way_back_before_a_mark_takes_no_space_along():
    page = (
        '<body><article><p>A<a id="r" href="#n">1</a></p><p id="n"><a href="#r">1</a> so <i>it</i>'
        " was</p></article></body>"
    )
    blocks = read_html(page.encode(), "a.html").blocks
    assert as_markdown(blocks[-1]) == "[^1]: so *it* was"
