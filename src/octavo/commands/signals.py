"""What happens at a signal that asks the process to end: SIGTERM, SIGHUP."""

from __future__ import annotations

import math
import signal
import time
from types import FrameType

from octavo.core.system import ending_signals
from octavo.errors import Ended

#: Seconds after a signal in which others are passed over: a terminal that is closed, or a
#: service that is stopped, may send several, and what is put in order needs a moment.
_MOMENT = 2.0


def end_at_signals() -> None:
    """Have such signals raise `Ended` from now on; but for those that we were told to ignore."""
    ending = _Ending()
    for sign in ending_signals():
        if signal.getsignal(sign) is signal.SIG_DFL:
            signal.signal(sign, ending)


class _Ending:
    """Raises `Ended` at the first of several signals."""

    def __init__(self) -> None:
        self._last = -math.inf

    def __call__(self, number: int, frame: FrameType | None) -> None:
        before, self._last = self._last, time.monotonic()
        if self._last - before > _MOMENT:
            raise Ended(number)
