"""`octavo build --why FILE:LINE`: what was done to a paragraph, in words and in `--json`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from helpers.transcript import Octavo

TEXT = """\
# One

The water goes out twice a day, and nobody has ever been able to say, for all
the tables that hang in the harbour master's office, quite how far it will go,
nor whether it will have left by evening what it took away in the morning.[^1]

A line\\
and another.

- A thing.
- Another thing.

```
a = 1

b = 2
```

## Wrack

[^1]: The tables are printed in the town.
"""
WHY = {
    "file", "line", "edition", "pages", "composed", "reason", "justified", "longer_by", "barred",
    "lines",
}  # fmt: skip
LINE = {"page", "spaces", "letters", "hyphenated", "ragged", "text"}


@pytest.fixture
def printed(book: Path) -> Path:
    """The small book with a chapter to ask about, as a print edition."""
    (book / "manuscript" / "one.md").write_text(TEXT, encoding="utf-8")
    toml = book / "manuscript" / "book.toml"
    written = re.sub(r"\[editions\.ebook\].*", "", toml.read_text("utf-8"), flags=re.DOTALL)
    toml.write_text(f'{written}\n[editions.print]\nformat = "pdf"\n', encoding="utf-8")
    return book


def test_a_paragraph_is_told_of_cold_and_warm(octavo: Octavo, printed: Path) -> None:
    cold = octavo("octavo build --why one.md:4")
    assert (cold.code, cold.errors) == (0, "")
    _, told = cold.output.split("\n\n")
    head, said, columns, *lines = told.splitlines()
    assert re.fullmatch(r"manuscript/one\.md:3  print, page \d+ of the PDF, (\d) lines", head), (
        "the paragraph begins a line above"
    )
    assert said == "  Composed as a whole."
    assert columns.split() == ["page", "line", "spaces", "letters"]
    assert lines[0].endswith("  The water goes out twice a day, and nobody has e…")
    for number, line in enumerate(lines, 1):
        shown = re.match(r" +\d+ +(\d) +(\d\.\d\d|–) +([+−]\d\.\d %|–)  \S", line)
        assert shown and int(shown[1]) == number
    warm = octavo("octavo build --why one.md:4")
    assert warm.output.endswith(told)
    assert "Nothing has changed" in warm.output


def test_files_may_be_named_from_here_or_from_the_book(octavo: Octavo, printed: Path) -> None:
    names = ["one.md", "manuscript/one.md", str(printed / "manuscript" / "one.md")]
    told = [octavo(f"octavo build --why {name}:3").output.split("\n\n")[1] for name in names]
    assert len(set(told)) == 1


def test_what_went_the_old_way_says_why(octavo: Octavo, printed: Path) -> None:
    ran = octavo("octavo build --why one.md:7")
    reason = "lines that end where the text says"
    assert f"  Not composed, but broken line by line: {reason}.\n" in ran.output


def test_titles_notes_lists_and_code_are_found(octavo: Octavo, printed: Path) -> None:
    places = " ".join(f"--why one.md:{line}" for line in (1, 11, 16, 19, 21))
    ran = octavo(f"octavo build {places} --json")
    told = json.loads(ran.output)["why"]
    assert [(each["line"], each["lines"][0]["text"]) for each in told] == [
        (1, "One"),
        (11, "Another thing."),
        (13, "a = 1"),
        (19, "Wrack"),
        (21, "1. The tables are printed in the town."),
    ]


def test_the_object(octavo: Octavo, printed: Path) -> None:
    ran = octavo("octavo build --json --why one.md:3 --why one.md:7")
    assert (ran.code, ran.errors) == (0, "")
    report: dict[str, Any] = json.loads(ran.output)
    assert set(report) == {"artifacts", "why", "findings", "versions"}
    first, second = report["why"]
    assert set(first) == WHY and all(set(line) == LINE for line in first["lines"])
    assert (first["file"], first["line"], first["edition"]) == ("manuscript/one.md", 3, "print")
    assert (first["composed"], first["reason"], first["justified"]) == (True, None, True)
    assert first["pages"] == sorted({line["page"] for line in first["lines"]})
    assert (second["composed"], second["reason"]) == (False, "lines that end where the text says")
    [artifact] = report["artifacts"]
    measures = artifact["measures"]
    assert measures["running"]["lines"] >= 5
    assert measures["running"]["old_way"] == {"lines that end where the text says": 2}
    again = json.loads(octavo("octavo build --json --why one.md:3 --why one.md:7").output)
    assert again["why"] == report["why"]
    assert again["artifacts"] == [{**artifact, "reused": True}]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("one.md", "“one.md” names no line of a file. Write `--why FILE:LINE`"),
        ("one.md:0", "“one.md:0” names no line of a file."),
        ("one.md:five", "“one.md:five” names no line of a file."),
        ("one.md:2", "one.md:2: no paragraph stands here in the editions that set pages. "
         "The nearest one begins on line 1: `--why one.md:1`."),
        ("one.md:900", "The nearest one begins on line 21: `--why one.md:21`."),
        ("on.md:3", "on.md:3: no edition that was built sets pages of this file. "
         "Is it `manuscript/one.md`?"),
    ],
)  # fmt: skip
def test_a_place_that_names_nothing(
    octavo: Octavo, printed: Path, place: str, message: str
) -> None:
    ran = octavo(f"octavo build --why {place}")
    assert ran.code == 2
    assert message in ran.errors
    report = json.loads(octavo(f"octavo build --json --why {place}").output)
    (finding,) = report["findings"]
    assert (finding["code"], finding["severity"]) == ("usage", "error")
    assert finding["message"] in ran.errors


def test_a_book_without_pages_says_so(octavo: Octavo, book: Path) -> None:
    ran = octavo("octavo build --why one.md:3")
    assert ran.code == 2
    assert ran.errors == (
        "one.md:3: no edition that was built sets pages of this file."
        " Build an edition with pages: print, digital.\n"
    )


def test_what_is_kept_no_longer_is_made_again(octavo: Octavo, printed: Path) -> None:
    told = octavo("octavo build --why one.md:3").output.split("\n\n")[1]
    made = (printed / "build" / "low-tide-print.pdf").read_bytes()
    entries = [each for each in (printed / "build" / ".cache").rglob("*") if each.is_file()]
    for entry in entries:
        if b"The water goes out" in entry.read_bytes() and b"%PDF" not in entry.read_bytes():
            entry.unlink()
    ran = octavo("octavo build --why one.md:3")
    assert ran.code == 0
    assert ran.output.endswith(told)
    assert (printed / "build" / "low-tide-print.pdf").read_bytes() == made
