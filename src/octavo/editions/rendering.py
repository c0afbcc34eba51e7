"""What every kind of edition gives back."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

from octavo.core.model import Edition, Finding
from octavo.core.progress import Kept, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One edition's bytes, not yet written.

    `text` is what was set on its pages, for `typesetting.set_text.read_bound`; empty if it sets
    none.
    """

    edition: Edition
    data: bytes
    pages: int | None = None
    findings: tuple[Finding, ...]
    text: bytes = field(default=b"", repr=False)


#: A renderer yields a step when work begins, and returns the bytes.
Rendering = Generator[Step | Kept, None, Rendered]
