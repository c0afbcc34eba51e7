"""What `octavo guide` asks the pipeline for, and where it leaves no trace."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from octavo.build import pipeline
from octavo.cli import guide as command
from octavo.cli.main import run
from octavo.core.artifact import Artifact
from octavo.editions.known_kinds import all_kinds
from octavo.manuscript.book_metadata import Known
from octavo.manuscript.load import load_manuscript

GUIDE = Path(__file__).parents[3] / "src" / "octavo" / "guide"


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Runs the command in an empty folder; gives its exit code and what the pipeline was asked."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    requests: list[tuple[pipeline.Request, set[str]]] = []

    def build(request, tell=None):
        known = Known(profiles=("plain",), themes=("classic",), kinds=all_kinds())
        manuscript = load_manuscript(request.root, known)
        requests.append((request, {chapter.path for chapter in manuscript.chapters}))
        for name in ("octavo-guide-ebook.epub", "octavo-guide-print.pdf"):
            path = request.out / name
            edition = name.split("-")[2].split(".")[0]
            yield Artifact(edition=edition, path=path, sha256="0", bytes=1, pages=None)
        yield pipeline.Findings(findings=())

    monkeypatch.setattr(pipeline, "build", build)

    def asked(*words):
        monkeypatch.setattr(sys, "argv", ["octavo", "guide", *words])
        with pytest.raises(SystemExit) as stopped:
            run()
        return stopped.value.code, *requests[-1]

    return asked


def test_it_is_written_into_the_current_folder(asked, capsys, tmp_path):
    code, request, chapters = asked()
    assert code == 0
    assert request.out == tmp_path / "here"
    assert "manuscript/first-steps.md" in chapters
    said = capsys.readouterr()
    assert said.out == "octavo-guide-ebook.epub  1 KB\noctavo-guide-print.pdf  1 KB\n"
    assert said.err == ""


def test_or_into_the_folder_that_is_named(asked, tmp_path):
    assert asked("--out", "../there")[1].out.resolve() == tmp_path / "there"


def test_json_tells_of_both_files(asked, capsys):
    code, _, _ = asked("--json")
    report = json.loads(capsys.readouterr().out)
    assert code == 0
    assert [item["edition"] for item in report["artifacts"]] == ["ebook", "print"]
    assert report["findings"] == []


def test_the_clock_of_the_environment_is_not_asked(asked, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "no time")
    code, request, _ = asked()
    assert (code, request.epoch) == (0, "")


def test_the_book_is_a_copy_that_is_gone_afterwards(asked):
    _, request, _ = asked()
    assert GUIDE not in (request.root, *request.root.parents)
    assert not request.root.exists()


def test_a_package_that_is_read_only_will_do(asked, monkeypatch, tmp_path):
    """As where the system's administrator installed Octavo; root can write there all the same."""
    packaged = tmp_path / "site-packages"
    for path in sorted(GUIDE.rglob("*")):
        copy = packaged / path.relative_to(GUIDE)
        if path.is_file():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
            copy.chmod(stat.S_IRUSR)
    folders = [packaged, *(path for path in packaged.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    monkeypatch.setattr(command, "files", lambda name: packaged)
    code, request, _ = asked()
    assert code == 0
    assert not request.root.parent.exists()
    assert os.access(packaged / "manuscript" / "book.toml", os.R_OK)
    for folder in folders:
        folder.chmod(stat.S_IRWXU)


def test_the_packaged_guide_holds_nothing_but_the_book():
    kept = {path.relative_to(GUIDE).parts[0] for path in GUIDE.rglob("*") if path.is_file()}
    assert kept - {"__pycache__"} == {"__init__.py", "manuscript", "styles"}
