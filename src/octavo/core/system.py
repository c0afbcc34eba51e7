"""What operating systems do differently: processors, memory, processes and their ends.

Each function asks first whether the system has what it needs, and does without where it has not.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import IO

#: `PR_SET_PDEATHSIG` of Linux, prctl(2): the signal that a process is sent when its parent ends.
_PARENT_DEATH_SIGNAL = 1

#: Seconds between two looks at whether the parent is still there.
_LOOK = 0.5


def processors() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def most_memory() -> int:
    """Return the most bytes of memory that this process ever held; 0 if the system cannot say."""
    try:
        import resource
    except ImportError:
        return 0
    # Kilobytes, but on macOS (getrusage(2) of both).
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def runs(process: int) -> bool:
    """Tell whether a process of this number is running; true if nobody can tell."""
    # On Windows signal 0 is Ctrl-C, and would be sent.
    if os.name != "posix" or not hasattr(os, "kill"):
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def forks() -> bool:
    """Tell whether a process that has loaded libraries may be forked.

    On macOS system libraries break in a forked process (bpo-33725): there it may not.
    """
    return hasattr(os, "fork") and sys.platform != "darwin"


def be_less_urgent(by: int) -> None:
    """Let other processes of the machine go first."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(by)


def ending_signals() -> tuple[signal.Signals, ...]:
    """List the signals by which others ask a process to end: SIGTERM, SIGHUP, on Windows Break."""
    names = ("SIGTERM", "SIGHUP", "SIGBREAK")
    return tuple(getattr(signal, name) for name in names if hasattr(signal, name))


def send_to_main_thread(number: int) -> None:
    """Send a signal to the main thread, so that it is woken from what it waits for."""
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main, number)
    else:
        signal.raise_signal(number)


def start(
    command: Sequence[str],
    *,
    errors: int | IO[bytes],
    inherit: Sequence[int] = (),
    more: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.Popen[bytes]:
    """Start a program that is spoken to by pipes, and writes what goes wrong to `errors`.

    It leads a group of its own where the system has groups, so that an interruption at the
    terminal is ours alone and `end` ends it with all that it forked. `inherit` are numbers of
    open files that it shall have, for systems that can fork; `more` are variables of its
    environment besides ours.
    """
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env={**os.environ, **more},
        pass_fds=tuple(inherit),
        start_new_session=hasattr(os, "setsid"),
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that `start` started and all that it forked, at once; wait for the end.

    One that has been waited for is left: its number may be another's now.
    """
    if process.returncode is not None:
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, OSError):  # no groups here, or it leads none
        process.send_signal(_kill())
    process.wait()


def end_one(process: int) -> bool:
    """End one process by its number, at once; tell whether the system could."""
    try:
        os.kill(process, _kill())
    except (AttributeError, OSError):
        return False
    return True


def _kill() -> signal.Signals:
    """Return the signal that no process can pass over, or what comes nearest to it."""
    return getattr(signal, "SIGKILL", signal.SIGTERM)


def end_with_parent(parent: int) -> bool:
    """Have the system kill this process when `parent`, which started it, has ended.

    To be called first of all. Returns whether the system will: only Linux can do it. If the parent
    has ended already, this process does too. On Linux the parent counts as ended when its thread
    has that started this process.
    """
    can = False
    if sys.platform == "linux":
        import ctypes  # a millisecond, which commands without workers need not spend

        with suppress(OSError, AttributeError):
            prctl = ctypes.CDLL(None).prctl
            can = prctl(_PARENT_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0) == 0
    if os.getppid() != parent:
        os._exit(1)
    return can


def wait_for_end(parent: int) -> None:
    """Wait until `parent`, which started this process, has ended."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
