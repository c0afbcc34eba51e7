"""How an e-book's build grows with the book: time and peak memory by number of chapters.

Run by hand: `python tests/bench/ebook.py` (100, 750 and 1,500 chapters of 667 words: a
million words at the end), or `python tests/bench/ebook.py 100 1500 --keep DIR` to look at
the books. Each build is a process of its own. Prints CPU-seconds, peak memory in MB, and
what each chapter more costs: linear means that the last lines agree.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

WORDS = (
    "tide shore harbour lamp window letter morning road stone water garden evening voice "
    "table winter river bread candle field cloud mother brother street paper silence "
    "walks keeps waits turns opens carries leaves listens remembers slowly quietly again "
    "before after under over near between the a of and in to from with for by"
).split()
WORDS_IN_CHAPTER = 667
SIZES = (100, 750, 1500)


def paragraph(pick: random.Random, words: int) -> str:
    """Made-up sentences, the same for the same state of `pick`."""
    sentences: list[str] = []
    while words > 0:
        length = min(words, pick.randint(7, 22))
        sentences.append(" ".join(pick.choices(WORDS, k=length)).capitalize() + ".")
        words -= length
    return " ".join(sentences)


def chapter(number: int, chapters: int, words: int) -> str:
    """A chapter with headings, a note, a quotation, emphasis and a link to another chapter."""
    pick = random.Random(number)
    other = pick.randint(1, chapters)
    blocks = [f"# Chapter the {number}th", paragraph(pick, words // 4)]
    blocks += [f"## A heading of {number}", paragraph(pick, words // 4) + "[^1]"]
    blocks += [f"> {paragraph(pick, words // 8)}", f"See [there](c{other:04}.md), *{number}*."]
    blocks += [paragraph(pick, words // 4), f"[^1]: {paragraph(pick, words // 8)}"]
    return "\n\n".join(blocks) + "\n"


def write_book(root: Path, chapters: int, words: int = WORDS_IN_CHAPTER) -> None:
    """A manuscript of so many chapters, in parts of a hundred."""
    folder = root / "manuscript"
    folder.mkdir(parents=True)
    names = [f"c{number:04}.md" for number in range(1, chapters + 1)]
    for number, name in enumerate(names, start=1):
        (folder / name).write_text(chapter(number, chapters, words), "utf-8")
    lines = ["schema = 1", "[book]", 'title = "A Long Book"', 'authors = ["Ada Lovelace"]']
    lines += ['language = "en-GB"', 'date = "2026-11-22"']
    for start in range(0, chapters, 100):
        listed = ", ".join(f'"{name}"' for name in names[start : start + 100])
        lines += ["[[contents.part]]", f'title = "Part {start // 100 + 1}"']
        lines += [f"chapters = [{listed}]"]
    lines += ["[editions.ebook]", 'format = "epub"']
    (folder / "book.toml").write_text("\n".join(lines) + "\n", "utf-8")


def measure(root: Path) -> tuple[float, float]:
    """CPU-seconds and peak memory (MB) of one build."""
    command = [sys.executable, "-m", "octavo", "build", "ebook", "--book", str(root)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("the build failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / (1 if sys.platform == "darwin" else 1024)


def main(arguments: list[str]) -> None:
    keep = Path(arguments.pop(arguments.index("--keep") + 1)) if "--keep" in arguments else None
    sizes = [int(item) for item in arguments if item.isdigit()] or list(SIZES)
    before: tuple[int, float, float] | None = None
    for chapters in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            root = (keep or Path(scratch)) / f"book-{chapters}"
            write_book(root, chapters)
            seconds, memory = measure(root)
        line = f"{chapters:5} chapters  {seconds:7.2f} CPU-s  {memory:7.1f} MB"
        if before:
            more = chapters - before[0]
            time, room = (seconds - before[1]) / more * 1000, (memory - before[2]) / more * 1024
            line += f"   each chapter more: {time:6.2f} CPU-ms, {room:6.1f} kB"
        print(line, flush=True)
        before = (chapters, seconds, memory)


if __name__ == "__main__":
    main(sys.argv[1:])
