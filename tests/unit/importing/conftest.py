"""Articles to assemble: five of our own, and the five real ones where they are at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from helpers.articles import ARTICLES

# The same examples on every machine: a test that fails does so for everyone.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

ROOT = Path(__file__).parents[3]


@pytest.fixture
def own_articles(tmp_path: Path) -> dict[str, Path]:
    """The five, written to a folder outside the book."""
    folder = tmp_path / "in"
    folder.mkdir()
    paths = {name: folder / f"{name}.txt" for name in ARTICLES}
    for name, path in paths.items():
        path.write_text(ARTICLES[name], encoding="utf-8")
    return paths


@pytest.fixture(scope="session")
def golden() -> tuple[Path, list[dict[str, Any]]]:
    """The folder of the five real articles, and what a human editor finds in them."""
    folder = (ROOT / os.environ.get("OCTAVO_ARTICLES", "../shared/articles")).resolve()
    expected = folder.with_suffix(".golden.json")
    if not expected.is_file():
        pytest.skip(f"the five real articles are not here ({folder}); set OCTAVO_ARTICLES")
    return folder, json.loads(expected.read_text(encoding="utf-8"))["articles"]
