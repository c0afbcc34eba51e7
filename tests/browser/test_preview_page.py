"""The preview's page in Chromium: contents, saves, printed pages."""

from __future__ import annotations

import pytest

from helpers.fake_book import sheets
from helpers.fake_preview import Fake
from helpers.page_steps import (
    PARAGRAPHS,
    PROBLEMS,
    READY,
    Open,
    inside,
    scroll,
    text_of,
    until,
    until_inside,
)

pytestmark = pytest.mark.slow

# Where things are


def test_contents_show_parts_words_time_goal_problems_and_headings(fake: Fake, open_page: Open):
    fake.problems = PROBLEMS
    page = open_page()
    assert page.locator("#chapters h2").all_text_contents() == ["The water", "The mainland"]
    here = page.locator("#chapters .here")
    log = fake.chapter("log").facts()
    assert f"{log['words']:,}" in here.text_content()
    assert f"{log['minutes']} min · 5 pages · from 11" in here.text_content()
    assert here.get_by_role("progressbar").get_attribute("aria-valuenow") == str(log["words"])
    assert here.locator(".headings a").count() == 4
    bells = page.locator("#chapters .chapter", has_text="Two bells in fog")
    assert bells.get_by_label("2 problems").get_attribute("data-severity") == "error"
    assert "of 6,000 words" in text_of(page, "#book-facts")
    assert text_of(page, "#where") == "The Outer Island▸The log"
    assert page.title() == "The log – The Outer Island"


def test_contents_mark_the_heading_where_the_reader_is(fake: Fake, open_page: Open):
    page = open_page()
    inside(page, "doc.getElementById('log--h1').scrollIntoView()")
    until(page, "document.querySelector('.headings [aria-current]')?.textContent === 'Two bells'")


def test_a_heading_and_a_chapter_open_from_the_contents_and_history_goes_back(
    fake: Fake, open_page: Open
):
    page = open_page()
    page.get_by_role("link", name="A tide away", exact=True).first.click()
    until_inside(page, "doc.documentElement.scrollTop > 1000")
    page.locator("#chapters a[href='#tide']").click()
    until(page, "document.title.startsWith('A tide away')")
    until_inside(page, "doc.title === 'A tide away'")
    page.go_back()
    page.go_back()
    until_inside(page, "doc.title === 'The log'")


def test_a_reload_finds_chapter_place_and_settings_again(fake: Fake, open_page: Open):
    page = open_page("#bells")
    for key in ("t", "t", "+", "+", "f", "d"):
        page.keyboard.press(key)
    theme = page.evaluate("document.documentElement.dataset.theme")
    scroll(page, 600)
    line = inside(page, f"{PARAGRAPHS}.find(p => p.getBoundingClientRect().top > 0).dataset.line")
    page.reload()
    page.wait_for_function(READY)
    assert page.evaluate("document.documentElement.dataset.theme") == theme == "dark"
    assert inside(page, "getComputedStyle(doc.documentElement).fontSize") == "21px"
    assert page.locator("#follow").get_attribute("aria-pressed") == "false"
    assert page.locator("#stage").get_attribute("data-device") == "phone"
    found = f"{PARAGRAPHS}.find(p => p.getBoundingClientRect().top > 0).dataset.line"
    assert inside(page, found) == line


def test_settings_that_make_no_sense_are_left_aside(fake: Fake, open_page: Open):
    page = open_page(settings={"view": "sideways", "size": "huge", "device": 3})
    assert page.evaluate("document.documentElement.dataset.view") == "both"
    assert inside(page, "getComputedStyle(doc.documentElement).fontSize") == "19px"


# A save


