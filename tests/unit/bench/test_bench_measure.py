"""What the bench measures: time, memory of a whole tree, ratios, and whether PDFs are alike."""

from __future__ import annotations

import sys
from pathlib import Path

import peers
import pikepdf
import pytest
import same
from measure import RunError, Took, can_weigh, run
from turns import Bench

#: A process that holds 60 MB and starts another that holds 60.
TREE = """
import subprocess, sys, time
held = b"x" * 60_000_000
if len(sys.argv) == 1:
    subprocess.run([sys.executable, __file__, "child"], check=True)
else:
    time.sleep(0.6)
"""


def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    if not can_weigh():
        pytest.skip("this kernel has no smaps_rollup")
    (tmp_path / "tree.py").write_text(TREE)
    took = run([sys.executable, "tree.py"], tmp_path, weigh=True)
    assert took.tree > 115
    assert 58 < took.largest < took.tree - 55


def test_a_run_that_is_timed_is_not_weighed(tmp_path: Path) -> None:
    took = run([sys.executable, "-c", "print('done')"], tmp_path)
    assert (took.tree, took.said) == (0, "done\n")
    assert took.wall > 0 < took.cpu


def test_a_run_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="ended with 3: no such book"):
        run([sys.executable, "-c", "import sys; print('no such book'); sys.exit(3)"], tmp_path)


def bench(folder: Path, *, short: bool = False, **walls: list[float | None]) -> Bench:
    made = Bench(folder=folder, runs=3, short=short)
    for name, each in walls.items():
        made.took[name] = [Took(wall=wall, cpu=wall) if wall else None for wall in each]
    return made


def test_a_ratio_is_the_median_of_each_turns(tmp_path: Path) -> None:
    assert bench(tmp_path, ours=[1, 9, 2], theirs=[2, 9, 8]).ratio("ours", "theirs") == 0.5


def test_a_turn_that_failed_counts_for_nothing(tmp_path: Path) -> None:
    assert bench(tmp_path, ours=[1, None, 3], theirs=[2, 9, None]).ratio("ours", "theirs") == 0.5
    assert bench(tmp_path, ours=[1]).ratio("ours", "theirs") is None


@pytest.mark.parametrize(
    ("bar", "short", "verdict"),
    [(0.5, False, " ok "), (0.4, False, " OVER "), (0.4, True, " "), (None, False, " ")],
)
def test_a_ratio_is_judged_unless_it_is_a_short_run(
    bar: float | None, short: bool, verdict: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench(tmp_path, short=short, ours=[1.0], theirs=[2.0]).line("ours", ("theirs", bar))
    told = capsys.readouterr().out
    assert "0.500" in told
    assert ("ok" in told, "OVER" in told) == ("ok" in verdict, "OVER" in verdict)


def test_a_side_that_never_ran_is_a_dash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = bench(tmp_path, ours=[1.0])
    made.line("theirs")
    made.line("ours", ("theirs", 0.5))
    assert [line.split()[-1] for line in capsys.readouterr().out.splitlines()] == ["–", "theirs"]


def test_a_yardstick_that_is_not_there_is_named_with_what_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(peers, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "")
    assert peers.missing() == {
        "pandoc": "pip install pypandoc_binary",
        "typst": "pip install typst",
    }


def pdf(path: Path, *pages: str) -> Path:
    with pikepdf.new() as document:
        face = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for content in pages:
            page = document.add_blank_page(page_size=(200, 200))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=face))
            page.Contents = document.make_stream(content.encode())
        document.save(path)
    return path


def show(text: str, x: float, y: float) -> str:
    return f"BT /F 10 Tf {x} {y} Td ({text}) Tj ET"


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ([show("one", 20, 100), show("two", 20, 100)], ""),
        ([show("one", 20.009, 100), show("two", 20, 99.991)], ""),
        ([show("one", 20, 100), show("twa", 20, 100)], "page 2: 1 characters, the first 'o'"),
        ([show("one", 20, 100), show("two", 20.1, 100)], "page 2: 3 characters"),
        ([show("one", 20, 100), show("two", 20, 100.03)], "page 2: 3 characters"),
        ([show("one", 20, 100), show("twoo", 20, 100)], "page 2: 3 characters and 4"),
        ([show("one", 20, 100)], "2 pages and 1"),
    ],
)
def test_pdfs_are_alike_if_each_character_stands_where_it_stood(
    other: list[str], told: str, tmp_path: Path
) -> None:
    one = pdf(tmp_path / "one.pdf", show("one", 20, 100), show("two", 20, 100))
    found = same.difference(one, pdf(tmp_path / "two.pdf", *other))
    assert found.startswith(told)
    assert bool(found) == bool(told)
