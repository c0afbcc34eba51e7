"""Raw HTML, and Markdown that comes near it."""

from __future__ import annotations

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
    ('<div markdown="1">\n\n*a*\n\n</div>', "<div>\n<p><em>a</em></p>\n</div>"),
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


# Markdown → the code of the first finding, and its line.
REFUSED = [
    ("<script>1</script>", "html-refused", 3),
    ("<SCRIPT>1</SCRIPT>", "html-refused", 3),
    ("a\n\n<script src='x'></script>", "html-refused", 5),
    ("<style>p{}</style>", "html-refused", 3),
    ("<object data='x'></object>", "html-refused", 3),
    ("<embed src='x'>", "html-refused", 3),
    ("<form><input></form>", "html-refused", 3),
    ("<meta charset='x'>", "html-refused", 3),
    ("<base href='x'>", "html-refused", 3),
    ("<link rel='stylesheet' href='x'>", "html-refused", 3),
    ("<math><mi>x</mi></math>", "html-refused", 3),
    ("<audio src='x'></audio>", "html-refused", 3),
    ("<blink>x</blink>", "html-refused", 3),
    ("Press <Ctrl> and <c>", "html-refused", 3),
    ("x </tide>", "html-refused", 3),
    ("<x:y>z</x:y>", "html-refused", 3),
    ("<!DOCTYPE html>", "html-refused", 3),
    ("<?xml version='1.0'?>", "html-refused", 3),
    ("<![CDATA[x]]>", "html-refused", 3),
    ("<p ONCLICK='x'>y</p>", "html-refused", 3),
    ("<a href='two.md' REL='attachment'>x</a>", "html-refused", 3),
    ("<a href='two.md' rel='Attachment'>x</a>", "html-refused", 3),
    ("<a href=' Java\nscript:x'>y</a>", "html-refused", 3),
    ("<p style='background:URL(x)'>y</p>", "html-refused", 3),
    ("<p data-line='x'>y</p>", "html-refused", 3),
    ("<img src='a.png' srcset='b.png' alt='x'/>", "html-refused", 3),
    ("<td align='left'>x</td>", "html-refused", 3),
    ("<ol start='x'><li>y</li></ol>", "html-refused", 3),
    ("<p dir='up'>x</p>", "html-refused", 3),
    ("<q cite='notes.txt'>x</q>", "html-refused", 3),
    ("x {onclick=y}\n{: onload=z }", "html-refused", 4),
    ("<b>x", "html-malformed", 3),
    ("x</b>", "html-malformed", 3),
    ("<b><i>x</b></i>", "html-malformed", 3),
    ("a\n<div>\nb", "html-malformed", 4),
    ("*a <b>b* c</b>", "html-malformed", 3),
    ("<b class=x>y</b>", "html-malformed", 3),
    ("<ol reversed><li>x</li></ol>", "html-malformed", 3),
    ("<b class='x' class='y'>z</b>", "html-malformed", 3),
    ("<!-- never", "html-malformed", 3),
    ("<p>a<p>b</p></p>", "html-nesting", 3),
    ("*a <div>b</div>*", "html-nesting", 3),
    ("a <ins><div>b</div></ins>", "html-nesting", 3),
    ("## a <ul><li>b</li></ul>", "html-nesting", 3),
    ("<dl><p>a</p></dl>", "html-nesting", 3),
    ("<tr><td>a</td></tr>", "html-nesting", 3),
    ("<a href='two.md'>[a](two.md)</a>", "html-nesting", 3),
    ("a\n{#x}\n\nb\n{#x}", "id-twice", 7),
    (">" * 400 + " deep", "nested-deep", 1),
    ("```\nnever closed", "code-open", 3),
]


@pytest.mark.parametrize(("text", "code", "line"), REFUSED)
def test_refused(parse, text, code, line):
    section = parse(text)
    assert section.findings, section.body
    first = section.findings[0]
    assert (first.code, first.line, first.severity) == (code, line, "error"), first
    assert section.body == "", "a section with such errors has no body"
    assert message_of(first).endswith(".") and remedy_of(first) and remedy_of(first)[-1] in ".?…"


def test_markdown_that_python_cannot_follow_is_no_fault(parse, monkeypatch):
    def too_deep(text: str, language: str) -> str:
        raise RecursionError

    monkeypatch.setattr("octavo.markdown.section.to_xhtml", too_deep)
    assert codes(parse("x")) == {"nested-deep"}


def test_front_matter_shifts_the_lines():
    from octavo.core.model import Chapter, Matter
    from octavo.markdown.section import parse_chapter

    text = "# T\n\n<b>x\n\n[^1]\n"
    chapter = Chapter(id="c", path="c.md", matter=Matter.BODY, kind="chapter", text=text, line=7)
    findings = parse_chapter(chapter, "en").findings
    assert {(finding.code, finding.line) for finding in findings} == {
        ("html-malformed", 9),
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
