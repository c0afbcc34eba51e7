"""What every kind of edition gives back."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from octavo.core.model import Edition, Finding
from octavo.core.progress import Kept, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One edition's bytes, not yet written."""

    edition: Edition
    data: bytes
    pages: int | None = None
    findings: tuple[Finding, ...]


#: A renderer yields a step when work begins, and returns the bytes.
Rendering = Generator[Step | Kept, None, Rendered]
