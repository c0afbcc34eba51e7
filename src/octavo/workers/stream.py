"""One worker that tells news while it works, as an event loop sees it.

Its tasks are done one at a time. A worker that dies is replaced, and its task begun again; one
that has grown is replaced between tasks; one that does not stop when it is asked to is ended.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar, cast

from octavo.workers.line import Do, Done, Line, Ready, Said, Stop
from octavo.workers.patience import PATIENCE, Overdue
from octavo.workers.process import GONE, TaskError, WorkerProcess, result_of, start_worker
from octavo.workers.task import Preparation, Streamed

News = TypeVar("News")
Result = TypeVar("Result")

#: Times that a task is begun: one that ends its worker twice is given up.
_TRIES = 2


class StoppedError(Exception):
    """A task was stopped, and its worker had to be ended for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """When a worker is replaced between tasks: it has held so much memory, or done so many.

    `patience` are the seconds that a task may go on after it was asked to stop.
    """

    memory: int
    tasks: int
    patience: float


class Stream:
    """One worker, started by `open`. Lives in one event loop.

    `purpose` is a word for those who look at the machine's processes.
    """

    def __init__(self, purpose: str, *preparations: Preparation, renewal: Renewal) -> None:
        self._purpose = purpose
        self._preparations = preparations
        self._renewal = renewal
        self._talk: _Talk | None = None
        self._about = self._where = ""
        self._since: float | None = None
        self._ending: asyncio.TimerHandle | None = None
        self._stopped = False
        self.started = 0

    @property
    def pid(self) -> int | None:
        """The worker's number, if it runs."""
        return self._talk.worker.process.pid if self._talk else None

    @property
    def overdue(self) -> Overdue | None:
        """The task at work, if it has been so for long, with the whole minutes of it."""
        if self._since is None:
            return None
        seconds = asyncio.get_running_loop().time() - self._since
        if seconds < PATIENCE:
            return None
        told = max(PATIENCE, seconds // 60 * 60)
        return Overdue(about=self._about, where=self._where, seconds=told)

    async def open(self) -> None:
        """Start the worker, which may need a second until it is ready."""
        if self._talk is None:
            worker = start_worker(self._purpose)
            worker.prepare(self._preparations, begin=True)
            self._talk = _Talk(worker=worker, line=worker.lines[0])
            self.started += 1

    async def close(self) -> None:
        """End the worker, also in the midst of a task."""
        talk, self._talk = self._talk, None
        if talk is not None:
            talk.end()

    async def do(self, task: Streamed[News, Result]) -> AsyncGenerator[News | Result, None]:
        """Yield the news of a task, and at last its result; begun again if its worker dies.

        Raises `StoppedError` if it had to be ended after `stop`; for the rest see `Pool.ask`.
        """
        self._stopped, self._about, self._where = False, task.about, task.where
        words, is_over = "", False
        try:
            for _ in range(_TRIES):
                await self.open()
                assert self._talk is not None
                talk, self._since = self._talk, asyncio.get_running_loop().time()
                talk.send(Do(task))
                while (answer := await talk.heard.get()) is not None:
                    if isinstance(answer, Said):
                        yield cast(News, answer.news)
                    elif not isinstance(answer, Ready):
                        is_over = True
                        self._settle()
                        await self._renew(talk, answer)
                        yield cast(Result, result_of(answer))
                        return
                words = talk.worker.last_words()
                await self.close()
                if self._stopped:
                    raise StoppedError
        finally:
            self._settle()
            if not is_over:
                await self.close()  # it must not be left in the midst of an answer
        raise TaskError("the process that sets the pages ends again and again.") from (
            TaskError(words) if words else None
        )

    def stop(self) -> None:
        """Ask the task at work to end early; end its worker if it does not soon."""
        if self._talk is not None and self._since is not None:
            self._talk.send(Stop())
            if self._ending is None:
                loop = asyncio.get_running_loop()
                self._ending = loop.call_later(self._renewal.patience, self._end, self._talk)

    def _end(self, talk: _Talk) -> None:
        self._stopped = True
        talk.worker.end()

    def _settle(self) -> None:
        """Note that no task is at work."""
        self._since = None
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None

    async def _renew(self, talk: _Talk, answer: object) -> None:
        talk.tasks += 1
        memory = answer.memory if isinstance(answer, Done) else 0
        if talk.tasks >= self._renewal.tasks or memory > self._renewal.memory:
            await self.close()
            await self.open()


@dataclass(slots=True, kw_only=True)
class _Talk:
    """What is said to a worker and heard of it: threads of their own wait for that."""

    worker: WorkerProcess
    line: Line
    tasks: int = 0
    heard: asyncio.Queue[object] = field(default_factory=asyncio.Queue)
    _said: queue.SimpleQueue[object] = field(default_factory=queue.SimpleQueue)

    def __post_init__(self) -> None:
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._hear, args=(loop,), daemon=True).start()
        threading.Thread(target=self._say, daemon=True).start()

    def send(self, message: object) -> None:
        """Say something, after all that was said before."""
        self._said.put(message)

    def end(self) -> None:
        """End the worker."""
        self._said.put(None)
        self.worker.end()

    def _hear(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hand over what the worker says; at its end None."""
        message: object = Ready(0)
        while message is not None:
            try:
                message = self.line.receive()
            except GONE:
                message = None
            except Exception:  # news that cannot be unpacked here
                message = None
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(self.heard.put_nowait, message)

    def _say(self) -> None:
        while (message := self._said.get()) is not None:
            with suppress(OSError):  # it is gone: whoever listens comes to know
                self.line.send(message)
