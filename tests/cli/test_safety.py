"""Nothing is lost: whatever stops a build, the last good one stays, whole, and nothing else."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from helpers.transcript import Octavo

ARTIFACT = "build/low-tide-ebook.epub"


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by their path; not what the cache keeps, which is no file of it."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def built(book: Path, octavo: Octavo) -> dict[str, bytes]:
    """The book with a good build, and a change since; what lies in its folder."""
    assert octavo("octavo build").code == 0
    with (book / "manuscript" / "two.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\nA change since the last build.\n")
    return snapshot(book)


def refuse(number: int, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Makes a call on files fail as the system would."""

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(call, fail)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["pathlib.Path.write_bytes", "pathlib.Path.replace"])
def test_files_that_cannot_be_written(
    octavo: Octavo,
    book: Path,
    built: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    call: str,
) -> None:
    with monkeypatch.context() as patch:
        refuse(number, patch, call)
        ran = octavo("octavo build")
    assert ran.code == 1
    assert not ran.output
    assert ran.errors == (
        f"{book / ARTIFACT}: cannot be written ({os.strerror(number)})."
        " Check the folder's permissions and the space on the disk, then try again.\n"
    )
    assert snapshot(book) == built
    assert octavo("octavo build").code == 0
    assert snapshot(book)[ARTIFACT] != built[ARTIFACT]


def test_a_folder_that_may_not_be_written_to(
    octavo: Octavo, book: Path, built: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    # By patching, since the system refuses root nothing.
    monkeypatch.setattr("os.access", lambda path, mode: False)
    ran = octavo("octavo build")
    assert ran.code == 2
    assert ran.errors == (
        f"{book / 'build'}: this folder cannot be written to. Name another one with --out.\n"
    )
    assert snapshot(book) == built


def test_a_folder_in_the_artifacts_place(octavo: Octavo, book: Path) -> None:
    (book / ARTIFACT).mkdir(parents=True)
    ran = octavo("octavo build")
    assert ran.code == 1
    assert ran.errors.startswith(f"{book / ARTIFACT}: cannot be written (a folder of that name")
    assert (book / ARTIFACT).is_dir()


_DISK_FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from octavo.cli.main import run
sys.argv = ["octavo", "build"]
run()
"""


def test_a_disk_that_takes_no_more(book: Path, built: dict[str, bytes]) -> None:
    """The system itself breaks the writing off, in the middle of the file."""
    ran = subprocess.run([sys.executable, "-c", _DISK_FULL], capture_output=True, text=True)
    assert ran.returncode == 1
    assert not ran.stdout
    assert ran.stderr.startswith(f"{book / ARTIFACT}: cannot be written ({os.strerror(27)}).")
    assert ran.stderr.count("\n") == 1
    assert snapshot(book) == built


_CTRL_C = """
import os, signal, sys, threading
from concurrent.futures import Future
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
from octavo.workers.pool import Pool

asked = []

def ask(pool, task):
    asked.append(task)
    if len(asked) == 1:
        threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
    return Future()  # never done

Pool.ask = ask
from octavo.cli.main import run
sys.argv = ["octavo", "build"]
run()
"""


def test_ctrl_c_during_layout(book: Path, built: dict[str, bytes]) -> None:
    """The e-book is done by then, and still waits for the printed book: both or none."""
    toml = book / "manuscript" / "book.toml"
    ebook = toml.read_text("utf-8")
    toml.write_text(ebook + '\n[editions.print]\nformat = "pdf"\n', encoding="utf-8")
    (book / "build" / "low-tide-print.pdf").write_bytes(b"the last good one")
    before = snapshot(book)
    assert before[ARTIFACT] == built[ARTIFACT]
    ran = subprocess.run([sys.executable, "-c", _CTRL_C], capture_output=True, text=True)
    assert ran.returncode == 130
    assert (ran.stdout, ran.stderr) == ("", "Stopped. What was built before is untouched.\n")
    assert snapshot(book) == before


def test_an_error_in_the_book_touches_nothing(
    octavo: Octavo, book: Path, built: dict[str, bytes]
) -> None:
    (book / "manuscript" / "one.md").unlink()
    del built["manuscript/one.md"]
    assert octavo("octavo build").code == 1
    assert snapshot(book) == built


def test_the_same_input_gives_the_same_bytes(octavo: Octavo, book: Path) -> None:
    assert octavo("octavo build --out ../first").code == 0
    assert octavo("TZ=Pacific/Auckland octavo build --out ../second").code == 0
    assert snapshot(book.parent / "first") == snapshot(book.parent / "second")


def test_drafts_and_ignored_files_stay_out_of_the_artifact(octavo: Octavo, book: Path) -> None:
    one = book / "manuscript" / "one.md"
    one.write_text("---\ndraft: true\n---\n" + one.read_text("utf-8"), encoding="utf-8")
    (book / "manuscript" / "two.md").write_text("# Two\n", encoding="utf-8")
    assert octavo("octavo build").code == 0
    without = (book / ARTIFACT).read_bytes()
    assert b"text/one.xhtml" not in without
    assert octavo("octavo build --drafts").code == 0
    assert b"text/one.xhtml" in (book / ARTIFACT).read_bytes()


def test_local_css_does_not_lead_out_of_the_book(
    octavo: Octavo, book: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.css"
    elsewhere.write_text("p { color: orchid }", encoding="utf-8")
    (book / "styles").mkdir(exist_ok=True)
    (book / "styles" / "local.css").symlink_to(elsewhere)
    ran = octavo("octavo build")
    assert ran.code == 0
    said = "styles/local.css: warning: this file lies outside the book; its rules are not read."
    assert ran.errors.startswith(f"{said} Copy it into the book's folder.")
    [made] = (book / "build").glob("*.epub")
    with zipfile.ZipFile(made) as epub:
        styles = [epub.read(name) for name in epub.namelist() if name.endswith(".css")]
    assert styles
    assert b"orchid" not in b"".join(styles)
