"""The preview's page in Chromium: its states, on a phone, and for everyone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from helpers.fake_preview import Fake
from helpers.page_steps import (
    PARAGRAPHS,
    PROBLEMS,
    READY,
    Open,
    axe,
    inside,
    scroll,
    text_of,
    until,
    until_inside,
)

pytestmark = pytest.mark.slow

# States


def test_building_keeps_the_old_and_error_clears_itself(fake: Fake, open_page: Open):
    page = open_page()
    assert text_of(page, "#state-text") == "Up to date 0.6 s"
    fake.become("building")
    until(page, "document.getElementById('state').dataset.state === 'building'")
    assert inside(page, "doc.title") == "The log"
    fake.become("error", message="the table is uneven.", file="manuscript/01-log.md", line=44,
                hint="Mend row 2.")  # fmt: skip
    until(page, "!document.getElementById('alert').hidden")
    assert "manuscript/01-log.md:44" in text_of(page, "#alert")
    assert "The table is uneven. Mend row 2." in text_of(page, "#alert")
    assert "Error: the table is uneven." in text_of(page, "#live")
    page.locator("#alert .at").click()
    page.wait_for_timeout(150)
    assert ("/api/open", {"file": "manuscript/01-log.md", "line": 44}) in fake.posts
    fake.become("ready")
    until(page, "document.getElementById('alert').hidden")
    assert "Up to date again." in text_of(page, "#live")


def test_an_empty_book_names_the_folder_and_the_next_command(fake: Fake, open_page: Open):
    chapters, fake.chapters = fake.chapters, []
    fake.state |= {"name": "empty", "message": "There are no chapters yet in `book/manuscript`.",
                   "hint": "Start one with `octavo new`."}  # fmt: skip
    page = open_page("", wait="() => !document.getElementById('empty').hidden")
    assert "book/manuscript" in text_of(page, "#empty")
    assert "octavo new" in text_of(page, "#empty")
    fake.chapters = chapters
    fake.become("ready")
    page.wait_for_function(READY)
    assert page.locator("#empty").is_hidden()
    assert page.title().startswith("The log")


def test_a_lost_server_is_said_and_tried_again_and_the_same_one_catches_up(
    fake: Fake, open_page: Open
):
    page = open_page()
    fake.stop()
    until(page, "document.getElementById('state').dataset.state === 'lost'")
    assert "Disconnected" in text_of(page, "#state-text")
    assert inside(page, "doc.title") == "The log"
    fake.save("log", 0, "Saved meanwhile.", tell=False)
    fake.start()
    until_inside(page, "doc.querySelector('section > p').textContent === 'Saved meanwhile.'")
    until(page, "document.getElementById('state').dataset.state === 'ready'")


def test_another_server_makes_the_page_load_anew(fake: Fake, open_page: Open):
    page = open_page()
    page.evaluate("window.old = true")
    fake.stop()
    until(page, "document.getElementById('state').dataset.state === 'lost'")
    fake.identity = "two"
    fake.start()
    until(page, "window.old === undefined")
    page.wait_for_function(READY)


def test_a_deleted_chapter_stays_in_sight_with_a_way_on(fake: Fake, open_page: Open):
    page = open_page()
    gone = fake.chapters.pop(1)
    fake.tell("gone", chapter="log", now=None)
    fake.tell("book", **fake.book())
    until(page, "document.getElementById('alert').textContent.includes('no longer in the book')")
    assert inside(page, "doc.title") == "The log"
    fake.chapters.insert(1, gone)
    fake.tell("book", **fake.book())
    until(page, "document.getElementById('alert').hidden")
    fake.chapters.pop(1)
    fake.tell("book", **fake.book())
    fake.tell("gone", chapter="log", now=None)
    page.get_by_role("button", name="Go to").click()
    until(page, "document.title.startsWith('Two bells')")


@pytest.mark.parametrize("book_first", [True, False])
def test_a_renamed_chapter_is_followed(fake: Fake, open_page: Open, book_first: bool):
    page = open_page()
    chapter = fake.chapter("log")
    chapter.id, chapter.title = "journal", "The journal"
    if book_first:
        fake.tell("book", **fake.book())
    fake.tell("gone", chapter="log", now="journal")
    fake.tell("book", **fake.book())
    until_inside(page, "doc.title === 'The journal'")
    assert page.url.endswith("#journal")
    assert page.locator("#alert").is_hidden()


def test_a_changed_style_dresses_the_text_in_its_place(fake: Fake, open_page: Open):
    page = open_page()
    scroll(page, 800)
    line = inside(page, f"{PARAGRAPHS}.find(p => p.getBoundingClientRect().top > 0).dataset.line")
    fake.style = 2
    fake.tell("styles")
    until_inside(page, "doc.querySelector('link').getAttribute('href').endsWith('v=2')")
    page.wait_for_timeout(200)
    found = f"{PARAGRAPHS}.find(p => p.getBoundingClientRect().top > 0).dataset.line"
    assert inside(page, found) == line


def test_a_hidden_tab_holds_no_connection_and_catches_up(fake: Fake, open_page: Open):
    page = open_page()
    until(page, "document.getElementById('state').dataset.state === 'ready'")
    see = """hidden => {
      Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});
      document.dispatchEvent(new Event('visibilitychange'));
    }"""
    page.evaluate(see, True)
    fake.save("log", 0, "Saved while nobody looked.")
    page.wait_for_timeout(200)
    assert "nobody looked" not in inside(page, "doc.body.textContent")
    page.evaluate(see, False)
    until_inside(page, "doc.body.textContent.includes('nobody looked')")


def test_the_chapter_runs_no_script_and_loads_nothing_from_elsewhere(fake: Fake, open_page: Open):
    far = Fake()
    address = far.start()
    page = open_page()
    fake.save(
        "log",
        0,
        f"""Told. <img src="/nothing.png" onerror="parent.ran = 1" alt=""/>
        <script>parent.ran = 2</script><img src="{address}/far.png" alt=""/>""",
    )
    until_inside(page, "doc.body.textContent.includes('Told.')")
    page.wait_for_timeout(400)
    assert page.evaluate("window.ran") is None
    assert inside(page, "doc.querySelectorAll('img')[1].naturalWidth") == 0
    far.stop()
    assert far.asked == []
    assert page.locator("iframe.book").get_attribute("sandbox") == "allow-same-origin"
    # The browser says that it blocked them.
    open_page.printed[:] = [text for text in open_page.printed if "blocked" not in text.lower()]


# Small screens


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_a_phone_shows_one_column_without_a_sideways_scroll(
    fake: Fake, open_page: Open, theme: str
):
    fake.problems = PROBLEMS
    fake.stale = True
    page = open_page("#bells", 390, 844, settings={"theme": theme, "view": "pages"})
    for tab in ("contents", "text", "pages", "problems"):
        page.locator(f"#tabs [data-tab={tab}]").click()
        assert page.locator(f"#{tab}").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        wide = page.evaluate(
            """[...document.querySelectorAll('body *')].filter(one => {
                 const box = one.getBoundingClientRect();
                 return box.width > 1 && (box.right > 391 || box.left < -1)
                   && one.checkVisibility();
               }).map(one => one.outerHTML.slice(0, 80))"""
        )
        assert wide == []
    page.locator("#tabs [data-tab=text]").click()
    assert inside(page, "doc.documentElement.scrollWidth") == 390
    assert page.locator("#controls").is_hidden()
    page.locator("#look-button").click()
    page.get_by_role("button", name="Sepia").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "sepia"


def test_the_text_keeps_its_place_while_another_tab_is_in_sight(fake: Fake, open_page: Open):
    page = open_page(width=390, height=844, settings={})
    scroll(page, 900)
    line = inside(page, f"{PARAGRAPHS}.find(p => p.getBoundingClientRect().top > 0).dataset.line")
    page.locator("#tabs [data-tab=pages]").click()
    page.wait_for_timeout(200)
    page.locator("#tabs [data-tab=text]").click()
    page.wait_for_timeout(200)
    found = f"{PARAGRAPHS}.find(p => p.getBoundingClientRect().top > 0).dataset.line"
    assert inside(page, found) == line


# Access


def see_problems(fake: Fake, page: Page) -> None:
    fake.problems = PROBLEMS
    fake.stale = True
    fake.become("ready")
    page.keyboard.press("j")
    page.locator("#problems-button").click()


def see_error(fake: Fake, page: Page) -> None:
    fake.become("error", message="`x` is uneven.", file="a.md", line=1, hint="Mend it.")
    until(page, "!document.getElementById('alert').hidden")


def see_empty(fake: Fake, page: Page) -> None:
    fake.chapters = []
    fake.become("empty", message="Nothing in `manuscript`.", hint="Run `octavo new`.")
    until(page, "!document.getElementById('empty').hidden")


def see_gone(fake: Fake, page: Page) -> None:
    fake.chapters.pop(1)
    fake.tell("gone", chapter="log", now=None)
    fake.tell("book", **fake.book())
    until(page, "!document.getElementById('alert').hidden")


def see_lost(fake: Fake, page: Page) -> None:
    fake.stop()
    until(page, "document.getElementById('state').dataset.state === 'lost'")


def see_building(fake: Fake, page: Page) -> None:
    fake.become("building")
    until(page, "document.getElementById('state').dataset.state === 'building'")


def see_waiting(fake: Fake, page: Page) -> None:
    fake.waiting = True
    page.keyboard.press("n")
    until(page, "document.querySelector('.leaf.waiting')")


def see_search(fake: Fake, page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("tide")
    until(page, "document.querySelector('.hit')")


def see_help(fake: Fake, page: Page) -> None:
    page.keyboard.press("?")


def see_go(fake: Fake, page: Page) -> None:
    page.keyboard.press("g")
    page.keyboard.type("999")
    page.keyboard.press("Enter")
    until(page, "document.getElementById('go-message').textContent")


def see_toast(fake: Fake, page: Page) -> None:
    page.keyboard.press("e")


STATES = [see_problems, see_error, see_empty, see_gone, see_lost, see_building, see_waiting,
          see_search, see_help, see_go, see_toast]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda one: one.__name__)
def test_axe_finds_nothing(fake: Fake, open_page: Open, state, theme: str):
    page = open_page(settings={"theme": theme}, reduced_motion="reduce")
    state(fake, page)
    assert axe(page) == []


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_axe_finds_nothing_on_a_phone(fake: Fake, open_page: Open, theme: str):
    fake.problems = PROBLEMS
    page = open_page("#bells", 390, 844, settings={"theme": theme}, reduced_motion="reduce")
    for tab in ("contents", "text", "pages", "problems"):
        page.locator(f"#tabs [data-tab={tab}]").click()
        assert axe(page) == []
    page.locator("#look-button").click()
    assert axe(page) == []


def test_the_focus_goes_through_everything_and_is_seen(fake: Fake, open_page: Open):
    page = open_page(settings={})
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => { const on = document.activeElement;
                 return [on.id || on.getAttribute('aria-label') || on.title ||
                     on.textContent.trim(),
                   on.localName, getComputedStyle(on).outlineStyle]; }"""
        )
        if place in seen:
            break
        seen.append(place)
    names = " ".join(name for name, _, _ in seen)
    for wanted in ("contents-button", "Text", "E-reader", "follow", "search-button", "page-on",
                   "Page 11", "problems-button", "The text as an e-reader"):  # fmt: skip
        assert wanted.lower() in names.lower(), wanted
    assert {style for _, name, style in seen if name not in ("iframe", "body", "html")} == {"solid"}


def test_nothing_moves_for_those_who_asked_for_stillness(fake: Fake, open_page: Open):
    page = open_page(reduced_motion="reduce")
    fake.save("log", 0, "Changed.")
    until_inside(page, "doc.querySelector('[data-octavo-changed]')")
    sheet = "[...doc.adoptedStyleSheets].flatMap(one => [...one.cssRules]).map(one => one.cssText)"
    assert "octavo-fade 6s" not in " ".join(inside(page, sheet))
    until(page, "document.querySelector('.leaf.changed')")
    animation = (
        "getComputedStyle(document.querySelector('.leaf.changed'), '::before').animationName"
    )
    assert page.evaluate(animation) == "none"
