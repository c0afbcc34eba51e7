"""Exports of every kind that is known, assembled, built and held against EPUBCheck."""

from __future__ import annotations

import zipfile

import pytest
from lxml import html
from typer.testing import CliRunner

from helpers import exports
from helpers.outside import run_epubcheck
from octavo.cli.main import make_app

ONES = {
    "feed.atom": exports.TAKEOUT,
    "backup.xml": exports.BACKUP,
    "export.xml": exports.WXR,
    "feed.json": exports.json_feed(),
    "ghost.json": exports.ghost(
        {"title": "A Mobiledoc", "mobiledoc": exports.MOBILEDOC, "published_at": "2020-01-03"}
    ),
    "medium.zip": exports.packed(exports.medium_files()),
    "substack.zip": exports.packed(exports.substack_files()),
    "notion.zip": exports.packed(exports.notion_files()),
    "TheLamp.zip": exports.packed(exports.google_docs_files()),
    "vault.zip": exports.packed(exports.vault_files()),
}
SITES = {"hugo": exports.hugo_files(), "jekyll": exports.jekyll_files()}


def _run(*arguments):
    result = CliRunner().invoke(make_app(), [str(each) for each in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def _words(path):
    """The words of an e-book's chapters."""
    with zipfile.ZipFile(path) as book:
        pages = [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]
    return " ".join(" ".join(html.fromstring(page).itertext()) for page in pages).split()


@pytest.mark.slow
def test_what_every_reader_writes_builds(tmp_path):
    named = []
    for name, data in ONES.items():
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        named.append(path)
    named += [exports.laid(tmp_path / name, files) for name, files in SITES.items()]
    root = tmp_path / "book"
    _run("assemble", *named, "--book", root, "--title", "Lamps", "--author", "Ada Quill",
         "--pages", "--drafts")  # fmt: skip
    _run("build", "ebook", "--book", root)
    (book,) = (root / "build").glob("*.epub")
    assert run_epubcheck(book) == []
    said = _words(book)
    # Three or more of the pieces say it, each in the words of its own program.
    for sentence in (exports.LAMP, exports.EBB):
        own = sentence.split()
        count = sum(said[at : at + len(own)] == own for at in range(len(said)))
        assert count >= 3
