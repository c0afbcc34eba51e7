"""Whether another Octavo makes the same files, and says the same, as one before it.

Run by hand, with the Octavo that can be imported:

    python tests/bench/digests.py write FILE            builds the books, writes their digests
    python tests/bench/digests.py compare FILE          builds them again: a line a difference
    python tests/bench/digests.py compare FILE OTHER    the same of two files

    --texts DIR       take sample, guide and transcripts from this checkout of the project, not
                      from this one: differences are then those of the program alone
    --only WORD,…     only these books (`transcripts` among them)
    --keep DIR        where the books and files are left to look at

The books are the sample, the guide, and the small ones of `smallbooks.py`. Each is built four
times: without a cache; with a new one; after a change in a chapter; and with the change taken
back and the files gone, so that all is made of what was kept. Each file's SHA-256 is noted each
time, and what the commands print. `cold` and `warm` of one Octavo must be the same, too. The
command lines of `tests/cli/transcripts` are played, each as a process of its own.

Everything is driven from outside, through `python -m octavo`. Exit code 1 if anything differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from itertools import zip_longest
from pathlib import Path
from typing import TypedDict

from smallbooks import BOOKS  # sets the path to helpers

from helpers.transcript import Ran, play

CHECKOUT = Path(__file__).parents[2]
GUIDE = Path("src/octavo/guide")
OCTAVO = [sys.executable, "-m", "octavo"]
#: What `octavo build` has in common on every machine; the date is that of books without one.
_ENVIRONMENT = {
    **os.environ,
    "COLUMNS": "100",
    "NO_COLOR": "1",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "SOURCE_DATE_EPOCH": "1764000000",
}
_CHANGE = "\n\nA sentence more, and then the tide was in again.\n"
#: The builds of a book, in order, and what each is asked for.
_HOW: Mapping[str, Sequence[str]] = {
    "cold": ("--no-cache", "--json"),
    "new": (),
    "changed": ("--json",),
    "warm": ("--json",),
}
_LIMIT = 900


class Digests(TypedDict):
    """What was made and what was said: `book: file (when)` → SHA-256, `book: what` → text."""

    files: dict[str, str]
    texts: dict[str, str]


def octavo(words: list[str], folder: Path, environment: dict[str, str]) -> tuple[str, str, int]:
    """Run a command line in the folder; return its output, its errors and its exit code."""
    done = subprocess.run(
        [*OCTAVO, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=_LIMIT,
    )
    return done.stdout, done.stderr, done.returncode


def told(words: list[str], root: Path) -> str:
    """What a command says about the book, without what is this machine's own."""
    output, errors, code = octavo(words, root, _ENVIRONMENT)
    if "--json" in words and output:
        report = json.loads(output)
        report.pop("versions", None)
        for artifact in report.get("artifacts", ()):
            artifact.pop("sha256", None)
            artifact.pop("bytes", None)
        output = json.dumps(report, indent=1, ensure_ascii=False, sort_keys=True)
    return f"{output}\n{errors}\nexit code {code}\n".replace(str(root), "BOOK")


def files(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below the folder, but for the cache."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.relative_to(folder).parts
    }


def digests_of(name: str, root: Path) -> Digests:
    """Build the book in `root` as often as it takes, and check what was made."""
    found = Digests(files={}, texts={})
    if (root / "in").is_dir():
        found["texts"][f"{name}: assemble"] = told(["assemble", "in"], root)
        found["texts"][f"{name}: assemble again"] = told(["assemble", "--propose-order"], root)
        _note(found, f"{name}: manuscript", files(root / "manuscript"))
    chapter = _middle(root)
    text = chapter.read_bytes()
    for when in _HOW:
        chapter.write_bytes(text + _CHANGE.encode() if when == "changed" else text)
        for path in (root / "build").glob("*.*"):
            if path.is_file():
                path.unlink()
        found["texts"][f"{name}: build {when}"] = told(["build", *_HOW[when]], root)
        _note(found, name, files(root / "build"), f" ({when})")
    named = [path.stem.removeprefix(_slug(root)) for path in (root / "build").glob("*.pdf")]
    found["texts"][f"{name}: check"] = told(["check", *sorted(named)], root)
    return found


def _note(found: Digests, name: str, made: dict[str, str], when: str = "") -> None:
    found["files"] |= {f"{name}: {file}{when}": digest for file, digest in made.items()}


def _slug(root: Path) -> str:
    text = (root / "manuscript" / "book.toml").read_text(encoding="utf-8")
    slug = re.search(r'^slug = "(.+)"$', text, re.M) or re.search(r'^title = "(.+)"$', text, re.M)
    return f"{slug[1].lower()}-" if slug else ""


