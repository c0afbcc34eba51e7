"""Sides that run in turn, what each took, and the lines that set them beside each other."""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path

import book as books
import peers
from book import Book
from measure import RunError, Took, run


@dataclass(kw_only=True)
class Bench:
    """What was asked for, and what has been measured: a list a side, one a turn."""

    folder: Path
    runs: int
    short: bool
    took: dict[str, list[Took | None]] = field(default_factory=dict)
    copies: int = 0

    def measure(self, name: str, *commands: peers.Command, at: Path, weigh: bool = False) -> None:
        """Runs the commands one after the other and notes them as one run of that side."""
        try:
            each = [run(command, at, weigh=weigh) for command in commands]
        except (RunError, OSError) as error:
            print(f"  {name}: {error}")
            self.took.setdefault(name, []).append(None)
            return
        whole = Took(
            wall=sum(one.wall for one in each),
            cpu=sum(one.cpu for one in each),
            tree=max(one.tree for one in each),
            largest=max(one.largest for one in each),
            said=each[-1].said,
        )
        self.took.setdefault(name, []).append(whole)

    def octavo(self, name: str, root: Path, *editions: str, weigh: bool = False) -> None:
        self.measure(name, build(root, *editions), at=root, weigh=weigh)

    def fresh(self, book: Book, *editions: str) -> Path:
        """A copy of the book that nothing was ever built in."""
        self.copies += 1
        return books.book_folder(book, self.folder / f"copy-{self.copies:02}", *editions)

    def ratio(self, ours: str, theirs: str, what: str = "wall") -> float | None:
        pairs = zip(self.took.get(ours, []), self.took.get(theirs, []), strict=False)
        ratios = [getattr(one, what) / getattr(two, what) for one, two in pairs if one and two]
        return statistics.median(ratios) if ratios else None

    def line(self, name: str, *against: tuple[str, float | None], what: str = "wall") -> None:
        """A side's medians, and its ratio to each yardstick beside the bar."""
        done = [one for one in self.took.get(name, []) if one]
        if not done:
            print(f"  {name:<44} –")
            return
        if what == "wall":
            wall, cpu = (statistics.median(getattr(o, w) for o in done) for w in ("wall", "cpu"))
            told = f"{wall:7.2f} s {cpu:7.2f} CPU-s"
        else:
            tree, most = (max(getattr(o, w) for o in done) for w in ("tree", "largest"))
            told = f"{tree:7.0f} MB, one {most:4.0f} MB"
        ratios = [self._verdict(name, *each, what) for each in against]
        print(f"  {name:<44} {told}   {(chr(10) + ' ' * 71).join(ratios)}".rstrip())

    def _verdict(self, name: str, theirs: str, bar: float | None, what: str) -> str:
        ratio = self.ratio(name, theirs, what)
        if ratio is None:
            return f"     –  of {theirs}"
        judged = "" if bar is None or self.short else "ok" if ratio <= bar else "OVER"
        beside = "" if bar is None else f"bar {bar}"
        # Work does not change when others use the machine, as waiting does.
        work = f"; by CPU-s {self.ratio(name, theirs, 'cpu'):.3f}" if what == "wall" else ""
        return f"{ratio:6.3f}  {beside:<8} {judged:<4} of {theirs}{work}"


def build(root: Path, *editions: str) -> peers.Command:
    return [sys.executable, "-m", "octavo", "build", *editions, "--book", root]
