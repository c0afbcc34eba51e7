"""The lines that set a machine up hold for root without sudo, and for a user with it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from octavo.core import libraries
from octavo.core.libraries import INSTALL, LIBRARIES, apt_line

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / "src/octavo/guide/manuscript/first-steps.md").read_text("utf-8")
LINES = {
    "README, build": re.findall(r"^.*apt-get.*octavo build$", README, re.MULTILINE)[0],
    "README, tests": re.findall(r"^.*apt-get.*pytest$", README, re.MULTILINE)[0],
    "guide": re.findall(r"```sh\n([^`]*apt-get[^`]*)```", GUIDE)[0],
    "doctor": INSTALL,
}
#: Says what it was called with. As `python3 -m venv` it makes the environment's script.
STUB = """#!/bin/sh
echo "${0##*/} $*" >>calls
[ "$2" != venv ] || { mkdir -p "$3/bin" && : >"$3/bin/activate"; }
"""
SUDO = '#!/bin/sh\necho sudo >>calls\nexec "$@"\n'
ID = '#!/bin/sh\n[ "$1" = -u ] && echo {number}\n'
#: Debian's and Ubuntu's /bin/sh is dash.
SHELLS = [name for name in ("sh", "bash", "dash", "zsh") if shutil.which(name)]


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with a stand-in for each program that the lines call; we are root, without sudo."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("apt-get", "python3", "pip", "octavo", "pytest"):
        write(folder / name, STUB)
    write(folder / "id", ID.format(number=0))
    for name in ("sh", "mkdir"):
        (folder / name).symlink_to(shutil.which(name) or "")
    return folder


def write(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def calls(line: str, shell: str, programs: Path) -> list[str]:
    where = programs.parent
    subprocess.run(
        [shutil.which(shell) or "", "-c", line], cwd=where, env={"PATH": str(programs)}, check=True
    )
    return (where / "calls").read_text().splitlines()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_line_runs_with_and_without_sudo(programs: Path, line: str, shell: str) -> None:
    without = calls(line, shell, programs)
    assert without[0] == "apt-get update"
    assert without[1].startswith("apt-get install -y --no-install-recommends ")
    assert set(LIBRARIES) <= set(without[1].replace("\n", " ").split())
    (programs.parent / "calls").unlink()
    write(programs / "sudo", SUDO)
    assert calls(line, shell, programs) == without, "root needs no sudo"
    (programs.parent / "calls").unlink()
    write(programs / "id", ID.format(number=1000))
    assert calls(line, shell, programs) == ["sudo", *without]


def test_the_readmes_lines_end_with_a_book_and_with_the_tests(programs: Path) -> None:
    assert calls(LINES["README, build"], "sh", programs)[-2:] == ["pip install .", "octavo build"]
    (programs.parent / "calls").unlink()
    assert calls(LINES["README, tests"], "sh", programs)[-2:] == [
        "pip install -e .[test]",
        "pytest ",
    ]


def test_all_that_the_doctor_advises_holds_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "_opens", lambda library: False)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    advised = [need.remedy for need in libraries.needs() if "apt-get" in need.remedy]
    assert advised == [apt_line(name) for name in (*LIBRARIES, "chromium")]


def test_no_text_of_ours_counts_on_sudo() -> None:
    files = [ROOT / "README.md", *(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.md")]
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    assert not [line for line in lines if re.search(r"sudo (apt|sh)", line)]
