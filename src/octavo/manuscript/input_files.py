"""The files that a book is made of, and whether they are still as they were.

Everything in the book's `manuscript/` and `styles/` counts, read or not: a
file that is not listed is a finding, and one that comes may be what was looked
for. So do files elsewhere in the book that it names. A file whose size, times
and number on the disk are the same is taken to be the same; unless it was
written so shortly before it was looked at that another writing might not show.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from octavo.core.cache import digest

#: The folders of a book that count as a whole.
_FOLDERS = ("manuscript", "styles")

#: Nanoseconds within which two writings of a file may show one time (FAT counts in 2 seconds).
_SOON = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file as it was seen: what the disk says of it, and the digest of its bytes.

    `about` is empty where a look at the disk cannot tell that it is the same.
    """

    digest: str
    about: tuple[int, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether there was none."""
        return self.digest.startswith("error")

    def since(self, time: int) -> bool:
        """Whether the file may have changed after `time` (nanoseconds since 1970)."""
        return not self.about or max(self.about[1:3]) >= time


#: Files by their paths in the book.
Inputs = Mapping[str, Seen]


def look(root: Path, before: Inputs, also: Iterable[str] = ()) -> dict[str, Seen]:
    """Look at the files of the book in `root` as they are now, `also` at those paths in it.

    Files that are as they were `before` are not read.
    """
    paths = dict(_walk(root))
    paths.update((path, root / path) for path in also)
    return {name: _see(paths[name], before.get(name)) for name in sorted(paths)}


def inputs_digest(inputs: Inputs) -> str:
    """Return the digest of the files' names and bytes."""
    return digest(part for name, seen in inputs.items() for part in (name, seen.digest))


def stayed(before: Inputs, after: Inputs, start: int) -> bool:
    """Whether all files are `after` a build as they were `before`, which was seen from `start` on.

    A file that was not looked at then must be older.
    """
    return all(_stayed(before.get(name), after.get(name), start) for name in {*before, *after})


def _stayed(before: Seen | None, after: Seen | None, start: int) -> bool:
    if before and after:
        return before.digest == after.digest
    there = before or after
    return there is None or there.missing or (there is after and not there.since(start))


def _walk(root: Path) -> Iterator[tuple[str, Path]]:
    """Files and folders by their paths in the book, links followed, hidden ones left out."""
    pending = [(name, root / name) for name in _FOLDERS]
    entered = set()
    while pending:
        name, path = pending.pop()
        yield name, path
        try:
            about = path.stat()
            # A link may lead in a circle.
            if stat.S_ISDIR(about.st_mode) and (about.st_dev, about.st_ino) not in entered:
                entered.add((about.st_dev, about.st_ino))
                inside = [entry.name for entry in os.scandir(path)]
            else:
                continue
        except OSError:
            continue
        # What editors leave beside a file that is open is no part of the book.
        kept = (item for item in inside if not item.startswith(".") and not item.endswith("~"))
        pending += [(f"{name}/{item}", path / item) for item in kept]


def _see(path: Path, before: Seen | None) -> Seen:
    """Look at a file, and read it if it may have changed; return where it leads if it is a link."""
    now = time.time_ns()
    try:
        found = path.stat()
        link = os.path.realpath(path) if path.is_symlink() else ""
        if not stat.S_ISREG(found.st_mode):
            return Seen(digest=f"{stat.S_IFMT(found.st_mode):o} {link}")
        # A link may come to lead elsewhere, to a file that is just as old.
        about = () if link else _about(found)
        if before is not None and about and before.about == about:
            return before
        with path.open("rb") as file:
            total = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return Seen(digest=f"error {error.errno}")
    settled = max(found.st_mtime_ns, found.st_ctime_ns) < now - _SOON
    return Seen(about=about if settled else (), digest=f"{total} {link}".strip())


def _about(found: os.stat_result) -> tuple[int, ...]:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
