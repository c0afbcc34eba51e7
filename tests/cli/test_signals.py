"""A signal that asks for an end: nothing is lost, nothing is left, and the shell is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.odd_tasks import FOLDER
from helpers.processes import alive, children, until
from helpers.transcript import Octavo

STOPPED = "Stopped. What was built before is untouched.\n"

#: A command line in which the first chapter's pages are an odd task.
COMMAND = """
import signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
from helpers import odd_tasks
from octavo.layout.layout_tasks import SetGalley
from octavo.workers import pool
from octavo.workers.pool import Pool

pool.PATIENCE = {patience}
ask, asked = Pool.ask, []

def watched(self, task):
    if isinstance(task, SetGalley) and not asked:
        asked.append(task)
        task = odd_tasks.Scratch(Path({note!r}))
    return ask(self, task)

Pool.ask = watched
from octavo.cli.main import run
sys.argv = ["octavo", *{words!r}]
run()
"""


class Running:
    """`octavo build` on the book in this folder, while a chapter of it takes for ever."""

    def __init__(self, folder: Path, *words: str, patience: float = 60.0) -> None:
        self.scratch, note = folder / "scratch", folder / "note"
        self.scratch.mkdir()
        code = COMMAND.format(note=str(note), words=["build", *words], patience=patience)
        tests = str(Path(FOLDER).parent)
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(self.scratch), "PYTHONPATH": tests},
        )
        assert until(note.exists)
        self.workers = children(self.process.pid)
        assert self.workers
        assert list(self.scratch.rglob("file"))

    def end(self, *signs: signal.Signals) -> tuple[int, str, str]:
        """The exit code and what was said, after these signals."""
        for sign in signs:
            self.process.send_signal(sign)
        output, errors = self.process.communicate(timeout=60)
        assert until(lambda: not any(map(alive, self.workers)))
        return self.process.returncode, output, errors


def snapshot(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def printed(book: Path, octavo: Octavo) -> Path:
    """A book with a printed edition, built, and changed since."""
    toml = book / "manuscript" / "book.toml"
    toml.write_text(toml.read_text("utf-8") + '\n[editions.print]\nformat = "pdf"\n', "utf-8")
    assert octavo("octavo build").code == 0
    with (book / "manuscript" / "two.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\nA change since the last build.\n")
    return book


@pytest.mark.parametrize(
    ("signs", "codes"),
    [
        ([signal.SIGTERM], {143}),
        ([signal.SIGHUP], {129}),
        ([signal.SIGINT], {130}),
        ([signal.SIGTERM, signal.SIGTERM, signal.SIGHUP], {143, 129}),
    ],
    ids=["TERM", "HUP", "INT", "several"],
)
def test_a_build_that_is_ended(printed: Path, tmp_path: Path, octavo: Octavo, signs, codes) -> None:
    before = snapshot(printed)
    build = Running(tmp_path)
    code, output, errors = build.end(*signs)
    assert (output, errors) == ("", STOPPED)
    assert code in codes
    assert snapshot(printed) == before
    assert list(build.scratch.iterdir()) == []
    after = octavo("octavo build")
    assert (after.code, after.errors) == (0, "")
    made = {name: data for name, data in snapshot(printed).items() if name.startswith("build/")}
    assert octavo("octavo build --no-cache").code == 0
    assert made.items() <= snapshot(printed).items()


def test_a_build_that_is_ended_says_so_to_programs(printed: Path, tmp_path: Path) -> None:
    code, output, errors = Running(tmp_path, "--json").end(signal.SIGTERM)
    assert (code, errors) == (143, "")
    [finding] = json.loads(output)["findings"]
    assert finding["code"] == "interrupted"


def test_a_build_that_is_killed_takes_its_workers_along(printed: Path, tmp_path: Path) -> None:
    assert Running(tmp_path).end(signal.SIGKILL)[0] == -signal.SIGKILL


def test_what_takes_long_is_told(printed: Path, tmp_path: Path) -> None:
    build = Running(tmp_path, patience=0.5)
    assert build.process.stderr is not None
    line = build.process.stderr.readline()
    assert line.startswith('manuscript/odd.md: the chapter "Odd" has been at work for 0.5 seconds.')
    assert "--limit" in line
    assert build.end(signal.SIGTERM)[0] == 143


def test_a_build_with_a_limit_names_the_chapter(printed: Path) -> None:
    before = snapshot(printed)
    two = printed / "manuscript" / "two.md"
    whole = two.read_text("utf-8")
    two.write_text(whole + "\n" + "Low water. " * 60_000 + "\n", "utf-8")
    command = [sys.executable, "-m", "octavo", "build", "print", "--limit", "1", "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, "")
    [finding] = json.loads(ran.stdout)["findings"]
    assert finding["file"] == "manuscript/two.md"
    assert "was not done within 1 seconds" in finding["message"]
    two.write_text(whole, "utf-8")
    assert snapshot(printed) == before


def test_a_limit_is_a_number_of_seconds(octavo: Octavo, book: Path) -> None:
    ran = octavo("octavo build --limit 0")
    assert ran.code == 2
    assert "--limit" in ran.errors


LOADING = """
import signal, sys, threading, time
from octavo.cli.signals import end_at_signals
signal.signal(signal.SIGINT, signal.default_int_handler)
end_at_signals()
class Library:
    def find_spec(self, name, *rest):
        if name == "odd_library":
            signal.raise_signal(int(sys.argv[1]))
            try:
                time.sleep(0.2)
            except BaseException:
                print("in the midst of it")
            print("loaded", flush=True)
