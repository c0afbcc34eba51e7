"""One text that holds a whole book → its parts and chapters.

Chapters begin at the level of heading that repeats. Where there are no headings, lines of their own
that say a chapter's number are: "CHAPTER ONE", with a title below it or without one. The text's own
list of contents is no chapter, and neither is what Project Gutenberg puts around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from octavo.core.model import Matter
from octavo.importing.article import Block, Kind, Source
from octavo.importing.article_rules import name_in
from octavo.importing.chapter_lines import chapter_lines, is_title_below, weight
from octavo.importing.gutenberg import Framed, gutenberg_frame
from octavo.importing.markdown_escape import plain_of, plain_words
from octavo.importing.matter_names import matter_named
from octavo.importing.readers.left_out import Reason
from octavo.importing.source_contents import contents_places
from octavo.importing.title_pages import (
    Named,
    Piece,
    half_titles,
    is_label,
    is_rule,
    part_title,
    titles_below,
    without_rules,
)
from octavo.text.title_numbers import carries_number, numbered, says_part

#: A title on a line of its own has no more words, and a line that says a number alone.
_TITLE_WORDS, _NUMBER_WORDS = 10, 4
#: Words of what stands before the first chapter and is no text of the book: mottos, a press.
_OPENING_WORDS = 400
#: Chapters that count are as many at least; a page of a title has fewer words below a head.
_FEWEST, _PAGE_WORDS = 3, 40
#: Chapters below a few other heads have as many words, on the average.
_CHAPTER_WORDS = 500
#: Blocks of a title page: a title, a subtitle, names, a press.
_TITLE_PAGE = 6
#: Signs of scripts that part no words, in whose numbers none is left over.
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: A line in bold or in small capitals that stands alone, as word processors leave headings.
_BOLD = re.compile(r"(?:\*\*|__)(?P<text>[^*_\n]+)(?:\*\*|__)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A book taken apart: what its title page says, and its chapters in order.

    `page` are the blocks of the title page, `left` those that are left out, and why.
    """

    title: str
    author: str
    page: tuple[Block, ...]
    chapters: tuple[Piece, ...]
    left: tuple[tuple[Reason, Block], ...] = ()


def book_pieces(source: Source, *, siblings: bool = False, deeper: int = 0) -> Pieces:
    """Take a text apart; `siblings` says that its title has the level of its other headings.

    Chapters begin so many levels `deeper` than those that repeat first.
    """
    frame = gutenberg_frame(source.blocks)
    inside = source.blocks[frame.start : frame.end] if frame else source.blocks
    headed = list(_with_heads(inside, siblings=siblings))
    contents = contents_places(headed)
    blocks = [block for at, block in enumerate(headed) if at not in contents]
    named = Named.of(source, frame, siblings=siblings)
    level = max(1, _chapter_level(blocks, named) + deeper)
    blocks = list(titles_below(blocks, level))
    halves = half_titles(blocks, level, named)
    left = [blocks[at] for at in sorted(halves)]
    blocks = [block for at, block in enumerate(blocks) if at not in halves]
    starts = [at for at, block in enumerate(blocks) if _is_head(block) and block.depth <= level]
    begins = _first_chapter(blocks, starts, named)
    starts = [at for at in starts if at >= begins]
    first = starts[0] if starts else len(blocks)
    page, opening = _title_page(blocks[:first], source, is_all=not starts)
    title = (frame.title if frame else "") or _said_title(page, source)
    pieces = list(_chapters(blocks, starts, level))
    if opening:
        short = sum(len(block.text.split()) for block in opening) < _OPENING_WORDS
        matter = Matter.FRONT if pieces and short else Matter.BODY
        pieces.insert(0, Piece(title=title or "Opening", blocks=tuple(opening), matter=matter))
    author = source.author or (frame.author if frame else "")
    author = author or next(filter(None, (name_in(_words(each)) for each in page)), "")
    chapters, rules = without_rules(_placed(pieces))
    return Pieces(
        title=title,
        author=author,
        page=tuple(page),
        chapters=chapters,
        left=(
            *((Reason.PAGE, each) for each in page if not _is_said(each, title, author)),
            *((Reason.PAGE, each) for each in left),
            *((Reason.RULE, each) for each in rules),
            *((Reason.CONTENTS, headed[at]) for at in sorted(contents)),
            *((Reason.LICENCE, each) for each in _around(source.blocks, frame)),
        ),
    )


def _is_said(block: Block, title: str, author: str) -> bool:
    """Return whether the book says a line of its title page: the title, or by whom it is."""
    words = _words(block).casefold()
    return words in (title.casefold(), author.casefold(), f"by {author.casefold()}", "by")


def _around(blocks: Sequence[Block], frame: Framed | None) -> Sequence[Block]:
    return (*blocks[: frame.start], *blocks[frame.end :]) if frame else ()


