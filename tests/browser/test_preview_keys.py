"""The preview's page in Chromium: source lines, keys, search, page numbers, problems."""

from __future__ import annotations

import pytest

from helpers.fake_preview import Fake
from helpers.page_steps import PARAGRAPHS, PROBLEMS, Open, inside, text_of, until, until_inside

pytestmark = pytest.mark.slow

# The source


def test_a_click_on_a_paragraph_shows_and_copies_file_and_line(fake: Fake, open_page: Open):
    page = open_page()
    page.frame_locator("iframe.book").locator("section > p").nth(2).click()
    assert text_of(page, "#source .at") == "manuscript/01-log.md:7"
    assert page.locator(".leaf .mark").count() == 1
    page.get_by_role("button", name="Copy manuscript/01-log.md:7").click()
    until(page, "!document.getElementById('toast').hidden")
    assert page.evaluate("navigator.clipboard.readText()") == "manuscript/01-log.md:7"


def test_a_click_on_a_page_shows_the_line_and_brings_the_text_there(fake: Fake, open_page: Open):
    page = open_page()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    leaf = page.locator(".right .leaf")
    box = leaf.bounding_box()
    leaf.click(position={"x": box["width"] / 2, "y": box["height"] * 0.5})
    line = int(text_of(page, "#source .at").rsplit(":", 1)[1])
    blocks = fake.pages(fake.chapter("log"))["pages"][3]["blocks"]
    assert line in [block["line"] for block in blocks]
    assert inside(page, "doc.querySelector('[data-octavo-here]').dataset.line") == str(line)


def test_e_opens_the_editor_or_says_how(fake: Fake, open_page: Open):
    page = open_page()
    page.keyboard.press("e")
    assert "Choose a paragraph first" in text_of(page, "#toast")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_timeout(200)
    assert ("/api/open", {"file": "manuscript/01-log.md", "line": 3}) in fake.posts
    fake.editor = False
    page.keyboard.press("e")
    until(page, "document.getElementById('toast').textContent.includes('--edit')")


# Keys


def test_every_key_does_what_the_help_says(fake: Fake, open_page: Open):
    page = open_page(settings={})
    root = "document.documentElement.dataset"
    for key, view in (("1", "text"), ("2", "pages"), ("3", "both")):
        page.keyboard.press(key)
        assert page.evaluate(f"{root}.view") == view
    page.keyboard.press("t")
    assert page.evaluate(f"{root}.theme") == "sepia"
    page.keyboard.press("d")
    assert page.locator("#stage").get_attribute("data-device") == "phone"
    page.keyboard.press("s")
    assert text_of(page, "#text-place").startswith("Screen 1 of")
    page.keyboard.press("ArrowRight")
    assert text_of(page, "#text-place").startswith("Screen 2 of")
    page.keyboard.press("s")
    for key, size in (("+", "20px"), ("-", "19px"), ("-", "18px"), ("0", "19px")):
        page.keyboard.press(key)
        assert inside(page, "getComputedStyle(doc.documentElement).fontSize") == size
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert inside(page, "doc.querySelectorAll('[data-octavo-here]').length") == 1
    page.keyboard.press("y")
    until(page, "document.getElementById('toast').textContent.startsWith('Copied')")
    page.keyboard.press("Escape")
    assert inside(page, "doc.querySelectorAll('[data-octavo-here]').length") == 0
    page.keyboard.press("f")
    assert page.locator("#follow").get_attribute("aria-pressed") == "false"
    page.keyboard.press("c")
    assert page.locator("#contents").is_hidden()
    page.keyboard.press("!")
    assert page.locator("#problem-list").is_visible()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    assert page.locator("#keys dt").count() == 17
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    until(page, "document.title.startsWith('Two bells')")
    page.keyboard.press("p")
    until(page, "document.title.startsWith('The log')")


