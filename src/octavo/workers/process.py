"""A worker process as its owner sees it: started, spoken to by its lines, ended."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from octavo.core import system
from octavo.workers.line import Begin, Crashed, Done, Line, Prepare, Refused
from octavo.workers.task import Preparation

#: What is raised when the process at the other end of a line is gone.
GONE = (EOFError, OSError)

#: The module that a worker process runs.
_MODULE = "octavo.workers.worker"

#: Variables that say where a process may put scratch files, by system.
_SCRATCH = ("TMPDIR", "TEMP", "TMP")

#: Bytes of a process's standard error that are worth telling.
_LAST_WORDS = 2000


class TaskError(Exception):
    """A task failed in a worker for a reason nobody foresaw; the worker's traceback is a note.

    `title` is that of the document that was laid out, if it is known.
    """

    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WorkerProcess:
    """A process and those that it forks; a line to each of them.

    `scratch` is the folder for their scratch files, which ends with them: they are killed, and
    cannot put it in order themselves.
    """

    process: subprocess.Popen[bytes]
    lines: tuple[Line, ...]
    scratch: Path

    def prepare(self, preparations: Sequence[Preparation], *, begin: bool) -> None:
        """Have it do what comes before the first task; then, if all of that is said, begin."""
        messages: list[object] = [Prepare(item) for item in preparations]
        with suppress(OSError):  # one that is gone is replaced when there is a task for it
            for message in (*messages, Begin()) if begin else messages:
                self.lines[0].send(message)

    def end(self) -> None:
        """End all of them at once, also in the midst of a task."""
        atexit.unregister(self.end)
        system.end(self.process)
        shutil.rmtree(self.scratch, ignore_errors=True)

    def last_words(self) -> str:
        """Return the end of what they wrote to their standard error."""
        try:
            said = (self.scratch / "errors").read_bytes()
        except OSError:
            return ""
        return said[-_LAST_WORDS:].decode(errors="replace").strip()


def start_worker(purpose: str, *, forked: int = 0) -> WorkerProcess:
    """Start a worker process, which forks so many others once it is prepared.

    `purpose` is a word for those who look at the machine's processes.
    """
    pairs = [socket.socketpair() for _ in range(forked)]
    theirs = [pair[1] for pair in pairs]
    numbers = [end.fileno() for end in theirs]
    command = [sys.executable, "-P", "-m", _MODULE, str(os.getpid()), purpose]
    scratch = Path(tempfile.mkdtemp(prefix="octavo-"))
    with (scratch / "errors").open("wb") as errors:
        process = system.start(
            [*command, *map(str, numbers)],
            errors=errors,
            inherit=numbers,
            more=dict.fromkeys(_SCRATCH, str(scratch)),
        )
    for end in theirs:
        end.close()
    assert process.stdin is not None and process.stdout is not None
    lines = [Line(to=process.stdin, back=process.stdout)]
    for mine, _ in pairs:
        lines.append(Line(to=mine.makefile("wb"), back=mine.makefile("rb")))
        mine.close()
    worker = WorkerProcess(process=process, lines=tuple(lines), scratch=scratch)
    atexit.register(worker.end)
    return worker


def result_of(answer: object) -> object:
    """Return the result in a worker's answer.

    Raises `OctavoError` if the worker did, and `TaskError` if its task failed otherwise.
    """
    if isinstance(answer, Refused):
        raise answer.error
    if isinstance(answer, Crashed):
        error = TaskError(answer.message)
        error.add_note(answer.traceback)
        raise error
    if not isinstance(answer, Done):
        raise TaskError(f"a worker answered {answer!r}")
    return answer.result