def test_a_save_keeps_scroll_selection_and_elements_and_marks_the_changed_block(
    fake: Fake, open_page: Open
):
    page = open_page()
    scroll(page, 700)
    inside(page, f"window.kept = {PARAGRAPHS}")
    inside(
        page,
        """{ const p = doc.querySelectorAll('section > p')[6].firstChild;
            doc.getSelection().setBaseAndExtent(p, 3, p, 20);
            window.chosen = doc.getSelection().toString(); }""",
    )
    top = inside(page, f"{PARAGRAPHS}[6].getBoundingClientRect().top")
    fake.save("log", 1, "An entirely new second paragraph, " * 30)
    until_inside(page, "doc.querySelector('[data-octavo-changed]')")
    assert inside(page, "doc.querySelectorAll('[data-octavo-changed]').length") == 1
    assert "entirely new" in inside(page, "doc.querySelector('[data-octavo-changed]').textContent")
    assert abs(inside(page, f"{PARAGRAPHS}[6].getBoundingClientRect().top") - top) <= 1
    assert page.evaluate(
        "document.querySelector('iframe').contentDocument.getSelection().toString() === chosen"
    )
    assert inside(page, f"{PARAGRAPHS}.every((p, at) => p === window.kept[at])")
    # The author has something in hand: no jump, but a word and a way.
    assert "Changed at manuscript/01-log.md:5" in text_of(page, "#toast")
    page.get_by_role("button", name="Show", exact=True).click()
    until_inside(page, f"{PARAGRAPHS}[1].getBoundingClientRect().top >= 0")


def test_a_save_before_the_screen_in_sight_keeps_its_words_there(fake: Fake, open_page: Open):
    page = open_page(settings={"flow": "screens", "device": "ereader", "follow": False})
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    first = f"{PARAGRAPHS}.find(p => p.getBoundingClientRect().left > 0)"
    line = int(inside(page, f"{first}.dataset.line"))
    chapter = fake.chapter("log")
    chapter.blocks[1:1] = [("p", "Many words put in before. " * 40)] * 3
    fake.saved(chapter, 1)
    until_inside(page, "doc.body.textContent.includes('Many words')")
    page.wait_for_timeout(200)
    whole = "[...p.getClientRects()].some(box => box.left >= 0 && box.right <= 504)"
    seen = inside(page, f"{PARAGRAPHS}.filter(p => {whole}).map(p => +p.dataset.line)")
    assert line + 6 in seen


def test_a_selection_in_the_changed_paragraph_itself_holds(fake: Fake, open_page: Open):
    page = open_page()
    inside(
        page,
        "doc.getSelection().setBaseAndExtent(doc.querySelector('section > p').firstChild, 4, "
        "doc.querySelector('section > p').firstChild, 9)",
    )
    text = fake.chapter("log").blocks[0][1]
    fake.save("log", 0, f"{text} And one word more.")
    until_inside(page, "doc.querySelector('section > p').textContent.endsWith('more.')")
    assert inside(page, "doc.getSelection().toString()") == "ferry"


def test_blocks_that_come_go_and_move_end_as_the_file_says(fake: Fake, open_page: Open):
    page = open_page()
    inside(page, f"window.kept = {PARAGRAPHS}")
    chapter = fake.chapter("log")
    blocks = chapter.blocks
    moved = blocks.pop(8)
    blocks[2:2] = [moved, ("p", 'Inserted, with <em>marks</em> and a <a href="#x">link</a>.')]
    del blocks[15]
    blocks[4] = ("p", "Rewritten <em>wholly</em>.")
    fake.saved(chapter)
    until_inside(page, "doc.body.textContent.includes('Inserted, with marks')")
    got = inside(
        page, "doc.body.innerHTML.replace(/ data-octavo-\\w+=\"[^\"]*\"/g, '').replace(/\\s+/g, '')"
    )
    want = page.evaluate(
        """async () => new DOMParser().parseFromString(
             await (await fetch('/chapter/log.xhtml')).text(), 'application/xhtml+xml'
           ).body.innerHTML.replace(/\\s+/g, '')"""
    )
    assert got == want
    same = inside(page, f"{PARAGRAPHS}.filter(p => window.kept.includes(p)).length")
    assert same >= len([kind for kind, _ in blocks if kind == "p"]) - 2


