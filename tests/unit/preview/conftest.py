from __future__ import annotations

import pytest

from helpers.preview_book import write_book


@pytest.fixture
def book(tmp_path):
    """The small book's folder."""
    return write_book(tmp_path / "book")
