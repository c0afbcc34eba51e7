"""Worker processes side by side, and the tasks that wait for them.

`pool.ask(task)` gives a future of the task's result. A worker that dies (out of memory, killed)
is replaced, and its task is done once more. A task that takes long is reported, and ended at the
limit if there is one. All workers end with the pool, and with this process whatever ends it.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar, cast

from octavo.core import system
from octavo.core.errors import OctavoError
from octavo.workers.line import Do, Line, Ready, Said
from octavo.workers.patience import NO_LIMIT, PATIENCE, Overdue, Patience
from octavo.workers.process import GONE, TaskError, WorkerProcess, result_of, start_worker
from octavo.workers.task import Preparation, Task

Result = TypeVar("Result")

#: Processes beyond which more cost more memory than they save time.
_MOST = 8

#: Times that a task is begun: one that ends its worker twice is given up.
_TRIES = 2

#: Seconds between two looks at what is at work.
_LOOK = 0.25


@dataclass(order=True, slots=True)
class _Asked:
    """A task that waits for a worker: those of a lower rank go first, then as they were asked."""

    rank: int
    number: int
    task: Task[object] | None = field(compare=False)
    future: Future[object] = field(compare=False)


@dataclass(slots=True)
class _Place:
    """Where one worker works: its process, its line, and what it is at.

    `pid` is its number, 0 until it has said so. `since` is when its task began by the pool's
    clock, `next` the seconds after which that is told; `late` says that it was ended for it.
    """

    process: WorkerProcess
    line: Line
    pid: int = 0
    is_gone: bool = False
    about: str = ""
    where: str = ""
    since: float | None = None
    next: float = 0.0
    late: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, task: Task[object], now: float) -> None:
        """Note that a task begins."""
        with self.lock:
            self.about, self.where = task.about, task.where
            self.since, self.next, self.late = now, PATIENCE, False

    def rest(self) -> None:
        """Note that the task has ended."""
        with self.lock:
            self.since = None

    def do(self, task: Task[object]) -> object:
        """Return the worker's answer to a task. Raises `GONE` if it has ended without one."""
        with suppress(OSError):
            # It may have ended; but what it said before that is there to be read.
            self.line.send(Do(task))
        while True:
            answer = self.line.receive()
            if isinstance(answer, Ready):
                self.pid = answer.process
            elif not isinstance(answer, Said):
                return answer

    def overdue(self, now: float) -> Overdue | None:
        """Return what is to be told of the task at work, once for each doubling of its time."""
        with self.lock:
            if self.since is None or now - self.since < self.next:
                return None
            seconds = self.next
            self.next *= 2
            return Overdue(about=self.about, where=self.where, seconds=seconds)

    def end_at(self, limit: float, now: float) -> None:
        """End the worker if its task has been at work as long as the limit."""
        with self.lock:
            if self.since is None or self.late or now - self.since < limit:
                return
            self.late = True
            if not (self.pid and system.end_one(self.pid)):
                self.process.end()


class Pool:
    """Workers, started when the pool is made.

    For `with`: at its end they are gone. `load` is what they do at once; `prepare` says what
    else before the first task.
    """

    def __init__(
        self,
        load: Preparation,
        *,
        workers: int | None = None,
        patience: Patience = NO_LIMIT,
    ) -> None:
        self._load = load
        self._patience = patience
        self._prepared: tuple[Preparation, ...] | None = None
        self._processes: list[WorkerProcess] = []
        self._waiting: queue.PriorityQueue[_Asked] = queue.PriorityQueue()
        self._asked_for = 0
        self._closing, self._closed = threading.Lock(), threading.Event()
        self._now = 0.0
        self._places = self._start(workers or min(_MOST, system.processors()))
        for place in self._places:
            threading.Thread(target=self._work, args=(place,), daemon=True).start()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def size(self) -> int:
        """How many workers there are."""
        return len(self._places)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the workers, also in the midst of a task."""
        with self._closing:
            self._closed.set()
        for _ in self._places:
            self._waiting.put(_Asked(-1, 0, None, Future()))
        for process in self._processes:
            process.end()

    def prepare(self, *preparations: Preparation) -> None:
        """Make the workers ready for tasks: they do this before they part. Only the first counts.

        The first task says that there is nothing to prepare, if nobody has said otherwise.
        """
        if self._prepared is None:
            self._prepared = preparations
            for process in self._processes:
                process.prepare(preparations, begin=True)

    def ask(self, task: Task[Result]) -> Future[Result]:
        """Have a task done as soon as a worker is free.

        The result raises `OctavoError` as the task did, or what should prepare it;
        `TooLongError` if it was at work beyond the limit; `TaskError` if it failed otherwise.
        """
        self.prepare()
        future: Future[object] = Future()
        self._asked_for += 1
        self._waiting.put(_Asked(task.rank, self._asked_for, task, future))
        return cast("Future[Result]", future)

    def _work(self, place: _Place) -> None:
        """Hand tasks to one worker for as long as there are any."""
        while (asked := self._waiting.get()).task is not None and not self._closed.is_set():
            if not asked.future.set_running_or_notify_cancel():
                continue
            try:
                asked.future.set_result(self._result(place, asked.task))
            except Exception as error:
                asked.future.set_exception(error)

    def _result(self, place: _Place, task: Task[object]) -> object:
        words = ""
        for _ in range(_TRIES):
            if place.is_gone:
                self._replace(place)
            place.begin(task, self._now)
            try:
                return result_of(place.do(task))
            except GONE:
                place.is_gone = True
                if place.late:
                    raise self._patience.exceeded(task.about, task.where) from None
                if self._closed.is_set():
                    raise
                words = place.process.last_words()
            finally:
                place.rest()
        raise _died() from TaskError(words)

    def _replace(self, place: _Place) -> None:
        """Put a new worker in a place."""
        new = self._start(1)[0]
        place.process, place.line, place.pid, place.is_gone = new.process, new.line, 0, False

    def _start(self, count: int) -> Sequence[_Place]:
        """Start workers: one process, which forks the others, or as many processes."""
        started: list[WorkerProcess] = []
        with self._closing:
            if self._closed.is_set():
                raise EOFError
            for _ in range(1 if system.forks() else count):
                started.append(start_worker("build", forked=count - 1 if system.forks() else 0))
                self._processes.append(started[-1])
        for process in started:
            process.prepare((self._load, *(self._prepared or ())), begin=self._prepared is not None)
        return [_Place(process, line) for process in started for line in process.lines]

    def _watch(self) -> None:
        """Look from time to time what has been at work for long."""
        before = time.monotonic()
        while not self._closed.wait(_LOOK):
            now = time.monotonic()
            # Time in which this process was stopped does not count against its workers.
            self._now += min(now - before, 2 * _LOOK)
            before = now
            for place in self._places:
                if found := place.overdue(self._now):
                    self._patience.tell(found)
                if self._patience.limit:
                    place.end_at(self._patience.limit, self._now)


def _died() -> OctavoError:
    return OctavoError(
        "a process that sets pages ended before its work, twice.",
        hint="The machine may be short of memory: close other programs, make large images"
        " smaller, and try again.",
    )
