"""Files of a book, read and written so that nothing is lost: aside first, then renamed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from octavo.core.errors import OctavoError
from octavo.core.system import runs


def write_aside(files: Mapping[Path, bytes]) -> None:
    """Write all `files` beside their places, then rename them, in order.

    Folders are made. A file that has these bytes already is not touched.
    Raises `OctavoError` if one cannot be written, before any is renamed: every
    file is as it was.
    """
    staged: dict[Path, Path] = {}
    path = Path()
    try:
        for path, data in files.items():
            if path.is_dir():
                raise IsADirectoryError(21, "a folder of that name is there")
            if path.is_file() and path.read_bytes() == data:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = path.with_name(f".{path.name}.{os.getpid()}.part")
            staged[path].write_bytes(data)
        for path, aside in staged.items():
            aside.replace(path)
            _clear(path)
    except OSError as error:
        raise OctavoError(
            f"cannot be written ({error.strerror or error}).",
            where=str(path),
            hint="Check the folder's permissions and the space on the disk, then try again.",
        ) from None
    finally:
        for aside in staged.values():
            with suppress(OSError):
                aside.unlink(missing_ok=True)


def _clear(path: Path) -> None:
    """Remove what a process that was killed left beside its place."""
    left = re.compile(rf"\.{re.escape(path.name)}\.(\d+)\.part")
    with suppress(OSError):
        for other in path.parent.iterdir():
            found = left.fullmatch(other.name)
            if found and not runs(int(found[1])):
                other.unlink(missing_ok=True)


def read_present(path: Path) -> bytes | None:
    """Read the file at `path`; None if there is none.

    Raises `OctavoError` if there is one and it cannot be read.
    """
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise OctavoError(
            f"cannot be read ({error.strerror or error}).",
            where=str(path),
            hint="Check the file's permissions.",
        ) from None
