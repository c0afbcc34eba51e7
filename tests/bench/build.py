"""How fast the editions of a book stand, beside pandoc with WeasyPrint and with Typst.

Run by hand: `python tests/bench/build.py`, and with it

    --runs 3         how often each side runs, in turn; medians are printed
    --only PART,…    novel, ebook, memory, growth, technical, joined; all of them if not said
    --book DIR       a folder of Markdown chapters (*.md) in place of the made novel
    --short          a small novel and a small handbook, one run; prints, and judges nothing
    --keep DIR       where the books and files are left to look at

Every run is a process of its own in a fresh copy of the book; cold means that there is no
`build/`. A ratio is the median of the ratios within each turn, because machines are noisy.
The yardsticks are optional (`pip install '.[bench]'`): without one a line says so.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import book as books
import peers
import same
from book import Book
from measure import can_weigh, run
from turns import Bench

PARTS = ("novel", "ebook", "memory", "growth", "technical", "joined")
#: Chapters of the books that growth is shown with: about 100, 400 and 1,200 pages.
GROWTH = (15, 60, 180)
WEASYPRINT, TYPST = "pandoc + WeasyPrint", "pandoc + Typst"
#: Octavo cuts the fonts anew for each book: the second does so too, the first has them cut.
READY, EPUB = "pandoc EPUB, fonts cut before", "pandoc EPUB, fonts cut in the run"


#: Octavo as it is, but that no book is set in pieces.
IN_ONE_PIECE = """
from octavo.cli.main import run
from octavo.pagination.page_design import PageDesign
PageDesign.reaches = True
run()
"""


def single(root: Path) -> tuple[peers.Command, dict[str, str]]:
    """The build of the print edition in one layout, not joined of pieces."""
    return [sys.executable, "-c", IN_ONE_PIECE, "build", "print", "--book", str(root)], {}


def made(root: Path, ending: str) -> Path | None:
    """The edition's file that a build has left, None if it has not."""
    return next((root / "build").glob(f"*.{ending}"), None)


def novel(bench: Bench, book: Book) -> None:
    """Print and e-book: cold, with nothing changed, after a word, after two pages."""
    desk = peers.prepare(book, bench.folder / "desk")
    pages: dict[str, int] = {}
    again = ""
    for _ in range(bench.runs):
        yardsticks(bench, desk)
        root = bench.fresh(book, "ebook", "print")
        bench.octavo("cold print", root, "print")
        shutil.rmtree(root)
        root = bench.fresh(book, "ebook", "print")
        bench.octavo("cold print + e-book", root)
        before = _stand(root)
        bench.octavo("both, nothing changed", root)
        again = "the files stand untouched" if _stand(root) == before else "FILES WRITTEN AGAIN"
        chapter = root / "manuscript" / book.middle
        for name, edit in (("a word", books.change_word), ("two pages more", books.add_pages)):
            pages[f"before {name}"] = _pages(root / "build")
            edit(chapter)
            bench.octavo(f"both, one chapter edited: {name}", root)
        pages["after"] = _pages(root / "build")
        shutil.rmtree(root)
    print(f"NOVEL  {_counts(desk)}; Octavo {pages.get('before a word', 0)} pages")
    bench.line(WEASYPRINT)
    bench.line(TYPST, (WEASYPRINT, None))
    bench.line("cold print", (WEASYPRINT, 0.55))
    bench.line("cold print + e-book", (WEASYPRINT, 0.65))
    for edit in ("a word", "two pages more"):
        bench.line(f"both, one chapter edited: {edit}", (WEASYPRINT, 0.12), (TYPST, 1.0))
    bench.line("both, nothing changed", (WEASYPRINT, 0.04))
    said = next((one.said for one in bench.took["both, nothing changed"] if one), "")
    last = " / ".join(said.strip().splitlines()[-3:])
    print(f"  with nothing changed: {again}; it said “{last}”")
    print(f"  pages: {pages['before two pages more']}, after the second edit {pages['after']}")


def yardsticks(bench: Bench, desk: peers.Desk, prefix: str = "") -> None:
    """One run of each PDF of pandoc's."""
    at, missing = desk.book.folder, peers.missing()
    if "pandoc" in missing:
        return
    bench.measure(prefix + WEASYPRINT, peers.through_weasyprint(desk), at=at)
    if "typst" not in missing:
        bench.measure(prefix + TYPST, peers.typst_source(desk), peers.typst(desk), at=at)


