"""The preview's page on the real server: real saves to real files."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import socket
import threading

import pytest
from playwright.sync_api import Page

from helpers.node import node_modules
from helpers.page_steps import inside, text_of, until
from helpers.real_preview import (
    FILES,
    SEA,
    Desk,
    Preview,
    chapter,
    drawn,
    entry,
    paragraph,
    says,
    settled,
    state,
    until_inside,
    write_book,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """One preview for all that leave the book in order."""
    folder = tmp_path_factory.mktemp("real")
    editor = folder / "gedit"
    editor.write_text(f'#!/bin/sh\necho "$@" > {folder}/opened\n', "utf-8")
    editor.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VISUAL", str(editor))
        made = Preview(write_book(folder / "book"), "--edit")
    yield made
    made.kill()


@pytest.fixture
def desk(chromium):
    made = Desk(chromium)
    yield made
    made.close()


@pytest.fixture
def alone(tmp_path):
    """Starts previews of books of their own; ends them with the test."""
    running = []

    def start(*options: str, root=None, before=None) -> Preview:
        own = root or write_book(tmp_path / "book")
        running.append(Preview(own, *options, before=before))
        return running[-1]

    yield start
    for item in running:
        item.kill()


# A save


def test_a_save_keeps_scroll_and_selection_and_draws_only_what_changed(preview, desk):
    images = preview.pictures()
    page = desk.open(preview, settings={"follow": False})
    go_to(page, 15)
    inside(
        page,
        f"""{{ const text = {entry(16)}.firstChild;
             doc.getSelection().setBaseAndExtent(text, 3, text, 20); }}""",
    )
    top = inside(page, "doc.documentElement.scrollTop")
    before = drawn(page)
    # As long as it was, so that only the paragraph's own page is another one.
    preview.change("ferry.md", paragraph(15), paragraph(15).replace("pencil", "crayon"))
    says(page, "in crayon")
    assert inside(page, "doc.documentElement.scrollTop") == top > 500
    assert inside(page, "doc.getSelection().toString()") == paragraph(16)[3:20]
    assert inside(page, "doc.querySelectorAll('[data-octavo-changed]').length") == 1
    until(page, "document.querySelector('.leaf.changed')")
    settled(page)
    now = preview.pictures()
    changed = {number for number in now if now[number] != images[number]}
    assert 1 <= len(changed) <= 2 < len(now)
    after = drawn(page)
    assert {number for number in after if after[number] != before[number]} == changed
    assert len(after) == 2


def test_ten_fast_saves_end_on_the_last_text(preview, desk):
    page = desk.open(preview)
    for number in range(10):
        preview.write("log.md", FILES["log.md"])
        text = preview.path("ferry.md").read_text("utf-8")
        preview.write(
            "ferry.md", re.sub(r"Entry 2\. (Take \d\. )?", f"Entry 2. Take {number}. ", text)
        )
        page.wait_for_timeout(30)
    says(page, "Entry 2. Take 9.")
    state(page, "ready")
    settled(page)
    assert "Take 9." in preview.client.get("/chapter/ferry.xhtml").text
    # Other chapters' pages may still come; it ends there.
    until(page, "document.getElementById('state-text').textContent.startsWith('Up to date')")


def test_the_page_follows_an_edit_in_another_chapter(preview, desk):
    page = desk.open(preview)
    preview.change("log.md", "Entry 4. ", "Entry 4. Again. ")
    until(page, "document.title.startsWith('The Log')")
    says(page, "Entry 4. Again.")
    until(page, "location.hash === '#log'")


# What is wrong, and mended

#: The file, what stands there, what is written instead, and the line that is named.
BROKEN = {
    "a key": ("book.toml", "title =", "tilte =", 3),
    "the syntax": ("book.toml", 'language = "en-GB"', "language = ", 5),
    "a name": ("book.toml", '"log.md"', '"logg.md"', 8),
}


def test_what_is_broken_is_said_with_its_line_and_what_was_good_stays(preview, desk):
    page = desk.open(preview)
    go_to(page, 14)
    top = inside(page, "doc.documentElement.scrollTop")
    for what, (name, old, new, line) in BROKEN.items():
        text = preview.path(name).read_text("utf-8")
        assert old in text
        with preview.written(name, text.replace(old, new, 1)):
            state(page, "error")
            assert text_of(page, "#alert .at") == f"manuscript/{name}:{line}", what
            assert len(text_of(page, "#alert p")) > 30
            assert inside(page, f"Boolean({entry(20)})"), what
            assert inside(page, "doc.documentElement.scrollTop") == top, what
            assert page.locator(".leaf img:visible").count() == 2, what
            assert text_of(page, "#problem-count") != "0"
        state(page, "ready")
        until(page, "document.getElementById('alert').hidden")
    assert inside(page, "doc.documentElement.scrollTop") == top


def test_an_empty_book_says_what_to_do_and_comes_to_life(alone, desk, tmp_path):
    root = tmp_path / "bare"
    (root / "manuscript").mkdir(parents=True)
    bare = FILES["book.toml"].replace('"ferry.md", "island.md", "log.md"', "")
    (root / "manuscript" / "book.toml").write_text(bare, "utf-8")
    own = alone(root=root)
    page = desk.open(own, wait="() => !document.getElementById('empty').hidden")
    assert f"{root}/manuscript" in text_of(page, "#empty")
    assert page.locator("#empty p").count() >= 2
    assert desk.printed == []
    own.write("first.md", chapter("The First", 3))
    own.change("book.toml", "chapters = []", 'chapters = ["first.md"]')
    until(page, "document.getElementById('empty').hidden")
    says(page, "Entry 2.")
    settled(page)
    assert desk.printed == []


# Places


def test_a_click_on_text_or_page_names_the_line_and_opens_the_editor(preview, desk, tmp_path):
    page = desk.open(preview)
    page.frame_locator("iframe.book").locator("section > p").nth(1).click()
    line = line_of(preview, "ferry.md", "Entry 1.")
    assert text_of(page, "#source .at") == f"manuscript/ferry.md:{line}"
    opened = preview.root.parent / "opened"
    opened.unlink(missing_ok=True)
    page.keyboard.press("e")
    for _ in range(200):
        if opened.exists() and opened.read_text():
            break
        page.wait_for_timeout(25)
    assert opened.read_text() == f"+{line} {preview.path('ferry.md')}\n"

    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    settled(page)
    leaf = page.locator(".right .leaf")
    number = int(leaf.get_attribute("data-page"))
    sheet = preview.sheets("ferry")[number]
    block = sheet["blocks"][2]
    box = leaf.bounding_box()
    middle = (block["top"] + block["bottom"]) / 2
    leaf.click(position={"x": box["width"] / 2, "y": box["height"] * middle})
    assert text_of(page, "#source .at") == f"{block['file']}:{block['line']}"
    said = preview.path("ferry.md").read_text("utf-8").split("\n")[block["line"] - 1]
    assert said.startswith("Entry ")
    chosen = inside(page, "doc.querySelector('[data-octavo-here]').textContent")
    assert chosen.startswith(said.split(".")[0])


def test_search_and_page_numbers_lead_there(preview, desk):
    facts = preview.wait(lambda facts: facts["pages"]["total"] and facts["full"] == "idle")
    island = facts["chapters"][1]
    page = desk.open(preview)
    page.keyboard.press("g")
    page.keyboard.type(island["first"])
    page.keyboard.press("Enter")
    until(page, "document.title.startsWith('The Island')")
    shown = (
        f"document.getElementById('folios').textContent.split('–').includes('{island['first']}')"
    )
    until(page, shown)
    page.keyboard.press("/")
    page.keyboard.type("entry 39")
    until(page, "document.querySelector('.hit')")
    page.keyboard.press("Enter")
    until(page, "document.title.startsWith('The Ferry')")
    until_inside(page, f"{entry(39)}?.getBoundingClientRect().top < doc.defaultView.innerHeight")


def test_keys_work_and_what_was_chosen_outlives_a_reload(preview, desk):
    page = desk.open(preview)
    root = "document.documentElement.dataset"
    size = "getComputedStyle(doc.documentElement).fontSize"
    usual = float(inside(page, size).removesuffix("px"))
    for key in ("t", "t", "+", "+", "d", "f", "n"):
        page.keyboard.press(key)
    until(page, "document.title.startsWith('The Island')")
    settled(page)
    page.reload()
    settled(page)
    assert page.evaluate(f"{root}.theme") == "dark"
    assert inside(page, size) == f"{usual + 2:g}px"
    assert page.locator("#follow").get_attribute("aria-pressed") == "false"
    assert page.title().startswith("The Island")
    back = inside(page, "getComputedStyle(doc.documentElement).backgroundColor")
    assert max(map(int, re.findall(r"\d+", back)[:3])) < 80
    for key, shown in (("1", "text"), ("2", "pages"), ("3", "both")):
        page.keyboard.press(key)
        assert page.evaluate(f"{root}.view") == shown
    page.keyboard.press("p")
    until(page, "document.title.startsWith('The Ferry')")
    page.keyboard.press("!")
    assert page.locator("#problem-list").is_visible()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()


# Safe


def test_a_chapter_runs_nothing_and_fetches_nothing(preview, desk):
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as far:
        address = f"http://127.0.0.1:{far.getsockname()[1]}"
        threading.Thread(target=answer, args=(far, calls), daemon=True).start()
        refused = f"""{FILES["island.md"]}
