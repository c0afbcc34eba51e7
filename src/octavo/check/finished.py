"""The finished files of a book: which are there, and which are older than what they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from octavo.check.flaw import flaw
from octavo.model import Edition, Finding, Severity


def missing(shown: str, edition: Edition, line: str) -> Finding:
    """`build-missing`: nothing to look at; `line` is the command that builds it."""
    message = f'the edition "{edition.name}" is not built.'
    return flaw(shown, "build-missing", message, f"Build it: `{line}`.")


def stale(path: Path, shown: str, sources: Iterable[Path], root: Path, line: str) -> Finding | None:
    """`build-stale`: a source of the book was changed after the file; None if none was.

    The times are the disk's, for files of which no build has noted what they are made of. A
    build leaves alone a file whose bytes stay the same, so that this is a question, and no error.
    """
    built = path.stat().st_mtime_ns
    newer = [source for source in sources if source.is_file() and _changed(source) > built]
    if not newer:
        return None
    latest = max(newer, key=lambda source: (_changed(source), str(source)))
    name = latest.relative_to(root).as_posix() if latest.is_relative_to(root) else str(latest)
    return outdated(shown, name, line)


def outdated(shown: str, name: str, line: str) -> Finding:
    """`build-stale`: `name` is what was changed since, `line` the command that builds the file."""
    message = f"{name} was changed after this file was built."
    hint = f"Build it again: `{line}`; a file that stays the same is left as it is."
    return flaw(shown, "build-stale", message, hint, severity=Severity.WARNING)


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns
