"""How long the command line takes to answer, and a first build to stand.

Run by hand: `python tests/bench/start.py`. Prints CPU-seconds (user and system,
of the finished process and its children) as medians of several runs, and each
beside a yardstick of the same run, because machines are noisy: the ratio is
what to compare.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PYTHON = [sys.executable]
#: What `octavo --help` may cost, in CPU-seconds.
BAR = 0.3


def cpu(command: list[str]) -> float:
    """CPU-seconds of one run of the command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(name: str, command: list[str], yardstick: list[str], runs: int) -> float:
    """Runs both in turn, prints the medians and their ratio; returns the command's median."""
    pairs = [(cpu(command), cpu(yardstick)) for _ in range(runs)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name:<34} {ours:6.3f} s   yardstick {theirs:6.3f} s   ratio {ours / theirs:5.2f}")
    return ours


def main() -> None:
    octavo = [*PYTHON, "-m", "octavo"]
    told = compare("octavo --help", [*octavo, "--help"], [*PYTHON, "-c", "import typer"], 9)
    print(f"  bar: {BAR} CPU-seconds, {'kept' if told < BAR else 'MISSED'}")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(REPOSITORY / "manuscript", Path(folder) / "manuscript")
        build = [*octavo, "build", "--book", folder]
        bare = [*PYTHON, "-c", "import weasyprint, lxml, markdown, ebooklib.epub"]
        compare("first build, e-book and print", build, bare, 1)
        compare("the same again", build, bare, 3)
        compare("e-book alone", [*octavo, "build", "ebook", "--book", folder], bare, 3)


if __name__ == "__main__":
    main()