sys.meta_path.insert(0, Library())
try:
    import odd_library
except ImportError:
    pass
try:
    threading.Event().wait(60)
except BaseException as error:
    print(repr(error))
"""


@pytest.mark.parametrize(
    ("sign", "said"),
    [(signal.SIGTERM, "Ended(15)"), (signal.SIGINT, "KeyboardInterrupt()")],
)
def test_a_library_is_not_disturbed_while_it_loads(sign: int, said: str) -> None:
    """Those in C abort at an exception, with words of their own."""
    words = [sys.executable, "-c", LOADING, str(int(sign))]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (f"loaded\n{said}\n", "")


SWALLOWED = """
import gc, signal, sys, time
from octavo.cli.signals import end_at_signals
signal.signal(signal.SIGINT, signal.default_int_handler)
end_at_signals()
number, way = int(sys.argv[1]), sys.argv[2]
class Torn:
    def __del__(self):
        signal.raise_signal(number)
try:
    if way == "as something is torn down":
        Torn()
    else:
        try:
            signal.raise_signal(number)
        except BaseException:
            pass  # as a library does that was called by C
    print("goes on", flush=True)
    time.sleep(60)
except BaseException as error:
    signal.raise_signal(number) if number != signal.SIGINT else None
    print(repr(error))
"""


@pytest.mark.parametrize(
    ("sign", "way", "said"),
    [
        (signal.SIGTERM, "as something is torn down", "Ended(15)"),
        (signal.SIGINT, "as something is torn down", "KeyboardInterrupt()"),
        (signal.SIGTERM, "in a library", "Ended(15)"),
    ],
)
def test_an_end_that_python_swallows_comes_again(sign: int, way: str, said: str) -> None:
    words = [sys.executable, "-c", SWALLOWED, str(int(sign)), way]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=50)
    assert (done.stdout, done.stderr) == (f"goes on\n{said}\n", "")


HUP = """
import signal, sys, time
from octavo.cli.signals import end_at_signals
end_at_signals()
print(signal.getsignal(signal.SIGHUP) == signal.SIG_IGN, flush=True)
time.sleep(600)
"""


def test_a_signal_that_is_to_be_ignored_is_ignored() -> None:
    """As `nohup` has it."""
    words = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", sys.executable, "-c", HUP]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "True\n"
        run.send_signal(signal.SIGHUP)
        run.send_signal(signal.SIGTERM)
        assert run.wait(60) != -signal.SIGHUP


JAVA = "#!/bin/sh\necho $$ > {note}.aside; mv {note}.aside {note}\nexec sleep 600\n"


@pytest.mark.parametrize(
    ("sign", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)]
)
def test_a_check_that_is_ended_takes_java_along(
    book: Path, octavo: Octavo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign, code
) -> None:
    assert octavo("octavo build").code == 0
    (tmp_path / "bin").mkdir()
    java, note = tmp_path / "bin" / "java", tmp_path / "note"
    java.write_text(JAVA.format(note=note))
    java.chmod(0o755)
    monkeypatch.setenv("PATH", f"{java.parent}{os.pathsep}{os.environ['PATH']}")
    run = subprocess.Popen(
        [sys.executable, "-m", "octavo", "check"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert until(note.exists)
    program = int(note.read_text())
    assert alive(program)
    run.send_signal(sign)
    output, errors = run.communicate(timeout=60)
    assert (run.returncode, output) == (code, "")
    assert errors == ("" if sign is signal.SIGKILL else STOPPED)
    assert until(lambda: not alive(program))
