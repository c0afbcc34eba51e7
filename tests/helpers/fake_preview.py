"""A server that speaks as the preview's does, about a made-up book, and does as it is told."""

from __future__ import annotations

import contextlib
import json
import mimetypes
import queue
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from helpers.fake_book import STYLE, Chapter, face, made_up, sheets

PAGE = Path(__file__).parents[2] / "src" / "octavo" / "preview" / "page"
SHELL = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; font-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
CHAPTER = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "sandbox allow-same-origin"
)


class Fake:
    """The server's book and state; each change is told to those who listen."""

    def __init__(self) -> None:
        self.identity = "one"
        self.version = 1
        self.style = 1
        self.title, self.direction, self.goal = "The Outer Island", "ltr", 6000
        self.chapters: list[Chapter] = made_up()
        self.images: dict[str, bytes] = {}
        self.state: dict[str, object] = {"name": "ready", "message": "", "file": None,
            "line": None, "hint": "", "seconds": 0.6, "what": "pages"}  # fmt: skip
        self.problems: list[dict[str, object]] = []
        self.stale = False
        self.full = "idle"
        self.editor = True
        self.posts: list[tuple[str, dict[str, object]]] = []
        self.asked: list[str] = []
        self.listeners: list[queue.Queue[bytes | None]] = []
        self.waiting = False  # pages without images
        self.blank = True
        for chapter in self.chapters:
            chapter.sheets = sheets(chapter, self.images, self.direction)
        self.server: ThreadingHTTPServer | None = None
        self.port = 0

    # What the tests do

    def chapter(self, name: str) -> Chapter | None:
        return next((one for one in self.chapters if one.id == name), None)

    def save(self, name: str, at: int, text: str, tell: bool = True) -> list[int]:
        """A block gets another text; the events come as the server's would."""
        chapter = self.chapter(name)
        assert chapter is not None
        chapter.blocks[at] = (chapter.blocks[at][0], text)
        return self.saved(chapter, at, tell)

    def saved(self, chapter: Chapter, at: int = 0, tell: bool = True) -> list[int]:
        before = [sheet["image"] for sheet in chapter.sheets]
        chapter.sheets = sheets(chapter, self.images, self.direction)
        after = [sheet["image"] for sheet in chapter.sheets]
        changed = [p for p, image in enumerate(after) if p >= len(before) or before[p] != image]
        if chapter.sheets and chapter.first % 2 and self.blank:
            changed = [page + 1 for page in changed]
        self.version += 1
        if tell:
            self.tell("text", chapter=chapter.id, line=chapter.line(at))
            self.tell("book", **self.book())
            self.tell("pages", chapter=chapter.id, changed=changed)
        return changed

    def become(self, name: str, **facts: object) -> None:
        """Another state."""
        usual = {"message": "", "file": None, "line": None, "hint": "", "seconds": 0.6, "what": ""}
        self.state = {"name": name, **usual, **facts}
        self.version += 1
        self.tell("book", **self.book())

    def tell(self, name: str, **data: object) -> None:
        said = {"version": self.version, **data}
        for listener in self.listeners:
            listener.put(f"event: {name}\ndata: {json.dumps(said)}\n\n".encode())

    # What it answers

    def book(self) -> dict[str, object]:
        facts = [chapter.facts() for chapter in self.chapters]
        return {
            "version": self.version, "title": self.title, "authors": ["A. Writer"],
            "language": "en-GB", "direction": self.direction,
            "words": sum(int(str(one["words"])) for one in facts), "goal": self.goal,
            "state": self.state, "chapters": facts, "problems": self.problems,
            "pages": {"total": 40, "stale": self.stale, "when": "as of the last full build"},
            "editor": self.editor, "print": "print", "full": self.full,
        }  # fmt: skip

    def pages(self, chapter: Chapter) -> dict[str, object]:
        pages = list(chapter.sheets)
        if (
            pages
            and pages[0]["side"] == ("left" if self.direction == "rtl" else "right")
            and self.blank
        ):
            verso = "right" if self.direction == "rtl" else "left"
            blank = {"folio": str(chapter.first - 1), "side": verso, "blank": True, "image": None,
                     "changed": False, "opener": False, "blocks": []}  # fmt: skip
            pages.insert(0, blank)
        pages = [{**page, "page": at} for at, page in enumerate(pages)]
        if self.waiting:
            pages = [{**page, "image": None} for page in pages]
        return {"chapter": chapter.id, "version": self.version, "stale": self.stale,
                "width": 396, "height": 612, "pages": pages}  # fmt: skip

    def search(self, words: str) -> dict[str, object]:
        hits = []
        for chapter in self.chapters:
            for at, (_, text) in enumerate(chapter.blocks):
                found = text.lower().find(words.lower())
                if found >= 0:
                    end = found + len(words)
                    hits.append({"chapter": chapter.id, "title": chapter.title,
                        "line": chapter.line(at), "before": text[max(0, found - 40) : found],
                        "match": text[found:end], "after": text[end : end + 60],
                        "block": at})  # fmt: skip
        return {"query": words, "hits": hits[:50], "more": max(0, len(hits) - 50)}

    def go(self, page: str) -> dict[str, object] | None:
        for chapter in self.chapters:
            for one in self.pages(chapter)["pages"]:
                if one["folio"] == page:
                    return {"chapter": chapter.id, "page": one["page"]}
        return None

    # Its life

    def start(self, port: int = 0) -> str:
        fake = self

        class Handler(_Handler):
            book = fake

        self.server = ThreadingHTTPServer(("127.0.0.1", port or self.port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        for listener in self.listeners:
            listener.put(None)
        self.listeners = []
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None


class _Handler(BaseHTTPRequestHandler):
    book: Fake
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            super().handle()

    def parse_request(self) -> bool:
        # A connection that was kept alive dies with the server, as a real one would.
        if self.book.server is not self.server:
            self.close_connection = True
            return False
        return super().parse_request()

    def do_GET(self) -> None:
        fake = self.book
        path = unquote(urlsplit(self.path).path)
        fake.asked.append(path)
        name = path.rsplit("/", 1)[-1]
        if path == "/":
            self.answer(
                (PAGE / "index.html").read_bytes(), "text/html; charset=utf-8", policy=SHELL
            )
        elif path.startswith("/page/") and (PAGE / name).is_file():
            kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0]
            self.answer((PAGE / name).read_bytes(), f"{kind}; charset=utf-8")
        elif path == "/events":
            self.events()
        elif path == "/api/book":
            self.json(fake.book())
        elif path.startswith("/chapter/"):
            chapter = fake.chapter(name.removesuffix(".xhtml"))
            if chapter is None:
                return self.json({"message": "There is no such chapter."}, 404)
            text = chapter.xhtml(fake.direction, fake.style)
            self.answer(text.encode(), "application/xhtml+xml; charset=utf-8", policy=CHAPTER)
        elif path.startswith("/api/pages/"):
            chapter = fake.chapter(name)
            if chapter is None:
                return self.json({"message": "There is no such chapter."}, 404)
            self.json(fake.pages(chapter))
        elif path == "/api/search":
            self.json(fake.search(parse_qs(urlsplit(self.path).query).get("q", [""])[0]))
        elif path == "/api/go":
            wanted = parse_qs(urlsplit(self.path).query).get("page", [""])[0]
            found = fake.go(wanted)
            said = {"message": f"The book has no page {wanted}; it has pages 7 to 40."}
            self.json(found or said, 200 if found else 404)
        elif path in fake.images:
            self.answer(fake.images[path], "image/png", lasting=True)
        elif path == "/style/ebook.css":
            self.answer(STYLE.encode(), "text/css")
        elif path in ("/style/text.ttf", "/style/italic.ttf"):
            self.answer(face("italic" in path).read_bytes(), "font/ttf")
        else:
            self.json({"message": "Not here."}, 404)

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(size) or b"{}")
        if self.headers.get("X-Octavo") != "1":
            return self.json({"message": "Not from the page."}, 403)
        self.book.posts.append((self.path, body))
        if self.path == "/api/open" and not self.book.editor:
            said = "Start the preview with `--edit`, and set EDITOR to the editor you write in."
            return self.json({"message": said}, 409)
        self.answer(b"", "text/plain", 202 if self.path == "/api/full" else 204)

    def json(self, value: object, status: int = 200) -> None:
        self.answer(json.dumps(value).encode(), "application/json", status)

    def answer(self, body: bytes, kind: str, status: int = 200, *, policy: str = "",
               lasting: bool = False) -> None:  # fmt: skip
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000, immutable" if lasting else "no-store")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def events(self) -> None:
        own: queue.Queue[bytes | None] = queue.Queue()
        hello = {"server": self.book.identity, "version": self.book.version}
        own.put(f"event: hello\ndata: {json.dumps(hello)}\n\n".encode())
        self.book.listeners.append(own)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        while (said := own.get()) is not None:
            self.wfile.write(said)
            self.wfile.flush()
        self.close_connection = True


if __name__ == "__main__":
    fake = Fake()
    print(fake.start(8765), flush=True)
    while True:
        time.sleep(60)