Refused. <script>parent.ran = 2</script> <img src="x" onerror="parent.ran = 3"/>
[here](javascript:parent.ran=5)

<iframe src="{address}/frame"></iframe><link rel="stylesheet" href="{address}/x.css"/>
"""
        taken = f"""{FILES["island.md"]}
Told: ![far]({address}/far.png)

<img src="{address}/raw.png" alt="raw"/>
"""
        page = desk.open(preview, "island")
        with preview.written("island.md", refused):
            says(page, "Refused.")  # the words stay, the rest goes with a warning
            until(page, "document.getElementById('problem-count').textContent !== '0'")
            assert page.evaluate("window.ran") is None
            assert not inside(page, "Boolean(doc.querySelector('iframe, [onerror]'))")
            assert not inside(page, "Boolean(doc.querySelector('[href^=javascript]'))")
        with preview.written("island.md", taken):
            says(page, "Told")
            preview.wait(lambda facts: facts["state"]["name"] != "building")
            page.wait_for_timeout(300)
            assert page.evaluate("window.ran") is None
            assert page.url.startswith(preview.url)
            assert len(page.context.pages) == 1
        state(page, "ready")
    assert calls == []
    assert [url for url in desk.asked if not url.startswith((preview.url, "data:"))] == []
    desk.printed[:] = [text for text in desk.printed if "blocked" not in text.lower()]


def test_strangers_are_refused(preview, chromium):
    for headers in ({"Host": "evil.example"}, {"Host": ""}, {"Origin": "http://evil.example"}):
        assert preview.client.get("/api/book", headers=headers).status_code == 403
    for path in ("/page/..%2fdesk.py", "/asset/..%2f..%2fbook.toml", "/image/%2e%2e%2fx.png"):
        assert preview.client.get(path).status_code == 404
    # Another site in the same browser, that asks and that frames it.
    context = chromium.new_context()
    page = context.new_page()
    page.route(
        "http://evil.example/**",
        lambda route: route.fulfill(body="<p>Site</p>", content_type="text/html"),
    )
    page.goto("http://evil.example/")
    asked = """url => Promise.all([
      fetch(url + 'api/book').then(a => a.text(), () => 'refused'),
      fetch(url + 'api/full', {method: 'POST', mode: 'no-cors'})
        .then(a => a.type, () => 'refused')])"""
    got, sent = page.evaluate(asked, preview.url)
    assert got == "refused"
    assert sent in ("refused", "opaque")
    assert preview.facts()["full"] == "idle"
    context.close()


# The book becomes another one


def test_a_chapter_comes_gets_another_name_and_goes(preview, desk):
    page = desk.open(preview)
    more = FILES["book.toml"].replace('"log.md"', '"log.md", "new.md"')
    with preview.written("new.md", chapter("A New One", 4)), preview.written("book.toml", more):
        page.locator("#chapters a", has_text="A New One").first.click()
        says(page, "Entry 3.")
        until(page, "document.title.startsWith('A New One')")
        settled(page)
        # Moved in two steps, as a person does.
        preview.path("new.md").rename(preview.path("newer.md"))
        preview.write("book.toml", FILES["book.toml"].replace('"log.md"', '"log.md", "newer.md"'))
        until(page, "location.hash === '#newer'")
        until(page, "document.querySelector('iframe.book:not(.coming)')")
        says(page, "Entry 3.")
        preview.write("book.toml", FILES["book.toml"])
        preview.path("newer.md").unlink()
        until(
            page,
            "document.getElementById('alert').textContent.includes('no longer in the book')",
        )
        # It can be read still.
        assert inside(page, f"Boolean({entry(3)})")
        assert page.locator("#chapters a", has_text="A New One").count() == 0
        page.locator("#alert button").click()
        until(page, "document.title.startsWith('The Ferry')")
        until(page, "document.getElementById('alert').hidden")
        preview.write("new.md", "# Again")


def test_a_changed_style_dresses_text_and_pages(preview, desk):
    page = desk.open(preview)
    go_to(page, 14)
    line = inside(page, FIRST_IN_SIGHT)
    before = drawn(page)
    local = preview.root / "styles" / "local.css"
    local.parent.mkdir(exist_ok=True)
    local.write_text("p { letter-spacing: 0.05em }\n", "utf-8")
    until_inside(page, f"getComputedStyle({entry(3)}).letterSpacing !== 'normal'")
    until(page, f"!{json.dumps(sorted(before.values()))}.includes({DRAWN}.at(-1))")
    assert inside(page, FIRST_IN_SIGHT) == line
    local.unlink()
    until_inside(page, f"getComputedStyle({entry(3)}).letterSpacing === 'normal'")
    settled(page)


def test_a_changed_image_is_seen_in_text_and_pages(preview, desk):
    page = desk.open(preview, "island")
    until_inside(page, "doc.querySelector('figure img, p img').naturalWidth === 240")
    before = set(preview.pictures("island").values())
    other = SEA.replace('width="240" height="120">', 'width="200" height="120">', 1)
    with preview.written("images/sea.svg", other.replace("#246", "#c31")):
        until_inside(page, "doc.querySelector('figure img, p img').naturalWidth === 200")
        # The picture stands overleaf: the pages follow the change.
        until(page, f"!{json.dumps(sorted(map(str, before)))}.includes({DRAWN}.at(-1))")
        assert list(drawn(page)) == ["1"]
        settled(page)
    until_inside(page, "doc.querySelector('figure img, p img').naturalWidth === 240")
    settled(page)


def test_page_numbers_are_stale_after_an_edit_that_adds_pages_and_can_be_renewed(preview, desk):
    page = desk.open(preview)
    facts = preview.wait(lambda facts: facts["full"] == "idle" and facts["pages"]["total"])
    until(page, "/^([ivx]+–)?1$/.test(document.getElementById('folios').textContent)")
    assert page.locator("#numbering button").count() == 0
    more = preview.path("ferry.md").read_text("utf-8") + "\n" + chapter("x", 20).split("\n", 2)[2]
    with preview.written("ferry.md", more):
        preview.wait(lambda facts: facts["pages"]["stale"])
        until(page, "document.getElementById('numbering').textContent.includes('last full build')")
        page.get_by_role("button", name="Renew").click()
        until(page, "document.getElementById('numbering').textContent.startsWith('Numbering')")
        until(page, "document.getElementById('numbering').textContent === ''")
        assert preview.facts()["pages"]["total"] > facts["pages"]["total"]
        settled(page)
    until(page, "document.getElementById('numbering').textContent.includes('last full build')")
    page.get_by_role("button", name="Renew").click()
    preview.wait(lambda facts: not facts["pages"]["stale"] and facts["full"] == "idle")


def test_a_line_that_is_too_long_names_the_page_that_shows_it(preview, desk):
    page = desk.open(preview)
    preview.wait(lambda facts: facts["full"] == "idle" and facts["pages"]["total"])
    longer = preview.path("ferry.md").read_text("utf-8") + f"\n{'W' * 70}\n"
    # Words that no line holds are broken, unless the book's own styles say otherwise.
    local = preview.root / "styles" / "local.css"
    local.parent.mkdir(exist_ok=True)
    local.write_text("p { overflow-wrap: normal }\n", "utf-8")

    def found(facts):
        named = (one for one in facts["problems"] if one["code"] == "line-overrun" and one["page"])
        return next(named, None)

    with preview.written("ferry.md", longer):
        problem = found(preview.wait(found))
        sheets = {sheet["page"]: sheet["folio"] for sheet in preview.sheets("ferry")}
        assert (problem["chapter"], problem["page"]) == ("ferry", sheets[problem["at"]])
        assert f"on page {problem['page']} " in problem["message"]
        page.locator("#problems-button").click()
        page.get_by_role("button", name=f"p. {problem['page']}", exact=True).click()
        until(page, f"[...document.querySelectorAll('.leaf')].some(one => "
                    f"one.dataset.page === '{problem['at']}')")  # fmt: skip
        assert problem["page"] in text_of(page, "#folios").split("–")
        settled(page)
    local.unlink()
    preview.wait(lambda facts: not found(facts))
    settled(page)


# The machine


def test_a_setter_killed_in_the_midst_is_replaced(preview, desk):
    page = desk.open(preview)
    before = drawn(page)
    old = preview.press()
    preview.change("ferry.md", "Entry 1. ", "Entry 1. Killed. ")
    preview.wait(lambda facts: facts["state"]["name"] == "building")
    os.kill(old, signal.SIGKILL)
    says(page, "Entry 1. Killed.")
    until(page, f"{DRAWN}.at(-1) !== {json.dumps(before['1'])}")
    settled(page)
    assert preview.press() != old
    assert preview.facts()["problems"] == []


def test_a_full_disk_is_said_and_the_preview_goes_on(alone, desk):
    """No file may grow beyond 2 kB, as on a disk that is full; then there is room again."""
    small, large = (2000, resource.RLIM_INFINITY), (resource.RLIM_INFINITY,) * 2
    own = alone(before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, small))
    page = desk.open(own, wait="() => document.getElementById('state').dataset.state === 'error'")
    says(page, "Entry 39.")
    assert "File too large. Make room on the disk" in text_of(page, "#alert")
    own.change("ferry.md", "Entry 0. ", "Entry 0. Written. ")
    says(page, "Entry 0. Written.")
    for pid in (own.process.pid, own.press()):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, large)
    own.change("ferry.md", "Written.", "With room.")
    says(page, "With room.")
    settled(page)
    assert own.facts()["problems"] == []


def test_a_cache_that_cannot_be_written_does_not_matter(alone, desk, tmp_path):
    root = write_book(tmp_path / "book")
    (root / "build").write_text("A file where a folder should be.", "utf-8")
    own = alone(root=root)
    page = desk.open(own)
    go_to(page, 12)
    own.wait(lambda facts: facts["full"] == "idle" and facts["pages"]["total"])
    # The numbers come to the pages that are in sight, which stay there.
    until(page, "/^\\d+–\\d+$/.test(document.getElementById('folios').textContent)")
    seen = page.locator(".leaf").evaluate_all("all => all.map(one => Number(one.dataset.page))")
    sheets = {one["page"]: one for one in own.sheets("ferry")}
    lines = [block["line"] for number in seen for block in sheets[number]["blocks"]]
    assert line_of(own, "ferry.md", "Entry 12.") in lines
    assert own.facts()["problems"] == []
    assert (root / "build").is_file()


def test_ctrl_c_ends_it_at_once_and_a_new_server_is_found_again(alone, desk, tmp_path):
    own = alone()
    page = desk.open(own)
    code, seconds = own.interrupt()
    assert code == 0
    assert seconds < 2
    state(page, "lost")
    says(page, "Entry 39.")
    own.change("ferry.md", "Entry 0. ", "Entry 0. Meanwhile. ")
    alone("--port", str(own.port), root=own.root)
    says(page, "Entry 0. Meanwhile.")
    settled(page)


# Access, small screens


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_axe_finds_nothing_on_shell_and_chapter(preview, desk, theme):
    page = desk.open(preview, "island", settings={"theme": theme})
    assert axe(page) == []
    # In a frame without scripts axe would not end: the same document in a window of its own.
    dress = inside(
        page,
        """[[...doc.adoptedStyleSheets].flatMap(s => [...s.cssRules]).map(r => r.cssText).join(' '),
            doc.documentElement.outerHTML.match(/<html[^>]*>/)[0]]""",
    )
    own = page.context.new_page()
    own.route("**/chapter/**", without_policy)
    own.goto(f"{preview.url}chapter/island.xhtml")
    own.evaluate(
        """([css, root]) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
             document.adoptedStyleSheets = [sheet];
             const named = new DOMParser().parseFromString(root + '</html>', 'text/html');
             for (const one of named.documentElement.attributes)
               if (one.name.startsWith('data-') || one.name === 'style' || one.name === 'class')
                 document.documentElement.setAttribute(one.name, one.value); }""",
        dress,
    )
    assert axe(own) == []


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_a_phone_has_no_sideways_scroll(preview, desk, theme):
    page = desk.open(preview, size=(390, 844), settings={"theme": theme}, wait=TEXT)
    for tab in ("contents", "text", "pages", "problems"):
        page.locator(f"#tabs [data-tab={tab}]").click()
        assert page.locator(f"#{tab}").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator("#tabs [data-tab=pages]").click()
    settled(page)
    page.locator("#tabs [data-tab=text]").click()
    assert inside(page, "doc.documentElement.scrollWidth") <= 390


# Looks

TEXT = "() => document.querySelector('iframe.book:not(.coming)')"
DRAWN = (
    "[...document.querySelectorAll('.leaf:not(:disabled) img')].map(one => one.getAttribute('src'))"
)
FIRST_IN_SIGHT = """[...doc.querySelectorAll('section > p')]
  .find(p => p.getBoundingClientRect().bottom > 0).textContent.slice(0, 12)"""


def go_to(page: Page, number: int) -> None:
    """As the reader: the pages come along."""
    inside(page, f"{entry(number)}.scrollIntoView()")
    until(page, "Math.max(...[...document.querySelectorAll('.leaf')].map(l => l.dataset.page)) > 1")
    settled(page)


def line_of(preview: Preview, name: str, start: str) -> int:
    lines = preview.path(name).read_text("utf-8").split("\n")
    return next(at for at, line in enumerate(lines, 1) if line.startswith(start))


def answer(server: socket.socket, calls: list) -> None:
    """Notes who calls, until the socket is closed."""
    while True:
        try:
            line, _ = server.accept()
        except OSError:
            return
        calls.append(line.recv(200))
        line.close()


def without_policy(route) -> None:
    got = route.fetch()
    kept = {k: v for k, v in got.headers.items() if k.lower() != "content-security-policy"}
    route.fulfill(response=got, headers=kept)


def axe(page: Page) -> list[str]:
    page.evaluate((node_modules() / "@daisy" / "axe-core-for-ace" / "axe.min.js").read_text())
    found = page.evaluate("axe.run(document, {iframes: false}).then(result => result.violations)")
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
