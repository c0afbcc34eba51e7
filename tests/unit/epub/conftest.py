"""What the tests of the e-book share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.outside import run_epubcheck


@pytest.fixture
def epubcheck(tmp_path: Path) -> Callable[[bytes], list[str]]:
    """EPUBCheck's messages on the bytes of an e-book."""

    def check(data: bytes) -> list[str]:
        path = tmp_path / "book.epub"
        path.write_bytes(data)
        return run_epubcheck(path)

    return check
