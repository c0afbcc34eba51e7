"""Paragraphs are composed as a whole: all of their text, even lines, breaks where they may be."""

from __future__ import annotations

import random
from itertools import pairwise

import pypdfium2
import pytest
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration

from helpers.composed import CSS, render, some_text
from octavo.layout.page_proof import Proof
from octavo.layout.weasyprint.composed_text import ComposedText
from octavo.layout.weasyprint.patches import mended
from octavo.layout.whole_book import laid_out


def lines_of(document: weasyprint.Document) -> list[boxes.LineBox]:
    every = (box for page in document.pages for box in page._page_box.descendants())
    return [box for box in every if isinstance(box, boxes.LineBox)]


def texts(line: boxes.LineBox) -> list[boxes.TextBox]:
    return [box for box in line.descendants() if isinstance(box, boxes.TextBox)]


def written(line: boxes.LineBox) -> str:
    return "".join(box.text for box in texts(line))


def is_composed(line: boxes.LineBox) -> bool:
    return all(isinstance(box.pango_layout, ComposedText) for box in texts(line))


def joined(lines: list[str]) -> str:
    """The text of lines: hyphens that were added are taken out, and spaces put in."""
    text = ""
    for line in lines:
        glued = line.endswith("\u2010")
        text += line.removesuffix("\u2010") if glued else f"{line} "
    return text.strip()


@pytest.mark.parametrize("seed", range(8))
def test_every_text_comes_out_whole(seed):
    plain = some_text(seed, 300)
    pick = random.Random(seed)
    marked = " ".join(
        f"<{tag}>{word}</{tag}>" if (tag := pick.choice(("", "", "em", "b", "u"))) else word
        for word in plain.split()
    )
    lines = lines_of(render(f"<p>{marked}"))
    assert all(map(is_composed, lines))
    assert joined([written(line) for line in lines]) == plain


def test_lines_fill_the_measure_and_none_gapes():
    lines = lines_of(render(f"<p>{some_text(1, 400)}"))
    for line in lines[:-1]:
        last = texts(line)[-1]
        assert last.position_x + last.width == pytest.approx(320, abs=0.01)
        assert all(
            0.74 < box.pango_layout.space / box.pango_layout.type.space < 2.5 for box in texts(line)
        )
        assert all(0.98 <= box.pango_layout.letters <= 1.02 for box in texts(line))


