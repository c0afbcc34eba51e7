"""Packages of npm that tests look at books with: installed once, in the user's cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from helpers.outside import give_up, need_program
from octavo.core.libraries import apt_line

#: Exact, so that a new version is met when we choose to.
PACKAGES = {"@daisy/ace-cli": "1.4.6", "foliate-js": "1.0.1"}
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def chromium_path() -> str:
    """Debian's Chromium; the test gives up, with the line that installs it, if there is none."""
    path = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if path is None:
        give_up(f"Chromium is missing: {apt_line('chromium')}")
    return str(path)


def node_modules() -> Path:
    """The folder `node_modules` with `PACKAGES`, installed if it is not there yet.

    It lies in `$XDG_CACHE_HOME/octavo-tests` (or `~/.cache/octavo-tests`), out of
    the repository. The test gives up if there is no npm, or no network.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "octavo-tests"
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    home = cache / "-".join(wanted).replace("/", "-").replace("@", "")
    if not home.is_dir():
        _install(home, wanted)
    return home / "node_modules"


def _install(home: Path, wanted: list[str]) -> None:
    need_program("npm", package="npm")
    home.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=home.parent))
    command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(aside), *wanted]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"},
    )
    if done.returncode != 0:
        shutil.rmtree(aside)
        give_up(f"npm could not install {' '.join(wanted)}: {done.stderr[-500:]}")
    try:
        aside.rename(home)
    except OSError:  # another test was faster
        shutil.rmtree(aside)
