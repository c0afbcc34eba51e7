"""Whatever an author may write becomes a valid e-book: one nasty chapter, and nasty names."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.outside import run_epubcheck
from helpers.transcript import Octavo

NASTY = Path(__file__).parent / "nasty.md"

#: Names of chapter files that are also those of the book's own pages, or no XML names.
NAMES = ("cover", "toc", "nav", "titlepage", "contents", "copyright-page", "notes", "1984", "a b")


@pytest.mark.slow
def test_a_nasty_book_is_valid(octavo: Octavo, book: Path) -> None:
    manuscript = book / "manuscript"
    (manuscript / "one.md").write_bytes(NASTY.read_bytes())
    (manuscript / "two.md").write_text(
        '---\nauthor: "A & <b>"\nshort_title: "T & <i>"\nkind: appendix\n---\n'
        "# Two[^1] ![x](images/stones.png)\n\n## Back {#back}\n\nAgain[^1] again[^1].\n\n[^1]: n\n",
        encoding="utf-8",
    )
    for name in NAMES:
        text = f"# About {name} & <i>so</i>\n\nText[^1] here.\n\n[^1]: A note.\n"
        (manuscript / f"{name}.md").write_text(text, encoding="utf-8")
    toml = (manuscript / "book.toml").read_text("utf-8")
    toml = toml.replace('title = "Low Tide"', 'title = "Low & <b>Tide</b> \\"1\\""')
    listed = ", ".join(f'"{name}.md"' for name in NAMES)
    toml = toml.replace('"two.md"]', f'"two.md", {listed}]')
    (manuscript / "book.toml").write_text(toml, encoding="utf-8")
    ran = octavo("octavo build")
    assert ran.code == 0
    told = [line.partition("warning: ")[2].split()[:4] for line in ran.errors.splitlines()]
    assert told == [
        ["this", "row", "has", "one"],
        *([name, "names", "no", "character"] for name in ("&#0;", "&#xD800;", "&#31;")),
    ]
    [path] = (book / "build").glob("*.epub")
    assert run_epubcheck(path) == []
