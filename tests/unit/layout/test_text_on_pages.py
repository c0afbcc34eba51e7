"""What was set is read off the pages: paragraphs, their lines, and why some went the old way."""

from __future__ import annotations

import pytest

from helpers.composed import CSS, render, some_text
from octavo.layout.text_on_pages import text_on
from octavo.layout.weasyprint.patches import mended
from octavo.typesetting.measures import measures_of
from octavo.typesetting.old_ways import OldWay
from octavo.typesetting.set_text import Place, SetParagraph, SetText


def set_text(html: str, css: str = CSS) -> SetText:
    return text_on(render(html, css).pages)


def only(html: str, css: str = CSS) -> SetParagraph:
    (paragraph,) = set_text(html, css).paragraphs
    return paragraph


def test_a_composed_paragraph():
    words = some_text(1, 120)
    found = only(f"<section id=one><p>{words}</section>")
    assert (found.document, found.tag, found.place) == ("one", "p", Place.TEXT)
    assert (found.element, found.size, found.indent) == (1, 11.25, 11.25)
    assert found.running and found.justified
    assert (found.reason, found.looser, found.barred) == ("", 0, False)
    assert all(line.composed and not line.short for line in found.lines)
    assert all(line.left == 0 for line in found.lines[1:]) and found.lines[0].left == 11.25
    for line in found.lines[:-1]:
        assert line.right == pytest.approx(225, abs=0.01)
        assert 0.75 <= line.spaces <= 2.5 and 0.98 <= line.letters <= 1.02
        assert line.hyphened == line.text.endswith("\u2010")
    joined = "".join(
        line.text.removesuffix("\u2010") if line.hyphened else f"{line.text} "
        for line in found.lines
    )
    assert joined.strip() == words
    apart = [
        after.baseline - before.baseline
        for before, after in zip(found.lines, found.lines[1:], strict=False)
    ]
    assert apart == pytest.approx([15.0] * len(apart), abs=0.02)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ('<p dir=rtl lang=ar style="direction: rtl">مدّ البحر في المساء', OldWay.RIGHT_TO_LEFT),
        ("<p lang=ja>潮は夕方に引いて、朝に戻る。", OldWay.SCRIPT),
        ("<p lang=th>น้ำลงในตอนเย็นและขึ้นในตอนเช้า", OldWay.SCRIPT),
        ('<p style="white-space: pre-line">The tide\ngoes out', OldWay.ENDS),
        ("<p>The tide<br>goes out", OldWay.ENDS),
        ('<p style="text-align-last: center">The tide', OldWay.LAST_LINE),
        ('<p>The <span style="position: relative; top: 2px">tide</span>', OldWay.MOVED),
        ('<p style="overflow: hidden; text-overflow: ellipsis">The tide', OldWay.CUT_OFF),
        ('<p style="word-break: break-all">The tide', OldWay.ANYWHERE),
        ('<p>The <code style="white-space: pre">tide</code> goes', OldWay.KEPT),
        ('<p>The <span style="float: right">tide</span> goes', OldWay.FLOAT),
    ],
)
def test_what_goes_the_old_way_says_why(html, reason):
    found = [each for each in set_text(html).paragraphs if each.place == Place.TEXT]
    assert [each.reason for each in found] == [str(reason)]
    assert not any(line.composed for line in found[0].lines)
    counted = measures_of(SetText(size=1, line=1, paragraphs=tuple(found), pictured=frozenset()))
    assert counted.running.old_way == {str(reason): len(found[0].lines)}


def test_what_stands_beside_something_goes_the_old_way_and_is_composed_below_it():
    box = '<div style="float: right; width: 100px; height: 38px; background: red"></div>'
    found = next(each for each in set_text(f"{box}<p>{some_text(4, 80)}").paragraphs)
    assert found.reason == OldWay.BESIDE


def test_spaces_of_the_old_way_are_measured_too():
    words = " ".join(["tide"] * 60)
    html = f'<p style="text-indent: 0; text-align-last: left">{words}<br>x'
    found = only(html)
    full = [line for line in found.lines if not line.short][:-1]
    assert len(full) > 2 and not any(line.composed for line in full)
    assert all(1.0 <= line.spaces < 4 for line in full)
    assert all(line.right == pytest.approx(225, abs=0.5) for line in full)
    assert found.lines[-2].short  # the text ends it


def test_a_line_that_would_gape_is_ragged():
    word = "x" * 30
    text = set_text(f'<p style="hyphens: none; text-indent: 0">ab cd {word} e f {word} g')
    (found,) = text.paragraphs
    short = [line for line in found.lines if line.short]
    assert short and all(line.spaces == 1.0 for line in short if " " in line.text)
    assert measures_of(text).running.ragged == sum(" " in line.text for line in short) > 0
    assert measures_of(text).over_1_8 == 100.0


def test_headings_quotations_notes_and_lists_are_told_apart():
    css = f"{CSS} .note {{ float: footnote }} blockquote {{ margin: 0 30px }} li {{ margin: 0 }}"
    note = '<span class="note">A note of some words.</span>'
    html = f"<h2>A head</h2><p>One{note}.</p><blockquote><p>Two</blockquote><ul><li>Three</ul>"
    found = set_text(html, css)
    shown = [(each.tag, each.place, each.running) for each in found.paragraphs]
    assert shown == [
        ("h2", "text", False),
        ("p", "text", True),
        ("p", "text", False),
        ("li", "text", False),
        ("span", "note", False),
    ]


def test_a_drop_capital_is_part_of_its_line():
    (found,) = set_text(f"<p><span class=cap>T</span>{some_text(5, 60)[1:]}").paragraphs
    assert found.lines[0].text.startswith("T")
    assert found.lines[0].left > 10 and found.lines[3].left == 0


def test_a_paragraph_that_goes_on_overleaf_is_one():
    found = only(f"<p>{some_text(6, 420)}")
    assert {line.page for line in found.lines} == {0, 1, 2}


def test_a_break_that_was_barred_is_noted():
    barred = [
        each.barred
        for seed in range(30)
        for each in set_text(f"<p>{some_text(seed, 400)}").paragraphs
    ]
    assert any(barred) and not all(barred)


def test_pages_with_pictures_are_noted():
    picture = '<svg width="100" height="100" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'
    assert set_text(f"<p>One</p><p>{picture}</p>").pictured == {0}
    assert set_text("<p>One</p>").pictured == frozenset()


def test_pages_that_were_drawn_tell_the_same(tmp_path):
    document = render(f"<p>{some_text(7, 90)}<p dir=rtl>مدّ البحر")
    before = text_on(document.pages)
    with mended():
        document.write_pdf(tmp_path / "a.pdf")
    assert text_on(document.pages) == before
