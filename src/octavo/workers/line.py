"""The line between this process and a worker: messages, each a pickle behind its length."""

from __future__ import annotations

import io
import pickle
import struct
import threading
from dataclasses import dataclass, field
from typing import IO

from octavo.core.errors import OctavoError
from octavo.workers.task import Preparation, Shared, Streamed, Task

_LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Prepare:
    """To a worker: something to do before its first task."""

    preparation: Preparation


@dataclass(frozen=True, slots=True)
class Begin:
    """To a worker: all that it is prepared by has been said; tasks follow."""


@dataclass(frozen=True, slots=True)
class Do:
    """To a worker: a task."""

    task: Task[object] | Streamed[object, object]


@dataclass(frozen=True, slots=True)
class Stop:
    """To a worker: the task at work is no longer wanted."""


@dataclass(frozen=True, slots=True)
class Ready:
    """From a worker: it is there; `process` is its number."""

    process: int


@dataclass(frozen=True, slots=True)
class Said:
    """From a worker: news of a streamed task."""

    news: object


@dataclass(frozen=True, slots=True)
class Done:
    """From a worker: the result of its task; `memory` is the most bytes that it ever held."""

    result: object
    memory: int


@dataclass(frozen=True, slots=True)
class Refused:
    """From a worker: its task, or what should prepare it, cannot go on."""

    error: OctavoError


@dataclass(frozen=True, slots=True)
class Crashed:
    """From a worker: its task, or what should prepare it, failed as nobody foresaw."""

    message: str
    traceback: str


@dataclass(frozen=True, slots=True)
class _Keep:
    """Ahead of the first task that holds it: a value that is sent once."""

    shared: Shared


@dataclass(slots=True, kw_only=True)
class Line:
    """One end of a line: a stream to the other end, and one from it."""

    to: IO[bytes]
    back: IO[bytes]
    _sent: set[str] = field(default_factory=set)
    _kept: dict[str, Shared] = field(default_factory=dict)
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def send(self, message: object) -> None:
        """Send a message, ahead of it the shared values that are new to the other end.

        Raises `OSError` if the other end reads no more.
        """
        with self._one_at_a_time:
            packed = io.BytesIO()
            packer = _Packer(packed)
            packer.dump(message)
            for name in packer.shared.keys() - self._sent:
                self._sent.add(name)
                self._write(pickle.dumps(_Keep(packer.shared[name]), pickle.HIGHEST_PROTOCOL))
            self._write(packed.getbuffer())
            self.to.flush()

    def receive(self) -> object:
        """Wait for a message. Raises `EOFError` or `OSError` if the other end is gone."""
        while True:
            message = _Unpacker(io.BytesIO(self._read()), self._kept).load()
            if not isinstance(message, _Keep):
                return message
            self._kept[message.shared.name] = message.shared

    def _write(self, data: bytes | memoryview) -> None:
        self.to.write(_LENGTH.pack(len(data)))
        self.to.write(data)

    def _read(self) -> bytes:
        head = self.back.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            raise EOFError
        (length,) = _LENGTH.unpack(head)
        data = self.back.read(length)
        if len(data) < length:
            raise EOFError
        return data


class _Packer(pickle.Pickler):
    """Pickles a message without the shared values in it, which it collects."""

    def __init__(self, target: io.BytesIO) -> None:
        super().__init__(target, pickle.HIGHEST_PROTOCOL)
        self.shared: dict[str, Shared] = {}

    def persistent_id(self, item: object) -> str | None:
        """Return the name of a shared value: it is sent in place of the value."""
        if not isinstance(item, Shared):
            return None
        self.shared[item.name] = item
        return item.name


class _Unpacker(pickle.Unpickler):
    """Reads a message, and puts the shared values in it that came before."""

    def __init__(self, source: io.BytesIO, kept: dict[str, Shared]) -> None:
        super().__init__(source)
        self._kept = kept

    def persistent_load(self, name: str) -> Shared:
        """Return the shared value of a name."""
        return self._kept[name]
