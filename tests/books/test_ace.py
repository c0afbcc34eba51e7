"""Ace by DAISY 1.4.6 finds nothing to mend in the sample book and in the guide."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from helpers.node import chromium_path, node_modules

pytestmark = pytest.mark.slow


def run_ace(book: Path, out: Path) -> tuple[int, list[str]]:
    """Ace's exit code (`-E`: 2 if there is a violation), and what it found, a line each."""
    tool = node_modules() / ".bin" / "ace-cli"
    done = subprocess.run(
        [str(tool), "-s", "-E", "-f", "-o", str(out), str(book)],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
        env={
            **os.environ,
            "PUPPETEER_EXECUTABLE_PATH": chromium_path(),
            "XDG_CONFIG_HOME": str(out / "config"),  # Ace keeps its own settings
        },
    )
    report = out / "report.json"
    assert report.is_file(), f"Ace gave no report:\n{done.stdout}{done.stderr}"
    files = json.loads(report.read_text("utf-8"))["assertions"]
    found = [
        f"{file['earl:testSubject']['url']}: {item['earl:test']['dct:title']}"
        for file in files
        for item in file["assertions"]
    ]
    return done.returncode, found


def test_ace_finds_no_violation(each, tmp_path):
    assert run_ace(each.epub, tmp_path / "out") == (0, [])


def test_ace_would_say_so_if_something_were_wrong(built, tmp_path):
    """The check itself works: a chapter without its title, and a figure without a description."""
    spoilt = tmp_path / "spoilt.epub"
    with zipfile.ZipFile(built.epub) as source, zipfile.ZipFile(spoilt, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith("not-over-for-me.xhtml"):
                data = data.replace(b"</section>", b'<p><img src="../images/x.png"/></p></section>')
            target.writestr(entry, data)
    code, found = run_ace(spoilt, tmp_path / "out")
    assert code != 0
    assert any("image-alt" in item for item in found)
