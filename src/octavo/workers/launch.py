"""Other programs, such as a Java, that end with this process.

`python -m octavo.workers.launch OWNER COMMAND...` becomes the command where the system ends it
with its owner; elsewhere it waits for both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence

from octavo.core import system


def run_program(command: Sequence[str], *, patience: float) -> bytes:
    """Run a program and return what it writes to its standard output.

    Raises `OSError` if it cannot be started, and `subprocess.TimeoutExpired` if it takes more
    than `patience` seconds. It ends with this process, whatever ends that.
    """
    launcher = [sys.executable, "-P", "-m", "octavo.workers.launch", str(os.getpid())]
    process = system.start([*launcher, *command], errors=subprocess.DEVNULL)
    try:
        said, _ = process.communicate(timeout=patience)
    finally:
        system.end(process)
    return said


def main(owner: int, command: Sequence[str]) -> None:
    """Become the command, or run it and look after it."""
    if system.end_with_parent(owner):
        os.execvp(command[0], [*command])
    process = subprocess.Popen(command)
    threading.Thread(target=lambda: os._exit(process.wait()), daemon=True).start()
    system.wait_for_end(owner)
    process.kill()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
