"""An e-book of Octavo's becomes a manuscript that, built again, is the e-book that it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers.outside import run_epubcheck
from helpers.same_ebook import differences
from octavo.build.pipeline import Request, build
from octavo.importing.adopt_run import adopt
from octavo.importing.adopt_source import AdoptRequest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
GUIDE = ROOT / "src/octavo/guide"


def _built(root, out):
    list(build(Request(root=root, out=out, editions=("ebook",))))
    return next(out.glob("*.epub"))


def _there_and_back(root, tmp_path):
    first = _built(root, tmp_path / "first")
    report = adopt(AdoptRequest(source=first, root=tmp_path / "adopted"))
    assert not report.findings
    second = _built(tmp_path / "adopted", tmp_path / "second")
    assert differences(first, second) == []
    return second


def test_every_form_of_the_dialect_comes_back(tmp_path):
    book = tmp_path / "book"
    shutil.copytree(HERE / "every_form", book)
    shutil.copytree(GUIDE / "manuscript/images", book / "manuscript/images")
    second = _there_and_back(book, tmp_path)
    assert run_epubcheck(second) == []


def test_the_sample_comes_back(tmp_path):
    book = tmp_path / "book"
    shutil.copytree(ROOT / "manuscript", book / "manuscript")
    _there_and_back(book, tmp_path)
    # Chapters have their names again.
    names = {each.relative_to(book) for each in book.rglob("*.md")}
    adopted = tmp_path / "adopted"
    assert names == {each.relative_to(adopted) for each in adopted.rglob("*.md")}


@pytest.mark.slow
def test_the_guide_comes_back(tmp_path):
    book = tmp_path / "book"
    shutil.copytree(GUIDE, book)
    _there_and_back(book, tmp_path)
