"""What a worker process does: reads tasks from one stream, writes results to another.

`python -m octavo.layout.worker SOCKET...` loads the layout engine and reads a line from its
standard input: a language, a space, and `parse` if chapters are to be parsed. Then a process
is forked from it for each socket (its number), so that all share the memory of the libraries.
A worker ends when its stream does: none outlives the process that started it.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from types import MappingProxyType
from typing import Any, BinaryIO

from octavo.errors import OctavoError
from octavo.layout.start import load_engine
from octavo.layout.tasks import Failed, MissingLibrary, Setting, Task
from octavo.machine import missing_library
from octavo.model import Chapter

#: Settings that a worker keeps ready: of an edition, and of the one before it.
_KEPT = 2

#: Objects that came since the last look for those that nobody needs: some 20 MB.
_GARBAGE = 200_000


class Worker:
    """Does tasks; keeps the styles and fonts of the settings it was given last."""

    def __init__(self) -> None:
        self._setters: dict[str, Any] = {}

    def do(self, task: Task) -> Any:
        """The result of a task."""
        if task.name not in _TASKS:
            raise KeyError(f"no such task: {task.name}")
        return _TASKS[task.name](self, *task.arguments)

    def setter(self, setting: Setting) -> Any:
        """What lays out documents of a setting."""
        from octavo.layout.piece import Setter

        found = self._setters.pop(setting.name, None) or Setter(setting.composition)
        self._setters[setting.name] = found
        while len(self._setters) > _KEPT:
            del self._setters[next(iter(self._setters))]
        return found


def _parse(worker: Worker, chapter: Chapter, language: str) -> bytes:
    from octavo.parse.kept import encode
    from octavo.parse.section import parse_chapter

    return encode(parse_chapter(chapter, language))


def _piece(worker: Worker, setting: Setting, document: Any, images: Any, left: bool) -> bytes:
    from octavo.layout.galley import encode

    return encode(worker.setter(setting).lay_out(document, images, left=left))


def _plan(worker: Worker, setting: Setting) -> bytes:
    from octavo.layout.fitting import encode_plan

    return encode_plan(worker.setter(setting).furnisher.plan())


def _ready(worker: Worker, setting: Setting) -> None:
    worker.setter(setting)


def _furniture(worker: Worker, setting: Setting, sheets: Any) -> list[bytes]:
    from octavo.layout.galley import encode_drawing

    furnisher = worker.setter(setting).furnisher
    return [encode_drawing(furnisher.draw(sheet)) for sheet in sheets]


def _single(worker: Worker, composition: Any, tagged: bool) -> Any:
    from octavo.layout.render import lay_out

    return lay_out(composition, tagged=tagged)


def _cover(worker: Worker, compositions: Any) -> Any:
    from octavo.layout.cover import draw_cover

    return draw_cover(compositions)


_TASKS: MappingProxyType[str, Callable[..., Any]] = MappingProxyType(
    {
        "parse": _parse,
        "piece": _piece,
        "plan": _plan,
        "ready": _ready,
        "furniture": _furniture,
        "single": _single,
        "cover": _cover,
    }
)


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Does tasks until the stream ends."""
    worker, settings = Worker(), dict[str, Setting]()
    while True:
        try:
            task: Task = pickle.load(source)
        except (EOFError, OSError):
            return
        result = _done(worker, task, settings)
        # What a layout leaves behind are a few thousand objects that point at one another; to
        # look for them takes a tenth of its time, so it is done when there are many.
        if gc.get_count()[0] > _GARBAGE:
            gc.collect()
        try:
            pickle.dump(result, target, pickle.HIGHEST_PROTOCOL)
            target.flush()
        except OSError:
            return


def _done(worker: Worker, task: Task, settings: dict[str, Setting]) -> Any:
    try:
        return worker.do(task.given(settings))
    except OctavoError as error:
        return error
    except Exception as error:
        import traceback

        return Failed(f"{type(error).__name__}: {error}", traceback.format_exc())


def _load_for(language: str, parse: str) -> None:
    """Loads what hyphenates a language, and what parses chapters."""
    import pyphen

    if found := language and pyphen.language_fallback(language):
        pyphen.Pyphen(lang=found)  # keeps the patterns it has read
    if parse:
        import octavo.parse.section  # noqa: F401


def main(sockets: list[int]) -> None:
    """Serves standard input, and each socket in a process of its own."""
    # The process that started us decides what an interruption ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints is no result.
    os.dup2(2, 1)
    try:
        with redirect_stdout(StringIO()):
            # The dear import, once for all. WeasyPrint prints its own advice when a library is
            # missing; ours comes instead.
            load_engine()
            import octavo.layout.piece
            import octavo.layout.render  # noqa: F401

            about = source.readline()
            if not about:
                return
            _load_for(*about.decode().rstrip("\n").split(" "))
    except OSError as error:
        target.write(pickle.dumps(MissingLibrary(missing_library(error))))
        target.flush()
        return
    gc.collect()
    gc.freeze()
    gc.disable()
    for number in sockets:
        if os.fork() == 0:
            for other in sockets:
                if other != number:
                    os.close(other)
            os.close(0)
            os.close(target.fileno())
            stream = socket.socket(fileno=number)
            serve(stream.makefile("rb"), stream.makefile("wb"))
            os._exit(0)
    for number in sockets:
        os.close(number)
    serve(source, target)


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]])
