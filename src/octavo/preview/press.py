"""The process that sets pages, as its owner sees it: one job at a time, started anew if it dies."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import struct
import sys
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import Any

from octavo.preview.presswords import Done, Job, Stop

#: Bytes that the process may come to use before another takes its place (its fonts and boxes
#: take about 200 MB), and jobs after which it is done in any case.
MOST_MEMORY, MOST_JOBS = 700 * 2**20, 250

#: Times that a job is begun: one that twice ends the process is given up.
_TRIES = 2


class PressError(Exception):
    """A job ended the process again and again."""


class Press:
    """One process. Lives in one event loop."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._jobs = 0
        self.started = 0

    @property
    def pid(self) -> int | None:
        """The process's number, if it runs."""
        return self._process.pid if self._process else None

    async def open(self) -> None:
        """Starts the process, which needs a second until it is ready."""
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                "-m",
                "octavo.layout.start",
                "octavo.preview.presswork",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                # A group of its own: an interruption is for us.
                start_new_session=True,
            )
            self._jobs = 0
            self.started += 1

    async def close(self) -> None:
        """Ends the process, also in the midst of a job."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()

    async def do(self, job: Job) -> AsyncGenerator[Any, None]:
        """What a job brings, up to `Done`; begun again if the process dies."""
        for _ in range(_TRIES):
            await self.open()
            try:
                self._send(job)
                while True:
                    news = await self._receive()
                    yield news
                    if isinstance(news, Done):
                        await self._recycle(news)
                        return
            except (EOFError, OSError, asyncio.IncompleteReadError, pickle.UnpicklingError):
                await self.close()
        raise PressError("the process that sets the pages ends again and again.")

    def stop(self) -> None:
        """Asks to leave the job at work: it is `Done`, but not whole, soon after."""
        if self._process is not None:
            with suppress(OSError):
                self._send(Stop())

    def _send(self, message: Any) -> None:
        assert self._process is not None and self._process.stdin is not None
        data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        self._process.stdin.write(struct.pack(">Q", len(data)) + data)

    async def _receive(self) -> Any:
        assert self._process is not None and self._process.stdout is not None
        source = self._process.stdout
        head = await source.readexactly(8)
        return pickle.loads(await source.readexactly(struct.unpack(">Q", head)[0]))

    async def _recycle(self, done: Done) -> None:
        self._jobs += 1
        if self._jobs >= MOST_JOBS or done.memory > MOST_MEMORY:
            await self.close()
            await self.open()
