"""The finished files of a book: which are there, and which are older than what they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from octavo.findings.catalogue.finished import BuildMissing, BuildStale
from octavo.model import Edition, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The file that a build writes of an edition, whether or not it is there.

    `shown` is how findings name it, `line` the command that builds it.
    """

    edition: Edition
    path: Path
    shown: str
    line: str


def missing(file: Finished) -> Finding:
    """Return `build-missing`: there is nothing to look at."""
    values = {"edition": file.edition.name, "line": file.line}
    return BuildMissing.found(values, file=file.shown)


def stale(file: Finished, sources: Iterable[Path], root: Path) -> Finding | None:
    """Return `build-stale` if a source of the book in `root` was changed after the file.

    The times are the disk's, for files of which no build has noted what they are made of. A
    build leaves alone a file whose bytes stay the same, so that this is a question, and no error.
    """
    built = file.path.stat().st_mtime_ns
    newer = [source for source in sources if source.is_file() and _changed(source) > built]
    if not newer:
        return None
    latest = max(newer, key=lambda source: (_changed(source), str(source)))
    name = latest.relative_to(root).as_posix() if latest.is_relative_to(root) else str(latest)
    return outdated(file, name)


def outdated(file: Finished, name: str) -> Finding:
    """Return `build-stale`: `name` is what was changed since."""
    return BuildStale.found({"source": name, "line": file.line}, file=file.shown)


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns
