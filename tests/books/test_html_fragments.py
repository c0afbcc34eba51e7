"""Whatever HTML and whatever addresses a chapter holds, the e-book is valid and has every word."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from helpers.html_fragments import Fragment, fragments
from helpers.outside import run_epubcheck

_A_CHAPTER = 100
_WORD = re.compile(r"w\d+x\d+w")


def write_book(root: Path, made: list[Fragment]) -> None:
    pictures = root / "manuscript/images"
    pictures.mkdir(parents=True)
    for folder in (pictures, pictures.parent):
        Image.new("RGB", (4, 4), "red").save(folder / "dot.png")
    names = []
    for start in range(0, len(made), _A_CHAPTER):
        names.append(f"chapter-{start // _A_CHAPTER + 1}.md")
        parts = [fragment.text for fragment in made[start : start + _A_CHAPTER]]
        text = "\n\nBetween.\n\n".join([f"# Chapter {len(names)}", *parts])
        (root / "manuscript" / names[-1]).write_text(f"{text}\n", encoding="utf-8")
    (root / "manuscript/book.toml").write_text(
        'schema = 1\n[book]\ntitle = "Fragments"\nauthors = ["A. Nyone"]\nlanguage = "en"\n'
        f"[contents]\nchapters = {names}\n"
        '[editions.ebook]\nformat = "epub"\ntheme = "classic"\n'
    )


def faults(root: Path, made: list[Fragment]) -> tuple[list[str], list[tuple[str, str]]]:
    """Build the book; return what EPUBCheck says, and the words that are lost with their text."""
    write_book(root, made)
    command = [sys.executable, "-m", "octavo", "build", "ebook"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    (epub,) = (root / "build").glob("*.epub")
    said = [line for line in run_epubcheck(epub) if not line.startswith(("USAGE", "INFO"))]
    with zipfile.ZipFile(epub) as archive:
        pages = [archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")]
    text = "".join("".join(map(str, etree.fromstring(page).itertext())) for page in pages)
    found = set(_WORD.findall(text))
    return said, [(word, each.text) for each in made for word in each.words if word not in found]


def test_some_fragments_make_a_valid_book_with_every_word(tmp_path):
    assert faults(tmp_path, list(fragments(7, 300))) == ([], [])


@pytest.mark.slow
@pytest.mark.parametrize("seed", [101, 102, 103, 104])
def test_ten_thousand_fragments_make_valid_books_with_every_word(tmp_path, seed):
    assert faults(tmp_path, list(fragments(seed, 2500))) == ([], [])
