"""CPU time a word of parsing: this tree beside an earlier commit, in one run.

    python tests/bench/parse.py [--against e6a78b6] [--turns 5]

Each turn parses all chapters of a book in a process of its own, once for each tree; the trees take
turns. CPU time is that of `parse_chapter` alone, the least of the turns: what others do on the
machine only adds to it. The novel is the made-up one of the tests, the handbook the technical book
of the other benches.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import technical
from book import Words

sys.path.append(str(Path(__file__).parents[1]))

from helpers.novel import write_novel

TREE = Path(__file__).parents[2]
#: The last commit whose parser was Python-Markdown with preprocessors of ours.
BEFORE = "e6a78b6"
CHAPTERS, NOVEL_WORDS = 6, 8000

#: What a turn runs; the rooms had other names in earlier commits.
TURN = """
import json, sys, time
try:
    from octavo.core.model import Chapter
    from octavo.markdown.section import parse_chapter
except ImportError:
    from octavo.model import Chapter
    from octavo.parse.section import parse_chapter
texts = json.load(sys.stdin)
chapters = [
    Chapter(id=f"c{n}", path=f"c{n}.md", matter="body", kind="chapter", text=text)
    for n, text in enumerate(texts)
]
parse_chapter(chapters[0], "en")  # libraries are loaded and patterns compiled
start = time.process_time()
sections = [parse_chapter(each, "en") for each in chapters]
took = time.process_time() - start
assert all(section.body for section in sections)
print(took)
"""


def novel() -> list[str]:
    """The chapters of the made-up novel."""
    with tempfile.TemporaryDirectory() as folder:
        write_novel(Path(folder), CHAPTERS, NOVEL_WORDS, "")
        return [path.read_text("utf-8") for path in sorted(Path(folder).glob("manuscript/c*.md"))]


def handbook() -> list[str]:
    """Chapters with code, lists, tables, notes and links."""
    return [technical.chapter(Words(number), number, CHAPTERS) for number in range(1, CHAPTERS + 1)]


def check_out(commit: str, folder: Path) -> Path:
    """Writes the sources of a commit into a folder, and returns where they are imported from."""
    packed = subprocess.run(
        ["git", "-C", TREE, "archive", commit, "src"], check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder / "src"


def turn(source: Path, texts: Sequence[str]) -> float:
    """The CPU-seconds that a tree takes to parse the texts."""
    done = subprocess.run(
        [sys.executable, "-c", TURN],
        input=json.dumps(texts),
        env={"PYTHONPATH": str(source), "PYTHONHASHSEED": "0"},
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)


def measure(trees: Mapping[str, Path], texts: Sequence[str], turns: int) -> dict[str, float]:
    """The least CPU-seconds of each tree."""
    took = {name: [] for name in trees}
    for _ in range(turns):
        for name, source in trees.items():
            took[name].append(turn(source, texts))
    return {name: min(each) for name, each in took.items()}


def main() -> None:
    """Measures both books and prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--against", default=BEFORE, metavar="COMMIT")
    parser.add_argument("--turns", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trees = {"here": TREE / "src", "before": check_out(asked.against, Path(folder))}
        for name, texts in (("novel", novel()), ("handbook", handbook())):
            words = sum(len(text.split()) for text in texts)
            least = measure(trees, texts, asked.turns)
            here, before = (least[tree] / words * 1e6 for tree in ("here", "before"))
            print(
                f"{name:<10} {words:>7} words   {here:6.1f} µs of CPU a word,"
                f" {before:6.1f} at {asked.against}: ratio {here / before:.2f}"
            )


if __name__ == "__main__":
    main()
