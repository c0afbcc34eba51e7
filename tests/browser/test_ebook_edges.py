"""What authors write at the edges, in a browser engine at the width of a phone."""

from __future__ import annotations

import zipfile

import pytest

from octavo.build.pipeline import Request, build

BOOK = """schema = 1
[book]
title = "Edges"
authors = ["A"]
language = "en"
date = "2026-11-22"
[contents]
chapters = ["edges.md"]
[editions.ebook]
format = "epub"
"""
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SUM = " + ".join(f"a_{{{number}}}" for number in range(30))
CHAPTER = rf"""# Edges

{WORD} <https://example.org/{"on/and/" * 20}> `{"long_" * 20}`

```math
{SUM} = \left(\frac{{a}}{{b}}\right)
```

| {WORD} | b | c |
|---|---|---|
| 1 | 2 | 3 |
"""


@pytest.fixture
def page(chromium, tmp_path):
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.toml").write_text(BOOK, "utf-8")
    (tmp_path / "manuscript" / "edges.md").write_text(CHAPTER, "utf-8")
    list(build(Request(root=tmp_path, out=tmp_path / "build", editions=("ebook",))))
    with zipfile.ZipFile(tmp_path / "build" / "edges-ebook.epub") as archive:
        archive.extractall(tmp_path / "unpacked")
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    page.goto((tmp_path / "unpacked" / "EPUB" / "text" / "edges.xhtml").as_uri())
    yield page
    page.close()


def test_nothing_is_cut_off_at_the_screens_edge(page):
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_wide_formulas_and_tables_scroll_by_keyboard(page):
    blocks = page.locator(".wide")
    assert blocks.count() == 2
    for number in range(2):
        block = blocks.nth(number)
        block.focus()
        assert block.evaluate("b => [b.scrollWidth > b.clientWidth, b.scrollLeft]") == [True, 0]
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "n => document.querySelectorAll('.wide')[n].scrollLeft > 0", arg=number
        )


def test_formulas_are_set_in_the_books_math_font_and_brackets_grow(page):
    loaded = page.evaluate(
        "async () => { await document.fonts.ready; return [...document.fonts]"
        ".filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', '')) }"
    )
    assert "STIX Two Math" in loaded
    tall, low = page.evaluate(
        "() => { const of = text => [...document.querySelectorAll('mo')]"
        ".find(mo => mo.textContent === text).getBoundingClientRect().height;"
        " return [of('('), of('=')] }"
    )
    assert tall > 1.3 * low