def ebook(bench: Bench, book: Book) -> None:
    """A book that lists no print edition, beside pandoc's."""
    desk = peers.prepare(book, bench.folder / "ebook-desk")
    for _ in range(bench.runs):
        if "pandoc" not in peers.missing():
            bench.measure(EPUB, peers.subset(desk), peers.ebook(desk), at=book.folder)
            bench.measure(READY, peers.ebook(desk), at=book.folder)
        root = bench.fresh(book, "ebook")
        bench.octavo("e-book, cold", root)
        bench.octavo("e-book, nothing changed", root)
        books.change_word(root / "manuscript" / book.middle)
        bench.octavo("e-book, one chapter edited", root)
        ours = _kb(made(root, "epub"))
        shutil.rmtree(root)
    print(f"E-BOOK ALONE  {ours}; pandoc's {_kb(desk.folder / 'book.epub')}")
    bench.line(READY)
    bench.line(EPUB)
    bench.line("e-book, cold", (READY, 1.0), (EPUB, 1.0))
    bench.line("e-book, one chapter edited", (READY, 0.5), (EPUB, 0.5))
    bench.line("e-book, nothing changed", (READY, None))


def memory(bench: Bench, novel_: Book, handbook: Book) -> None:
    """The most that all processes together ask of the machine, weighed in runs of their own."""
    print("PEAK MEMORY  proportional set size: of all processes, of the largest")
    if not can_weigh():
        print("  not on this system: it wants /proc/<pid>/smaps_rollup")
        return
    both = (("novel", novel_, 1.5), ("technical book", handbook, 0.5))
    for name, book, bar in both[: 1 if bench.short else 2]:
        plain, ours = f"{name}: WeasyPrint alone", f"{name}: cold print + e-book"
        if "pandoc" not in peers.missing():
            desk = peers.prepare(book, bench.folder / f"memory-{name[:5]}")
            bench.measure("pandoc HTML", peers.web_page(desk), at=book.folder)
            bench.measure(plain, peers.plain_weasyprint(desk), at=book.folder, weigh=True)
        root = bench.fresh(book, "ebook", "print")
        bench.octavo(ours, root, weigh=True)
        if not bench.short:
            books.change_word(root / "manuscript" / book.middle)
            bench.octavo(f"{name}: after an edit", root, weigh=True)
        shutil.rmtree(root)
        bench.line(plain, what="tree")
        bench.line(ours, (plain, bar), what="tree")
        bench.line(f"{name}: after an edit", (plain, None), what="tree")


def growth(bench: Bench, _book: Book) -> None:
    """The time that a page takes, cold, in a short book and in a long one."""
    novels = {n: books.novel(bench.folder / f"growth-{n}", n) for n in GROWTH}
    pages: dict[int, int] = {}
    for _ in range(bench.runs):
        for number, book in novels.items():
            root = bench.fresh(book, "print")
            bench.octavo(f"{number} chapters", root, "print")
            pages[number] = _pages(root / "build")
            shutil.rmtree(root)
    print("GROWTH  cold print")
    seconds = {}
    for number in GROWTH:
        name = f"{number} chapters"
        bench.line(name)
        done = [one.wall for one in bench.took[name] if one]
        if not done or not pages[number]:
            return
        seconds[number] = statistics.median(done)
        print(f"    {pages[number]:5} pages, {seconds[number] / pages[number] * 1e3:6.1f} ms each")
    small, middle, large = GROWTH
    whole = seconds[large] / pages[large] / (seconds[small] / pages[small])
    more = [
        (seconds[b] - seconds[a]) / (pages[b] - pages[a])
        for a, b in ((small, middle), (middle, large))
    ]
    judged = "" if bench.short else "ok" if whole <= 1.1 else "OVER"
    print(f"  a page of {pages[large]} : a page of {pages[small]}   {whole:.3f}  bar 1.1  {judged}")
    told = ", then ".join(f"{each * 1000:.1f} ms" for each in more)
    print(f"  each page more, the start apart: {told}: {more[1] / more[0]:.3f}")


