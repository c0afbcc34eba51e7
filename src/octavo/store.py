"""The build cache: bytes kept in a book's `build/.cache`, named by what made them.

The only cache of a book. A key is the digest of everything that can change the
value; an entry is written aside and renamed, so that a reader sees all of it
or nothing. Losing the folder loses time, never work.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

#: The cache's folder in a book's folder.
FOLDER = "build/.cache"


def digest(parts: Iterable[bytes | str]) -> str:
    """SHA-256 of the parts, as hexadecimal; their lengths count, so that no two lists agree."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The cache in `folder`, which is made when something is put there."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """The bytes kept under `key` (a digest), or None."""
        try:
            return self._path(key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keeps `data`. A cache that cannot be written is no reason to fail a build."""
        path = self._path(key)
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        with suppress(OSError):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                aside.write_bytes(data)
                aside.replace(path)
            finally:
                aside.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key
