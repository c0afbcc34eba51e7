"""Processes as the system sees them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

#: Seconds that a busy machine may take.
PATIENCE = 60.0


def children(process: int) -> list[int]:
    """The processes that a process has started, and they in turn."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found + [more for child in found for more in children(child)]


def alive(process: int) -> bool:
    """Whether a process runs (one that waits to be taken note of does not)."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(true: Callable[[], bool]) -> bool:
    """Waits until something is so; whether it came to be."""
    end = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()
