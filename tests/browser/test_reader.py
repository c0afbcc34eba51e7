"""Our books in foliate-js 1.0.1, a real reading system, in Chromium."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from helpers.node import node_modules

pytestmark = pytest.mark.slow

#: Opens the book, paginated, one column, as on a phone. A promise's rejection fails the test.
OPEN = """async () => {
  document.body.innerHTML = '';
  await import('/view.js');
  const v = window.v = document.createElement('foliate-view');
  v.style.cssText = 'display: block; width: 600px; height: 800px';
  document.body.append(v);
  const blob = await (await fetch('/book.epub')).blob();
  await v.open(new File([blob], 'book.epub'));
  v.renderer.setAttribute('flow', 'paginated');
  v.renderer.setAttribute('max-column-count', '1');
  await v.init({});
  window.where = () => {
    const {index, doc} = v.renderer.getContents()[0];
    return {file: v.book.sections[index].id, text: doc.body.textContent.trim()};
  };
}"""


class Quiet(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript"}

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served(book: Path, root: Path) -> Iterator[str]:
    """The reader's folder with the book in it, on a port of this machine's own."""
    shutil.copytree(node_modules() / "foliate-js", root)
    shutil.copy(book, root / "book.epub")
    handler = functools.partial(Quiet, directory=str(root))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def address(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    (book,) = package.parents[1].glob("build/*.epub")
    with served(book, tmp_path_factory.mktemp("reader") / "served") as address:
        yield address


@pytest.fixture(scope="module")
def guide_address(guide_epub: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(guide_epub, tmp_path_factory.mktemp("reader") / "served") as address:
        yield address


@contextmanager
def opened(chromium, address: str):
    page = chromium.new_page(viewport={"width": 600, "height": 800})
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("requestfailed", lambda request: page.problems.append(request.url))
    page.goto(f"{address}/README.md")
    page.evaluate(OPEN)
    yield page
    page.close()


@pytest.fixture
def reader(chromium, address):
    with opened(chromium, address) as page:
        yield page


@pytest.fixture
def guide_reader(chromium, guide_address):
    with opened(chromium, guide_address) as page:
        yield page


def entries(items: list[dict]) -> list[dict]:
    """The contents as one list, parts before their chapters."""
    return [found for item in items for found in [item, *entries(item.get("subitems") or [])]]


@pytest.mark.parametrize("book", ["reader", "guide_reader"])
def test_every_entry_of_the_contents_leads_to_its_chapter(book, request):
    reader = request.getfixturevalue(book)
    contents = entries(reader.evaluate("() => v.book.toc"))
    assert len(contents) >= 13
    for entry in contents:
        place = reader.evaluate(
            "async href => { await v.goTo(href); return where() }", entry["href"]
        )
        assert place["file"] == entry["href"].partition("#")[0]
        title = entry["label"].split(". ", 1)[-1].strip()
        assert title in place["text"], entry["label"]
    assert reader.problems == []


def test_landmarks_lead_to_cover_contents_and_the_beginning(reader):
    marks = reader.evaluate("() => v.book.landmarks")
    assert [mark["type"] for mark in marks] == [["cover"], ["toc"], ["bodymatter"]]
    for mark in marks:
        place = reader.evaluate(
            "async href => { await v.goTo(href); return where() }", mark["href"]
        )
        assert place["file"] == mark["href"].partition("#")[0]
    assert "The Ebb" in place["text"]


def test_the_metadata_is_read(reader):
    about = reader.evaluate("() => v.book.metadata")
    assert "Slack Water" in str(about["title"])
    assert about["language"] == ["en-US"] or about["language"] == "en-US"


def test_the_books_own_fonts_are_used(reader):
    faces = reader.evaluate(
        """async () => {
          await v.goTo('EPUB/text/not-over-for-me.xhtml');
          const {doc} = v.renderer.getContents()[0];
          await doc.fonts.ready;
          return [...doc.fonts].map(f => [f.family.replace(/"/g, ''), f.status]);
        }"""
    )
    assert ["EB Garamond", "loaded"] in faces
    assert not [face for face in faces if face[1] == "error"]


def test_a_note_opens_from_its_call_and_comes_back(reader):
    there, note, back = reader.evaluate(
        """async () => {
          await v.goTo('EPUB/text/not-over-for-me.xhtml#not-over-for-me--noteref-1');
          const links = [];
          v.addEventListener('link', e => links.push(e.detail.href));
          const pause = () => new Promise(done => setTimeout(done, 500));
          v.renderer.getContents()[0].doc.querySelector('a.noteref').click();
          await pause();
          const doc = v.renderer.getContents()[0].doc;
          const note = doc.querySelector('[id="' + links[0].split('#')[1] + '"]');
          note.querySelector('a').click();
          await pause();
          return [links[0], note.textContent.trim(), links[1]];
        }"""
    )
    assert there == "EPUB/text/not-over-for-me.xhtml#not-over-for-me--note-1"
    assert note.startswith("1. ")
    assert back == "EPUB/text/not-over-for-me.xhtml#not-over-for-me--noteref-1"


def test_foliates_own_notes_take_the_call_for_one(reader):
    """A pop-up, as in Apple Books: foliate's footnotes.js follows epub:type and role."""
    kind = reader.evaluate(
        """async () => {
          const {FootnoteHandler} = await import('/footnotes.js');
          await v.goTo('EPUB/text/not-over-for-me.xhtml');
          const handler = new FootnoteHandler();
          const shown = new Promise((done, fail) => {
            handler.addEventListener('before-render', e => document.body.append(e.detail.view));
            handler.addEventListener('render', e => done(e.detail.type));
            setTimeout(() => fail(new Error('no pop-up')), 10000);
          });
          v.addEventListener('link', e => handler.handle(v.book, e));
          v.renderer.getContents()[0].doc.querySelector('a.noteref').click();
          return await shown;
        }"""
    )
    assert kind == "footnote"