def technical(bench: Bench, book: Book) -> None:
    """Code, tables and pictures on 500 pages and more."""
    desk = peers.prepare(book, bench.folder / "technical-desk")
    pages = 0
    for _ in range(bench.runs):
        yardsticks(bench, desk, "technical: ")
        root = bench.fresh(book, "ebook", "print")
        bench.octavo("technical: cold print", root, "print")
        pages = _pages(root / "build")
        bench.octavo("technical: e-book after it", root)
        if not bench.short:
            books.change_word(root / "manuscript" / book.middle)
            bench.octavo("technical: both, one chapter edited", root)
        shutil.rmtree(root)
    print(f"TECHNICAL BOOK  {_counts(desk)}; Octavo {pages} pages")
    theirs = "technical: " + WEASYPRINT
    bench.line(theirs)
    bench.line("technical: " + TYPST, (theirs, None))
    bench.line("technical: cold print", (theirs, 0.5))
    bench.line("technical: e-book after it", (theirs, None))
    bench.line("technical: both, one chapter edited", (theirs, None))


def joined(bench: Bench, *all_: Book) -> None:
    """The PDF joined of pieces beside the one that is laid out whole: its text and its size."""
    print("JOINED  beside one single layout")
    for book in all_:
        one, two = bench.fresh(book, "print"), bench.fresh(book, "print")
        switch = single(two)
        if switch is None:
            print("  there is no switch for a single layout yet")
            return
        command, environment = switch
        bench.octavo(f"joined: {book.title}", one, "print")
        os.environ.update(environment)
        bench.measure(f"single: {book.title}", command, at=two)
        for key in environment:
            del os.environ[key]
        bench.line(f"joined: {book.title}", (f"single: {book.title}", None))
        pieces, whole = made(one, "pdf"), made(two, "pdf")
        if pieces is None or whole is None:
            continue
        differs = same.difference(whole, pieces)
        print(f"  text: {differs or 'the same on every page, character by character'}")
        ratio = pieces.stat().st_size / whole.stat().st_size
        judged = "" if bench.short else " ok" if ratio <= 1.1 else " OVER"
        print(f"  size: {_kb(pieces)}, {ratio:.3f} (bar 1.1){judged}")


def _stand(root: Path) -> dict[str, int]:
    """The files that a build has written, each with the moment, in nanoseconds."""
    return {path.name: path.stat().st_mtime_ns for path in (root / "build").glob("*.*")}


def _pages(folder: Path) -> int:
    return next((same.pages(path) for path in folder.glob("*.pdf")), 0)


def _kb(path: Path | None) -> str:
    return f"{path.stat().st_size / 1000:,.0f} kB" if path and path.exists() else "not made"


def _counts(desk: peers.Desk) -> str:
    text = [(desk.book.folder / name).read_text("utf-8") for name in desk.book.chapters]
    told = [f"{sum(len(each.split()) for each in text):,} words in {len(text)} chapters"]
    for name in ("weasyprint", "typst"):
        if (path := desk.folder / f"{name}.pdf").exists():
            told.append(f"{name} {same.pages(path)} pages")
    return ", ".join(told)


def machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"
    python = platform.python_version()
    return f"{cores} cores, load {load}, Python {python}, {peers.versions()}"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--book", type=Path)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args(arguments)
    if asked.keep and asked.keep.exists():
        parser.error(f"{asked.keep} is there already: name a folder that is not.")
    parts = tuple(asked.only.split(",")) if asked.only else PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}. There are {', '.join(PARTS)}.")
    if asked.short:
        asked.runs, parts = 1, tuple(part for part in parts if part != "growth")
    print(machine(), flush=True)
    for name, how in peers.missing().items():
        print(f"{name} is not installed, so nothing is set beside it: {how}")
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(
            folder=(asked.keep or Path(scratch)).absolute(), runs=asked.runs, short=asked.short
        )
        go(bench, parts, asked.book)


def go(bench: Bench, parts: tuple[str, ...], given: Path | None) -> None:
    """Makes the books and runs the parts."""
    source = bench.folder / "novel"
    if given:
        first = books.given(given, source)
    else:
        first = books.novel(source, 8, 1000) if bench.short else books.novel(source)
    second = books.handbook(bench.folder / "handbook", *((1, 3) if bench.short else ()))
    doing: dict[str, Callable[[], None]] = {
        "novel": lambda: novel(bench, first),
        "ebook": lambda: ebook(bench, first),
        "memory": lambda: memory(bench, first, second),
        "growth": lambda: growth(bench, first),
        "technical": lambda: technical(bench, second),
        "joined": lambda: joined(bench, first, second),
    }
    run([sys.executable, "-m", "octavo", "--help"], bench.folder)
    for part in parts:
        doing[part]()
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