def test_the_ink_fills_the_measure(tmp_path):
    file = tmp_path / "lines.pdf"
    with mended():
        render(f"<p>{some_text(2, 200)} <em>{some_text(3, 80)}</em>").write_pdf(file)
    page = pypdfium2.PdfDocument(file)[0]
    text = page.get_textpage()
    rights: dict[float, float] = {}
    for number in range(text.count_chars()):
        _, bottom, right, _ = text.get_charbox(number, loose=True)
        if text.get_text_range(number, 1).strip():
            rights[round(bottom)] = max(rights.get(round(bottom), 0.0), right)
    edges = sorted(rights.values())[1:]
    assert edges[-1] - edges[len(edges) // 4] < 0.25  # points


def test_spaced_letters_are_left_as_they_are():
    lines = lines_of(render(f"<p style='letter-spacing: 0'>{some_text(4, 100)}"))
    assert {box.pango_layout.letters for line in lines for box in texts(line)} == {1.0}


def test_a_paragraph_goes_on_over_pages():
    document = render(f"<p>{some_text(5, 900)}")
    assert len(document.pages) > 2
    assert joined([written(line) for line in lines_of(document)]) == some_text(5, 900)


def test_no_page_ends_with_a_hyphen():
    document = render("".join(f"<p>{some_text(seed, 70)}" for seed in range(60)))
    ends = []
    for page in document.pages:
        found = [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]
        ends.append(written(found[-1]).endswith(("-", "\u2010")))
    assert len(ends) > 10 and not any(ends)


@pytest.mark.parametrize("words", [34, 41, 48, 55])
def test_no_page_ends_with_a_hyphen_where_widows_take_a_line_along(words):
    document = render("".join(f"<p>{some_text(seed, words)}" for seed in range(words, words + 90)))
    for page in document.pages[:-1]:
        found = [box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]
        assert not written(found[-1]).endswith(("-", "\u2010"))


def ends_with(word: str, html: str) -> list[int]:
    """The widths of a page at which a line ends with a word."""
    found = []
    for width in range(420, 720, 6):
        lines = lines_of(render(html, CSS.replace("340px", f"{width}px")))
        if any(written(line).endswith(word) for line in lines[:-1]):
            found.append(width)
    return found


def test_a_title_leaves_its_name_only_where_a_line_would_gape():
    text = f"{some_text(13, 9)[:-1]} Mr.\u00a0Throckmrstn {some_text(14, 40)}"
    tied, free = (ends_with("Mr.", f"<p>{each}") for each in (text, text.replace("\u00a0", " ")))
    assert 0 < len(tied) < len(free)
    assert not ends_with("12", f"<p>{text.replace('Mr.', '12')}")


def test_lines_beside_a_drop_cap_are_composed():
    lines = lines_of(render(f"<p style='text-indent: 0'><b class=cap>T</b>{some_text(6, 60)}"))[1:]
    starts = [texts(line)[0].position_x for line in lines]
    assert all(map(is_composed, lines))
    assert starts[0] == starts[1] > 40 and set(starts[2:]) == {20}
    for line in lines[:-1]:
        last = texts(line)[-1]
        assert last.position_x + last.width == pytest.approx(320, abs=0.01)


@pytest.mark.parametrize(
    "html",
    [
        "<p>one<br>two",
        "<p>潮が引いた後の平らな砂の上で",
        "<p dir=rtl lang=ar>ترك الباب مفتوحا",
        "<p><i style='position: relative'>one</i> two",
    ],
)
def test_what_is_not_composed_surely_goes_the_old_way(html):
    document = render(html)
    assert not any(
        isinstance(box.pango_layout, ComposedText)
        for line in lines_of(document)
        for box in texts(line)
    )


def test_an_address_breaks_at_its_places():
    html = f"<p>{some_text(7, 6)} see <code>tides<wbr>.example<wbr>/orrin<wbr>/low</code> and more."
    for width in range(200, 420, 9):
        css = CSS.replace("340px", f"{width}px")
        for first, second in pairwise(map(written, lines_of(render(html, css)))):
            if "\u200b" in first and not first.endswith(("and", "see")):
                assert first.endswith("\u200b") or "/low" in first or second[0] not in "abc"


def test_words_that_are_kept_stay_on_a_line():
    html = (
        f"<p>{some_text(8, 30)} <span class=kept>harbour master of Orrin</span> {some_text(9, 30)}"
    )
    for width in range(220, 420, 11):
        lines = [
            written(line) for line in lines_of(render(html, CSS.replace("340px", f"{width}px")))
        ]
        assert any("harbour master of Orrin" in line for line in lines)


def test_the_same_comes_of_the_same():
    html = "".join(f"<p>{some_text(seed, 70)}" for seed in range(6))
    first, second = (list(map(written, lines_of(render(html)))) for _ in range(2))
    assert first == second


def test_pictures_and_empty_elements_are_kept():
    picture = "<svg width=30 height=10 viewBox='0 0 30 10'><rect width=30 height=10 /></svg>"
    html = f"<p>{some_text(10, 20)} <a id=here></a>{picture} {some_text(11, 20)}<a id=end></a>"
    document = render(html)
    assert all(map(is_composed, lines_of(document)))
    assert {"here", "end"} <= set(document.pages[0].anchors)
    every = list(document.pages[0]._page_box.descendants())
    assert any(isinstance(box, boxes.ReplacedBox) for box in every)


def test_items_of_lists_are_composed():
    html = "<ul>" + "".join(f"<li>{some_text(seed, 40)}" for seed in range(3)) + "</ul>"
    lines = lines_of(render(html))
    assert all(map(is_composed, lines))
    text = joined([written(line) for line in lines])
    assert text == " ".join(some_text(seed, 40) for seed in range(3))


def test_a_proof_is_drawn_after_its_layout():
    fonts = FontConfiguration()
    with mended():
        style = weasyprint.CSS(string=CSS, font_config=fonts)
        document = weasyprint.HTML(string=f"<html lang=en><body><p>{some_text(12, 60)}").render(
            stylesheets=[style], font_config=fonts
        )
    proof = Proof(document=document, pages=(), laid=laid_out(document, [], b""))
    text = pypdfium2.PdfDocument(proof.draw([0]))[0].get_textpage().get_text_range()
    assert some_text(12, 60).split()[0] in text
