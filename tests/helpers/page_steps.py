"""Steps of the tests of the preview's page: one opened on the made-up server, and looks at it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from helpers.fake_preview import Fake
from helpers.node import node_modules

Open = Callable[..., Page]
READY = """() => document.querySelector('iframe.book:not(.coming)')
  && document.getElementById('folios').textContent"""
#: What a failing request is meant to print; nothing else may be.
EXPECTED = ("404", "409", "ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE_CHUNKED")
PROBLEMS = [
    {"severity": "warning", "code": "loose-line", "message": "a line is loose.", "file": None,
     "line": None, "hint": "", "chapter": "log", "page": "12"},
    {"severity": "error", "code": "image-missing", "message": "the image `pier.png` is missing.",
     "file": "manuscript/02-bells.md", "line": 11, "hint": "Put it there.", "chapter": "bells",
     "page": None},
]  # fmt: skip


@pytest.fixture
def fake() -> Iterator[Fake]:
    made = Fake()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def open_page(chromium: Browser, fake: Fake) -> Iterator[Open]:
    """Opens the page with settings as if they had been chosen before; no error may be printed."""
    contexts, printed = [], []

    def opened(place: str = "#log", width: int = 1440, height: int = 900, wait: str = READY,
               settings: dict[str, object] | None = None, **options: object) -> Page:  # fmt: skip
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        if settings is not None:
            kept = json.dumps(json.dumps({"theme": "light", **settings}))
            # The text's frame may keep nothing: it is a sandbox.
            context.add_init_script(
                "if (self === top) localStorage.getItem('octavo.preview') ?? "
                f"localStorage.setItem('octavo.preview', {kept})"
            )
        page = context.new_page()
        page.on("console", lambda said: printed.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: printed.append(str(error)))
        page.set_default_timeout(10_000)
        page.goto(f"http://127.0.0.1:{fake.port}/{place}")
        page.wait_for_function(wait)
        contexts.append(context)
        return page

    opened.printed = printed
    yield opened
    for context in contexts:
        context.close()
    assert [text for text in printed if not any(word in text for word in EXPECTED)] == []


def inside(page: Page, script: str) -> object:
    """A value of the chapter's document, `doc`."""
    body = f"(doc => {script})(document.querySelector('iframe.book').contentDocument)"
    return page.evaluate(body)


def until(page: Page, script: str) -> None:
    page.wait_for_function(f"() => {script}")


def until_inside(page: Page, script: str) -> None:
    until(page, f"(doc => {script})(document.querySelector('iframe.book').contentDocument)")


def text_of(page: Page, selector: str) -> str:
    return " ".join((page.locator(selector).text_content() or "").split())


def scroll(page: Page, top: int) -> None:
    """As by the author, some time ago."""
    inside(page, f"doc.documentElement.scrollTop = {top}")
    page.wait_for_timeout(150)


def axe(page: Page) -> list[str]:
    """What axe finds on the shell; it cannot look into a frame without scripts."""
    page.evaluate((node_modules() / "@daisy" / "axe-core-for-ace" / "axe.min.js").read_text())
    found = page.evaluate("axe.run(document, {iframes: false}).then(result => result.violations)")
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


PARAGRAPHS = "[...doc.querySelectorAll('section > p[data-line]')]"
