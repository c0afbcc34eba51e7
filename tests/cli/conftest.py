"""How the tests of the command line run it."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import pytest

from helpers.transcript import SMALL_BOOK, Octavo, Ran
from octavo.cli.main import run


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small book; the test stands in its folder."""
    folder = tmp_path / "book"
    shutil.copytree(SMALL_BOOK, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def octavo(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Octavo:
    """Runs a command line such as `NAME=value octavo build` in this process."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def octavo(line: str) -> Ran:
        words = shlex.split(line)
        with monkeypatch.context() as patch:
            while "=" in words[0]:
                patch.setenv(*words.pop(0).split("=", 1))
            patch.setattr(sys, "argv", words)
            capfd.readouterr()
            with pytest.raises(SystemExit) as ended:
                run()
        output, errors = capfd.readouterr()
        return Ran(output, errors, int(ended.value.code or 0))

    return octavo
