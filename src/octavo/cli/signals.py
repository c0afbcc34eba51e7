"""What happens at a signal that asks the process to end: SIGTERM, SIGHUP, and Ctrl-C's SIGINT."""

from __future__ import annotations

import math
import signal
import threading
import time
from types import FrameType

from octavo.core.errors import Ended
from octavo.core.system import ending_signals, send_to_main_thread

#: Seconds after a signal in which others are passed over: a terminal that is closed, or a
#: service that is stopped, may send several, and what is put in order needs a moment.
_MOMENT = 2.0

#: Seconds until a signal is looked at again that came at a bad moment.
_SOON = 0.05


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


class _Ending:
    """Raises `Ended` at the first of several signals."""

    def __init__(self) -> None:
        self._last = -math.inf

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if _imports(frame):
            _later(number)
            return
        before, self._last = self._last, time.monotonic()
        if self._last - before > _MOMENT:
            raise Ended(number)


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


def _later(number: int) -> None:
    timer = threading.Timer(_SOON, send_to_main_thread, (number,))
    timer.daemon = True
    timer.start()
