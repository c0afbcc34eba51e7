"""The files of a book: tells when one of them changes, and never of what is built."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import Change, awatch

#: Folders at a book's head that hold no part of it.
_NOT_OURS = frozenset({"build", "node_modules", "__pycache__"})

#: Milliseconds: how long it is waited for more changes while there are some, and how long at
#: most before a burst of them is reported. (From a save to the news a step and a half.)
_STEP, _DEBOUNCE = 10, 200

#: Milliseconds between looks at the head of the book, whose own files seldom change.
_PATIENCE = 500

#: What the head of a book holds: its folders, and its files with size and time.
_Head = tuple[frozenset[Path], frozenset[tuple[Path, int, int]]]


async def changes(root: Path) -> AsyncIterator[frozenset[Path]]:
    """Yield what changes in the book in `root`, bursts taken together, until the task is cancelled.

    A new folder at the book's head is watched from then on.
    """
    head, began = _look(root), False
    while True:
        async for found in awatch(
            *head[0],
            watch_filter=_wanted,
            step=_STEP,
            debounce=_DEBOUNCE,
            rust_timeout=_PATIENCE,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        ):
            if found or began:
                # What was written while the watcher began may have been missed.
                yield frozenset(Path(path) for _, path in found) or frozenset({root})
                began = False
            now = _look(root)
            if now != head:
                break
        head, began = now, True
        yield frozenset({root})


def is_part(path: Path) -> bool:
    """Return whether a file may be part of the book: not hidden, and not an editor's copy."""
    return not path.name.startswith((".", "#")) and not path.name.endswith(("~", ".swp", ".part"))


def _wanted(_: Change, path: str) -> bool:
    return is_part(Path(path))


def _look(root: Path) -> _Head:
    folders, files = set(), set()
    for path in _listed(root):
        if path.is_dir():
            # A virtual environment in the book's folder has ten thousand files.
            if is_part(path) and path.name not in _NOT_OURS and not (path / "pyvenv.cfg").exists():
                # It may be a link to a folder elsewhere, which is not followed by itself.
                folders.add(path.resolve())
        elif is_part(path) and path.exists():
            about = path.stat()
            files.add((path, about.st_size, about.st_mtime_ns))
    return frozenset(folders or {root}), frozenset(files)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
