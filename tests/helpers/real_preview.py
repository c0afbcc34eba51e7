"""The preview as an author runs it: the command, a small made-up book on the disk, a browser."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page

from helpers.page_steps import EXPECTED, until

#: Seconds that a busy machine may take for anything.
PATIENCE = 60

#: The text is there, the spread in sight is drawn, and the server has no more to do.
SETTLED = """() => document.querySelector('iframe.book:not(.coming)')
  && document.querySelector('.leaf img:not([hidden])')
  && document.getElementById('state').dataset.state === 'ready'
  && document.querySelectorAll('.leaf.waiting, .leaf.renewing').length === 0"""

BOOK = """schema = 1
[book]
title = "The Outer Island"
authors = ["Nan Tulloch"]
language = "en-GB"
goal = 9000
[contents]
chapters = ["ferry.md", "island.md", "log.md"]
[editions.ebook]
format = "epub"
[editions.print]
format = "pdf"
profile = "plain"
"""

SENTENCES = (
    "The ferry to the outer island leaves when the water allows it.",
    "My aunt kept the log in pencil, because ink runs.",
    "She wrote the wind before anything else, because everything else came from it.",
    "A boat in fog is mostly a matter of listening.",
    "There are two bells, and nobody has ever mistaken one for the other twice.",
    "Those who live here read the wall of the harbour, where the weed has drawn a line.",
    "In the winter the pier stands alone.",
)
SEA = """<svg xmlns="http://www.w3.org/2000/svg" width="240" height="120">
<rect width="240" height="120" fill="#246"/></svg>"""


def paragraph(number: int) -> str:
    """A paragraph of some 70 words that says its number."""
    said = [SENTENCES[(number + at) % len(SENTENCES)] for at in range(6)]
    return f"Entry {number}. {' '.join(said)}"


def chapter(title: str, count: int) -> str:
    """A chapter: its title on line 1, entry N on line 3 + 2N, and a heading after the eighth."""
    return "\n\n".join((f"# {title}", *map(paragraph, range(count)))) + "\n"


FILES = {
    "book.toml": BOOK,
    "ferry.md": chapter("The Ferry", 40).replace("Entry 9. ", "## Two bells\n\nEntry 9. "),
    "island.md": chapter("The Island", 6) + "\n![The sea before the rain](images/sea.svg)\n",
    "log.md": chapter("The Log", 6),
    "images/sea.svg": SEA,
}


def write_book(root: Path) -> Path:
    """The book in a folder of its own; returns the folder."""
    for name, text in FILES.items():
        path = root / "manuscript" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


class Preview:
    """`octavo preview` on a book, in a process of its own."""

    def __init__(self, root: Path, *options: str, before: Callable[[], None] | None = None) -> None:
        self.root = root
        self.process = subprocess.Popen(
            [sys.executable, "-m", "octavo", "preview", "--book", str(root), "--no-open", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "COLUMNS": "200"},
            preexec_fn=before,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        self.port = httpx.URL(self.url).port
        self.client = httpx.Client(base_url=self.url, timeout=PATIENCE)

    # Its book

    def path(self, name: str) -> Path:
        return self.root / "manuscript" / name

    def write(self, name: str, text: str) -> None:
        """As an editor saves: a file aside takes the place of the old one."""
        path = self.path(name)
        aside = path.with_name(f".{path.name}.new")
        aside.write_text(text, "utf-8")
        aside.replace(path)

    def change(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    @contextlib.contextmanager
    def written(self, name: str, text: str) -> Iterator[None]:
        """A file as it is for a while; afterwards as it was."""
        kept = self.path(name).read_text("utf-8") if self.path(name).exists() else None
        self.write(name, text)
        try:
            yield
        finally:
            if kept is None:
                self.path(name).unlink()
            else:
                self.write(name, kept)

    # What it says

    def facts(self) -> dict:
        return self.client.get("/api/book").json()

    def sheets(self, name: str) -> list[dict]:
        return self.client.get(f"/api/pages/{name}").json()["pages"]

    def wait(self, wanted: Callable[[dict], object]) -> dict:
        """The book's facts as soon as they are as wanted."""
        end = time.monotonic() + PATIENCE
        while not wanted(facts := self.facts()):
            assert time.monotonic() < end, facts
            time.sleep(0.05)
        return facts

    def pictures(self, name: str = "ferry") -> dict[str, str]:
        """A chapter's images by page, once all of them are drawn and nothing else is at work."""
        self.wait(lambda facts: facts["full"] == "idle" and facts["pages"]["total"])
        end = time.monotonic() + PATIENCE
        while True:
            found = self.client.get(f"/api/pages/{name}").json()
            whole = all(page["image"] or page["blank"] for page in found["pages"])
            if found["pages"] and whole and not found["stale"]:
                return {str(page["page"]): page["image"] for page in found["pages"]}
            assert time.monotonic() < end, found
            time.sleep(0.05)

    def press(self) -> int:
        """The process that sets the pages."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        for pid in map(int, children.read_text().split()):
            if b"\0pages" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return pid
        raise AssertionError("no process sets pages")

    # Its end

    def interrupt(self) -> tuple[int, float]:
        """As by Ctrl-C: the exit code, and how many seconds it took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE), time.monotonic() - began

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.client.close()