def _is_head(block: Block) -> bool:
    return block.kind is Kind.HEADING


def _words(block: Block) -> str:
    return plain_words(plain_of(block.text) if block.markdown else block.text)


def _with_heads(blocks: Sequence[Block], *, siblings: bool) -> Iterator[Block]:
    """Yield the blocks; lines that are heads in all but name are headings."""
    has_heads = sum(map(_is_head, blocks)) > 1
    lines = set() if has_heads else chapter_lines(blocks)
    if not lines and not has_heads:
        bold = [at for at, block in enumerate(blocks) if _bold(block)]
        lines = set(bold if len(bold) > 1 else ())
    for at, block in enumerate(blocks):
        if block.kind is Kind.TITLE and siblings:
            yield replace(block, kind=Kind.HEADING, depth=2)
        elif at in lines:
            yield replace(block, kind=Kind.HEADING, depth=2, verse=False)
        else:
            yield block


def _one_line(block: Block, most: int) -> str:
    """Return a paragraph's words if it is one short line, or one in capitals; else nothing."""
    text = _words(block)
    fits = block.kind is Kind.PARAGRAPH and ("\n" not in block.text.strip() or text.isupper())
    return text if fits and 0 < weight(text) <= most else ""


def _bold(block: Block) -> bool:
    found = _BOLD.fullmatch(block.text.strip()) if block.kind is Kind.PARAGRAPH else None
    return bool(found) and len(found["text"].split()) <= _TITLE_WORDS if found else False


def _chapter_level(blocks: Sequence[Block], named: Named) -> int:
    """Return the level of heading at which chapters begin: the highest that repeats.

    If those are parts, each with headings below it before any text, it is the next one. Heads
    that only name the book do not count, unless there are no others.
    """
    heads = [block for block in blocks if _is_head(block)]
    heads = [block for block in heads if not named.is_in(_words(block))] or heads
    counts = Counter(block.depth for block in heads)
    level = next((depth for depth in sorted(counts) if counts[depth] > 1), 0)
    if not level:
        return max(counts, default=2) if len(heads) == 1 else 2
    level = _counted_level(blocks, heads, level)
    here = [at for at, block in enumerate(blocks) if _is_head(block) and block.depth == level]
    empty = [
        at
        for at in here
        if at + 1 < len(blocks) and _is_head(blocks[at + 1]) and blocks[at + 1].depth > level
    ]
    said = [at for at in here if says_part(_words(blocks[at]))]
    parts = len(empty) * 2 > len(here) and counts[level + 1] > len(here)
    below = [block for block in heads if block.depth == level + 1 and numbered(_words(block))]
    if len(said) > 1 and len(below) > max(_FEWEST, len(said)) and len(said) * 3 > len(here):
        return level + 1  # a preface may stand beside the parts
    return level + 1 if parts and set(empty) <= set(said) else level


def _counted_level(blocks: Sequence[Block], heads: Sequence[Block], level: int) -> int:
    """Return a deeper level if chapters count there, and a few heads above say no number.

    What counts there is no chapter if it is as short as a letter or a paragraph of a law.
    """
    above = [block for block in heads if block.depth <= level]
    above = [block for block in above if matter_named(_words(block)) is None]
    if len(above) > _FEWEST or any(numbered(_words(block)) for block in above):
        return level
    counts = Counter(block.depth for block in heads if numbered(_words(block)))
    words = sum(len(block.text.split()) for block in blocks)
    fits = (
        depth
        for depth in sorted(counts)
        if counts[depth] >= _FEWEST and words >= counts[depth] * _CHAPTER_WORDS
    )
    return next(fits, level)


def _first_chapter(blocks: Sequence[Block], starts: Sequence[int], named: Named) -> int:
    """Return the place of the first head that is none of a title page's.

    Where chapters count, heads above them with next to no text are a title, names, a press.
    """
    counted = [at for at in starts if numbered(_words(blocks[at])) is not None]
    if len(counted) < _FEWEST:
        own = (at for at in starts[:-1] if not named.is_in(_words(blocks[at])))
        return next(own, starts[0] if starts else 0)
    parts = list(_bare_parts(blocks, starts))
    if len(parts) > 1 and parts[0] < counted[0]:
        return parts[0]
    for at, end in pairwise([*starts, len(blocks)]):
        if at < counted[0] and named.is_in(_words(blocks[at])):
            continue  # a title page, with what may stand on it
        text = sum(len(block.text.split()) for block in blocks[at + 1 : end])
        if at >= counted[0] or text >= _PAGE_WORDS or matter_named(_words(blocks[at])):
            return at
        if says_part(_words(blocks[at])):
            return at
    return starts[0]


