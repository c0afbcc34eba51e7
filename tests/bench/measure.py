"""One run of a command: how long it took, and how much memory its processes shared out.

Its CPU-seconds are those of all that it started: also of workers that end with it, unasked for,
and are handed to this process to be counted.

Memory is the proportional set size (PSS) of the whole process tree, from the kernel's
`smaps_rollup`: a page that four processes share counts a quarter in each, so that the sum is
what the machine had to find. Reading it costs the measured processes time, hence a run is
either timed or weighed.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

PROC = Path("/proc")
EVERY = 0.05


@dataclass(frozen=True, kw_only=True)
class Took:
    """Wall and CPU-seconds of the tree, its memory at most and that of its largest process, MB.

    `tree` and `largest` are 0 if the run was timed, not weighed. `said` is its standard output.
    """

    wall: float
    cpu: float
    tree: float = 0
    largest: float = 0
    said: str = ""


class RunError(Exception):
    """A command ended with an error; the words are the end of what it said."""


def run(command: Sequence[str | Path], folder: Path, *, weigh: bool = False) -> Took:
    """Runs the command in the folder. Raises `RunError`."""
    words = [str(word) for word in command]
    _adopt_orphans()
    with TemporaryFile() as out, TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(words, cwd=folder, stdout=out, stderr=err)
        tree = largest = 0.0
        while weigh and os.waitid(os.P_PID, process.pid, _LOOK) is None:
            sizes = [pss(each) for each in descendants(process.pid)]
            tree, largest = max(tree, sum(sizes)), max(largest, *sizes)
            time.sleep(EVERY)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        orphans = _cpu_of_orphans()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            told = (err.read() + out.read()).decode(errors="replace").strip()
            raise RunError(f"{Path(words[0]).name} ended with {process.returncode}: {told[-300:]}")
        said = out.read().decode(errors="replace")
    cpu = used.ru_utime + used.ru_stime + orphans
    return Took(wall=wall, cpu=cpu, tree=tree, largest=largest, said=said)


def _adopt_orphans() -> None:
    """Has processes whose parent ends before them handed to this one (Linux, prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


_SET_CHILD_SUBREAPER = 36


def _cpu_of_orphans() -> float:
    """The CPU-seconds of processes that were handed over; those that do not end are left."""
    cpu, end = 0.0, time.perf_counter() + 2
    with suppress(ChildProcessError):
        while time.perf_counter() < end:
            process, _, used = os.wait4(-1, os.WNOHANG)
            cpu += used.ru_utime + used.ru_stime if process else 0
            time.sleep(0 if process else 0.01)
    return cpu


#: Whether it has ended, leaving its account for `wait4`.
_LOOK = os.WEXITED | os.WNOHANG | os.WNOWAIT


def can_weigh() -> bool:
    """Whether this kernel tells the memory of a process and its children (Linux, 4.14 on)."""
    own = PROC / "self"
    return (own / "smaps_rollup").exists() and any((own / "task").glob("*/children"))


def descendants(root: int) -> list[int]:
    """The process and all that it started, and they, that still live."""
    found = [root]
    for each in found:  # grows as it goes
        found += _children(each)
    return found


def _children(process: int) -> list[int]:
    """What its threads have started; this costs less than reading of every process its parent."""
    found: list[int] = []
    for task in (PROC / str(process) / "task").glob("*/children"):
        with suppress(OSError):
            found += map(int, task.read_text().split())
    return found


def pss(process: int) -> float:
    """The proportional set size of one process in MB, 0 if it has gone."""
    try:
        lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
