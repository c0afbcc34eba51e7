"""Debian's Chromium, driven by Playwright; no browser is downloaded."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from helpers.node import chromium_path
from helpers.page_steps import fake, open_page  # noqa: F401  the fixtures of the preview's page
from octavo.build.pipeline import Request, build

REPOSITORY = Path(__file__).parents[2]
# Without these, Chromium calls home at every start.
_QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def guide_epub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide's e-book."""
    root = tmp_path_factory.mktemp("guide")
    for name in ("manuscript", "styles"):
        shutil.copytree(REPOSITORY / "src" / "octavo" / "guide" / name, root / name)
    list(build(Request(root=root, out=root / "build", editions=("ebook",))))
    return root / "build" / "octavo-guide-ebook.epub"


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample e-book, unpacked; its package folder."""
    root = tmp_path_factory.mktemp("ebook")
    shutil.copytree(REPOSITORY / "manuscript", root / "manuscript")
    list(build(Request(root=root, out=root / "build", editions=("ebook",))))
    with zipfile.ZipFile(root / "build" / "slack-water-ebook.epub") as archive:
        archive.extractall(root / "unpacked")
    return root / "unpacked" / "EPUB"