def _bare_parts(blocks: Sequence[Block], starts: Sequence[int]) -> Iterator[int]:
    """Yield the places of heads without number and text, each right above one with a number."""
    for at, end in pairwise(starts):
        counts = numbered(_words(blocks[end])) is not None
        if counts and _opens_part(blocks[at], blocks[at + 1 : end], 0, blocks[end]):
            yield at


def _title_page(
    before: list[Block], source: Source, *, is_all: bool
) -> tuple[list[Block], list[Block]]:
    """Return what stands before the first chapter: the title page, and text that is none."""
    if is_all:
        return [each for each in before if each.kind is Kind.TITLE], [
            each for each in before if each.kind is not Kind.TITLE
        ]
    page: list[Block] = []
    for block in before[: _TITLE_PAGE if not any(map(_is_head, before)) else len(before)]:
        is_line = (
            block.kind is Kind.TITLE
            or _is_head(block)
            or is_rule(block)
            or _one_line(block, _TITLE_WORDS)
        )
        if not is_line:
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
    rules: list[Block] = []  # they go, at the head of a chapter (`without_rules`)
    part = ""
    counted = sum(numbered(_words(blocks[at])) is not None for at in starts) >= _FEWEST
    for number, at in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(blocks)
        head, body = blocks[at], blocks[at + 1 : end]
        title = _title(head)
        follows = blocks[end] if end < len(blocks) and counted else None
        if end < len(blocks) and _opens_part(head, body, level, follows):
            said = [block for block in body if not is_rule(block)]
            part = part_title((title, *map(_words, said)))
            above += [head, *(replace(block, kind=Kind.PARAGRAPH) for block in said)]
            rules += [block for block in body if is_rule(block)]
            continue
        drawn = next((n for n, each in enumerate(body) if not is_rule(each)), 0)
        if _is_stacked(title, body[drawn:]):
            rules, body = [*rules, *body[:drawn]], body[drawn:]
        stacked = body[:1] if _is_stacked(title, body) else []
        yield Piece(
            title=f"{title.rstrip('.:')}: {_words(stacked[0])}" if stacked else title,
            above=tuple(above),
            head=(head, *stacked),
            blocks=(*rules, *(_raised(block, level) for block in body[len(stacked) :])),
            part=part,
        )
        above, rules = [], []


def _title(head: Block) -> str:
    """Return a head's words; a number on a line above its title is parted from it by a colon."""
    if head.markdown or "\n" not in head.text:
        return _words(head)
    first, *others = (plain_words(line) for line in head.text.split("\n"))
    said = numbered(head.text)
    joined = plain_words(" ".join(others))
    return (
        f"{first.rstrip('.:')}: {joined}"
        if said and not numbered_rest(first)
        else f"{first} {joined}"
    )


def numbered_rest(line: str) -> str:
    """Return what stands behind a number on the same line."""
    said = numbered(line)
    return said.rest if said else ""


def _opens_part(head: Block, body: Sequence[Block], level: int, follows: Block | None) -> bool:
    """Return whether a head has no text of its own: no words, or a part's title alone.

    `follows` is the next head where chapters count: one without a number right above one with a
    number is a part's, whatever it says.
    """
    words = _words(head)
    uncounted = numbered(words) is None and matter_named(words) is None
    counts = follows is not None and numbered(_words(follows)) is not None
    if not (head.depth < level or says_part(words) or (uncounted and counts)):
        return False
    said = [block for block in body if not is_rule(block)]
    lines = [_words(block) if _is_head(block) else _one_line(block, _TITLE_WORDS) for block in said]
    return len(said) <= 2 and all(line and is_label(line) for line in lines)


def _is_stacked(title: str, body: Sequence[Block]) -> bool:
    """Return whether a title stands on the line below "CHAPTER ONE"."""
    if len(body) < 2 or len(title.split()) > _NUMBER_WORDS or not carries_number(title):
        return False
    if _SPACELESS.search(numbered_rest(title)):
        return False  # it has its title
    return is_title_below(body[0])


def _raised(block: Block, level: int) -> Block:
    """Return a heading within a chapter at the level that it has in a file of its own."""
    return replace(block, depth=max(2, block.depth - level + 1)) if _is_head(block) else block


def _placed(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces, those before the first chapter and behind the last where they belong."""
    matters = [
        piece.matter
        if piece.matter is not Matter.BODY
        else matter_named(piece.title) or Matter.BODY
        for piece in pieces
    ]
    body = [at for at, matter in enumerate(matters) if matter is Matter.BODY]
    for at, piece in enumerate(pieces):
        if body and at < body[0] and matters[at] is Matter.FRONT:
            yield replace(piece, matter=Matter.FRONT, part="")
        elif body and at > body[-1] and matters[at] is Matter.BACK:
            yield replace(piece, matter=Matter.BACK, part="")
        else:
            yield piece
