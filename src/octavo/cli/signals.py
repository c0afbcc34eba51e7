"""What happens at a signal that asks the process to end: SIGTERM, SIGHUP, and Ctrl-C's SIGINT."""

from __future__ import annotations

import math
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from types import FrameType

from octavo.core.errors import Ended
from octavo.core.system import ending_signals, send_to_main_thread

#: Seconds after a signal in which others are passed over: a terminal that is closed, or a
#: service that is stopped, may send several, and what is put in order needs a moment.
_MOMENT = 2.0

#: Seconds until a signal is looked at again that came at a bad moment.
_SOON = 0.05

#: Seconds after which a signal is sent once more: when others are no longer passed over.
_AGAIN = _MOMENT + 0.1


def end_at_signals() -> None:
    """Have such signals raise `Ended` from now on; but for those that we were told to ignore."""
    if threading.current_thread() is not threading.main_thread():
        return  # only there Python lets one listen to signals
    ending = _Ending()
    for sign in ending_signals():
        if signal.getsignal(sign) is signal.SIG_DFL:
            signal.signal(sign, ending)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    sys.unraisablehook = partial(_unraised, ending, sys.unraisablehook)


def end_at_once() -> None:
    """Have such signals end the process as the system does: nothing is left to put in order."""
    for sign in ending_signals():
        if isinstance(signal.getsignal(sign), _Ending):
            signal.signal(sign, signal.SIG_DFL)


class _Ending:
    """Raises `Ended` at the first of several signals, and again where Python swallowed it.

    An exception that is raised while something is torn down, or in what a library in C calls,
    goes no further. So the signal comes again, until `Ended` is on its way.
    """

    def __init__(self) -> None:
        self._last = -math.inf

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if _imports(frame):
            _later(number)
            return
        now = time.monotonic()
        if now - self._last <= _MOMENT or _is_on_its_way():
            return
        self._last = now
        _later(number, _AGAIN)
        raise Ended(number)

    def forget(self) -> None:
        """Raise `Ended` at the next signal, however soon."""
        self._last = -math.inf


def _is_on_its_way() -> bool:
    """Return whether things are put in order because of an `Ended`."""
    error = sys.exc_info()[1]
    while error is not None:
        if isinstance(error, Ended):
            return True
        error = error.__cause__ or error.__context__
    return False


def _unraised(
    ending: _Ending,
    say: Callable[[sys.UnraisableHookArgs], object],
    found: sys.UnraisableHookArgs,
) -> None:
    """Raise once more what Python swallowed of ours; `say` what it swallowed of others'."""
    if isinstance(found.exc_value, Ended):
        ending.forget()
        _later(found.exc_value.exit_code - 128)
    elif isinstance(found.exc_value, KeyboardInterrupt):
        _later(signal.SIGINT)
    else:
        say(found)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Raise `KeyboardInterrupt`, as Python itself does at Ctrl-C."""
    if _imports(frame):
        _later(number)
        return
    raise KeyboardInterrupt


def _imports(frame: FrameType | None) -> bool:
    """Tell whether a module is being loaded: libraries in C abort at an exception then."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def _later(number: int, seconds: float = _SOON) -> None:
    timer = threading.Timer(seconds, send_to_main_thread, (number,))
    timer.daemon = True
    timer.start()
