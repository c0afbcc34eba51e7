"""Tasks for workers that do what hardly any task should. Found by workers by PYTHONPATH."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from octavo.core.errors import OctavoError
from octavo.workers.task import Bench, Shared

#: Where this module lies: what a worker needs to find it.
FOLDER = str(Path(__file__).parent)


@dataclass(frozen=True, slots=True)
class Nothing:
    """Prepares nothing."""

    def run(self) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """Cannot prepare, and says why."""

    def run(self) -> None:
        raise OctavoError("this machine lacks what sets pages: libodd.", hint="Install it.")


@dataclass(frozen=True, slots=True)
class Odd:
    """A task with words about it."""

    rank: ClassVar[int] = 4
    about: ClassVar[str] = 'the chapter "Odd"'
    where: ClassVar[str] = "manuscript/odd.md"


@dataclass(frozen=True, slots=True)
class Who(Odd):
    """Tells the number of the worker; `load` makes the task large."""

    load: bytes = b""

    def run(self, bench: Bench) -> int:
        return os.getpid()


@dataclass(frozen=True, slots=True)
class Wait(Odd):
    """Never ends; notes the worker's number in a file."""

    note: Path

    def run(self, bench: Bench) -> None:
        _note(self.note)
        while True:
            time.sleep(60)


@dataclass(frozen=True, slots=True)
class Hang(Odd):
    """Never ends, and holds Python's lock, so that no other thread of the worker can run."""

    note: Path

    def run(self, bench: Bench) -> None:
        _note(self.note)
        ctypes.PyDLL(None).sleep(600)


@dataclass(frozen=True, slots=True)
class Scratch(Odd):
    """Makes a scratch file and stays; tells nobody."""

    note: Path

    def run(self, bench: Bench) -> None:
        import tempfile

        Path(tempfile.mkdtemp(prefix="odd-"), "file").write_text("scratch")
        _note(self.note)
        time.sleep(600)


@dataclass(frozen=True, slots=True)
class Freeze(Odd):
    """Stops its worker, as `kill -STOP` does."""

    def run(self, bench: Bench) -> None:
        os.kill(os.getpid(), signal.SIGSTOP)


@dataclass(frozen=True, slots=True)
class Die(Odd):
    """Kills its worker, after some last words."""

    def run(self, bench: Bench) -> None:
        os.write(2, b"out of ink\n")
        os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Print(Odd):
    """Writes to the standard output, where answers go."""

    def run(self, bench: Bench) -> int:
        os.write(1, b"not an answer")
        print("nor this", flush=True)
        return 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink(Shared):
    """A shared value, of which one can see whether it was sent again."""

    name: str
    colour: bytes


@dataclass(frozen=True, slots=True)
class Dip(Odd):
    """Tells the colour of the ink, and how often this worker took it up."""

    ink: Ink

    def run(self, bench: Bench) -> tuple[bytes, int]:
        count = bench.tool("dips", "", list[int])
        count.append(1)
        return self.ink.colour, len(count)


@dataclass(frozen=True, slots=True)
class Count(Odd):
    """Tells numbers, and their sum at last; early if it is not wanted."""

    most: int
    pause: float = 0.0

    def stream(self, bench: Bench, say: Callable[[int], None]) -> str:
        total = 0
        for number in range(self.most):
            if not bench.is_wanted():
                return f"{total} only"
            say(number)
            total += number
            time.sleep(self.pause)
        return f"{total}"


@dataclass(frozen=True, slots=True)
class Endless(Odd):
    """Tells a number, then never looks whether it is wanted."""

    def stream(self, bench: Bench, say: Callable[[int], None]) -> str:
        say(os.getpid())
        while True:
            time.sleep(60)


def _note(path: Path) -> None:
    aside = path.with_suffix(f".{os.getpid()}")  # another worker may note the same just now
    aside.write_text(str(os.getpid()))
    aside.replace(path)