def test_what_only_moved_to_another_line_has_not_changed(fake: Fake, open_page: Open):
    page = open_page()
    chapter = fake.chapter("log")
    chapter.blocks.insert(1, ("p", "Inserted."))
    fake.saved(chapter, 1)
    until_inside(page, "doc.querySelector('[data-octavo-changed]')")
    assert inside(page, "doc.querySelectorAll('[data-octavo-changed]').length") == 1
    assert inside(page, "doc.querySelectorAll('section > p')[2].dataset.line") == "7"


def test_ten_saves_in_a_burst_end_on_the_last(fake: Fake, open_page: Open):
    page = open_page()
    for number in range(10):
        fake.save("log", 0, f"This is the text of save {number}.")
    until_inside(page, "doc.querySelector('section > p').textContent.endsWith('save 9.')")
    page.wait_for_timeout(300)
    assert inside(page, "doc.querySelector('section > p').textContent").endswith("save 9.")


def test_the_edit_is_followed_in_text_and_pages_and_can_be_left_alone(fake: Fake, open_page: Open):
    page = open_page()
    fake.save("log", 25, "Written far below.")
    until_inside(page, "doc.documentElement.scrollTop > 1500")
    until(page, "document.getElementById('folios').textContent.startsWith('14')")
    page.keyboard.press("f")
    top = inside(page, "doc.documentElement.scrollTop")
    fake.save("log", 0, "Written above.")
    until_inside(page, "doc.querySelector('section > p').textContent === 'Written above.'")
    page.wait_for_timeout(300)
    # The text above became shorter; what was in sight stays there.
    assert inside(page, "doc.documentElement.scrollTop") > top - 200
    assert text_of(page, "#folios").startswith("14")


def test_a_changed_picture_is_followed_though_other_news_of_the_pages_comes_first(
    fake: Fake, open_page: Open
):
    """A picture has no line: the page that changes tells, not a count or a page drawn as it was."""
    page = open_page()
    changed = fake.save("log", 25, "What a picture shows.", tell=False)
    assert min(changed) > 2
    fake.tell("text", chapter="log", line=None)
    fake.tell("pages", chapter="log", changed=[])
    page.wait_for_timeout(300)
    fake.tell("pages", chapter="log", changed=changed)
    until(page, "document.getElementById('folios').textContent.startsWith('14')")


def test_an_edit_of_another_chapter_is_followed_there(fake: Fake, open_page: Open):
    page = open_page()
    fake.save("tide", 0, "Written in the third chapter.")
    until(page, "document.title.startsWith('A tide away')")
    until_inside(page, "doc.title === 'A tide away'")


def test_an_edit_elsewhere_does_not_pull_an_author_who_scrolls(fake: Fake, open_page: Open):
    page = open_page()
    page.mouse.move(500, 400)
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(100)
    fake.save("tide", 0, "Written in the third chapter.")
    until(page, "!document.getElementById('toast').hidden")
    assert page.title().startswith("The log")


# Pages


def test_only_changed_images_are_fetched_and_the_changed_page_is_outlined(
    fake: Fake, open_page: Open
):
    page = open_page(settings={"view": "both"})
    page.keyboard.press("ArrowRight")
    until(page, "document.getElementById('folios').textContent === '12–13'")
    page.wait_for_timeout(300)
    before = page.locator(".leaf img").evaluate_all(
        "all => all.map(one => one.getAttribute('src'))"
    )
    page.evaluate("window.kept = document.querySelector('.left img')")
    fake.asked.clear()
    # In the spread the second page alone changes.
    rows = fake.chapter("log").sheets
    line = rows[2]["blocks"][-2]["line"]
    at = (line - 3) // 2
    text = fake.chapter("log").blocks[at][1]
    fake.save("log", at, text[:-2] + "9.")
    until(page, "document.querySelector('.right .leaf.changed')")
    until(page, f"document.querySelector('.right img').getAttribute('src') !== '{before[1]}'")
    after = page.locator(".leaf img").evaluate_all("all => all.map(one => one.getAttribute('src'))")
    assert after[0] == before[0]
    assert before[0] not in fake.asked
    assert page.evaluate("window.kept === document.querySelector('.left img')")
    assert not page.locator(".left .leaf.changed").count()


