"""The measures that a build tells agree with the finished PDF, read from outside.

What follows knows nothing of the program: it takes characters from pdfium, puts lines together by
their baselines, and finds the text's size, column and spaces in them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from statistics import median
from typing import Any

import pypdfium2
import pytest

REPOSITORY = Path(__file__).parents[2]

#: What pdfium has for a hyphen where it joins the halves of a word.
DIVIDED = 2

pytestmark = pytest.mark.slow


@dataclass
class Ink:
    """A line of a page: its baseline, its edges, the widths of its gaps, how it ends."""

    y: float
    left: float
    right: float
    gaps: list[float]
    text: str


def read_lines(path: Path) -> list[list[Ink]]:
    """The lines in the size of the text, page by page, from the head down."""
    document = pypdfium2.PdfDocument(path)
    raw = pypdfium2.raw
    glyphs = []
    for number in range(len(document)):
        text = document[number].get_textpage()
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            if (
                (code <= 32 and code != DIVIDED)
                or code == 160
                or raw.FPDFText_IsGenerated(text, index) == 1
            ):
                continue
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(text, index, matrix)
            size = raw.FPDFText_GetFontSize(text, index) * (matrix.c**2 + matrix.d**2) ** 0.5
            left, _, right, _ = text.get_charbox(index, loose=True)
            letter = "-" if code in (DIVIDED, 0xAD, 0xFFFE, 0x2010) else chr(code)
            glyphs.append((number, round(matrix.f, 1), left, right, letter, round(size, 1)))
    body = Counter(glyph[5] for glyph in glyphs).most_common(1)[0][0]
    pages: list[list[Ink]] = [[] for _ in range(len(document))]
    rows: dict[tuple[int, float], list[Any]] = {}
    for glyph in glyphs:
        if glyph[5] == body:
            rows.setdefault(glyph[:2], []).append(glyph)
    for (page, y), row in sorted(rows.items(), key=lambda item: (item[0][0], -item[0][1])):
        row.sort(key=lambda glyph: glyph[2])
        gaps, words, end = [], row[0][4], row[0][3]
        for _, _, left, right, letter, _ in row[1:]:
            if left - end > 0.08 * body:
                gaps.append(left - end)
                words += " "
            words += letter
            end = max(end, right)
        pages[page].append(Ink(y, row[0][2], end, gaps, words))
    return pages


@dataclass
class Seen:
    """What is seen in a PDF of justified text."""

    full: list[Ink]
    ratios: list[float]

    def over(self, limit: float) -> float:
        return 100 * sum(ratio > limit for ratio in self.ratios) / len(self.ratios)

    @property
    def hyphenated(self) -> float:
        return 100 * sum(line.text.endswith("-") for line in self.full) / len(self.full)


def look(path: Path) -> Seen:
    """Find the lines that fill the column, and their spaces as multiples of the natural one."""
    pages = read_lines(path)
    full: list[Ink] = []
    natural: list[float] = []
    for side in (0, 1):
        lines = [line for page in pages[side::2] for line in page if len(line.text) > 30]
        right = Counter(round(line.right) for line in lines).most_common(1)[0][0]
        left = Counter(round(line.left) for line in lines).most_common(1)[0][0]
        for page in pages[side::2]:
            for line in page:
                reaches = right - 1.5 <= line.right <= right + 6
                begins = -5 < line.left - left < 23  # lists stand in by less than two sizes
                dots = line.text.count(". . .")
                if begins and not dots and reaches and line.gaps:
                    full.append(line)
                elif begins and not dots and not reaches:
                    natural += line.gaps
    usual = Counter(round(gap, 1) for gap in natural).most_common(1)[0][0]
    near = [gap for gap in natural if abs(gap - usual) < 0.35]
    space = sum(near) / len(near)
    return Seen(full, [median(line.gaps) / space for line in full])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("measured")
    copytree(REPOSITORY / "manuscript", root / "manuscript")
    return root


def build(root: Path, *words: str) -> dict[str, Any]:
    """Build, and return what is told of each edition."""
    command = [sys.executable, "-m", "octavo", "build", "--book", str(root), "--json", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {item["edition"]: item for item in json.loads(done.stdout)["artifacts"]}


def test_the_measures_are_those_of_the_pdf(sample: Path) -> None:
    made = build(sample, "print")["print"]
    told, seen = made["measures"], look(Path(made["path"]))
    # A last line that happens to fill the measure is one more to whoever sees only ink.
    assert len(seen.full) == pytest.approx(told["justified_lines"], rel=0.03)
    assert seen.over(1.8) == pytest.approx(told["over_1_8"], abs=0.4)
    assert seen.over(1.5) == pytest.approx(told["over_1_5"], abs=0.8)
    assert max(seen.ratios) == pytest.approx(told["worst"], abs=0.08)
    assert seen.hyphenated == pytest.approx(told["hyphenated"], abs=0.5)
    assert 100 * sum(r < 0.72 for r in seen.ratios) / len(seen.ratios) < 0.5
    assert told["under_0_75"] == 0
    assert told["running"]["composed"] == told["running"]["lines"]


def test_cold_warm_in_pieces_and_in_one_layout_they_are_the_same(sample: Path) -> None:
    first = build(sample)
    assert first["ebook"]["measures"] is None
    # The digital edition is laid out in one piece, the print edition chapter by chapter.
    assert first["digital"]["measures"] == first["print"]["measures"]
    warm = build(sample)
    assert all(item["reused"] for item in warm.values())
    assert {name: item["measures"] for name, item in warm.items()} == {
        name: item["measures"] for name, item in first.items()
    }
    assert build(sample, "print", "--no-cache")["print"]["measures"] == first["print"]["measures"]
    # From chapters that are kept, where the file is gone.
    Path(first["print"]["path"]).unlink()
    again = build(sample, "print")["print"]
    assert not again["reused"]
    assert again["measures"] == first["print"]["measures"]
    assert again["sha256"] == first["print"]["sha256"]
