"""Raw HTML, and Markdown that comes near it."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from octavo.findings.wording import message_of, remedy_of
from octavo.markdown.xhtml_tree import read, text_of, write


def codes(section) -> set[str]:
    return {finding.code for finding in section.findings}


# Markdown → what the body holds. All of it is well-formed, whatever it looks like.
FINE = [
    ("5 < 6 > 4 & 3", "<p>5 &lt; 6 &gt; 4 &amp; 3</p>"),
    ("7<8 and <3", "<p>7&lt;8 and &lt;3</p>"),
    ("AT&T, R&D; &T;", "<p>AT&amp;T, R&amp;D; &amp;T;</p>"),
    ("caf&eacute;&nbsp;&mdash;&hellip;", "<p>café\u00a0—…</p>"),
    ("&lt;b&gt; &amp;amp; &quot;", '<p>&lt;b&gt; &amp;amp; "</p>'),
    ("&#233; &#xE9; &#8212;", "<p>é é —</p>"),
    ("a &#0;&#x1F;&#xD800;&#x110000; b", "<p>a  b</p>"),
    ("&unheard;", "<p>&amp;unheard;</p>"),
    ("a<br>b<br/>c<br />d", "<p>a<br/>b<br/>c<br/>d</p>"),
    ("a <!-- no -- no --> b", "<p>a  b</p>"),
    ("<https://x.org/?a=1&b=2>", None),
    ("[a](https://x.org/?a=1&b=2)", '<p><a href="https://x.org/?a=1&amp;b=2">a</a></p>'),
    ("<ann@example.org>", '<p><a href="mailto:ann@example.org">ann@example.org</a></p>'),
    ("H<sub>2</sub>O <kbd>Ctrl</kbd>", "<p>H<sub>2</sub>O <kbd>Ctrl</kbd></p>"),
    ("`<b>` ``<i>``", "<p><code>&lt;b&gt;</code> <code>&lt;i&gt;</code></p>"),
    ('<p class="x" lang="fr">Été</p>', '<p class="x" lang="fr" xml:lang="fr">Été</p>'),
    ('<div markdown="1">\n\n*a*\n\n</div>', "<div><p><em>a</em></p></div>"),
    ('[a](two.md "Tom & <i>Bo</i>")', None),
    ("> 1. a\n>\n>     > b\n>     >\n>     > - c", None),
    ("**a *b** c*", None),
    ("*[HTML]: Hyper & Text\n\nHTML", '<p><abbr title="Hyper &amp; Text">HTML</abbr></p>'),
    ("{.x}", None),
    ("a\x00b", None),
    ("\u2028\u200b\ufdd0", None),
    ("klzzwxh:0001 \x02klzzwxh:0\x03 \x02wzxhzdk:0\x03", None),
]


@pytest.mark.parametrize(("text", "expected"), FINE)
def test_fine(parse, text, expected):
    section = parse(text)
    assert codes(section) <= {"character-forbidden"}
    etree.fromstring(f'<x xmlns:epub="e">{section.body}</x>')
    if expected is not None:
        body = section.body
        for line in range(9):
            body = body.replace(f' data-line="{line}"', "")
        assert body == expected


# Markdown → what the body holds, and the codes of what is said, with their lines.
MENDED = [
    ("<script>1</script>", "", [("html-refused", 3)]),
    ("a\n\n<script src='x'></script>", "<p>a</p>", [("html-refused", 5)]),
    ("<style>p{}</style>", "", [("html-refused", 3)]),
    ("<template>kept</template>", "<p>kept</p>", [("html-refused", 3)]),
    ("a <canvas>kept</canvas>", "<p>a kept</p>", [("html-refused", 3)]),
    ("<object data='x'></object>", '<p><a href="x">x</a></p>', [("html-linked", 3)]),
    ("<audio src='x.mp3' title='Y'></audio>", '<p><a href="x.mp3">Y</a></p>', [("html-linked", 3)]),
    ("<iframe></iframe>", "", [("html-refused", 3)]),
    ("<link rel='stylesheet' href='x'>", "", [("html-refused", 3)]),
    ("<blink>x</blink>", "<p><span>x</span></p>", []),
    ("<center>x</center>", '<div class="align-center">x</div>', []),
    ('<p align="right">x</p>', '<p class="align-right">x</p>', []),
    ('<input type="checkbox" checked> done', "<p>☑ done</p>", []),
    (
        "<details><summary>More</summary>\n\n*a*\n\n</details>",
        '<div class="details"><p class="summary">More</p><p><em>a</em></p></div>',
        [],
    ),
    ("Press <Ctrl> and <c>", "<p>Press &lt;Ctrl&gt; and &lt;c&gt;</p>", []),
    ("<your-name> is Vec<T>", "<p>&lt;your-name&gt; is Vec&lt;T&gt;</p>", []),
    ("<div>\n<your-name>\n</div>", "<div>\n&lt;your-name&gt;\n</div>", []),
    ("x </tide>", "<p>x &lt;/tide&gt;</p>", []),
    ("<x:y>z</x:y>", "<p>&lt;x:y&gt;z&lt;/x:y&gt;</p>", []),
    ("<!DOCTYPE html>", "", []),
    ("<![CDATA[x]]>", "", []),
    ("<!-- never", "", []),
    ("<p ONCLICK='x'>y</p>", "<p>y</p>", [("html-refused", 3)]),
    ("<a href=' Java\nscript:x'>y</a>", "<p><a>y</a></p>", [("html-refused", 3)]),
    ("<a href='two.md' REL='attachment'>x</a>", '<p><a href="two.md">x</a></p>', []),
    ("<p style='background:URL(x); color: red'>y</p>", '<p style="color: red">y</p>', []),
    ("<p data-line='x'>y</p>", "<p>y</p>", []),
    ("<ol start='x'><li>y</li></ol>", "<ol><li>y</li></ol>", []),
    ("<p dir='up'>x</p>", "<p>x</p>", []),
    ("<q cite='notes.txt'>x</q>", "<p><q>x</q></p>", []),
    ("x {onclick=y}\n{: onload=z }", "<p>x {onclick=y}</p>", [("html-refused", 4)]),
    ("<b>x", "<p><b>x</b></p>", []),
    ("x</b>", "<p>x</p>", []),
    ("<b class=x>y</b>", '<p><b class="x">y</b></p>', []),
    ("<ol reversed><li>x</li></ol>", '<ol reversed="reversed"><li>x</li></ol>', []),
    ("<p>a<p>b</p></p>", "<p>a</p><p>b</p>", []),
    ("*a <div>b</div>*", "<p><em>a <span>b</span></em></p>", []),
    ("## a <ul><li>b</li></ul>", '<h2 id="c--a-b">a <span><span>b</span></span></h2>', []),
    ("<dl><p>a</p></dl>", "<div><div><p>a</p></div></div>", [("html-nesting", 3)]),
    ("<ul>a<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>", []),
    ("<li>a</li>", "<ul><li>a</li></ul>", [("html-nesting", 3)]),
    ("<table>a<tr><td>b</td></tr></table>", None, []),
    ("<a href='b.md'>[a](two.md)</a>", '<p><a href="two.md">a</a></p>', []),
    ("<a name='x'></a>\n\ny", '<p id="c--x">y</p>', []),
    ("a\n{#x}\n\nb\n{#x}", '<p id="c--x">a</p>\n<p>b</p>', [("id-twice", 7)]),
    ("a {#note-1}\n{#note-1}", "<p>a {#note-1}</p>", [("id-twice", 4)]),
    ("```\nnever closed", "<pre><code>never closed</code></pre>", [("code-open", 3)]),
]


@pytest.mark.parametrize(("text", "expected", "said"), MENDED)
def test_what_a_book_cannot_hold_is_mended_and_every_word_kept(parse, text, expected, said):
    section = parse(text)
    etree.fromstring(f'<x xmlns:epub="e">{section.body}</x>')
    body = re.sub(r' data-line="\d+"', "", section.body)
    assert expected is None or body == expected
    assert [(item.code, item.line) for item in section.findings] == said
    for item in section.findings:
        assert item.severity != "error"
        assert message_of(item).endswith(".") and remedy_of(item)[-1] in ".?…"


@pytest.mark.parametrize(
    "tag",
    ["{{#include tide.rs}}", "{{ page.title }}", "{% raw %}", '{{< figure src="a.png" >}}'],
)
def test_tags_of_other_programs_stay_as_they_are_typed(parse, tag):
    section = parse(f"One.\n\nIt says {tag} here.")
    assert text_of(read(section.body)) == f"One. It says {tag} here."
    assert [(item.code, item.line) for item in section.findings] == [("foreign-tag", 5)]


def test_formulas_in_mathml_stay_formulas(parse):
    body = parse('x <math><msup><mi onclick="y()">a</mi><mn>2</mn></msup></math>').body
    tree = etree.fromstring(f"<x>{body}</x>")
    (formula,) = tree.iter("{http://www.w3.org/1998/Math/MathML}math")
    assert [etree.QName(each).localname for each in formula.iter()] == ["math", "msup", "mi", "mn"]
    assert "onclick" not in body


def test_markdown_that_python_cannot_follow_is_no_fault(parse, monkeypatch):
    def too_deep(text: str, writing: object) -> object:
        raise RecursionError

    monkeypatch.setattr("octavo.markdown.section.read_chapter", too_deep)
    assert codes(parse("x")) == {"nested-deep"}


def test_front_matter_shifts_the_lines():
    from octavo.core.model import Chapter, Matter
    from octavo.markdown.section import parse_chapter

    text = "# T\n\n<script>x</script>\n\n[^1]\n"
    chapter = Chapter(id="c", path="c.md", matter=Matter.BODY, kind="chapter", text=text, line=7)
    findings = parse_chapter(chapter, "en").findings
    assert {(finding.code, finding.line) for finding in findings} == {
        ("html-refused", 9),
        ("note-missing", 11),
    }


@pytest.mark.parametrize(
    "xhtml",
    ["<p>a &amp; b</p>", "a<br/>b", "<p>\u00a0</p>text", '<i title="a &lt; &quot;b&quot;">c</i>'],
)
def test_what_is_read_is_written_as_it_was(xhtml):
    assert write(read(xhtml)) == xhtml


def test_nothing_is_fetched_and_no_entity_is_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    with pytest.raises(etree.XMLSyntaxError):
        read(f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><p>&e;</p>')


def test_the_words_of_an_element_leave_calls_of_notes_out():
    tree = read('<p> a <b>b\n c</b><a class="noteref" id="c--noteref-1">1</a> d</p>')
    assert text_of(tree[0]) == "a b c d"


# What a generator of HTML found, a kind a line: what was written, and what became of it.
VALID = [
    ("<math><mfrac><mi>a</mi></mfrac></math>", "<mrow><mi>a</mi></mrow>"),
    ("<math><mtd><mi>a</mi></mtd></math>", "<mrow><mi>a</mi></mrow>"),
    ("<math>a<mi>b</mi></math>", "<mtext>a</mtext><mi>b</mi>"),
    ("<math><mi>a</mi></math>", 'alttext="a"'),
    ("<p><math><mi>a <a href='https://x.org'>b</a>", ">b</a>"),
    ("<p>a</body> b</p>", "<p>a b</p>"),
    ("<ruby>a<rt>b</rt>c</ruby>", "<ruby>a<rt>b</rt></ruby>c"),
    ("<ruby><rt>a</rt></ruby>", "<span><span>a</span></span>"),
    ("<ruby>a<rp>(</rp><rt>b</rt></ruby>", "<ruby>a<rt>b</rt></ruby>"),
    ("<p>a<wbr>b</p>", "<p>a<wbr/>b</p>"),
    ('<p>a <embed src="http://x.org/"> b</p>', "</a> b</p>"),
    ("<q cite='http://x.org/%'>a</q>", "<p><q>a</q></p>"),
    ("<table><colgroup>a<col></colgroup><tr><td>b</td></tr></table>", "<p>a</p>"),
    (
        "<table><tr><td>b</td></tr><caption>c<table><tr><td>d</table></caption></table>",
        "<div><p>c</p>",
    ),
    ("<figcaption>a<p>b</p></figcaption>", "<div>"),
    (
        "<figure>a<figcaption>b</figcaption>c</figure>",
        "<figure><p>ac</p><figcaption>b</figcaption></figure>",
    ),
    ("<ul><li value='3'>a</li></ul>", "<li>a</li>"),
    ("<p style='color: @b; x: \"'>a</p>", "<p>a</p>"),
    ("<p id='#'>a</p>", "<p>a</p>"),
    ("<b data-tex='x'>a</b>", "<b>a</b>"),
    ('<i a"=x><b data-tex="x">a</b></i>', "<b>a</b>"),
    ('[a]{xmlns:v="a b"}', "[a]"),
    ('[a]{data-tex="x"}', "[a]"),
]


@pytest.mark.parametrize(("text", "expected"), VALID)
def test_what_a_generator_of_html_found_is_valid(body, text, expected):
    found = body(text)
    etree.fromstring(f'<x xmlns:epub="e">{found}</x>')
    assert expected in found


def test_a_note_is_called_from_within_a_link_that_was_never_closed(body):
    assert 'class="noteref"' in body('<a href="https://x.org"><b>a [^1] b\n\n[^1]: A note.')


@pytest.mark.parametrize("tag", ["<meta name='a' content='b'>", "<base href='/x/'>"])
def test_what_shows_nothing_anywhere_needs_no_word(parse, tag):
    section = parse(f"{tag}\n\nA.")
    assert section.body == "<p>A.</p>"
    assert not section.findings


@pytest.mark.parametrize("line", ["<hr>", '<hr class="wide" />', "<br>", "<br><br/>", "<hr>\n<br>"])
def test_markdown_goes_on_below_a_line_of_breaks_and_rules(body, line):
    assert '<h2 id="c--tides">Tides</h2>' in body(f"One.\n\n{line}\n## Tides\n\nTwo.")
    assert "<em>Two.</em>" in body(f"{line}\n*Two.*")


def test_markdown_goes_on_below_a_picture_in_html(body):
    text = body('<img src="a.png" alt="A">\n*Two.*')
    assert "<em>Two.</em>" in text and text.index("<img") < text.index("<em>")


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ("| a | b |\n|---|---|\n| *1* | 2 |", "<td><em>1</em></td>"),
        ("## Tides\n\nTwo.", '<h2 id="c--tides">Tides</h2>'),
        ("- *one*\n- two", "<li><em>one</em></li>"),
        ("1. *one*", "<em>one</em>"),
    ],
)
def test_a_container_holds_what_can_only_be_markdown(parse, held, shown):
    section = parse(f'<div class="low">\n{held}\n</div>\n\nOne. {{{{ x }}}}')
    assert shown in section.body and '<div class="low">' in section.body
    assert [item.line for item in section.findings] == [held.count("\n") + 7]


def test_a_container_of_words_is_as_commonmark_has_it(body):
    assert "*one*" in body("<div>\n*one*\n</div>")
