"""The preview's page in Chromium: a single page where two would be too small, and its number."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from helpers.fake_book import sheets
from helpers.fake_preview import Fake
from helpers.page_steps import Open, axe, text_of, until, until_inside

pytestmark = pytest.mark.slow

SEEN = "[...document.querySelectorAll('.place')].filter(one => one.checkVisibility())"


def widths(page: Page) -> list[int]:
    """Of the leaves in sight."""
    return page.evaluate(f"{SEEN}.map(one => Math.round(one.getBoundingClientRect().width))")


def until_leaves(page: Page, many: int) -> None:
    until(page, f"{SEEN}.length === {many}")


# A single page


@pytest.mark.parametrize(("width", "least"), [(900, 300), (1024, 380), (1180, 400), (1280, 400)])
def test_beside_the_text_a_page_stands_alone_where_two_are_too_small(
    fake: Fake, open_page: Open, width: int, least: int
):
    page = open_page(width=width, height=800, settings={})
    until_leaves(page, 1)
    assert widths(page)[0] >= least
    assert text_of(page, "#folios") == "11"
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_two_pages_stand_side_by_side_where_there_is_room(fake: Fake, open_page: Open):
    page = open_page(width=1440)
    until_leaves(page, 2)
    assert min(widths(page)) >= 250
    # Print alone has the room that the text leaves.
    small = open_page(width=1024, height=768)
    small.keyboard.press("2")
    until_leaves(small, 2)
    small.keyboard.press("3")
    until_leaves(small, 1)
    # So has a desk without contents.
    small.keyboard.press("c")
    until_leaves(small, 2)


def test_a_low_window_keeps_the_spread_where_one_page_would_be_no_larger(
    fake: Fake, open_page: Open
):
    page = open_page(width=1440, height=480)
    until_leaves(page, 2)
    assert max(widths(page)) < 250


def test_the_page_that_is_looked_at_stays_when_the_window_changes(fake: Fake, open_page: Open):
    page = open_page()
    page.keyboard.press("ArrowRight")
    until(page, "document.getElementById('folios').textContent === '12–13'")
    page.locator(".right .leaf").click(position={"x": 100, "y": 200})
    page.set_viewport_size({"width": 1024, "height": 768})
    until(page, "document.getElementById('folios').textContent === '13'")
    page.set_viewport_size({"width": 1440, "height": 900})
    until(page, "document.getElementById('folios').textContent === '12–13'")
    page.set_viewport_size({"width": 1024, "height": 768})
    until(page, "document.getElementById('folios').textContent === '13'")
    # A chapter's first page is looked at, not the blank one before it.
    page.locator("#chapters a[href='#bells']").click()
    until(page, "document.getElementById('folios').textContent === '23'")
    page.set_viewport_size({"width": 1440, "height": 900})
    until(page, "document.getElementById('folios').textContent === '22–23'")
    page.set_viewport_size({"width": 1024, "height": 768})
    until(page, "document.getElementById('folios').textContent === '23'")


def test_alone_pages_are_turned_one_by_one_and_the_text_comes_along(fake: Fake, open_page: Open):
    page = open_page(width=1024, height=768)
    for number in ("12", "13", "14", "15"):
        page.keyboard.press("ArrowRight")
        until(page, f"document.getElementById('folios').textContent === '{number}'")
        # The text follows, and does not pull the page away.
        page.wait_for_timeout(200)
        assert text_of(page, "#folios") == number
    until_inside(page, "doc.documentElement.scrollTop > 1000")
    page.keyboard.press("ArrowRight")
    until(page, "document.title.startsWith('Two bells')")
    until(page, "document.getElementById('folios').textContent === '23'")
    page.locator("#page-back").click()
    until(page, "document.getElementById('folios').textContent === '22 · blank'")
    page.locator("#page-back").click()
    until(page, "document.getElementById('folios').textContent === '15'")


def test_a_focused_page_hands_the_focus_to_the_next_one(fake: Fake, open_page: Open):
    page = open_page(width=1024, height=768)
    page.locator(".right .leaf").focus()
    for number in ("12", "13"):
        page.keyboard.press("ArrowRight")
        until(page, f"document.getElementById('folios').textContent === '{number}'")
        assert page.evaluate("document.activeElement.dataset.page") == f"{int(number) - 10}"


def test_alone_a_page_leads_to_its_source_and_shows_the_chosen_block(fake: Fake, open_page: Open):
    page = open_page(width=1024, height=768)
    block = fake.chapter("log").sheets[0]["blocks"][2]
    box = page.locator(".right .leaf").bounding_box()
    middle = (block["top"] + block["bottom"]) / 2
    page.mouse.click(box["x"] + 100, box["y"] + middle * box["height"])
    until(page, "document.querySelector('#source .at')")
    assert text_of(page, "#source .at") == f"manuscript/01-log.md:{block['line']}"
    assert page.locator(".right .mark").count() == 1


def test_alone_any_page_is_found_by_its_number(fake: Fake, open_page: Open):
    page = open_page(width=1024, height=768)
    page.keyboard.press("g")
    page.keyboard.type("25")
    page.keyboard.press("Enter")
    until(page, "document.getElementById('folios').textContent === '25'")
    page.wait_for_timeout(300)
    assert text_of(page, "#folios") == "25"


def test_a_changed_page_that_is_not_in_sight_is_marked_in_the_foot_until_it_is(
    fake: Fake, open_page: Open
):
    page = open_page(width=1024, height=768, settings={"follow": False})
    at = (fake.chapter("log").sheets[2]["blocks"][-2]["line"] - 3) // 2
    text = fake.chapter("log").blocks[at][1]
    fake.save("log", at, text[:-2] + "9.")
    until(page, "document.querySelector('#leaves .changed')?.title === '13'")
    page.keyboard.press("ArrowRight")
    until(page, "document.getElementById('folios').textContent === '12'")
    assert not page.locator(".leaf.changed").count()
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.right .leaf.changed')")
    assert not page.locator("#leaves .changed").count()


def test_the_edit_is_followed_to_its_single_page(fake: Fake, open_page: Open):
    page = open_page(width=1024, height=768)
    fake.save("log", 25, "Written far below.")
    until_inside(page, "doc.documentElement.scrollTop > 1500")
    until(page, "document.querySelector('.leaf.changed')")
    assert text_of(page, "#folios") in ("14", "15")


def test_a_book_from_right_to_left_turns_its_single_pages_leftwards(fake: Fake, open_page: Open):
    fake.direction = "rtl"
    for chapter in fake.chapters:
        chapter.sheets = sheets(chapter, fake.images, "rtl")
    page = open_page(width=1024, height=768)
    until_leaves(page, 1)
    page.locator("#page-back").click()
    until(page, "document.getElementById('folios').textContent === '12'")


# The author's choice


def test_two_pages_asked_for_are_shown_however_small_and_remembered(fake: Fake, open_page: Open):
    page = open_page(width=1024, height=768)
    spread = page.locator("#spread")
    assert (spread.text_content(), spread.get_attribute("aria-pressed")) == ("Single", "false")
    assert "too small" in spread.get_attribute("title")
    spread.click()
    until_leaves(page, 2)
    assert (spread.text_content(), spread.get_attribute("aria-pressed")) == ("Facing", "true")
    page.reload()
    until_leaves(page, 2)
    # Back to what the room says: a spread again where there is room.
    spread.click()
    until_leaves(page, 1)
    page.set_viewport_size({"width": 1440, "height": 900})
    until_leaves(page, 2)


@pytest.mark.parametrize(
    ("chosen", "width", "leaves"), [("facing", 1024, 2), ("single", 1440, 1), ("single", 1024, 1)]
)
def test_what_was_chosen_before_holds(
    fake: Fake, open_page: Open, chosen: str, width: int, leaves: int
):
    page = open_page(width=width, settings={"spread": chosen})
    until_leaves(page, leaves)
    page.wait_for_timeout(150)
    assert len(widths(page)) == leaves


# Its number


@pytest.mark.parametrize("width", [390, 1024])
def test_the_number_of_a_single_page_stands_once(fake: Fake, open_page: Open, width: int):
    page = open_page(width=width, height=844, settings={})
    if width == 390:
        page.locator("#tabs [data-tab=pages]").click()
    until_leaves(page, 1)
    assert page.locator("#pages").inner_text().split().count("11") == 1
    page.locator("#page-back").click()
    until(page, "document.getElementById('folios').textContent === '10 · blank'")
    assert page.locator("#pages").inner_text().split().count("10") == 1


# Problems


def overrun(page: str | None, at: int | None) -> dict[str, object]:
    return {"severity": "warning", "code": "line-overrun", "message": "a line is too long.",
            "file": "manuscript/02-bells.md", "line": None, "hint": "Let it break.",
            "chapter": "bells", "page": page, "at": at}  # fmt: skip


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_a_problem_names_its_page_and_leads_there(fake: Fake, open_page: Open, width: int):
    fake.problems = [overrun("25", 3)]
    page = open_page(width=width, height=844, settings={"view": "text"})
    page.locator("#tabs [data-tab=problems]" if width == 390 else "#problems-button").click()
    page.get_by_role("button", name="p. 25", exact=True).click()
    until(page, f"document.getElementById('folios').textContent === "
                f"'{'24–25' if width == 1440 else '25'}'")  # fmt: skip
    assert page.title().startswith("Two bells")
    page.wait_for_timeout(300)
    assert text_of(page, "#folios").endswith("25")
    assert page.locator("#pages").is_visible()


def test_a_problem_on_a_page_without_a_number_leads_there_all_the_same(fake: Fake, open_page: Open):
    fake.problems = [overrun(None, 3)]
    page = open_page(settings={})
    page.locator("#problems-button").click()
    assert "p." not in text_of(page, ".places")
    page.get_by_role("button", name="manuscript/02-bells.md", exact=True).click()
    until(page, "document.getElementById('folios').textContent === '24–25'")


def test_on_a_phone_problems_have_file_and_line_and_long_names_break(fake: Fake, open_page: Open):
    long = "manuscript/the-second-part/12-" + "a-very-long-name-of-a-file-" * 3 + ".md"
    fake.problems = [overrun("25", 3), {**overrun("9", None), "file": long, "line": 41}]
    page = open_page(width=390, height=844, settings={})
    page.locator("#tabs [data-tab=problems]").click()
    assert f"{long}:41" in text_of(page, "#problem-list")
    assert page.evaluate("document.getElementById('problem-list').scrollWidth") == 390
    heights = page.locator(".places button").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert min(heights) >= 24


def test_without_problems_the_phone_says_so_in_the_middle(fake: Fake, open_page: Open):
    page = open_page(width=390, height=844, settings={})
    page.locator("#tabs [data-tab=problems]").click()
    assert "No problems known. The book builds clean." in text_of(page, "#problem-list")
    box = page.locator("#problem-list .none span").bounding_box()
    assert abs(box["x"] + box["width"] / 2 - 195) < 3
    assert 250 < box["y"] < 550


# For everyone


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
@pytest.mark.parametrize("width", [390, 1024])
def test_axe_finds_nothing_on_single_pages_and_problems(
    fake: Fake, open_page: Open, width: int, theme: str
):
    page = open_page(
        width=width,
        height=844,
        settings={"theme": theme, "problems": True},
        reduced_motion="reduce",
    )
    for problems in ([], [overrun("25", 3), {**overrun("9", None), "line": 41}]):
        fake.problems = problems
        fake.become("ready")
        for tab in ("pages", "problems") if width == 390 else ("",):
            if tab:
                page.locator(f"#tabs [data-tab={tab}]").click()
            assert axe(page) == []
    assert len(widths(page)) == (0 if width == 390 else 1)
