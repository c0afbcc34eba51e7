"""Calibre reads the metadata back, from the e-book and from the Kindle book it makes of it.

Rights and contributors are not looked for here: calibre 6.13 (Debian 12) reads neither from an
EPUB 3, and a Kindle book has no place for a series. The tests in unit/epub read them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.outside import run
from octavo.build.pipeline import Request, build
from octavo.core.artifact import Artifact

pytestmark = pytest.mark.slow

BOOK = """schema = 1
[book]
title = "The Tide & the <Shore>"
title_sort = "Tide & the <Shore>, The"
subtitle = "A walk"
series = "Shores"
series_number = 2
authors = ["Ada Lovelace", { name = "Ludwig van Beethoven", sort = "Beethoven, Ludwig van" }]
contributors = [{ name = "Mary Shelley", role = "translator" }]
language = "en-GB"
date = "2024-05-17"
publisher = "Shoreline Books"
rights = "© 2024 Ada Lovelace"
description = "A small book about the sea."
subjects = ["Seashore", "Walking"]
cover = "cover.png"
[contents]
chapters = ["one.md"]
[editions.ebook]
format = "epub"
isbn = "978-0-306-40615-7"
"""


@pytest.fixture(scope="module")
def epub(tmp_path_factory) -> Path:
    from PIL import Image

    root = tmp_path_factory.mktemp("tide")
    folder = root / "manuscript"
    folder.mkdir()
    (folder / "book.toml").write_text(BOOK, "utf-8")
    (folder / "one.md").write_text("# One\n\nSome words.[^1]\n\n[^1]: A note.\n", "utf-8")
    Image.new("RGB", (1600, 2560), "#2a5d7c").save(folder / "cover.png")
    (made,) = [e for e in build(Request(root=root, out=root)) if isinstance(e, Artifact)]
    return made.path


def fields(path: Path) -> dict[str, str]:
    """What `ebook-meta` prints, by field."""
    lines = run("ebook-meta", str(path), package="calibre").splitlines()
    pairs = (re.split(r"\s*:\s", line, maxsplit=1) for line in lines)
    return {pair[0].strip(): pair[1].strip() for pair in pairs if len(pair) == 2}


def test_the_e_books_metadata_is_all_there(epub, tmp_path):
    found = fields(epub)
    assert found["Title"] == "The Tide & the <Shore>: A walk"
    assert found["Title sort"] == "Tide & the <Shore>, The"
    names = "Ada Lovelace & Ludwig van Beethoven [Lovelace, Ada & Beethoven, Ludwig van]"
    assert found["Author(s)"] == names
    assert found["Publisher"] == "Shoreline Books"
    assert found["Tags"] == "Seashore, Walking"
    assert found["Series"] == "Shores #2"
    assert found["Languages"] == "eng"
    assert found["Published"].startswith("2024-05-17")
    assert found["Identifiers"] == "isbn:9780306406157"
    assert found["Comments"] == "A small book about the sea."
    opf = tmp_path / "out.opf"
    run("ebook-meta", str(epub), f"--to-opf={opf}", package="calibre")
    assert opf.read_text("utf-8").count('opf:role="aut"') == 2


def test_a_kindle_book_made_of_it_keeps_them(epub, tmp_path):
    kindle = tmp_path / "tide.azw3"
    run("ebook-convert", str(epub), str(kindle), package="calibre")
    found, before = fields(kindle), fields(epub)
    kept = ("Title", "Publisher", "Tags", "Languages", "Comments")
    assert {name: found.get(name) for name in kept} == {name: before[name] for name in kept}
    assert found["Author(s)"].startswith("Ada Lovelace & Ludwig van Beethoven")
    assert "isbn:9780306406157" in found["Identifiers"]
    assert found["Published"].startswith("2024-05-17")


def test_the_sample_book_converts(built, tmp_path):
    kindle = tmp_path / "sample.azw3"
    run("ebook-convert", str(built.epub), str(kindle), package="calibre")
    assert kindle.stat().st_size > 50_000
