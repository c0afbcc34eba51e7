"""What was found in a book that is one file: a row a chapter or part, for the author to change.

The rows lie in the ledger. A row is known again by its words, and by which of those with the same
words it is: its line moves when the file is edited.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from octavo.core.errors import OctavoError
from octavo.core.model import Matter
from octavo.importing.article import Block, Kind, Source
from octavo.importing.article_rules import SCENE_NAME
from octavo.importing.book_pieces import Pieces
from octavo.importing.chapter_titles import word_count
from octavo.importing.ledger import LEDGER
from octavo.importing.markdown_escape import plain_of, plain_words
from octavo.importing.title_pages import Piece, part_title
from octavo.text.shorten import first_words
from octavo.text.title_numbers import carries_number


class Rank(StrEnum):
    """What a row is in the book: heading, text and scene belong to the chapter before."""

    PART = "part"
    CHAPTER = "chapter"
    HEADING = "heading"
    TEXT = "text"
    SCENE = "scene"


#: What belongs to the chapter before.
JOINED = frozenset((Rank.HEADING, Rank.TEXT, Rank.SCENE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stretch of the file that may be a chapter: its words as found, and what it is to be.

    `nth` (from 1) counts the rows of the same words, `line` is where it begins, `words` how many
    stand in it, `by` the sign it was known by. `file` is its chapter's, empty if it has none yet.
    """

    text: str
    nth: int
    line: int
    words: int
    by: str
    rank: Rank
    matter: Matter
    title: str
    file: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What a row is known again by."""
        return self.text, self.nth


class Unit(NamedTuple):
    """A row with the blocks that it stands for: those of its title, and those below."""

    row: Row
    head: tuple[Block, ...]
    body: tuple[Block, ...]


def units_of(source: Source, pieces: Pieces) -> list[Unit]:
    """Return what was found, in the order of the file."""
    read = {(block.line, block.text): block for block in source.blocks}
    found: Counter[str] = Counter()

    def unit(piece: Piece, rank: Rank, head: tuple[Block, ...], body: tuple[Block, ...]) -> Unit:
        text = " / ".join(map(_words, head)) or piece.title
        found[text] += 1
        row = Row(
            text=text,
            nth=found[text],
            line=next((block.line for block in (*head, *body)), 1),
            words=sum(word_count(block.text) for block in (*head, *body)),
            by=_sign(head, read),
            rank=rank,
            matter=piece.matter if rank is Rank.CHAPTER else Matter.BODY,
            title=piece.title if rank is Rank.CHAPTER else part_title(map(_words, head)),
        )
        return Unit(row, head, body)

    units: list[Unit] = []
    for piece in pieces.chapters:
        units += [unit(piece, Rank.PART, head, ()) for head in _parts_above(piece)]
        first, *scenes = _scenes(piece.blocks)
        units.append(unit(piece, Rank.CHAPTER, piece.head, first))
        units += [_scene(blocks, found) for blocks in scenes]
    return units


def _scenes(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield what stands before the first blank line that may end a scene, and behind each."""
    at = 0
    for number, block in enumerate(blocks):
        if block.after_blank and number:
            yield tuple(blocks[at:number])
            at = number
    yield tuple(blocks[at:])


def _scene(blocks: tuple[Block, ...], found: Counter[str]) -> Unit:
    """Return what may be a scene: text of its chapter, until the author says that one begins."""
    text = first_words(_words(blocks[0]), SCENE_NAME)
    found[text] += 1
    row = Row(
        text=text,
        nth=found[text],
        line=blocks[0].line,
        words=sum(word_count(block.text) for block in blocks),
        by="a blank line above",
        rank=Rank.TEXT,
        matter=Matter.BODY,
        title=text,
    )
    return Unit(row, (), blocks)


def _parts_above(piece: Piece) -> list[tuple[Block, ...]]:
    """Return the titles of parts above a piece, each with the line that may stand below it."""
    found: list[tuple[Block, ...]] = []
    for block in piece.above:
        if block.kind is Kind.HEADING or not found:
            found.append((block,))
        else:
            found[-1] = (*found[-1], block)
    return found


def _words(block: Block) -> str:
    return plain_words(plain_of(block.text) if block.markdown else block.text)


def _sign(head: Sequence[Block], read: Mapping[tuple[int, str], Block]) -> str:
    """Return in words what a title was known by."""
    if not head:
        return "the text before the first title"
    as_read = read.get((head[0].line, head[0].text), head[0])
    below = ", its title below" if len(head) > 1 else ""
    if as_read.kind is not Kind.PARAGRAPH:
        return f"a heading{below}"
    if carries_number(_words(as_read)):
        return f"a line with a number{below}"
    bold = as_read.text.strip().startswith(("**", "__"))
    return "a line in bold" if bold else "a line that names such a chapter"


def decided(units: Iterable[Unit], known: Mapping[tuple[str, int], Row]) -> list[Unit]:
    """Return the units, each as the ledger has it."""

    def row(found: Row) -> Row:
        said = known.get(found.key)
        if said is None:
            return found
        return replace(found, rank=said.rank, matter=said.matter, title=said.title, file=said.file)

    return [Unit(row(each.row), each.head, each.body) for each in units]


