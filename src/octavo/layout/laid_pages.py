"""What a layout gives back: pages, where anchors fell, and the painted PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrun:
    """A line whose ink leaves the type area: `points` to the right of its edge."""

    page: int
    points: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A bitmap on a page: `name` is its asset's, `pixels` how many it prints on an inch."""

    page: int
    name: str
    pixels: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Laid-out documents. Pages count from 0.

    `starts` is the page on which each id of the documents lies, `ends` the last page of each
    document, by its anchor; `crowded` are
    pages whose notes overprint the text; `wide` are tables beyond their measure, by
    the names they were given, with their widths as a multiple of it; `log` is what the
    layout engine complained about; `text` is what was set on the pages, as
    `typesetting.set_text.encode` writes it, where pages are for a file.
    """

    pages: int
    starts: Mapping[str, int]
    ends: Mapping[str, int] = field(default_factory=dict)
    overruns: tuple[Overrun, ...]
    crowded: frozenset[int]
    log: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()
    wide: Mapping[str, float] = field(default_factory=dict)
    text: bytes = field(default=b"", repr=False)
    pdf: bytes = field(repr=False)
