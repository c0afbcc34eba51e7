"""What a worker process does: it is prepared, then does tasks until its owner is gone.

`python -m octavo.workers.worker OWNER PURPOSE SOCKET...` speaks to the process OWNER by its
standard input and output. Once it is prepared, a process is forked from it for each socket (its
number), so that all share the memory of the libraries; those speak by their socket. None outlives
its owner: the system ends it where it can, and else it ends with its input, also in the midst of
a task.
"""

from __future__ import annotations

import gc
import os
import queue
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Sequence

from octavo.core import system
from octavo.core.errors import OctavoError
from octavo.workers.line import Begin, Crashed, Do, Done, Line, Prepare, Ready, Refused, Said
from octavo.workers.task import Bench, Streamed, Task

#: Objects that came since the last look for those that nobody needs: some 20 MB.
_GARBAGE = 200_000


def main(owner: int, sockets: Sequence[int]) -> None:
    """Serve standard input, and each socket in a process of its own."""
    system.end_with_parent(owner)
    # The process that started us decides what an interruption ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line = Line(back=sys.stdin.buffer, to=os.fdopen(os.dup(1), "wb"))
    # Whatever a library prints is no result.
    os.dup2(2, 1)
    if not _prepare(line, sockets):
        return
    gc.collect()
    gc.freeze()
    # What a layout leaves behind are a few thousand objects that point at one another; to look
    # for them takes a tenth of its time, so `serve` does it when there are many.
    gc.disable()
    own = os.getpid()
    for number in sockets:
        if os.fork() == 0:
            system.end_with_parent(own)
            for other in sockets:
                if other != number:
                    os.close(other)
            os.close(0)
            os.close(line.to.fileno())
            serve(_line_of(number))
    for number in sockets:
        os.close(number)
    serve(line)


def _line_of(number: int) -> Line:
    stream = socket.socket(fileno=number)
    return Line(to=stream.makefile("wb"), back=stream.makefile("rb"))


def _prepare(line: Line, sockets: Sequence[int]) -> bool:
    """Do what comes before the first task; tell all lines if it fails."""
    try:
        while not isinstance(message := line.receive(), Begin):
            if isinstance(message, Prepare):
                message.preparation.run()
        return True
    except EOFError:
        return False
    except Exception as error:
        for each in (line, *map(_line_of, sockets)):
            each.send(_failure(error))
        return False


def serve(line: Line) -> None:
    """Do tasks until there is nobody to do them for; ends the process."""
    waiting: queue.SimpleQueue[object] = queue.SimpleQueue()
    bench = Bench(is_wanted=waiting.empty)
    try:
        line.send(Ready(os.getpid()))
        threading.Thread(target=_listen, args=(line, waiting), daemon=True).start()
        while True:
            message = waiting.get()
            if isinstance(message, Do):
                _answer(line, bench, message.task)
                # After news there is time: nobody waits for what comes behind the result.
                if isinstance(message.task, Streamed) or gc.get_count()[0] > _GARBAGE:
                    gc.collect()
            elif isinstance(message, Crashed):
                line.send(message)
    except OSError:
        os._exit(0)


def _listen(line: Line, waiting: queue.SimpleQueue[object]) -> None:
    """Take what the owner says, also while a task is at work; end the process when it is gone."""
    while True:
        try:
            waiting.put(line.receive())
        except (EOFError, OSError):
            os._exit(0)
        except Exception as error:  # a task that cannot be unpacked here
            waiting.put(_failure(error))


def _answer(line: Line, bench: Bench, task: Task[object] | Streamed[object, object]) -> None:
    try:
        if isinstance(task, Streamed):
            result = task.stream(bench, lambda news: line.send(Said(news)))
        else:
            result = task.run(bench)
        line.send(Done(result, system.most_memory()))
    except Exception as error:
        line.send(_failure(error))


def _failure(error: Exception) -> Refused | Crashed:
    if isinstance(error, OctavoError):
        return Refused(error)
    return Crashed(f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)))


if __name__ == "__main__":
    main(int(sys.argv[1]), [int(number) for number in sys.argv[3:]])
