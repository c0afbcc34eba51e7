"""Wrong usage, help, and what a fault of ours looks like.

Not transcripts: the words of help and of usage errors are Typer's, and change with it.
"""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from helpers.outside import need_terminal
from helpers.transcript import Octavo
from octavo.build import pipeline


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("octavo biuld", "biuld"),
        ("octavo --nothing", "--nothing"),
        ("octavo build --formt epub", "--formt"),
        ("octavo build --book", "--book"),
        ("octavo doctor please", "please"),
    ],
)
def test_wrong_usage_names_the_word_and_exits_with_2(octavo: Octavo, line: str, word: str) -> None:
    ran = octavo(line)
    assert ran.code == 2
    assert word in ran.errors
    assert not ran.output
    assert "Traceback" not in ran.errors


def test_without_arguments_there_is_help(octavo: Octavo) -> None:
    ran = octavo("octavo")
    assert ran.code == 2
    for command in ("new", "assemble", "build", "doctor"):
        assert command in ran.output + ran.errors


@pytest.mark.parametrize("line", ["octavo --help", "octavo -h", "octavo build --help"])
def test_help_is_asked_for(octavo: Octavo, line: str) -> None:
    ran = octavo(line)
    assert ran.code == 0
    assert "Usage" in ran.output
    assert not ran.errors


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the middle of a build."""

    def build(*asked: object) -> None:
        raise ZeroDivisionError("a fault of the test's")

    monkeypatch.setattr(pipeline, "build", build)


def test_a_fault_of_ours_says_where_to_report(octavo: Octavo, book: Path, fault: None) -> None:
    ran = octavo("octavo build")
    assert ran.code == 70
    assert not ran.output
    assert "fault of Octavo's, not of your book" in ran.errors
    assert "Please report it" in ran.errors
    assert "`octavo --debug" in ran.errors
    assert "Traceback" not in ran.errors


@pytest.mark.parametrize("line", ["octavo --debug build", "octavo build --debug"])
def test_debug_shows_the_traceback(octavo: Octavo, book: Path, fault: None, line: str) -> None:
    ran = octavo(line)
    assert ran.code == 70
    assert "Traceback" in ran.errors
    assert "test_usage.py" in ran.errors


def test_debug_changes_nothing_without_a_fault(octavo: Octavo, book: Path) -> None:
    assert octavo("octavo build --debug").code == 0
    (book / "manuscript" / "one.md").unlink()
    ran = octavo("octavo --debug build")
    assert ran.code == 1
    assert "Traceback" not in ran.errors


def test_python_m_octavo(book: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "octavo", "build", "nothing"], capture_output=True, text=True
    )
    assert ran.returncode == 2
    assert ran.stderr == 'the book has no edition "nothing". Known: ebook.\n'


@pytest.mark.parametrize(
    ("redirected", "code", "errors"),
    [
        (">&-", 0, ""),
        ("2>&-", 0, ""),
        (">/dev/full", 1, "the system refuses: No space left on device."),
        ("--json >/dev/full", 1, "the system refuses: No space left on device."),
        ("2>/dev/full", 0, ""),
        (">/dev/full 2>/dev/full", 1, ""),
    ],
)
def test_streams_that_take_nothing(book: Path, redirected: str, code: int, errors: str) -> None:
    line = f"{shlex.quote(sys.executable)} -m octavo build {redirected}"
    ran = subprocess.run(["sh", "-c", line], capture_output=True, text=True)
    assert ran.returncode == code
    assert ran.stderr.startswith(errors)
    assert "Traceback" not in ran.stderr and "fault" not in ran.stderr
    assert (book / "build" / "low-tide-ebook.epub").is_file()


def test_a_terminal_has_a_bar_and_whole_lines(book: Path) -> None:
    """Findings come behind the bar: within it they would be broken at the terminal's width."""
    (book / "manuscript" / "three.md").write_text("# Three\n", encoding="utf-8")
    need_terminal()
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "octavo", "build"],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "40", "TERM": "xterm"},
        check=True,
    )
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # how Linux says that the terminal is at its end
        while chunk := os.read(ours, 1 << 16):
            shown += chunk
    os.close(ours)
    last = shown.decode().splitlines()[-1]
    assert "\x1b[" in shown.decode(), "there was a bar"
    assert last.endswith(
        "manuscript/three.md: warning: book.toml does not list this chapter; it is left out."
        " List it under [contents]: as a chapter, or under ignore."
    )


def test_a_narrow_encoding_is_no_fault(book: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "octavo", "build", "--out", "été"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("\\xe9t\\xe9/low-tide-ebook.epub  ")


def test_a_reader_that_goes_away_is_no_fault(book: Path) -> None:
    """As in `octavo build | head -0`: the shell's code for it, and no traceback."""
    with subprocess.Popen(
        [sys.executable, "-m", "octavo", "--help"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        errors = process.stderr.read()
    assert process.returncode == 141
    assert errors == b""


def test_styles_that_stop_the_layout_engine_are_named_without_a_traceback(
    octavo: Octavo, book: Path
) -> None:
    (book / "styles").mkdir(exist_ok=True)
    # WeasyPrint 70.0 has no width for such a marker beside the text.
    (book / "styles" / "local.css").write_text('li::marker { content: "– " }\n')
    toml = book / "manuscript" / "book.toml"
    toml.write_text(toml.read_text() + '\n[editions.print]\nformat = "pdf"\n')
    ran = octavo("octavo build print")
    assert ran.code == 1
    assert ran.errors.startswith("styles/local.css: WeasyPrint cannot set “")
    assert "Traceback" not in ran.errors and len(ran.errors.splitlines()) < 5
    told = octavo("octavo --debug build print").errors
    assert "weasyprint/layout/preferred.py" in told
