"""What a build hands out: a written file, and what was found in making it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from octavo.core.model import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A written file. `path` is absolute; `pages` is None for an e-book.

    `reused` says that it stood already, made of the very same things.
    """

    edition: str
    path: Path
    sha256: str
    bytes: int
    pages: int | None
    findings: tuple[Finding, ...] = ()
    reused: bool = False
