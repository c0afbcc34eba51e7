"""The contents page of a text: a list of its chapters, and no chapter of it.

The book makes its own. Entries are heads with no text between them, or lines below a heading that
says what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.importing.article import Block, Kind
from octavo.importing.markdown_escape import plain_of, text_of
from octavo.text.title_numbers import numbered

#: Entries in a row that make a list of them, and the words that may stand between two.
_ROW, _BETWEEN = 4, 14
#: What a list of contents is called.
_CALLED = re.compile(
    r"\W*(?:(?:table of )?contents|inhalt(?:sverzeichnis|sübersicht)?|table des (?:matières|chapitres)"  # noqa: E501
    r"|table|sommaire|índice(?: general)?|tabla de contenidos?|sumário|indice(?: generale)?|sommario"  # noqa: E501
    r"|inhoud(?:sopgave)?|spis treści|rozdziały|оглавление|содержание|目\s*[录錄次])\W*",
    re.I,
)
#: A line of a list: a title, and dots or space before a page.
_ENTRY = re.compile(r".*\S(?:\s{2,}|\s*\.{2,}\s*|\s*[—–]\s*|\s)(?:\d{1,4}|[ivxl]{1,6})\.?", re.S)


def contents_places(blocks: Sequence[Block]) -> set[int]:
    """Return the places of the blocks that are the source's own list of contents."""
    heads = [at for at, block in enumerate(blocks) if block.kind is Kind.HEADING]
    found: set[int] = set()
    for run in _runs(blocks, heads):
        found |= set(range(run[0], run[-1] + 1))
    for at, block in enumerate(blocks):
        if at not in found and is_called(block):
            found |= _below(blocks, at, found)
    counted = (at for at in heads if at not in found and numbered(text_of(blocks[at])))
    first = next(counted, next((at for at in heads if at not in found), len(blocks)))
    found |= {at for at in range(first) if at not in found and _is_counted(blocks[at])}
    return found


def is_called(block: Block) -> bool:
    """Return whether a block says "Contents" and no more."""
    return block.kind in (Kind.PARAGRAPH, Kind.HEADING) and (
        _CALLED.fullmatch(text_of(block).strip()) is not None
    )


def _runs(blocks: Sequence[Block], heads: Sequence[int]) -> list[list[int]]:
    """Return rows of heads with next to nothing between them that are said again elsewhere.

    The last of a row, with text behind it, is a chapter's, unless it is said again as well.
    """
    runs: list[list[int]] = []
    row: list[int] = []
    for number, at in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(blocks)
        words = sum(len(block.text.split()) for block in blocks[at + 1 : end])
        if words <= _BETWEEN:
            row.append(at)
            continue
        runs.append([*row, at] if _repeats(blocks, at, heads[number + 1 :]) else row)
        row = []
    runs.append(row)
    return [run for run in runs if len(run) >= _ROW and _is_said_again(blocks, run, heads)]


def _is_said_again(blocks: Sequence[Block], run: Sequence[int], heads: Sequence[int]) -> bool:
    """Return whether half of a row's heads stand elsewhere, or a heading says what they are."""
    others = [at for at in heads if at not in run]
    again = sum(_repeats(blocks, at, others) for at in run)
    return again * 2 >= len(run) or any(
        is_called(block) for block in blocks[max(0, run[0] - 2) : run[0]]
    )


def _repeats(blocks: Sequence[Block], at: int, others: Sequence[int]) -> bool:
    """Return whether a head says what another says: its number, or its words but for a page."""
    text = text_of(blocks[at])
    said, words = numbered(text), _bare(text)
    for other in others:
        again = numbered(text_of(blocks[other]))
        if not said and words and words == _bare(text_of(blocks[other])):
            return True
        same = said and again and said.number is not None and said.number == again.number
        if said and again and same and said.unit in ("", again.unit):
            return True
    return False


def _bare(text: str) -> str:
    """Return the letters of a title, without the page that a list of contents gives."""
    return re.sub(r"[\W_]+|\d+\s*\Z", "", text.casefold())


def _below(blocks: Sequence[Block], at: int, found: set[int]) -> set[int]:
    """Return the places of a heading "Contents" and of what is listed below it."""
    places = {at}
    for place in range(at + 1, len(blocks)):
        block = blocks[place]
        if place in found:
            places.add(place)
            continue
        if not (_is_listed(block) or (block.kind is Kind.HEADING and _heads_list(blocks, place))):
            break
        places.add(place)
    return places


def _heads_list(blocks: Sequence[Block], at: int) -> bool:
    """Return whether a head within a list of contents is an entry: no text stands near below it."""
    below = blocks[at + 1 : at + 4]
    return all(block.kind is Kind.HEADING or _is_listed(block) for block in below)


def _is_listed(block: Block) -> bool:
    """Return whether a block is an entry of a list, or several."""
    text = text_of(block).strip()
    lines = text.split("\n")
    if block.kind is Kind.MARKUP:
        is_list = re.match(r"(?:-   |\d+\. |\||<table>)", block.text) is not None
        return is_list or _is_counted(block)
    if block.kind is not Kind.PARAGRAPH:
        return False
    if block.verse and len(lines) > 2:
        return True
    is_short = len(text.split()) <= 20
    return is_short and (
        _ENTRY.fullmatch(text) is not None
        or numbered(text) is not None
        or not text.endswith((".", "!", "?", "”", '"', "»"))
    )


def _is_counted(block: Block) -> bool:
    """Return whether the lines of a block count: a list of contents without a name."""
    lines = [line for line in _lines(block) if line.strip()]
    counting = [said for line in lines if (said := numbered(line)) is not None]
    return len(lines) >= _ROW and len(counting) * 10 >= len(lines) * 6


def _lines(block: Block) -> list[str]:
    """Return the lines of a block, or of what a quotation holds."""
    if block.kind is not Kind.MARKUP:
        return text_of(block).split("\n")
    if not block.text.startswith(">"):
        return []
    return [plain_of(line.lstrip("> ")) for line in block.text.split("\n")]
