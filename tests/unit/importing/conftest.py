"""Articles to assemble: five of our own, and the five real ones where they are at hand."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from helpers.articles import ARTICLES

# The same examples on every machine: a test that fails does so for everyone.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

ROOT = Path(__file__).parents[3]


@pytest.fixture
def own_articles(tmp_path: Path) -> dict[str, Path]:
    """The five, written to a folder outside the book."""
    folder = tmp_path / "in"
    folder.mkdir()
    paths = {name: folder / f"{name}.txt" for name in ARTICLES}
    for name, path in paths.items():
        path.write_text(ARTICLES[name], encoding="utf-8")
    return paths


@pytest.fixture(scope="session")
def golden() -> tuple[Path, list[dict[str, Any]]]:
    """The folder of the five real articles, and what a human editor finds in them."""
    folder = (ROOT / os.environ.get("OCTAVO_ARTICLES", "../shared/articles")).resolve()
    expected = folder.with_suffix(".golden.json")
    if not expected.is_file():
        pytest.skip(f"the five real articles are not here ({folder}); set OCTAVO_ARTICLES")
    return folder, json.loads(expected.read_text(encoding="utf-8"))["articles"]


class _Handler(BaseHTTPRequestHandler):
    """Answers by path: (status, headers, body), or does what a function does."""

    answers: dict = {}  # noqa: RUF012 (set for each test)
    seen: list = []  # noqa: RUF012

    def do_GET(self):
        self.seen.append((self.path, dict(self.headers)))
        answer = self.answers.get(self.path, (404, {}, b""))
        if callable(answer):
            answer(self)
            return
        status, headers, body = answer
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server() -> Iterator[type[_Handler]]:
    handler = type("Handler", (_Handler,), {"answers": {}, "seen": []})
    running = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    handler.base = f"http://127.0.0.1:{running.server_port}"
    yield handler
    running.shutdown()
    running.server_close()
