"""A galley: one document of a composition, laid out alone, and its form in the cache.

The body of a document that begins on a page of its own depends on its text, the
styles and the frame of the page, and on nothing that comes before it. Folios and
running heads come later (`layout/page_furniture.py`), and so do the files of the fonts
(`pdf/join.py`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, TypedDict

from octavo.layout.laid_pages import Overrun, Picture
from octavo.layout.unembedded_type import Drawing, UsedFont


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleyPage:
    """What is known of a page before its place in the book: its page name, and named strings.

    `name` is that of CSS (`body`, empty if it has none), `strings` what is set on it
    (`string-set`) in order, by the string's name.
    """

    name: str
    strings: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Where a piece of a block stands: `index` counts the blocks of its document from 0.

    `page` counts from 0; `top` and `bottom` are points from the head of the trim. `lines` are
    those of its text, each with its baseline, from there too, and with the characters of the
    document that stand in it: spaces, soft hyphens and a hyphen at its end are left out, so that
    whoever counts them in the document finds where each line and each page begins.
    """

    index: int
    page: int
    top: float
    bottom: float
    lines: tuple[tuple[float, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Galley:
    """One document laid out: its pages, where its ids fell, and what was seen there.

    `opens` is how the document begins (`recto`, `verso`, `left`, `right`, `page`; anything else
    does not begin a page), `left` whether its first page was laid out as a left one. Pages
    count from 0 within the galley; the rest is as in `layout.laid_pages.Laid`: `text` is kept as
    bytes, for few ask for it.
    """

    opens: str
    left: bool
    pages: tuple[GalleyPage, ...]
    starts: Mapping[str, int]
    blocks: tuple[Block, ...]
    overruns: tuple[Overrun, ...]
    crowded: frozenset[int]
    log: tuple[str, ...]
    pictures: tuple[Picture, ...]
    wide: Mapping[str, float]
    text: bytes = field(repr=False)
    drawing: Drawing


class _PageTable(TypedDict):
    """A `GalleyPage` as JSON has it."""

    name: str
    strings: dict[str, list[str]]


class _BlockTable(TypedDict):
    """A `Block` as JSON has it."""

    index: int
    page: int
    top: float
    bottom: float
    lines: list[tuple[float, int]]


def opens_left(opens: str, *, right_to_left: bool) -> bool | None:
    """Whether a document that opens so begins on a left page; None if any page will do."""
    sides = {"left": True, "right": False, "recto": right_to_left, "verso": not right_to_left}
    return sides.get(opens)


def encode(galley: Galley) -> bytes:
    """Write a galley as bytes: a line of JSON, one of its text, and its pages' PDF."""
    head = {
        "opens": galley.opens,
        "left": galley.left,
        "pages": [asdict(page) for page in galley.pages],
        "starts": dict(galley.starts),
        "blocks": [asdict(block) for block in galley.blocks],
        "overruns": [asdict(overrun) for overrun in galley.overruns],
        "crowded": sorted(galley.crowded),
        "log": list(galley.log),
        "pictures": [asdict(picture) for picture in galley.pictures],
        "wide": dict(galley.wide),
    }
    return _line(head) + galley.text + b"\n" + encode_drawing(galley.drawing)


def decode(data: bytes) -> Galley:
    """Read the galley of `encode`. Raises `ValueError` or `KeyError` if the bytes are none."""
    line, text, drawing = data.split(b"\n", 2)
    head: dict[str, Any] = json.loads(line)
    return Galley(
        opens=head["opens"],
        left=head["left"],
        pages=tuple(_page(item) for item in head["pages"]),
        starts=head["starts"],
        blocks=tuple(_block(item) for item in head["blocks"]),
        overruns=tuple(Overrun(**item) for item in head["overruns"]),
        crowded=frozenset(head["crowded"]),
        log=tuple(head["log"]),
        pictures=tuple(Picture(**item) for item in head["pictures"]),
        wide=head["wide"],
        text=text,
        drawing=decode_drawing(drawing),
    )


def encode_drawing(drawing: Drawing) -> bytes:
    """Write a drawing as bytes: its fonts as a line of JSON, and its PDF."""
    return _line([font.to_json() for font in drawing.fonts]) + drawing.pdf


def decode_drawing(data: bytes) -> Drawing:
    """Read the drawing of `encode_drawing`. Raises as `decode` does."""
    line, _, pdf = data.partition(b"\n")
    return Drawing(pdf=pdf, fonts=tuple(UsedFont.from_json(item) for item in json.loads(line)))


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _page(item: _PageTable) -> GalleyPage:
    strings = {name: tuple(values) for name, values in item["strings"].items()}
    return GalleyPage(name=item["name"], strings=strings)


def _block(item: _BlockTable) -> Block:
    return Block(
        index=item["index"],
        page=item["page"],
        top=item["top"],
        bottom=item["bottom"],
        lines=tuple((float(baseline), int(letters)) for baseline, letters in item["lines"]),
    )
