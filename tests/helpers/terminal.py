"""A program at a terminal of its own."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from helpers.outside import need_terminal


class Terminal:
    """A program at a terminal: what it has written, and the keys that are pressed."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        need_terminal()
        self.text = ""
        environment = {**os.environ, "COLUMNS": "100", "TERM": "xterm", "NO_COLOR": "1"}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            command = [sys.executable, "-m", "octavo", *arguments]
            os.execve(sys.executable, command, environment)

    def until(self, pattern: str, seconds: float = 60) -> str:
        """What is written until `pattern` is there; fails if it never is."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.text):
            if not self._read(end - time.monotonic()):
                pytest.fail(f"{pattern!r} never came:\n{self.text}")
        found, self.text = self.text, ""
        return found

    def _read(self, seconds: float) -> bool:
        if seconds <= 0 or not select.select([self._file], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._file, 65536)
        except OSError:  # Linux says so when the program has ended
            data = b""
        text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        self.text += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)
        return bool(data)

    def press(self, keys: str) -> None:
        os.write(self._file, keys.encode())

    def end(self) -> tuple[str, int]:
        """Return the rest of what is written, and the exit code; end what waits for a key."""
        while self._read(60):
            pass
        patience = threading.Timer(60, os.kill, (self.pid, signal.SIGKILL))
        patience.start()
        status = os.waitpid(self.pid, 0)[1]
        patience.cancel()
        return self.text, os.waitstatus_to_exitcode(status)
