"""Wall and CPU of `octavo assemble` on a blog: this tree beside an earlier commit, in one run.

    python tests/bench/blog.py [--against 9dea319] [--turns 3] [--posts 1000]

Each turn assembles the posts of `posts.py` into a new book, once for each tree; the trees take
turns. Both are compiled first, as what is installed is. The least of the turns counts: what others
do on the machine only adds to it.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from measure import Took, run
from posts import BLOGS

TREE = Path(__file__).parents[2]
#: The last commit whose run ended without a look at what a build would stop at.
BEFORE = "9dea319"
#: What a tree needs in order to run.
PARTS = ("src", "styles")


def check_out(commit: str, folder: Path) -> Path:
    """Writes a commit's sources and styles into a folder; returns where they are imported from."""
    command = ["git", "-C", TREE, "archive", commit, *PARTS]
    packed = subprocess.run(command, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return compiled(folder)


def copied(folder: Path) -> Path:
    """Copies this tree's sources and styles into a folder; returns where they are imported from."""
    for part in PARTS:
        shutil.copytree(TREE / part, folder / part)
    return compiled(folder)


def compiled(folder: Path) -> Path:
    """Compiles the sources in a folder; returns where they are imported from."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", folder / "src"], check=True)
    return folder / "src"


def turn(source: Path, blog: Path) -> Took:
    """Assembles a blog once with a tree."""
    os.environ["PYTHONPATH"] = str(source)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "octavo", "assemble", blog, "--book", f"{folder}/book"]
        return run(command, Path(folder))


def main() -> None:
    """Measures the three kinds of blog and prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--against", default=BEFORE, metavar="COMMIT")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--posts", type=int, default=1000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trees = {
            "here": copied(folder / "here"),
            "before": check_out(asked.against, folder / "before"),
        }
        for kind, write in BLOGS.items():
            blog = write(folder / kind, asked.posts)
            turns = [
                {tree: turn(at, blog) for tree, at in trees.items()} for _ in range(asked.turns)
            ]
            wall, cpu = (
                {tree: min(getattr(each[tree], what) for each in turns) for tree in trees}
                for what in ("wall", "cpu")
            )
            here, to = (cpu["here"], wall["here"]), asked.against
            print(
                f"{kind:<10} {asked.posts:,} posts   {here[0]:6.1f} CPU-s, {here[1]:5.1f} s;"
                f" to {to}: CPU {here[0] / cpu['before']:.2f}, wall {here[1] / wall['before']:.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
