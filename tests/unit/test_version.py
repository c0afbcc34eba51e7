"""The version stands in one place, `pyproject.toml`."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import octavo

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    assert octavo.__version__ == project["version"]


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'version'"):
        octavo.version  # type: ignore[attr-defined]  # noqa: B018


def test_the_version_costs_nothing_until_it_is_asked_for() -> None:
    code = "import sys, octavo; sys.exit('importlib.metadata' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
