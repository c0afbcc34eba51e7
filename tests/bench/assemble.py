"""How many articles a second `octavo assemble` takes, and whether that stays so for many.

Run by hand: `python tests/bench/assemble.py [SMALL LARGE]`, 1,000 and 5,000 if not said.
Makes articles of 1,000 words each (public vocabulary, a fixed seed), assembles
them, then again with nothing changed. Prints articles a second of CPU time, and the
time an article takes among the many beside the time it takes among the few: 1.0 is linear.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from octavo.importing.assemble_run import assemble
from octavo.importing.run_events import AssemblyReport, Request

WORDS = 1000
#: The time an article takes may grow by as much from the small pile to the large one; a
#: busy machine alone makes 0.9 to 1.4 of it, and a step that is quadratic 5.
BAR = 1.25

_LETTERS = "abcdefghilmnoprstuw"


def _vocabulary(chance: random.Random) -> list[str]:
    """4,000 made-up words, the early ones much more frequent in use, as in any language."""
    return ["".join(chance.choices(_LETTERS, k=chance.randint(2, 9))) for _ in range(4000)]


def _article(number: int, words: list[str], chance: random.Random) -> str:
    """Title, paragraphs with run-in headings, and now and then what a blog leaves behind."""
    weights = [1 / (place + 10) for place in range(len(words))]
    drawn = chance.choices(words, weights, k=WORDS)
    title = " ".join(word.title() for word in drawn[:5])
    pieces = [f"{title} {number}"]
    for start in range(5, WORDS - 20, 99):
        sentences = [
            " ".join(drawn[at : at + 11]).capitalize() for at in range(start, start + 99, 11)
        ]
        label = f"{' '.join(word.title() for word in drawn[start : start + 4])}: "
        pieces.append((label if chance.random() < 0.3 else "") + ". ".join(sentences) + ".")
    if chance.random() < 0.5:
        pieces.append("Comments are closed.")
    return "\n\n".join(pieces) + "\n"


@dataclass(frozen=True)
class Took:
    """CPU-seconds of a first run and of the same run again, and the memory at most, in MB."""

    first: float
    again: float
    memory: int


def _run(folder: Path, root: Path) -> tuple[float, AssemblyReport]:
    start = time.process_time()
    *_, report = assemble(Request(root=root, arguments=tuple(map(str, sorted(folder.iterdir())))))
    assert isinstance(report, AssemblyReport)
    return time.process_time() - start, report


def measure(number: int) -> Took:
    """Makes `number` articles and assembles them twice."""
    chance = random.Random(number)
    words = _vocabulary(chance)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "posts"
        folder.mkdir()
        for each in range(number):
            text = _article(each, words, chance)
            (folder / f"post-{each:05}.txt").write_text(text, encoding="utf-8")
        first, report = _run(folder, Path(name) / "book")
        assert len(report.articles) == number
        again, report = _run(folder, Path(name) / "book")
        assert {str(each.status) for each in report.articles} == {"unchanged"}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Took(first=first, again=again, memory=memory)


def main() -> None:
    small, large = (int(number) for number in sys.argv[1:3] or ("1000", "5000"))
    took = {}
    for number in (small, large):
        took[number] = each = measure(number)
        print(
            f"{number:>6,} articles of {WORDS:,} words: {number / each.first:6.0f} a second,"
            f" the same again {number / each.again:6.0f} a second, {each.memory:,} MB"
        )
    for what in ("first", "again"):
        ratio = getattr(took[large], what) / large / (getattr(took[small], what) / small)
        verdict = "linear" if ratio < BAR else "NOT LINEAR"
        print(f"time an article, {large:,} : {small:,}, {what:<5} {ratio:5.2f}  {verdict}")


if __name__ == "__main__":
    main()
