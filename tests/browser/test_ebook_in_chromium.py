"""The e-book's documents in a browser engine, as most reading systems have one inside."""

from __future__ import annotations

import re

import pytest

CHAPTER = "not-over-for-me"


@pytest.fixture
def page(chromium):
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    page.problems = []
    page.on("console", lambda message: page.problems.append(message.text))
    page.on("requestfailed", lambda request: page.problems.append(request.url))
    yield page
    page.close()


def open_text(page, package, name: str) -> None:
    page.goto((package / "text" / f"{name}.xhtml").as_uri())


def test_every_document_opens_without_a_complaint_and_fits_a_phone(page, package):
    names = sorted(path.stem for path in (package / "text").glob("*.xhtml"))
    assert len(names) >= 16
    for name in names:
        open_text(page, package, name)
        assert page.locator("parsererror").count() == 0, name
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 360, name
    assert page.problems == []


def test_the_books_own_fonts_load(page, package):
    open_text(page, package, CHAPTER)
    loaded = page.evaluate(
        "async () => { await document.fonts.ready;"
        " return [...document.fonts].filter(f => f.status === 'loaded')"
        ".map(f => f.family.replaceAll('\"', '') + ' ' + f.style) }"
    )
    assert {"EB Garamond normal", "EB Garamond italic"} <= set(loaded)


def test_the_figure_is_drawn_and_says_what_it_shows(page, package):
    open_text(page, package, CHAPTER)
    figure = page.locator("figure img")
    assert figure.evaluate("image => image.complete && image.naturalWidth > 0")
    assert len(figure.get_attribute("alt")) > 40
    assert page.locator("figcaption").count() == 1


def test_a_note_opens_from_its_call_and_leads_back(page, package):
    open_text(page, package, CHAPTER)
    page.locator("a.noteref").first.click()
    assert page.url.endswith(f"#{CHAPTER}--note-1")
    note = page.locator(":target")
    assert note.get_attribute("role") == "doc-footnote"
    note.locator("a[role=doc-backlink]").click()
    assert page.url.endswith(f"#{CHAPTER}--noteref-1")


def test_a_link_to_another_chapters_heading_arrives_there(page, package):
    open_text(page, package, "introduction")
    links = page.locator("section > p a[href*='.xhtml']")
    assert links.count() >= 1
    for number in range(links.count()):
        open_text(page, package, "introduction")
        href = links.nth(number).get_attribute("href")
        links.nth(number).click()
        page.wait_for_url(re.compile(re.escape(href)))
        assert page.locator("h1").count() == 1


def test_every_line_of_the_contents_leads_to_its_title(page, package):
    page.goto((package / "nav.xhtml").as_uri())
    lines = page.locator("nav[role='doc-toc'] a:visible")
    assert lines.count() == 13
    for number in range(13):
        page.goto((package / "nav.xhtml").as_uri())
        label = lines.nth(number).inner_text()
        lines.nth(number).click()
        title = page.locator("h1").inner_text()
        assert label.endswith(title), (label, title)