def test_keys_rest_while_one_types_and_with_other_keys_held(fake: Fake, open_page: Open):
    page = open_page(settings={})
    page.keyboard.press("Control+t")
    page.keyboard.press("Alt+2")
    page.keyboard.press("/")
    page.keyboard.type("tjn2")
    assert page.locator("#search-words").input_value() == "tjn2"
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    assert page.evaluate("document.documentElement.dataset.view") == "both"
    assert page.title().startswith("The log")


def test_keys_work_with_the_focus_in_the_text(fake: Fake, open_page: Open):
    page = open_page(settings={})
    page.frame_locator("iframe.book").locator("section > p").first.click()
    page.keyboard.press("t")
    assert page.evaluate("document.documentElement.dataset.theme") == "sepia"


def test_arrows_turn_screens_into_the_next_chapter_and_back(fake: Fake, open_page: Open):
    page = open_page("#preface", settings={"view": "text", "flow": "screens", "device": "tablet"})
    page.keyboard.press("ArrowRight")
    for _ in range(3):
        if page.title().startswith("The log"):
            break
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(200)
    until_inside(page, "doc.title === 'The log'")
    page.keyboard.press("ArrowLeft")
    until_inside(page, "doc.title.startsWith('Before')")
    last = text_of(page, "#text-place").split()
    assert last[1] == last[3]


def test_every_screen_shows_the_whole_width(fake: Fake, open_page: Open):
    page = open_page(settings={"view": "text", "flow": "screens", "device": "ereader"})
    count = int(text_of(page, "#text-place").split()[-1])
    assert count > 4
    page.keyboard.press("End")
    until(
        page, f"document.getElementById('text-place').textContent === 'Screen {count} of {count}'"
    )
    step = inside(page, "doc.documentElement.scrollLeft / doc.defaultView.innerWidth")
    assert step == count - 1
    left = inside(page, f"{PARAGRAPHS}.at(-1).getClientRects()[0].left")
    assert left >= 0


# Search, pages by number, problems


def test_search_leads_to_the_words_and_marks_them(fake: Fake, open_page: Open):
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.type("tide away")
    until(page, "document.querySelectorAll('.hit').length > 3")
    assert "places" in text_of(page, "#search-count")
    page.locator("#hits section, #hits > li").last.locator(".hit").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    until(page, "document.title.startsWith('A tide away')")
    until_inside(page, "doc.defaultView.CSS.highlights.get('octavo-found')?.size >= 1")
    assert page.locator("#search").is_hidden()


def test_g_goes_to_a_page_by_its_number(fake: Fake, open_page: Open):
    page = open_page(settings={"view": "text"})
    page.keyboard.press("g")
    page.keyboard.type("999")
    page.keyboard.press("Enter")
    until(page, "document.getElementById('go-message').textContent.includes('no page 999')")
    page.locator("#go-page").fill("25")
    page.keyboard.press("Enter")
    until(page, "document.getElementById('folios').textContent === '24–25'")
    assert page.title().startswith("Two bells")
    assert page.evaluate("document.documentElement.dataset.view") == "both"
    # The text comes along, and does not pull the pages away again.
    until_inside(page, "doc.documentElement.scrollTop > 300")
    page.wait_for_timeout(400)
    assert text_of(page, "#folios") == "24–25"


def test_problems_come_worst_first_and_lead_to_their_line(fake: Fake, open_page: Open):
    fake.problems = PROBLEMS
    page = open_page()
    assert "manuscript/02-bells.md:11" in text_of(page, "#problem-first")
    page.locator("#problems-button").click()
    assert page.locator(".problem .severity").all_text_contents() == ["Error", "Warning"]
    assert "The image pier.png is missing." in text_of(page, ".problem:first-child p")
    page.get_by_role("button", name="manuscript/02-bells.md:11", exact=True).click()
    until_inside(page, "doc.querySelector('[data-octavo-here]')?.dataset.line === '11'")
    assert text_of(page, "#source .at") == "manuscript/02-bells.md:11"