def test_a_recto_stands_right_its_blank_verso_left(fake: Fake, open_page: Open):
    page = open_page()
    assert text_of(page, ".left .under") == "10 · blank"
    assert text_of(page, ".right .under") == "11"
    assert page.locator(".left .leaf").get_attribute("aria-label").startswith("Page 10, blank")


def test_a_book_from_right_to_left_is_mirrored(fake: Fake, open_page: Open):
    fake.direction = "rtl"
    for chapter in fake.chapters:
        chapter.sheets = sheets(chapter, fake.images, "rtl")
    page = open_page(settings={"flow": "screens"})
    assert text_of(page, ".right .under") == "10 · blank"
    assert text_of(page, ".left .under") == "11"
    page.keyboard.press("ArrowLeft")
    until(page, "document.getElementById('text-place').textContent.startsWith('Screen 2')")
    page.locator("#page-back").click()
    until(page, "document.getElementById('folios').textContent === '12–13'")


def test_pages_not_drawn_yet_are_sheets_and_old_ones_stay_until_new_ones_come(
    fake: Fake, open_page: Open
):
    fake.waiting = True
    page = open_page()
    assert page.locator(".leaf.waiting").count() == 1
    fake.waiting = False
    fake.tell("pages", chapter="log", changed=[1])
    until(
        page, "document.querySelector('.right img').complete && !document.querySelector('.waiting')"
    )
    assert not page.locator(".leaf.changed").count()  # drawn first, not changed
    fake.waiting = True
    fake.tell("pages", chapter="log", changed=[])
    until(page, "document.querySelector('.right .leaf.renewing')")
    assert page.locator(".right img").is_visible()


def test_the_pages_go_where_the_text_is_scrolled(fake: Fake, open_page: Open):
    page = open_page()
    page.wait_for_timeout(400)
    inside(page, "doc.documentElement.scrollTop = 1e6")
    until(page, "!document.getElementById('folios').textContent.startsWith('10')")


def test_stale_page_numbers_say_so_and_can_be_renewed(fake: Fake, open_page: Open):
    fake.stale = True
    page = open_page()
    assert "Numbers as of the last full build" in text_of(page, "#numbering")
    page.get_by_role("button", name="Renew").click()
    until(page, "true")
    page.wait_for_timeout(100)
    assert ("/api/full", {}) in fake.posts
    fake.full = "running"
    fake.become("ready")
    until(page, "document.getElementById('numbering').textContent.startsWith('Numbering')")


def test_new_page_numbers_alone_are_not_marked_as_a_change(fake: Fake, open_page: Open):
    page = open_page()
    before = page.locator(".right img").get_attribute("src")
    for chapter in fake.chapters:
        chapter.first += 2
        chapter.sheets = sheets(chapter, fake.images, fake.direction)
    fake.tell("pages", chapter="log", changed=[1, 2, 3])
    until(page, "document.getElementById('folios').textContent === '12–13'")
    until(page, f"document.querySelector('.right img').getAttribute('src') !== '{before}'")
    assert not page.locator(".leaf.changed").count()


def test_j_begins_with_a_block_in_sight(fake: Fake, open_page: Open):
    page = open_page()
    scroll(page, 700)
    page.keyboard.press("j")
    assert inside(page, "doc.querySelector('[data-octavo-here]').getBoundingClientRect().top") >= 0
    assert inside(page, "doc.documentElement.scrollTop") == 700


def test_the_server_is_told_what_is_looked_at(fake: Fake, open_page: Open):
    page = open_page()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert ("/api/look", {"chapter": "log", "page": 2}) in fake.posts
