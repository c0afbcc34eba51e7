"""The build cache: bytes kept in a book's `build/.cache`, named by what made them.

The only cache of a book. A key is the digest of everything that can change the
value, Octavo and its libraries among it; an entry carries its key and a
checksum, so that one that is damaged, cut short or another's is as if absent.
Entries are written aside and renamed: a reader sees all of one or nothing, and
builds at the same time do not disturb each other. Losing the folder loses
time, never work.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from octavo.core.system import runs

Value = TypeVar("Value")

#: The cache's folder in a book's folder.
FOLDER = "build/.cache"

#: Bytes that a book's cache may take once a build is done: a novel takes about 10 MB.
MOST = 512 * 2**20

#: What every entry begins with: the form of the lines that follow.
_MARK = b"octavo cache 1\n"
_LINE = len(hashlib.sha256().hexdigest()) + 1
_HEAD = len(_MARK) + 2 * _LINE

#: Seconds by which a file's time may be behind the clock (FAT counts in twos).
_BEHIND = 2.0

_ENTRY = re.compile(r"[0-9a-f]{64}")
_ASIDE = re.compile(r"\.[0-9a-f]{64}\.(\d+)\.[0-9a-f]+")


def digest(parts: Iterable[bytes | str]) -> str:
    """SHA-256 of the parts, as hexadecimal; their lengths count, so that no two lists agree."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The cache in `folder`, which is made when something is put there.

    Without a folder it is no cache: it gives nothing and keeps nothing.
    `engine` is the digest of Octavo and its libraries (`engine_digest`), a part
    of every key. `since` is when its build began (seconds since 1970): what was
    used from then on is not pruned.
    """

    folder: Path | None
    engine: str = ""
    since: float = field(default_factory=time.time)

    def key(self, kind: str, *parts: bytes | str) -> str:
        """Make the key of a `kind` of value that is made of `parts` by this engine."""
        return digest([kind, self.engine, *parts])

    def get(self, key: str) -> bytes | None:
        """Read the bytes kept under `key`; None if there are none that can be trusted."""
        if self.folder is None:
            return None
        path = _place(self.folder, key)
        try:
            entry = path.read_bytes()
        except OSError:
            return None
        data = entry[_HEAD:]
        if entry[:_HEAD] != _head(key, data):
            return None
        self._touch(path)
        return data

    def read(self, key: str, decode: Callable[[bytes], Value]) -> Value | None:
        """Return what `decode` makes of the bytes under `key`; None if they are not its own."""
        data = self.get(key)
        if data is None:
            return None
        try:
            return decode(data)
        except (ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep `data`. A cache that cannot be written is no reason to fail a build."""
        if self.folder is None:
            return
        path = _place(self.folder, key)
        # Threads and machines that share a folder may share a process number.
        aside = path.with_name(f".{key}.{os.getpid()}.{secrets.token_hex(4)}")
        with suppress(OSError):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                aside.write_bytes(_head(key, data) + data)
                aside.replace(path)
            finally:
                aside.unlink(missing_ok=True)

    def kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Read the bytes kept under `key`; make them now, and keep them, if there are none."""
        data = self.get(key)
        if data is None:
            data = make()
            self.put(key, data)
        return data

    def prune(self, most: int = MOST) -> None:
        """Take out what was used longest ago until at most `most` bytes are left.

        What this build used stays, however much it is. What a build that is no
        longer there left half-written goes.
        """
        if self.folder is None:
            return
        entries = []
        for path in files_of(self.folder):
            with suppress(OSError):
                about = path.stat()
                if (aside := _ASIDE.fullmatch(path.name)) is None:
                    entries.append((about.st_mtime, about.st_size, path))
                elif not runs(int(aside[1])):
                    path.unlink()
        over = sum(size for _, size, _ in entries) - most
        for used, size, path in sorted(entries):
            if over <= 0 or used >= self.since - _BEHIND:
                return
            with suppress(OSError):
                path.unlink()
                over -= size

    def _touch(self, path: Path) -> None:
        """Note the use of an entry, once a build."""
        with suppress(OSError):
            if path.stat().st_mtime < self.since:
                os.utime(path)


#: No cache: gives nothing and keeps nothing.
NOTHING = Store(folder=None)


def files_of(folder: Path) -> Iterator[Path]:
    """Find the entries in a cache's folder, whole or half-written, and nothing else."""
    for part in _listed(folder):
        if len(part.name) == 2 and part.is_dir() and not part.is_symlink():
            for path in _listed(part):
                entry = _ENTRY.fullmatch(path.name) or _ASIDE.fullmatch(path.name)
                if entry and path.is_file() and not path.is_symlink():
                    yield path


def empty(folder: Path) -> tuple[int, int]:
    """Remove a cache: its entries, and the folders that are empty then.

    Returns how many entries and bytes went. Raises `OSError` if one cannot be removed.
    """
    count = size = 0
    for path in files_of(folder):
        about = path.stat()
        path.unlink()
        count, size = count + 1, size + about.st_size
    for part in (*_listed(folder), folder):
        with suppress(OSError):
            part.rmdir()
    return count, size


def _place(folder: Path, key: str) -> Path:
    return folder / key[:2] / key


def _head(key: str, data: bytes) -> bytes:
    checksum = hashlib.sha256(data).hexdigest()
    return b"%s%s\n%s\n" % (_MARK, key.encode(), checksum.encode())


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
