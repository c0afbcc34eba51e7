"""A small book, for tests of the preview."""

from __future__ import annotations

from pathlib import Path

BOOK = """schema = 1
[book]
title = "Slack Tide"
authors = ["Nan Tulloch"]
language = "en-GB"
goal = 500
[contents]
chapters = ["one.md", "two.md"]
[editions.ebook]
format = "epub"
[editions.print]
format = "pdf"
profile = "plain"
"""

ONE = """# The Ferry

The ferry goes at six.

It *waits* for nobody, says [the second chapter](two.md).

![A stone](images/stone.svg)

## The pier

A last line about the pier.
"""

TWO = """---
draft: true
---
# The Island

Nothing is lost on an island.
"""

STONE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M1 1h9z"/></svg>'


def write_book(root: Path) -> Path:
    """The book in a folder of its own; returns the folder."""
    manuscript = root / "manuscript"
    (manuscript / "images").mkdir(parents=True)
    (manuscript / "book.toml").write_text(BOOK, "utf-8")
    (manuscript / "one.md").write_text(ONE, "utf-8")
    (manuscript / "two.md").write_text(TWO, "utf-8")
    (manuscript / "images" / "stone.svg").write_text(STONE, "utf-8")
    return root
