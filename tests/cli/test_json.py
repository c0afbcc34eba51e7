"""`octavo build --json`: one object on standard output and nothing else, whatever happens."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from helpers.transcript import Octavo
from octavo.build import pipeline
from octavo.core.errors import OctavoError

ARTIFACT = {"edition", "path", "sha256", "bytes", "pages", "reused", "measures"}
FINDING = {"code", "severity", "message", "file", "line", "page", "hint"}


def report(output: str) -> dict[str, Any]:
    """The one object, with exactly the keys it should have."""
    read = json.loads(output)
    assert output.startswith("{") and output.endswith("}\n")
    assert set(read) == {"artifacts", "findings", "versions"}
    assert all(set(item) == ARTIFACT for item in read["artifacts"])
    assert all(set(item) == FINDING for item in read["findings"])
    assert all(item["severity"] in ("error", "warning", "info") for item in read["findings"])
    assert read["versions"]["octavo"]
    assert read["versions"]["weasyprint"]
    return read


def test_success(octavo: Octavo, book: Path) -> None:
    ran = octavo("octavo build --json")
    assert (ran.code, ran.errors) == (0, "")
    [artifact] = report(ran.output)["artifacts"]
    path = book / "build" / "low-tide-ebook.epub"
    data = path.read_bytes()
    assert artifact == {
        "edition": "ebook",
        "path": str(path),
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "pages": None,
        "reused": False,
        "measures": None,
    }
    assert report(ran.output)["findings"] == []
    [again] = report(octavo("octavo build --json").output)["artifacts"]
    assert again == {**artifact, "reused": True}


def test_warnings_do_not_change_the_exit_code(octavo: Octavo, book: Path) -> None:
    (book / "manuscript" / "three.md").write_text("# Three\n", encoding="utf-8")
    ran = octavo("octavo build --json")
    assert (ran.code, ran.errors) == (0, "")
    [finding] = report(ran.output)["findings"]
    assert (finding["code"], finding["severity"]) == ("chapter-orphan", "warning")
    assert finding["file"] == "manuscript/three.md"
    assert finding["line"] is None and finding["page"] is None
    assert len(report(ran.output)["artifacts"]) == 1


def test_errors_of_the_book(octavo: Octavo, book: Path) -> None:
    (book / "manuscript" / "one.md").write_text("# One\n\n[x](nowhere.md)\n", encoding="utf-8")
    (book / "manuscript" / "two.md").unlink()
    (book / "manuscript" / "three.md").write_text("# Three\n", encoding="utf-8")
    ran = octavo("octavo build --json")
    assert (ran.code, ran.errors) == (1, "")
    read = report(ran.output)
    assert read["artifacts"] == []
    kinds = {(item["code"], item["severity"]) for item in read["findings"]}
    assert ("chapter-missing", "error") in kinds
    assert ("link-broken", "warning") in kinds
    assert ("chapter-orphan", "warning") in kinds, "warnings are told beside errors"
    places = {(item["file"], item["line"]) for item in read["findings"]}
    assert ("manuscript/one.md", 3) in places


@pytest.mark.parametrize("root", [".", "../book", "{book}"])
def test_files_are_relative_to_the_book(octavo: Octavo, book: Path, root: str) -> None:
    (book / "manuscript" / "book.toml").write_text("schema = \n", encoding="utf-8")
    ran = octavo(f"octavo build --json --book {root.format(book=book)}")
    assert (ran.code, ran.errors) == (1, "")
    [finding] = report(ran.output)["findings"]
    assert finding["file"] == "manuscript/book.toml"
    assert finding["line"] == 1
    assert finding["message"].startswith("not valid TOML")
    assert finding["hint"]


def test_a_path_of_the_machine_is_told_from_the_book_too(
    octavo: Octavo, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(request: pipeline.Request) -> None:
        raise OctavoError("cannot be written.", where=str(request.out / "low-tide.epub"))

    monkeypatch.setattr(pipeline, "build", build)
    [finding] = report(octavo("octavo build --json --out ../out").output)["findings"]
    assert finding["file"] == "../out/low-tide.epub"
    assert finding["hint"] is None


def test_wrong_usage(octavo: Octavo, book: Path) -> None:
    for line in ("build --json nothing", "build --json --nothing", "biuld --json"):
        ran = octavo(f"octavo {line}")
        assert ran.code == 2, line
        read = report(ran.output)
        assert read["artifacts"] == []
        [finding] = read["findings"]
        assert finding["severity"] == "error"
        assert finding["code"] == "usage"
        assert "nothing" in finding["message"] or "biuld" in finding["message"]


def test_no_book(octavo: Octavo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = octavo("octavo build --json")
    assert (ran.code, ran.errors) == (2, "")
    [finding] = report(ran.output)["findings"]
    assert finding["file"] is None
    assert "no book here" in finding["message"]


def test_a_fault_of_ours(octavo: Octavo, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*asked: object) -> None:
        raise ZeroDivisionError("a fault of the test's")

    monkeypatch.setattr(pipeline, "build", build)
    ran = octavo("octavo build --json")
    assert (ran.code, ran.errors) == (70, "")
    [finding] = report(ran.output)["findings"]
    assert finding["code"] == "fault"
    assert "a fault of the test's" in finding["message"]
    assert "report it" in finding["hint"]
    ran = octavo("octavo build --json --debug")
    assert ran.code == 70
    report(ran.output)
    assert "Traceback" in ran.errors


def test_an_edition_that_fails_takes_the_others_with_it(octavo: Octavo, book: Path) -> None:
    """A character that no font has is found by print, which comes after the e-book."""
    toml = book / "manuscript" / "book.toml"
    text = toml.read_text("utf-8") + '\n[editions.print]\nformat = "pdf"\n'
    toml.write_text(text, encoding="utf-8")
    (book / "manuscript" / "two.md").write_text("# Two\n\n\U000f0001\n", encoding="utf-8")
    ran = octavo("octavo build --json --strict")
    assert (ran.code, ran.errors) == (1, "")
    read = report(ran.output)
    assert read["artifacts"] == []
    assert [(item["code"], item["severity"]) for item in read["findings"]] == [
        ("glyph-missing", "warning"),
        ("strict", "error"),
    ]
    assert not list((book / "build").glob("*.*b"))


def test_ctrl_c(octavo: Octavo, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*asked: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", build)
    ran = octavo("octavo build --json")
    assert (ran.code, ran.errors) == (130, "")
    [finding] = report(ran.output)["findings"]
    assert finding["code"] == "interrupted"


def test_it_is_ascii_whatever_the_book_says(octavo: Octavo, book: Path) -> None:
    (book / "manuscript" / "drei-ü.md").write_text("# Drei\n", encoding="utf-8")
    ran = octavo("octavo build --json")
    assert ran.output.isascii()
    assert report(ran.output)["findings"][0]["file"] == "manuscript/drei-ü.md"


def test_the_print_edition_has_pages(octavo: Octavo, book: Path) -> None:
    toml = book / "manuscript" / "book.toml"
    toml.write_text(toml.read_text("utf-8").replace("epub", "pdf"), encoding="utf-8")
    ran = octavo("octavo build --json")
    assert ran.code == 0, ran
    [artifact] = report(ran.output)["artifacts"]
    assert artifact["pages"] >= 8
    assert artifact["path"].endswith("low-tide-ebook.pdf")