def _middle(root: Path) -> Path:
    """The chapter that is changed."""
    chapters = sorted((root / "manuscript").glob("*.md"))
    return chapters[len(chapters) // 2]


def write_books(folder: Path, texts: Path, only: set[str]) -> dict[str, Path]:
    """All books, each in a folder of its name, or those that are asked for."""
    roots = {name: folder / name for name in ("guide", "sample", *BOOKS) if _asked(name, only)}
    for name, root in roots.items():
        if name in BOOKS:
            BOOKS[name](root)
            continue
        source = texts / GUIDE if name == "guide" else texts
        for part in ("manuscript", "styles"):
            if name == "guide" or part == "manuscript":
                shutil.copytree(source / part, root / part)
    return roots


def _asked(name: str, only: set[str]) -> bool:
    return not only or name in only


def transcript(path: Path, folder: Path) -> str:
    """The transcript as it goes now."""

    def run(line: str) -> Ran:
        words, environment = shlex.split(line), dict(_ENVIRONMENT)
        del environment["SOURCE_DATE_EPOCH"]
        while "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            environment[name] = value
        return Ran(*octavo(words[1:], folder, environment))

    folder.mkdir()
    return play(path.read_text(encoding="utf-8"), folder, run)


def take(folder: Path, texts: Path, only: set[str]) -> Digests:
    """Build and run everything; two at a time, since much of it has only one thread."""
    found = Digests(files={}, texts={})
    with ThreadPoolExecutor(max(2, (os.cpu_count() or 2) - 1)) as pool:
        books = [
            pool.submit(digests_of, name, root)
            for name, root in write_books(folder / "books", texts, only).items()
        ]
        paths = sorted((texts / "tests" / "cli" / "transcripts").glob("*.txt"))
        (folder / "cli").mkdir()
        played = {
            path.stem: pool.submit(transcript, path, folder / "cli" / path.stem)
            for path in paths
            if _asked("transcripts", only)
        }
        for book in books:
            found["files"] |= book.result()["files"]
            found["texts"] |= book.result()["texts"]
        for name, text in played.items():
            found["texts"][f"transcript: {name}"] = text.result()
    return found


def differences(one: Digests, other: Digests) -> Iterator[str]:
    """A line for each file and each text that is not the same."""
    yield from _differences(one["files"], other["files"])
    yield from _differences(one["texts"], other["texts"])
    for name, digest in other["files"].items():
        cold = other["files"].get(re.sub(r" \((new|warm)\)$", " (cold)", name))
        if cold not in (None, digest):
            yield f"{name}: not as it is made cold"


def _differences(one: dict[str, str], other: dict[str, str]) -> Iterator[str]:
    for name in sorted(one.keys() | other.keys()):
        if name not in other:
            yield f"{name}: gone"
        elif name not in one:
            yield f"{name}: new"
        elif one[name] != other[name]:
            yield f"{name}: {_first(one[name], other[name])}"


def _first(one: str, other: str) -> str:
    """The first line in which two texts differ; of digests, that they do."""
    if "\n" not in one:
        return "other bytes"
    for number, (was, now) in enumerate(zip_longest(one.splitlines(), other.splitlines()), 1):
        if was != now:
            return f"line {number}: {was!r} is now {now!r}"
    return "other line ends"


def read(path: Path) -> Digests:
    """The digests that `write` wrote."""
    found: Digests = json.loads(path.read_text(encoding="utf-8"))
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Digests of books, and whether they changed.")
    parser.add_argument("what", choices=["write", "compare"])
    parser.add_argument("file", type=Path)
    parser.add_argument("other", type=Path, nargs="?")
    parser.add_argument("--texts", type=Path, default=CHECKOUT)
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


def main() -> None:
    asked = _arguments()
    only = {word for word in asked.only.split(",") if word}
    if asked.keep:
        asked.keep.mkdir(parents=True)
    place = nullcontext(asked.keep) if asked.keep else tempfile.TemporaryDirectory()
    with place as name:
        folder = Path(name).resolve()
        now = read(asked.other) if asked.other else take(folder, asked.texts.resolve(), only)
    if asked.what == "write":
        asked.file.write_text(json.dumps(now, indent=1, ensure_ascii=False), encoding="utf-8")
        print(f"{len(now['files'])} files, {len(now['texts'])} texts")
        return
    before = read(asked.file)
    if only:
        names = {name.partition(":")[0] for name in now["texts"]}
        for part in (before["files"], before["texts"]):
            for name in [name for name in part if name.partition(":")[0] not in names]:
                del part[name]
    found = list(differences(before, now))
    print("\n".join(found) or "Nothing differs.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
