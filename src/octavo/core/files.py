"""Files of a book, read and written so that nothing is lost: aside first, then renamed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
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
        _clear(staged)
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


def _clear(paths: Iterable[Path]) -> None:
    """Remove what a process that was killed left beside the places of files."""
    # Each folder is looked through once: for each file, a thousand chapters would take a million.
    names: dict[Path, set[str]] = {}
    for path in paths:
        names.setdefault(path.parent, set()).add(path.name)
    for folder, written in names.items():
        with suppress(OSError):
            for name in os.listdir(folder):  # noqa: PTH208 (names alone, many thousands)
                found = _LEFT.fullmatch(name)
                if found and found[1] in written and not runs(int(found[2])):
                    (folder / name).unlink(missing_ok=True)


_LEFT = re.compile(r"\.(.+)\.(\d+)\.part", re.DOTALL)


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
