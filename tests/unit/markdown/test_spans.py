"""`[words]{attributes}`."""

from __future__ import annotations

import pytest

from octavo.findings.wording import message_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[NASA]{.small-caps}", '<span class="small-caps capitals">NASA</span>'),
        ("[Nasa 2]{.small-caps}", '<span class="small-caps">Nasa 2</span>'),
        ("[19]{.small-caps}", '<span class="small-caps">19</span>'),
        ("[a]{.b .c}", '<span class="b c">a</span>'),
        ("[a]{.b.c}", '<span class="b c">a</span>'),
        ("[a]{ .b }", '<span class="b">a</span>'),
        ("[a]{:.b}", '<span class="b">a</span>'),
        ("[a]{#here}", '<span id="c--here">a</span>'),
        ('[a]{title="two words"}', '<span title="two words">a</span>'),
        ("[a]{title='a \"b\"'}", '<span title="a &quot;b&quot;">a</span>'),
        ("[two\nlines]{.b}", '<span class="b">two\nlines</span>'),
        ("[T]{.drop-cap}he tide", '<span class="drop-cap">T</span>he tide'),
        ("[a]{.b}[c]{.d}", '<span class="b">a</span><span class="d">c</span>'),
        ("*[a]{.b}*", '<em><span class="b">a</span></em>'),
        ("[*a* `]{.x}` **b**]{.c}",
         '<span class="c"><em>a</em> <code>]{.x}</code> <strong>b</strong></span>'),
        ("[a [b *c*]{.d} [e]{.f} g]{.h}",
         '<span class="h">a <span class="d">b <em>c</em></span> <span class="f">e</span> g</span>'),
        ("[a [b] c]{.d}", '<span class="d">a [b] c</span>'),
        ("[[[a]{.b}", '[[<span class="b">a</span>'),
    ],
)  # fmt: skip
def test_spans(body, text, shown):
    assert body(text) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[x] and [y] {.z}", "[x] and [y] {.z}"),
        ("[a]{}", "[a]{}"),
        ("[0-9]{3}", "[0-9]{3}"),
        (r"\[a]{.b}", "[a]{.b}"),
        (r"[a]\{.b}", "[a]{.b}"),
        ("`[a]{.b}`", "<code>[a]{.b}</code>"),
        ("[a]{.b", "[a]{.b"),
        ("[a]{.b c}", "[a]{.b c}"),
    ],
)
def test_what_is_no_span_stays_text(body, text, shown):
    assert body(text) == f"<p>{shown}</p>"


def test_links_notes_and_images_are_what_they_were(body):
    shown = body(
        "[a](https://b.org) [a](https://b.org){.m} [r][R], [R], [R]{.ref}"
        " ![alt](x.png){.pic} w[^1] [v[^1]]{.n} [see [a](https://b.org)]{.l}"
        "\n\n[R]: https://c.org\n[^1]: A note with a [word]{lang=fr}.\n"
    )
    assert '<a href="https://b.org">a</a> <a class="m" href="https://b.org">a</a>' in shown
    assert shown.count('href="https://c.org"') == 3
    assert '<a class="ref" href="https://c.org">R</a>' in shown
    assert '<img alt="alt" class="pic" src="x.png"/>' in shown
    assert '<span class="n">v<a class="noteref"' in shown
    assert '<span class="l">see <a href="https://b.org">a</a></span>' in shown


def test_spans_stand_in_titles_headings_cells_captions_and_notes(parse):
    section = parse(
        "## A [b]{.c} d {#e}\n\n| [x]{.y} |\n|---|\n| z |\n\n"
        '![alt](x.png "A [mot]{lang=fr}")\n\nw[^1]\n\n[^1]: [v]{.w}\n',
        title="# [NASA]{.small-caps} here\n\n",
    )
    assert section.title == '<span class="small-caps capitals">NASA</span> here'
    assert section.title_text == "NASA here"
    assert '<h2 id="c--e">A <span class="c">b</span> d</h2>' in section.body
    assert '<span class="y">x</span>' in section.body
    assert '<figcaption>A <span lang="fr" xml:lang="fr">mot</span></figcaption>' in section.body
    assert section.notes[0].body == '<p><span class="w">v</span></p>'


def test_a_word_that_is_no_attribute_is_said_with_its_line(parse):
    section = parse("One.\n\nTwo [mot]{fr}.\n\nA [0-9]{3} and `[a]{b}`.\n")
    assert [(item.code, item.severity, item.line) for item in section.findings] == [
        ("attributes-unread", "warning", 5)
    ]
    assert '"fr"' in message_of(section.findings[0])


def test_a_heading_with_a_word_in_braces_is_said_at_its_line(parse):
    section = parse("One.\n\n## Two {draft}\n")
    assert [(item.code, item.severity, item.line) for item in section.findings] == [
        ("attributes-unread", "warning", 5)
    ]


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ("onclick=go()", "html-refused"),
        ("data-x=1", None),
        ("lang=french", "language-wrong"),
        ('style="color: url(x)"', None),
    ],
)
def test_what_a_book_cannot_hold_is_left_out(parse, attribute, code):
    section = parse(f"[a]{{{attribute}}}")
    assert section.body == "<p><span>a</span></p>"
    assert [item.code for item in section.findings] == ([code] if code else [])


def test_a_thousand_brackets_are_read_in_a_moment(body):
    assert body("[" * 3000 + "a" + "]" * 3000 + "{.b}").startswith("<p>")


def test_emphasis_around_a_span_within_a_span_is_read(body):
    text = body("[out *in [deep]{lang=la} in* out]{.x}")
    assert text == (
        '<p><span class="x">out <em>in <span lang="la" xml:lang="la">deep</span> in</em>'
        " out</span></p>"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**小心：**水很深", "<strong>小心：</strong>水很深"),
        ("看**「船」**吧", "看<strong>「船」</strong>吧"),
        ("**배(boat)**는 작다", "<strong>배(boat)</strong>는 작다"),
        ("**`배`**는 작다", "<strong><code>배</code></strong>는 작다"),
        ("**เรือ(boat)**นี้", "<strong>เรือ(boat)</strong>นี้"),
        ("~~水（深）~~也好", "<s>水（深）</s>也好"),
        ("水**深**", "水<strong>深</strong>"),
        ("** 水**", "** 水**"),
        ("a**(b)**c", "a**(b)**c"),
        ("小_心_水", "小_心_水"),
    ],
)
def test_marks_beside_words_of_scripts_without_spaces(body, text, shown):
    assert body(text, language="zh-Hans") == f"<p>{shown}</p>"