class Desk:
    """Opens pages; what they print is kept, and every request that they make."""

    def __init__(self, chromium: Browser) -> None:
        self.chromium = chromium
        self.printed: list[str] = []
        self.asked: list[str] = []
        self.contexts: list = []

    def open(
        self,
        preview: Preview,
        place: str = "ferry",
        size: tuple[int, int] = (1440, 900),
        wait: str = SETTLED,
        settings: dict[str, object] | None = None,
    ) -> Page:
        """A page of its own, with settings as if they had been chosen before."""
        width, height = size
        context = self.chromium.new_context(viewport={"width": width, "height": height})
        kept = json.dumps(json.dumps({"theme": "light", **(settings or {})}))
        # The text's frame may keep nothing: it is a sandbox.
        context.add_init_script(
            "if (self === top) localStorage.getItem('octavo.preview') ?? "
            f"localStorage.setItem('octavo.preview', {kept})"
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.printed.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.set_default_timeout(12_000)
        page.goto(f"{preview.url}#{place}")
        page.wait_for_function(wait)
        return page

    def _said(self, message) -> None:
        if message.type == "error":
            self.printed.append(message.text)

    def close(self) -> None:
        """Every page is left; none has printed an error that was not expected."""
        for context in self.contexts:
            context.close()
        bad = [text for text in self.printed if not any(word in text for word in EXPECTED)]
        assert not bad, bad


def settled(page: Page) -> None:
    page.wait_for_function(SETTLED)


def state(page: Page, name: str) -> None:
    until(page, f"document.getElementById('state').dataset.state === '{name}'")


def entry(number: int) -> str:
    """The paragraph of an entry, in the chapter's document `doc`."""
    start = json.dumps(f"Entry {number}.")
    return f"[...doc.querySelectorAll('section > p')].find(p => p.textContent.startsWith({start}))"


def until_inside(page: Page, script: str) -> None:
    """Until it is true of the chapter's document `doc`, which may be on its way."""
    found = "document.querySelector('iframe.book:not(.coming)')?.contentDocument"
    until(page, f"(doc => Boolean(doc?.body) && ({script}))({found})")


def says(page: Page, text: str) -> None:
    """Waits until the text in sight says it."""
    until_inside(page, f"doc.body.textContent.includes({json.dumps(text)})")


def drawn(page: Page) -> dict[str, str]:
    """The addresses of the images in sight, by page."""
    return page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.leaf:not(:disabled)')].map(
             one => [one.dataset.page, one.querySelector('img')?.getAttribute('src')]))"""
    )
