"""How soon after a save the preview shows it: the e-book's text, and the printed spread.

Run by hand: `python tests/bench/preview.py`, and with it

    --times 12       how often the chapter is saved; medians are printed
    --saves 1000     after that, how many times more, for the memory that is used then
    --short          a small book, few saves; prints, and judges nothing

Starts the real `octavo preview` on a novel of 100,000 words, listens as the page does, and
saves a chapter of 4,000 words with a word of it changed, once the preview is at rest. The text
is there when the event has come and the chapter has been fetched, the spread when the changed
page's image has. Beside them stands the bare time to lay that chapter out: in one warm process,
of documents and fonts that are ready. CPU times are those of the server and of the process that
sets its pages, in a save; both are steadier than the clock where others use the machine.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import queue
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

import book as books
from book import Book
from measure import PROC, descendants

#: Milliseconds from the save that the text and the changed spread may take, and seconds until
#: the address is printed.
TEXT, SPREAD, ADDRESS = 150, 700, 1.0
#: Words that take each other's place: of one length, so that no line breaks otherwise.
WORDS = ("harbour", "morning", "evening", "lantern")
#: Seconds that a busy machine may take for anything.
PATIENCE = 120
_Event = tuple[float, str, dict[str, object]]


@dataclass
class Preview:
    """`octavo preview` on a book, listened to."""

    root: Path
    began: float = field(default_factory=time.perf_counter)
    told: queue.Queue[_Event] = field(default_factory=queue.Queue)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "octavo", "preview", "--no-open", "--book", str(self.root)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        address = self.process.stdout.readline().strip()
        self.address_after = time.perf_counter() - self.began
        self.host = urlsplit(address).netloc
        self.line = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        threading.Thread(target=self._listen, daemon=True).start()
        self.wait(lambda name, _: name == "hello")

    def _listen(self) -> None:
        line = http.client.HTTPConnection(self.host)
        line.request("GET", "/events")
        name = ""
        with suppress(OSError, http.client.HTTPException):
            for raw in line.getresponse():
                key, _, value = raw.decode().strip().partition(": ")
                if key == "event":
                    name = value
                elif key == "data":
                    self.told.put((time.perf_counter(), name, json.loads(value)))

    def wait(self, wanted: Callable[[str, dict], bool]) -> _Event:
        """The next event that is wanted; those before it are left."""
        while True:
            event = self.told.get(timeout=PATIENCE)
            if wanted(event[1], event[2]):
                return event

    def get(self, path: str) -> bytes:
        try:
            self.line.request("GET", path)
            answer = self.line.getresponse()
        except (OSError, http.client.HTTPException):
            # The server closes what was not used for a while.
            self.line.close()
            self.line.request("GET", path)
            answer = self.line.getresponse()
        said = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {said[:200]!r}")
        return said

    def facts(self) -> dict:
        return json.loads(self.get("/api/book"))

    def images(self, chapter: str) -> list[str | None]:
        """The images of the chapter's pages, by page."""
        return [page["image"] for page in self.shown(chapter)["pages"]]

    def shown(self, chapter: str) -> dict:
        return json.loads(self.get(f"/api/pages/{chapter}"))

    def rest(self, chapter: str) -> None:
        """Waits until all pages stand and nothing is at work, a full layout either."""
        until = time.monotonic() + 10 * PATIENCE
        while time.monotonic() < until:
            shown, facts = self.shown(chapter), self.facts()
            if facts["state"]["name"] == "error":
                raise SystemExit(facts["state"]["message"])
            done = shown["pages"] and not shown["stale"] and facts["full"] == "idle"
            if done and facts["state"]["name"] == "ready" and facts["pages"]["total"]:
                break
            time.sleep(0.1)
        time.sleep(0.2)
        while not self.told.empty():
            self.told.get()

    def cpu(self) -> tuple[float, float]:
        """CPU-seconds of the server, and of the processes that it started and that still run."""
        server, *others = descendants(self.process.pid)
        return _cpu(server), sum(map(_cpu, others))

    def memory(self) -> str:
        """What server and worker hold now, and the most that they ever did."""
        told = []
        for name, process in zip(("server", "worker"), descendants(self.process.pid), strict=False):
            now, most = (_status(process, key) / 1024 for key in ("VmRSS", "VmHWM"))
            told.append(f"{name} {now:.0f} MB (at most {most:.0f})")
        return ", ".join(told) or "not told by this system"

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()


@dataclass(frozen=True, kw_only=True)
class Saved:
    """One save, in milliseconds: what the clock says, and what the processes used up."""

    text: float
    spread: float
    server: float
    worker: float


