"""Worker processes that set pages. Imports no layout engine: that takes a second.

A worker that dies (out of memory, killed) is replaced, and its task is done once more.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import IO, Any

from octavo.errors import OctavoError
from octavo.layout.tasks import Failed, MissingLibrary, Task

#: Processes beyond which more cost more memory than they save time.
_MOST = 8

#: What goes before most tasks: what all wait for, then what takes longest; and what comes last.
_RANKS = MappingProxyType({"parse": 0, "cover": 1, "plan": 2, "single": 3, "ready": 5})
_RANK = 4


class LayoutError(Exception):
    """A task failed in a worker for a reason nobody foresaw; the worker's traceback is a note.

    `title` is that of the document that was laid out, if it is known.
    """

    title: str = ""


@dataclass(slots=True)
class _Line:
    """The streams to one worker, and the settings that it has."""

    to: IO[bytes]
    back: IO[bytes]
    known: set[str] = field(default_factory=set)

    def ask(self, task: Task) -> Any:
        """A task's result; `EOFError` or `OSError` if the worker is gone."""
        pickle.dump(task.sent(self.known), self.to, pickle.HIGHEST_PROTOCOL)
        self.to.flush()
        return pickle.load(self.back)


@dataclass(order=True, slots=True)
class _Asked:
    """A task that waits for a worker: those of a lower rank go first, then as they were asked."""

    rank: int
    number: int
    task: Task | None = field(compare=False)
    future: Future[Any] = field(compare=False)


class Pool:
    """Workers, started in the background when the pool is made.

    For `with`: at its end they are gone. `prepare` says what for, once; the first task does if
    nobody has.
    """

    def __init__(self, workers: int | None = None) -> None:
        count = workers or min(_MOST, len(os.sched_getaffinity(0)))
        self._processes: list[subprocess.Popen[bytes]] = []
        self._waiting: queue.PriorityQueue[_Asked] = queue.PriorityQueue()
        self._asked_for = 0
        self._closing = False
        self._about: bytes | None = None
        self._lines = self._start(count)
        for number in range(count):
            threading.Thread(target=self._work, args=(number,), daemon=True).start()

    @property
    def size(self) -> int:
        """How many workers there are."""
        return len(self._lines)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the workers, also in the midst of a task."""
        self._closing = True
        for _ in self._lines:
            self._waiting.put(_Asked(-1, 0, None, Future()))
        for process in self._processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def prepare(self, language: str = "", *, parse: bool = False) -> None:
        """Makes the workers ready for tasks.

        Before they part they load what sets a book in `language`, and what parses one.
        """
        if self._about is None:
            self._about = f"{language} {'parse' if parse else ''}\n".encode()
            for process in self._processes:
                _tell(process, self._about)

    def ask(self, task: Task) -> Future[Any]:
        """Has a task done as soon as a worker is free.

        The result raises `OctavoError` as the task did, or if the machine lacks a library;
        `LayoutError` if the task failed otherwise.
        """
        self.prepare()
        future: Future[Any] = Future()
        self._asked_for += 1
        rank = _RANKS.get(task.name, _RANK)
        self._waiting.put(_Asked(rank, self._asked_for, task, future))
        return future

    def _work(self, number: int) -> None:
        """Hands tasks to one worker for as long as there are any."""
        while (asked := self._waiting.get()).task is not None and not self._closing:
            task, future = asked.task, asked.future
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(_checked(self._asked(number, task)))
            except Exception as error:
                future.set_exception(error)

    def _asked(self, number: int, task: Task) -> Any:
        try:
            return self._lines[number].ask(task)
        except (EOFError, OSError, pickle.UnpicklingError):
            if self._closing:
                raise
        self._lines[number] = self._start(1)[0]
        try:
            return self._lines[number].ask(task)
        except (EOFError, OSError, pickle.UnpicklingError):
            return _died()

    def _start(self, count: int) -> list[_Line]:
        """Starts one process, which forks the others."""
        pairs = [socket.socketpair() for _ in range(count - 1)]
        theirs = [pair[1] for pair in pairs]
        command = [sys.executable, "-P", "-m", "octavo.layout.worker"]
        process = subprocess.Popen(
            [*command, *(str(end.fileno()) for end in theirs)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[end.fileno() for end in theirs],
            # A group of its own: an interruption is for us, and one signal ends all of them.
            start_new_session=True,
        )
        self._processes.append(process)
        for end in theirs:
            end.close()
        assert process.stdin is not None and process.stdout is not None
        lines = [_Line(to=process.stdin, back=process.stdout)]
        if self._about is not None:
            _tell(process, self._about)
        for mine, _ in pairs:
            lines.append(_Line(to=mine.makefile("wb"), back=mine.makefile("rb")))
            mine.close()
        return lines


def _tell(process: subprocess.Popen[bytes], about: bytes) -> None:
    assert process.stdin is not None
    with suppress(OSError):  # one that is gone is replaced when there is a task for it
        process.stdin.write(about)
        process.stdin.flush()


def _checked(result: Any) -> Any:
    if isinstance(result, MissingLibrary):
        raise result.error
    if isinstance(result, Failed):
        error = LayoutError(result.message)
        error.add_note(result.traceback)
        raise error
    if isinstance(result, Exception):
        raise result
    return result


def _died() -> OctavoError:
    return OctavoError(
        "a process that sets pages ended before its work, twice.",
        hint="The machine may be short of memory: close other programs, make large images"
        " smaller, and try again.",
    )
