"""Nothing in our books' styles stops a Kobo: kobofix has nothing to mend."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from helpers.outside import need_module


def check(book: Path) -> subprocess.CompletedProcess[str]:
    need_module("kobofix", package="kobofix==1.0.0")
    command = [sys.executable, "-m", "kobofix", "--check", str(book)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_kobofix_finds_nothing(each):
    done = check(each.epub)
    assert done.returncode == 0, done.stdout
    assert "0 error, 0 warning, 0 info" in done.stdout


def test_kobofix_would_say_so(built, tmp_path):
    spoilt = tmp_path / "spoilt.epub"
    shutil.copy(built.epub, spoilt)
    with zipfile.ZipFile(spoilt, "a") as archive:
        archive.writestr("EPUB/styles/more.css", "p { margin: calc(100% - 2em) }")
    assert "0 error, 0 warning, 0 info" not in check(spoilt).stdout