def without_joins_of(units: Sequence[Unit], edited: Iterable[str]) -> tuple[list[Unit], list[Row]]:
    """Return the units, and the rows that were to be joined to the chapter before and are not.

    A chapter that the author has edited takes nothing in and goes nowhere.
    """
    kept: list[Row] = []
    made: list[Unit] = []
    own, before = set(edited), ""
    for unit in units:
        row = unit.row
        joins = row.rank in JOINED
        if joins and row.file and (row.file in own or before in own):
            kept.append(row)
            row = replace(row, rank=Rank.CHAPTER)
        if row.rank is Rank.CHAPTER:
            before = row.file
        made.append(Unit(row, unit.head, unit.body))
    return made, kept


def arranged(units: Iterable[Unit]) -> list[tuple[Piece, Row]]:
    """Return the chapters that the rows say, each with its row."""
    made: list[tuple[Piece, Row]] = []
    above: tuple[Block, ...] = ()
    part = ""
    for row, head, body in units:
        if row.rank is Rank.PART:
            part = row.title
            if not body:
                above = (*above, *head)
                continue
        if row.rank in JOINED and made:
            piece, first = made[-1]
            if row.rank is Rank.SCENE and body:
                body = (replace(body[0], kind=Kind.SCENE), *body[1:])
            more = (*above, *_joined(row, head), *body)
            made[-1] = replace(piece, blocks=(*piece.blocks, *more)), first
            above = ()
            continue
        matter = Matter.BODY if row.rank is Rank.PART else row.matter
        piece = Piece(
            title=row.title,
            above=above,
            head=head,
            blocks=body,
            part=part if matter is Matter.BODY else "",
            matter=matter,
        )
        made.append((piece, row))
        above = ()
    if above and made:  # a part without a chapter behind it
        piece, row = made[-1]
        made[-1] = replace(piece, blocks=(*piece.blocks, *above)), row
    return made


def _joined(row: Row, head: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks of a title that is none: a heading within a chapter, or words of it."""
    for number, block in enumerate(head):
        is_heading = row.rank is Rank.HEADING and number == 0
        kind = Kind.HEADING if is_heading else Kind.PARAGRAPH
        yield replace(block, kind=kind, depth=2)


#: The keys of a row, in the order of the ledger.
_KEYS: tuple[tuple[str, Callable[[Row], object]], ...] = (
    ("text", lambda row: row.text),
    ("nth", lambda row: row.nth if row.nth > 1 else None),
    ("line", lambda row: row.line),
    ("words", lambda row: row.words),
    ("by", lambda row: row.by),
    ("level", lambda row: str(row.rank)),
    ("matter", lambda row: None if row.rank is Rank.PART else str(row.matter)),
    ("title", lambda row: row.title),
    ("file", lambda row: row.file or None),
)
_MARK = "[[found]]"
_HEAD = """
# What `octavo adopt` found in the file, and what it made of it. Change level, matter or title,
# and adopt the file again. level: part, chapter, or, for what belongs to the chapter before,
# heading (with a heading of its own), text, or scene (below a break). matter: front, body or back.
# deeper = 1 lets chapters begin one level of heading further down, deeper = -1 further up.
"""


def found_lines(rows: Iterable[Row], *, deeper: int) -> str:
    """Return the ledger's part about the rows; empty if there are none."""
    # JSON's strings are TOML's.
    tables = [
        "\n".join(
            f"{key} = {json.dumps(value, ensure_ascii=False)}"
            for key, told in _KEYS
            if (value := told(row)) is not None
        )
        for row in rows
    ]
    if not tables:
        return ""
    return f"{_HEAD}[split]\ndeeper = {deeper}\n" + "".join(
        f"\n{_MARK}\n{table}\n" for table in tables
    )


def read_rows(head: str) -> tuple[dict[tuple[str, int], Row], int]:
    """Return the rows that the ledger's `head` has, by their keys, and how much deeper they begin.

    Raises `OctavoError` if a row says what none can be.
    """
    data = tomllib.loads(head)
    split = data.get("split", {})
    deeper = split.get("deeper", 0) if isinstance(split, dict) else 0
    rows = [_row(table) for table in data.get("found", [])]
    return {row.key: row for row in rows}, deeper if isinstance(deeper, int) else 0


def _row(table: Mapping[str, object]) -> Row:
    text = str(table.get("text", ""))
    nth, line, words = (_number(table.get(key), 1) for key in ("nth", "line", "words"))
    try:
        rank, matter = Rank(str(table.get("level"))), Matter(str(table.get("matter", "body")))
    except ValueError:
        raise OctavoError(
            f'the row "{text}" has a level or a matter that is none.',
            where=LEDGER,
            hint="level is part, chapter, heading, text or scene; matter is front, body or back.",
        ) from None
    return Row(
        text=text,
        nth=nth,
        line=line,
        words=words,
        by=str(table.get("by", "")),
        rank=rank,
        matter=matter,
        title=str(table.get("title") or text),
        file=str(table.get("file", "")),
    )


def _number(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise
