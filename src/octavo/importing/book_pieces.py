"""One text that holds a whole book → its parts and chapters.

Chapters begin at the level of heading that repeats. Where there are no headings, lines of their own
that say a chapter's number are: "CHAPTER ONE", with a title below it or without one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from octavo.core.model import Matter
from octavo.importing.article import Block, Kind, Source
from octavo.importing.article_rules import name_in
from octavo.importing.markdown_escape import plain_of, plain_words
from octavo.importing.prose import ends_in_stop
from octavo.manuscript.chapter_file import KINDS, implied_kind
from octavo.manuscript.slugs import ascii_slug
from octavo.text.title_numbers import carries_number, says_part

#: A title on a line of its own has no more words, and a line that says a number alone.
_TITLE_WORDS, _NUMBER_WORDS = 10, 4
#: Blocks of a title page: a title, a subtitle, names, a press.
_TITLE_PAGE = 6
#: A line in bold or in small capitals that stands alone, as word processors leave headings.
_BOLD = re.compile(r"(?:\*\*|__)(?P<text>[^*_\n]+)(?:\*\*|__)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A chapter of the book: its title as plain words, and the blocks below it.

    `head` are the blocks that the title was made of, `above` those that are no more than the
    title of the part that it begins. `part` is the title of the part that it stands in, empty for
    none; `matter` is where in the book it stands.
    """

    title: str
    above: tuple[Block, ...] = ()
    head: tuple[Block, ...] = ()
    blocks: tuple[Block, ...] = ()
    part: str = ""
    matter: Matter = Matter.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A book taken apart: what its title page says, and its chapters in order.

    `page` are the blocks of the title page.
    """

    title: str
    author: str
    page: tuple[Block, ...]
    chapters: tuple[Piece, ...]


def book_pieces(source: Source, *, siblings: bool = False, deeper: int = 0) -> Pieces:
    """Take a text apart; `siblings` says that its title has the level of its other headings.

    Chapters begin so many levels `deeper` than those that repeat first.
    """
    blocks = list(_with_heads(source.blocks, siblings=siblings))
    level = max(1, _chapter_level(blocks) + deeper)
    starts = [at for at, block in enumerate(blocks) if _is_head(block) and block.depth <= level]
    first = starts[0] if starts else len(blocks)
    page, opening = _title_page(blocks[:first], source, is_all=not starts)
    title = _said_title(page, source)
    pieces = list(_chapters(blocks, starts, level))
    if opening:
        pieces.insert(0, Piece(title=title or "Opening", blocks=tuple(opening)))
    return Pieces(
        title=title,
        author=source.author or next(filter(None, (name_in(_words(each)) for each in page)), ""),
        page=tuple(page),
        chapters=tuple(_placed(pieces)),
    )


def _is_head(block: Block) -> bool:
    return block.kind is Kind.HEADING


def _words(block: Block) -> str:
    return plain_words(plain_of(block.text) if block.markdown else block.text)


def _with_heads(blocks: Sequence[Block], *, siblings: bool) -> Iterator[Block]:
    """Yield the blocks; lines that are heads in all but name are headings."""
    has_heads = sum(map(_is_head, blocks)) > 1
    numbered = [at for at, block in enumerate(blocks) if not has_heads and _says_number(block)]
    bold = [at for at, block in enumerate(blocks) if not has_heads and _bold(block)]
    lines = set(numbered if len(numbered) > 1 else bold if len(bold) > 1 else ())
    for at, block in enumerate(blocks):
        if block.kind is Kind.TITLE and siblings:
            yield replace(block, kind=Kind.HEADING, depth=2)
        elif at in lines or (lines and at - 1 not in lines and _says_matter(block)):
            yield replace(block, kind=Kind.HEADING, depth=2, verse=False)
        else:
            yield block


def _one_line(block: Block, most: int) -> str:
    """Return a paragraph's words if it is one short line; else nothing."""
    text = _words(block)
    fits = block.kind is Kind.PARAGRAPH and "\n" not in block.text.strip()
    return text if fits and 0 < len(text.split()) <= most else ""


def _says_number(block: Block) -> bool:
    line = _one_line(block, _TITLE_WORDS)
    return bool(line) and carries_number(line) and not (ends_in_stop(line) and len(line) > 12)


def _says_matter(block: Block) -> bool:
    """Return whether a line is a name of front or back matter: Prologue, Acknowledgements."""
    line = _one_line(block, _NUMBER_WORDS)
    return bool(line) and implied_kind(ascii_slug(line), Matter.BODY) != "chapter"


def _bold(block: Block) -> bool:
    found = _BOLD.fullmatch(block.text.strip()) if block.kind is Kind.PARAGRAPH else None
    return bool(found) and len(found["text"].split()) <= _TITLE_WORDS if found else False


def _chapter_level(blocks: Sequence[Block]) -> int:
    """Return the level of heading at which chapters begin: the highest that repeats.

    If those are parts, each with headings below it before any text, it is the next one.
    """
    heads = [block for block in blocks if _is_head(block)]
    counts = Counter(block.depth for block in heads)
    level = next((depth for depth in sorted(counts) if counts[depth] > 1), 0)
    if not level:
        return max(counts, default=2) if len(heads) == 1 else 2
    here = [at for at, block in enumerate(blocks) if _is_head(block) and block.depth == level]
    empty = [
        at
        for at in here
        if at + 1 < len(blocks) and _is_head(blocks[at + 1]) and blocks[at + 1].depth > level
    ]
    parts = len(empty) * 2 > len(here) and counts[level + 1] > len(here)
    return level + 1 if parts and all(says_part(_words(blocks[at])) for at in empty) else level


def _title_page(
    before: list[Block], source: Source, *, is_all: bool
) -> tuple[list[Block], list[Block]]:
    """Return what stands before the first chapter: the title page, and text that is none."""
    if is_all:
        return [each for each in before if each.kind is Kind.TITLE], [
            each for each in before if each.kind is not Kind.TITLE
        ]
    page: list[Block] = []
    for block in before[:_TITLE_PAGE]:
        if block.kind is not Kind.TITLE and not _one_line(block, _TITLE_WORDS):
            break
        page.append(block)
    if len(page) < len(before) and not source.title:
        page = page[:1] if page and page[0].kind is Kind.TITLE else page
    return page, before[len(page) :]


def _said_title(page: Sequence[Block], source: Source) -> str:
    own = next((_words(block) for block in page if block.kind is Kind.TITLE), "")
    return source.title or own or (_words(page[0]) if page else "")


def _chapters(blocks: list[Block], starts: list[int], level: int) -> Iterator[Piece]:
    """Yield the chapters; a head without words, that says a part, stands above the next."""
    above: list[Block] = []
    part = ""
    for number, at in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(blocks)
        head, body = blocks[at], blocks[at + 1 : end]
        title = _words(head)
        if not body and end < len(blocks) and (head.depth < level or says_part(title)):
            part = title
            above.append(head)
            continue
        stacked = body[:1] if _is_stacked(title, body) else []
        yield Piece(
            title=f"{title}: {_words(stacked[0])}" if stacked else title,
            above=tuple(above),
            head=(head, *stacked),
            blocks=tuple(_raised(block, level) for block in body[len(stacked) :]),
            part=part,
        )
        above = []


def _is_stacked(title: str, body: Sequence[Block]) -> bool:
    """Return whether a title stands on the line below "CHAPTER ONE"."""
    if len(body) < 2 or len(title.split()) > _NUMBER_WORDS or not carries_number(title):
        return False
    line = _one_line(body[0], _TITLE_WORDS)
    return bool(line) and not ends_in_stop(line) and line[:1] not in "“\"'‘«—–-*"


def _raised(block: Block, level: int) -> Block:
    """Return a heading within a chapter at the level that it has in a file of its own."""
    return replace(block, depth=max(2, block.depth - level + 1)) if _is_head(block) else block


def _placed(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces, those before the first chapter and behind the last where they belong."""
    kinds = [implied_kind(ascii_slug(piece.title), Matter.BODY) for piece in pieces]
    matters = [KINDS[kind] for kind in kinds]
    body = [at for at, matter in enumerate(matters) if matter is Matter.BODY]
    for at, piece in enumerate(pieces):
        if body and at < body[0] and matters[at] is Matter.FRONT:
            yield replace(piece, matter=Matter.FRONT, part="")
        elif body and at > body[-1] and matters[at] is Matter.BACK:
            yield replace(piece, matter=Matter.BACK, part="")
        else:
            yield piece
