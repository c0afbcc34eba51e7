"""What of a text is its title page: heads that name the book, and lines between its pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from octavo.core.model import Matter
from octavo.importing.article import Block, Kind, Source
from octavo.importing.chapter_lines import is_title_below
from octavo.importing.gutenberg import Framed
from octavo.importing.markdown_escape import text_of
from octavo.importing.prose import ends_in_stop
from octavo.importing.readers.plain_text import DRAWN
from octavo.text.title_numbers import numbered

#: "By" before a name, as title pages have it.
_BY = re.compile(r"(?:by|von|par|por|di|van|door|af|av|автор)\W+", re.I)
#: The beginning of a title has as many letters at least, if it is to stand for all of it.
_LETTERS = 8
#: Numbers that stand above a title of their own, before that is believed.
_ROW = 3
#: And the beginning of an author's name.
_NAME = 5


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


class Named(NamedTuple):
    """What a text says that the book is called, and whose it is; empty for what it does not say."""

    title: str
    author: str

    @classmethod
    def of(cls, source: Source, frame: Framed | None, *, siblings: bool) -> Named:
        """Return what is known before the text is taken apart.

        `siblings` says that what has the title's level is a chapter's as often.
        """
        titles = [] if siblings else [_plain(at) for at in source.blocks if at.kind is Kind.TITLE]
        own = next(iter(titles), "")
        title = frame.title if frame and frame.title else source.title or own
        return cls(title, source.author or (frame.author if frame else ""))

    def is_in(self, words: str) -> bool:
        """Tell whether words are the book's title, the beginning of it, or whom it is by."""
        said, title, author = _bare(words), _bare(self.title), _bare(self.author)
        if not said:
            return False
        begins = len(said) >= _LETTERS and title.startswith(said)
        more = len(title) >= _LETTERS and said.startswith(title) and len(said) <= len(title) + 6
        by = _BY.match(words)
        whose = _bare(words[by.end() :]) if by else said
        whole = len(whose) >= _NAME and author.startswith(whose)
        # "By W. H. Orrin" is whoever has that name.
        own = bool(by and self.author and words.split()[-1:] == self.author.split()[-1:])
        return said == title or begins or more or whole or own


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.casefold())


def is_rule(block: Block) -> bool:
    """Tell whether a block is a line across the page, or the end of a scene."""
    text = block.text.strip()
    if block.kind is Kind.MARKUP:
        return text == "* * *"
    return block.kind is Kind.PARAGRAPH and DRAWN.fullmatch(text) is not None


def is_label(line: str) -> bool:
    """Tell whether a line says no sentence: it has no stop, or is in capitals, or in figures."""
    return not ends_in_stop(line) or line.isupper() or not any(map(str.isalpha, line))


def part_title(lines: Iterable[str]) -> str:
    """Return the title of a part from the lines on its page."""
    *above, last = [line for line in lines if line] or [""]
    return ": ".join([*(line.rstrip(".:") for line in above), last])


def half_titles(blocks: Sequence[Block], level: int, named: Named) -> set[int]:
    """Return the places of heads that say the book's name once more, with no text below them.

    And those of the lines that stand below. The first head is the title page's own.
    """
    heads = [
        at for at, block in enumerate(blocks) if block.kind is Kind.HEADING and block.depth <= level
    ]
    found: set[int] = set()
    for at, end in pairwise([*heads, len(blocks)]):
        below = range(at + 1, end)
        is_bare = all(is_rule(blocks[place]) for place in below)
        if at != heads[0] and is_bare and end < len(blocks) and named.is_in(_plain(blocks[at])):
            found |= {at, *below}
    return found


def _plain(block: Block) -> str:
    return " ".join(text_of(block).split())


def without_rules(pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], list[Block]]:
    """Return the pieces without the lines at their ends, which a page has between them; and those.

    A scene that ends there needs no sign: a chapter ends.
    """
    made: list[Piece] = []
    rules: list[Block] = []
    for piece in pieces:
        inside = [at for at, block in enumerate(piece.blocks) if not is_rule(block)]
        first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
        rules += [*piece.blocks[:first], *piece.blocks[last:]]
        made.append(replace(piece, blocks=piece.blocks[first:last]))
    return tuple(made), rules


def titles_below(blocks: Sequence[Block], level: int) -> Iterator[Block]:
    """Yield the blocks; a head right below one that is a number alone is that one's title.

    Two are not enough to say so: "I" may have a first section.
    """
    found = [
        at + 1
        for at, (block, below) in enumerate(pairwise(blocks))
        if _is_head(block)
        and _is_head(below)
        and block.depth == below.depth <= level
        and (said := numbered(_plain(block))) is not None
        and not said.rest
        and numbered(_plain(below)) is None
        and is_title_below(replace(below, kind=Kind.PARAGRAPH))
    ]
    for at, block in enumerate(blocks):
        is_title = len(found) >= _ROW and at in found
        yield replace(block, kind=Kind.PARAGRAPH) if is_title else block


def _is_head(block: Block) -> bool:
    return block.kind is Kind.HEADING