def save(preview: Preview, path: Path, word: str) -> float:
    """Changes a word in the middle of the chapter; the moment at which the file is closed."""
    chapter = path.read_text("utf-8").split("\n\n")
    place = books._paragraphs(chapter)[len(books._paragraphs(chapter)) // 2]
    said = chapter[place].split(" ")
    said[3] = word
    chapter[place] = " ".join(said)
    path.write_text("\n\n".join(chapter), "utf-8")
    return time.perf_counter()


def timed(preview: Preview, path: Path, word: str) -> Saved:
    """Saves, and waits for the text, then for the first changed image."""
    name = path.stem
    before, used = set(preview.images(name)), preview.cpu()
    began = save(preview, path, word)
    preview.wait(lambda event, data: event == "text" and data["chapter"] == name)
    if word.encode() not in preview.get(f"/chapter/{name}.xhtml"):
        raise SystemExit("the chapter that was fetched is not the one that was saved.")
    text = time.perf_counter()
    spread = None
    while spread is None:
        _, _, data = preview.wait(lambda event, data: event == "pages" and data["chapter"] == name)
        images = preview.images(name)
        new = [images[number] for number in data["changed"] if images[number] not in before]
        for image in filter(None, new):
            preview.get(image)
            spread = time.perf_counter()
    preview.rest(name)
    server, worker = (b - a for a, b in zip(used, preview.cpu(), strict=True))
    return Saved(
        text=(text - began) * 1e3,
        spread=(spread - began) * 1e3,
        server=server * 1e3,
        worker=worker * 1e3,
    )


def bare(root: Path, chapter: str, times: int) -> tuple[float, float]:
    """Milliseconds to lay the chapter out, and CPU-milliseconds, both medians; once to get warm."""
    from octavo.compose.print_documents import compose_section, print_book
    from octavo.layout.page_proof import Proofer
    from octavo.preview.book_reader import Shelf
    from octavo.preview.shown_editions import set_print

    loaded = Shelf(root).read().loaded
    setting = set_print(loaded, 0)
    section = next(item for item in loaded.book.sections if item.id == chapter)
    alone = replace(loaded.book, sections=(section,))
    ready = print_book(alone, setting.layers, images=loaded.images, within=loaded.book)
    composition = compose_section(ready, setting.edition)
    proofer, walls, cpus = Proofer(), [], []
    for _ in range(times + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        proofer.pull(composition)
        walls.append((time.perf_counter() - wall) * 1e3)
        cpus.append((time.process_time() - cpu) * 1e3)
    return statistics.median(walls[1:]), statistics.median(cpus[1:])


def _cpu(process: int) -> float:
    try:
        words = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _status(process: int, key: str) -> float:
    """A value of `/proc/<pid>/status`, in kB."""
    with suppress(OSError):
        for line in (PROC / str(process) / "status").read_text().splitlines():
            if line.startswith(f"{key}:"):
                return float(line.split()[1])
    return 0.0


def machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"
    return f"{cores} cores, load {load}, Python {platform.python_version()}"


def told(name: str, values: list[float], bar: float, layout: float, *, short: bool) -> None:
    """One line: median, least and most, the bar, and how it stands to the bare layout."""
    middle = statistics.median(values)
    judged = "" if short else "  kept" if middle <= bar else "  OVER"
    print(
        f"  {name:<24} {middle:6.0f} ms  ({min(values):.0f} to {max(values):.0f})"
        f"  bar {bar} ms{judged}; ratio to the bare layout {middle / layout:.2f}"
    )


def measure(book: Book, root: Path, asked: argparse.Namespace) -> None:
    books.book_folder(book, root, "ebook", "print")
    path = root / "manuscript" / book.middle
    words = sum(len((book.folder / name).read_text("utf-8").split()) for name in book.chapters)
    print(f"a chapter of {len(path.read_text('utf-8').split()):,} words in {words:,}")
    preview = Preview(root)
    try:
        judged = "" if asked.short else "kept" if preview.address_after <= ADDRESS else "OVER"
        print(
            f"  the address is printed   {preview.address_after:6.2f} s   bar {ADDRESS} s  {judged}"
        )
        preview.rest(path.stem)
        timed(preview, path, "warming")
        load = os.getloadavg()[0]
        saves = [timed(preview, path, WORDS[at % len(WORDS)]) for at in range(asked.times)]
        layout, layout_cpu = bare(root, path.stem, 3 if asked.short else 7)
        print(f"  load while saving {load:.1f} to {os.getloadavg()[0]:.1f}; {asked.times} saves")
        print(f"  the bare layout          {layout:6.0f} ms  ({layout_cpu:.0f} CPU-ms)")
        told("the text", [one.text for one in saves], TEXT, layout, short=asked.short)
        told("the changed spread", [one.spread for one in saves], SPREAD, layout, short=asked.short)
        server, worker = (
            statistics.median(getattr(one, key) for one in saves) for key in ("server", "worker")
        )
        print(f"  CPU in a save, all told: server {server:.0f} ms, worker {worker:.0f} ms")
        print(f"  memory: {preview.memory()}")
        for at in range(asked.saves):
            save(preview, path, WORDS[(asked.times + at) % len(WORDS)])
            preview.wait(lambda event, data: event == "text" and data["chapter"] == path.stem)
            preview.wait(lambda event, data: event == "pages" and data["chapter"] == path.stem)
        if asked.saves:
            preview.rest(path.stem)
            print(f"  memory after {asked.saves:,} saves more: {preview.memory()}")
    finally:
        preview.close()


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=12)
    parser.add_argument("--saves", type=int, default=0)
    parser.add_argument("--short", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.short:
        asked.times = min(asked.times, 3)
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        size = (3, 800) if asked.short else (25, 3960)
        measure(books.novel(folder / "novel", *size), folder / "book", asked)


if __name__ == "__main__":
    main(sys.argv[1:])
